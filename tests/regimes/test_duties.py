"""What is to be done and by when: who decides, what one permit serves, how days are counted, what was done before."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from exeat.regimes import ask
from tests.regimes.test_shapes_of_rules import CITED, FACTS, small


def test_the_decider_is_that_of_the_first_case_that_fits():
    cases = [
        {"when": {"post.kind": "professional_soldier"}, "decider": "commander"},
        {"when": {"post.sensitive": True}, "decider": "minister"},
        {"when": {}, "decider": "head_of_institution"},
    ]
    book = small(("procedures/asking/decider", cases))

    deciders = [
        ask([book], FACTS | facts).way.decider.value
        for facts in (
            {"post.kind": "professional_soldier"},
            {"post.sensitive": True},
            {"post.sensitive": False},
        )
    ]

    assert deciders == ["commander", "minister", "head_of_institution"]


def test_where_the_case_is_not_known_every_decider_that_may_be_meant_is_named():
    cases = [{"when": {"post.sensitive": True}, "decider": "minister"}, {"when": {}, "decider": "commander"}]
    book = small(("procedures/asking/decider", cases))

    decider = ask([book], FACTS).way.decider

    assert (decider.value, decider.words) == ("unknown", "minister or the commander")


def test_a_permission_may_need_the_agreement_of_other_bodies_and_a_higher_rank_to_refuse():
    book = small(
        ("procedures/asking/approvals", ["minister", "commander"]), ("procedures/asking/refused_by", "minister")
    )

    way = ask([book], FACTS).way

    assert [each.value for each in way.approvals] == ["minister", "commander"]
    assert way.refused_by.value == "minister"


def two(*changes: tuple[str, Any]) -> list[Any]:
    return [small(("regime", "first")), small(("regime", "second"), *changes)]


def test_two_regimes_that_each_ask_for_a_permit_ask_for_two():
    outcome = ask(two(), FACTS)

    assert [(due.kind, due.regime) for due in outcome.duties] == [("permission", "first"), ("permission", "second")]
    assert outcome.way.serves == ["first"]


def test_one_permit_serves_the_regime_that_accepts_it():
    outcome = ask(two(("provisions/rule/accepts", ["first.asking"])), FACTS)

    assert [(due.kind, due.regime) for due in outcome.duties] == [("permission", "first")]
    assert outcome.way.serves == ["first", "second"]


def test_the_permit_that_serves_both_is_asked_for_whichever_regime_is_asked_first():
    first, second = two(("provisions/rule/accepts", ["first.asking"]))

    outcome = ask([second, first], FACTS)

    assert [due.regime for due in outcome.duties] == ["first"]


def test_a_time_limit_says_which_days_off_were_passed_over():
    book = small(("procedures/asking/apply_before", "10 working_days"))

    way = ask([book], FACTS | {"stay.from": "2026-02-27", "stay.until": "2026-03-02"}).way

    assert way.last_day == date(2026, 2, 11)
    assert way.counted.endswith("days off passed over besides weekends: 16\xa0February 2026")


@pytest.mark.parametrize(
    ("span", "stay", "last_day", "told"),
    [
        ("2 weeks", ("2026-02-27", "2026-03-02"), date(2026, 2, 12), ""),
        ("1 weeks", ("2026-02-24", "2026-03-02"), date(2026, 2, 13), "besides weekends: 16\xa0February 2026"),
        ("1 months", ("2026-03-31", "2026-04-02"), date(2026, 2, 27), ""),
        ("48 hours", ("2026-02-17", "2026-02-19"), None, ""),
    ],
)
def test_a_limit_in_calendar_days_tells_only_the_days_off_that_moved_its_end(span, stay, last_day, told):
    book = small(("procedures/asking/apply_before", span))

    way = ask([book], FACTS | {"stay.from": stay[0], "stay.until": stay[1]}).way

    assert last_day is None or way.last_day == last_day
    assert way.counted.endswith(told)
    assert ("passed over" in way.counted) is bool(told)


BRIEFING = {**CITED, "kind": "briefing", "with": ["permission"], "side": "before_departure", "valid_for": "12 months"}


@pytest.mark.parametrize(("given", "done"), [("2025-05-05", date(2025, 5, 5)), ("2025-05-04", None)])
def test_a_briefing_counts_for_as_long_as_it_is_valid(given, done):
    book = small(("duties/briefing", BRIEFING))

    briefing = ask([book], FACTS | {"briefing.given_on": given}).duties[-1]

    assert briefing.done == done


def test_whoever_receives_a_report_passes_it_on_and_reports_may_be_bundled():
    duty = {
        **CITED,
        "kind": "return_report",
        "with": ["permission"],
        "side": "after_return",
        "within": "5 working_days",
    }
    book = small(
        ("duties/report", duty | {"onward": {"counter_intelligence": "1 working_days"}, "bundled_every": "1 months"})
    )

    report = ask([book], FACTS).duties[-1]

    assert (report.by, report.onward[0].by) == (date(2026, 5, 14), date(2026, 5, 15))
    assert report.bundled == "1\xa0month"


def test_a_duty_during_the_stay_is_counted_from_the_first_day():
    duty = {**CITED, "kind": "notice", "with": ["permission"], "side": "during_stay", "within": "2 days"}

    notice = ask([small(("duties/embassy", duty))], FACTS).duties[-1]

    assert (notice.by, notice.side) == (date(2026, 5, 6), "during_stay")


def test_a_duty_whose_condition_is_not_known_is_shown_as_not_certain():
    duty = {**BRIEFING, "only_if": {"institution.orders_briefing": True}}
    book = small(("duties/briefing", duty))

    unknown, called, not_called = (
        [due.certain for due in ask([book], FACTS | more).duties if due.kind == "briefing"]
        for more in ({}, {"institution.orders_briefing": True}, {"institution.orders_briefing": False})
    )

    assert (unknown, called, not_called) == ([False], [True], [])


@pytest.mark.parametrize(("silence", "standing"), [("consent", "clear"), ("refusal", "refused"), ("silent", "waiting")])
def test_what_silence_means_counts_once_the_day_for_the_decision_is_past(silence, standing):
    book = small(("procedures/asking/decide_within", "5 working_days"), ("procedures/asking/silence", silence))
    facts = FACTS | {"application.filed_on": "2026-04-01"}

    before = ask([book], facts, today=date(2026, 4, 9))
    after = ask([book], facts, today=date(2026, 4, 10))

    assert before.way.decide_by == date(2026, 4, 9)
    assert (before.standing, after.standing) == ("waiting", standing)


def test_the_clock_of_the_authority_may_start_only_when_the_file_is_complete():
    book = small(("procedures/asking/decide_within", "10 days"), ("procedures/asking/counted_from", "complete_file"))
    filed = FACTS | {"application.filed_on": "2026-04-01"}

    waiting, complete = (ask([book], filed | more).way for more in ({}, {"application.complete_on": "2026-04-10"}))

    assert (waiting.decide_by, complete.decide_by) == (None, date(2026, 4, 20))


@pytest.mark.parametrize(("completed", "done"), [("2024-05-05", date(2024, 5, 5)), ("2024-05-04", None)])
def test_a_training_counts_for_as_long_as_it_is_valid(completed, done):
    book = small(("duties/course", {**BRIEFING, "kind": "training", "valid_for": "2 years"}))

    course = ask([book], FACTS | {"training.completed_on": completed}).duties[-1]

    assert (course.kind, course.done) == ("training", done)


@pytest.mark.parametrize(("fact", "value"), [("trip.overstayed", True), ("application.duty_state", "RU")])
def test_what_is_attached_to_a_breach_may_depend_on_any_fact_of_the_trip(fact, value):
    breach = {**CITED, "unmet": ["permission"], "when": {fact: value}, "measures": ["warning"]}
    book = small(("breaches/so", breach))
    otherwise = "LV" if isinstance(value, str) else not value

    so, not_so, unknown = (ask([book], FACTS | more).consequences for more in ({fact: value}, {fact: otherwise}, {}))

    assert ([each.certain for each in so], not_so, [each.certain for each in unknown]) == ([True], [], [False])


def test_a_breach_may_have_a_condition_of_its_own_and_names_who_imposes_the_measure():
    breach = {
        **CITED,
        "unmet": ["permission"],
        "when": {"trip.deviated": True},
        "measures": ["dismissal"],
        "imposed_by": "minister",
    }
    book = small(("breaches/deviated", breach))

    happened, not_happened, unknown = (
        ask([book], FACTS | more).consequences for more in ({"trip.deviated": True}, {"trip.deviated": False}, {})
    )

    assert [(each.measure, each.certain, each.imposed_by) for each in happened] == [("dismissal", True, "minister")]
    assert not_happened == []
    assert [each.certain for each in unknown] == [False]


EARLIER = [
    {"country": "RU", "from": "2026-01-05", "until": "2026-01-10"},
    {"country": "RU", "from": "2026-01-10", "until": "2026-01-12"},
    {"country": "LV", "from": "2026-02-05", "until": "2026-02-10"},
    {"country": "RU", "from": "2025-05-01", "until": "2025-05-20"},
]


@pytest.mark.parametrize(
    ("of", "over", "least", "reached"),
    [
        ("journeys", "calendar_year", 2, True),
        ("journeys", "calendar_year", 3, False),
        ("journeys", "12 months", 3, True),
        ("days", "calendar_year", 11, True),
        ("days", "calendar_year", 12, False),
        ("days", "12 months", 23, True),
        ("days", "12 months", 24, False),
        ("days", "90 days", 4, True),
        ("days", "90 days", 5, False),
    ],
)
def test_earlier_stays_are_counted_over_a_window_that_ends_with_each_day_of_this_one(of, over, least, reached):
    count = {**CITED, "of": of, "to": ["listed"], "over": over}
    book = small(("counts/been", count), ("provisions/rule/when", {"count.been": {"at_least": least}}))

    outcome = ask([book], FACTS | {"earlier": EARLIER})

    assert (outcome.requires == "permission") is reached


def test_a_count_needs_the_earlier_stays_and_where_they_were():
    count = {**CITED, "of": "days", "to": ["listed"], "over": "calendar_year"}
    book = small(("counts/been", count), ("provisions/rule/when", {"count.been": {"at_least": 5}}))
    nowhere = [{"from": "2026-01-05", "until": "2026-01-10"}]

    assert ask([book], FACTS).missing == ["count.been"]
    assert ask([book], FACTS | {"earlier": nowhere}).missing == ["count.been"]
    assert ask([book], FACTS | {"earlier": []}).requires == "free"


def test_the_countries_of_a_trip_are_counted_over_its_stays():
    book = small(("provisions/rule/when", {"trip.countries": {"at_least": 2}}))
    stays = [
        {"country": "RU", "from": "2026-05-04", "until": "2026-05-06"},
        {"country": "LV", "from": "2026-05-06", "until": "2026-05-07"},
    ]
    facts = {key: value for key, value in FACTS.items() if not key.startswith(("stay.", "destination."))}

    assert ask([book], facts | {"stays": stays}).requires == "permission"
    assert ask([book], facts | {"stays": stays[:1]}).requires == "free"
