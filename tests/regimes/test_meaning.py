"""What the format promises of an answer, each promise in the smallest rulebook that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from exeat.engines import compiled, on_duckdb, plain
from exeat.regimes import ask, requirement, rulebook, rulebooks
from exeat.regimes.facts import question
from exeat.regimes.judging import prepared
from exeat.regimes.ladders import STEPS, code, read_code, regime
from exeat.regimes.outcome import Outcome
from exeat.regimes.shapes import Rulebook
from tests.regimes.test_shapes_of_rules import BASE, CITED, FACTS, small

RULE: dict[str, Any] = BASE["provisions"]["rule"]
BAN = {**RULE, "label": {"en": "Another rule"}, "requires": "ban"}
WEEK = {"stay.from": "2026-05-04", "stay.until": "2026-05-11"}  # the last day there is the 10th


def told(book: Rulebook, facts: Mapping[str, Any], **asked: Any) -> Outcome:
    return ask([book], {**FACTS, **facts}, **asked)


def wordings(*each: Mapping[str, Any]) -> dict[str, Any]:
    return {"label": {"en": "Part"}, "wordings": list(each)}


# Time


def test_a_stay_over_a_change_of_the_rule_is_asked_for_the_heavier():
    lighter = {key: value for key, value in RULE.items() if key != "label"} | {"until": date(2026, 5, 6)}
    heavier = {**lighter, "in_force": date(2026, 5, 6), "until": None, "under_way": "bound", "requires": "ban"}
    book = small(("provisions/rule", wordings(lighter, heavier)))

    assert told(book, {"stay.from": "2026-05-01", "stay.until": "2026-05-06"}).requires == "permission"
    assert told(book, {"stay.from": "2026-05-05", "stay.until": "2026-05-07"}).requires == "ban"
    assert told(book, {"stay.from": "2026-05-06", "stay.until": "2026-05-07"}).requires == "ban"


@pytest.mark.parametrize(("under_way", "requires"), [("exempt", "free"), ("bound", "permission")])
def test_journeys_that_began_before_a_rule_are_exempt_or_bound(under_way, requires):
    book = small(("provisions/rule/in_force", date(2026, 5, 6)), ("provisions/rule/under_way", under_way))

    assert told(book, WEEK).requires == requires
    assert told(book, WEEK | {"stay.from": "2026-05-06"}).requires == "permission"


def test_a_journey_is_under_way_from_the_first_day_of_its_first_leg():
    book = small(("provisions/rule/in_force", date(2026, 5, 6)))
    legs = [
        {"from": "2026-05-04", "until": "2026-05-06", "country": "PL"},
        {"from": "2026-05-06", "until": "2026-05-08", "country": "RU"},
    ]
    facts = {name: value for name, value in FACTS.items() if not name.startswith(("stay", "destination"))}

    assert ask([book], facts | {"stays": legs}).requires == "free"
    assert ask([book], facts | {"stays": legs[1:]}).requires == "permission"


def test_a_list_that_grows_during_a_stay_reaches_it_from_that_day():
    short = {**CITED, "until": date(2026, 5, 8), "countries": ["BY"]}
    long = {**CITED, "in_force": date(2026, 5, 8), "countries": ["BY", "RU"]}
    book = small(("destinations/listed", wordings(short, long)))

    assert told(book, {"stay.from": "2026-05-04", "stay.until": "2026-05-08"}).requires == "free"
    assert told(book, {"stay.from": "2026-05-04", "stay.until": "2026-05-09"}).requires == "permission"


def test_the_procedure_is_that_of_the_day_of_filing():
    old = {**CITED, "kind": "permission", "apply_before": "5 days", "until": date(2026, 4, 1)}
    new = {**CITED, "kind": "permission", "apply_before": "10 days", "in_force": date(2026, 4, 1)}
    book = small(("procedures/asking", wordings(old, new)))

    before = told(book, {"application.filed_on": "2026-03-31"}).way
    after = told(book, {"application.filed_on": "2026-04-01"}).way

    assert (before.lead.value, after.lead.value) == ("5 days", "10 days")
    assert before.last_day > after.last_day


# Who is bound


@pytest.mark.parametrize(
    ("held", "requires"),
    [
        ({"clearance.from": "2026-05-10"}, "permission"),
        ({"clearance.from": "2026-05-11"}, "free"),
        ({"clearance.until": "2026-05-05"}, "permission"),
        ({"clearance.until": "2026-05-04"}, "free"),
    ],
)
def test_whoever_holds_it_on_one_day_of_the_stay_is_bound(held, requires):
    assert told(small(), WEEK | held).requires == requires


def test_of_several_posts_and_clearances_one_that_is_meant_binds():
    book = small(("categories/cleared/when", {"clearance.level": {"at_least": "secret"}, "post.sensitive": True}))
    facts = {name: value for name, value in FACTS.items() if not name.startswith(("post", "clearance"))}
    plain_post, sensitive = {"kind": "official", "sensitive": False}, {"kind": "official", "sensitive": True}
    low, high = {"level": "restricted"}, {"level": "secret"}

    def asked(posts: list[dict[str, Any]], clearances: list[dict[str, Any]]) -> str:
        return requirement([book], facts | {"posts": posts, "clearances": clearances})

    assert asked([plain_post, sensitive], [low, high]) == "permission"
    assert asked([plain_post], [low, high]) == "free"
    assert asked([plain_post, sensitive], [low]) == "free"
    assert asked([sensitive], [{**low, "until": "2026-05-05"}, {**high, "from": "2026-05-05"}]) == "permission"


def test_a_post_and_a_clearance_that_are_never_held_on_one_day_bind_nobody_together():
    book = small(("categories/cleared/when", {"clearance.level": {"at_least": "secret"}, "post.sensitive": True}))
    held = {"post.sensitive": True, "post.until": "2026-05-06", "clearance.from": "2026-05-06"}

    assert told(book, held).requires == "free"
    assert told(book, held | {"clearance.from": "2026-05-05"}).requires == "permission"


def test_a_former_holder_stays_bound_to_the_same_day_of_the_month_or_its_last():
    book = small(("categories/cleared/after_leaving", "1 years"))
    left = {"clearance.until": "2024-02-29"}

    assert told(book, left | {"stay.from": "2025-02-27", "stay.until": "2025-03-05"}).requires == "permission"
    assert told(book, left | {"stay.from": "2025-02-28", "stay.until": "2025-03-05"}).requires == "free"


def test_what_nobody_holds_is_absent_and_not_unknown():
    facts = {name: value for name, value in FACTS.items() if not name.startswith("clearance")}

    assert requirement([small()], facts | {"clearances": []}) == "free"
    assert requirement([small()], facts | {"clearance.level": "none"}) == "free"
    assert ask([small()], facts).missing == ["clearance.level"]


# Where


def test_a_list_that_others_keep_is_followed_by_its_own_days():
    book = small(("destinations/listed", {**CITED, "as_in": "travel-advice-lt", "at_least": 4}))

    assert told(book, {"stay.from": "2022-02-20", "stay.until": "2022-02-24"}).requires == "free"
    assert told(book, {"stay.from": "2022-02-20", "stay.until": "2022-02-25"}).requires == "permission"


def test_every_state_but_those_of_an_outside_list():
    book = small(("destinations/listed", {**CITED, "all_except": ["LT"], "except_in": ["nato"]}))

    assert [told(book, {"destination.country": each}).requires for each in ("LT", "NO", "GE")] == [
        "free", "free", "permission",
    ]  # fmt: skip


def test_a_way_through_of_which_the_law_does_not_tell_counts_and_is_reported():
    book = small(("provisions/rule/transit", "unknown"))

    through, there = told(book, {"stay.mode": "transit"}), told(book, {})

    assert through.requires == "permission"
    assert any("through" in text or "transit" in text.lower() for text in through.assumed)
    assert through.assumed != there.assumed


# Requirements, steps and reasons


def test_a_certain_ban_wins_over_doubt_and_doubt_over_everything_else():
    doubtful = {**RULE, "label": {"en": "Doubtful"}, "when": {"trip.planned": True}, "requires": "permission"}
    lighter, ban = (
        small(("provisions/doubtful", doubtful)),
        small(("provisions/doubtful", doubtful), ("provisions/ban", BAN)),
    )

    assert (told(lighter, {}).requires, told(lighter, {}).missing) == ("undetermined", ["trip.planned"])
    assert told(ban, {}).requires == "ban"


def test_the_code_is_the_weight_then_the_step_then_the_ladder():
    order = ["free", "advice", "return_report", "notice", "permission", "undetermined", "ban"]

    assert [code(each, 3, 0) for each in order] == sorted(code(each, 3, 0) for each in order)
    assert code("ban", 4, 0) > code("ban", 3, 0) > code("ban", 3, 1)
    assert read_code(code("notice", 17, 2)) == ("notice", 17, 2)
    assert [*STEPS] == [
        "not_in_force", "under_way", "not_covered", "destination_not_listed", "transit_exempt", "other_purpose",
        "no_order", "condition_not_met", "set_aside",
    ]  # fmt: skip


GROUNDS = {
    "illness": {**CITED, "label": {"en": "Illness"}, "reasons": ["serious_illness_of_relative"], "evidence": "silent"},
    "death": {**CITED, "label": {"en": "Death"}, "reasons": ["death_of_relative"], "evidence": "silent"},
}
ILL = {"label": {"en": "Illness"}, "when": {"application.ground": ["illness"]}, "requires": "notice", "by": "telling",
       "cite": ["act"]}  # fmt: skip
SHORT = {"label": {"en": "Short"}, "when": {"stay.days": {"at_most": 5}}, "requires": "free", "cite": ["act"]}
TELLING = {**CITED, "kind": "notice", "give_before": "2 days"}


def excepted(**exceptions: Mapping[str, Any]) -> Rulebook:
    return small(
        ("grounds", GROUNDS), ("procedures/telling", TELLING), ("provisions/rule/exceptions", deepcopy(exceptions))
    )


def test_of_two_exceptions_that_fit_the_one_that_prevails_decides_wherever_it_stands_in_the_file():
    ill = FACTS | {"application.reason": "serious_illness_of_relative"}
    one = excepted(ill=ILL, short={**SHORT, "prevails_over": ["ill"]})
    other = excepted(short={**SHORT, "prevails_over": ["ill"]}, ill=ILL)

    assert [ask([book], ill).decided_by for book in (one, other)] == ["small/rule.short"] * 2
    assert ask([excepted(ill={**ILL, "prevails_over": ["short"]}, short=SHORT)], ill).decided_by == "small/rule.ill"


def test_a_reason_and_a_ground_are_never_both_given():
    with pytest.raises(ValueError, match="both given"):
        told(excepted(ill=ILL), {"application.ground": "illness"})


def test_all_duties_of_all_provisions_apply_and_every_provision_is_explained():
    lighter = {**RULE, "label": {"en": "Tell"}, "requires": "notice", "by": "telling"}
    duty = {**CITED, "label": {"en": "Report"}, "kind": "return_report", "with": ["permission"], "side": "after_return",
            "within": "5 days"}  # fmt: skip
    briefing = {**CITED, "label": {"en": "Briefing"}, "kind": "briefing", "with": ["permission"],
                "side": "before_departure"}  # fmt: skip
    book = small(
        ("procedures/telling", TELLING),
        ("provisions/tell", lighter),
        ("duties/report", duty),
        ("duties/talk", briefing),
    )

    outcome = told(book, {})

    assert outcome.requires == "permission"
    assert {due.what for due in outcome.duties} >= {"Report", "Briefing"}
    assert {step.provision for step in outcome.steps} == {"rule", "tell"}
    assert sum(step.decided for step in outcome.steps) == 1


# Standing

URGENT = {"grounds": ["illness"], "apply_before": "0 days"}
DEATH = {"application.ground": ["death"]}
ON_ILLNESS = {**ILL, "requires": "permission", "by": "asking"}


def urgent() -> Rulebook:
    return small(
        ("grounds", GROUNDS), ("procedures/asking/urgent", URGENT), ("provisions/rule/requires", "ban"),
        ("provisions/rule/exceptions", {"ill": ON_ILLNESS, "dead": {**ON_ILLNESS, "when": DEATH}}),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("reason", "standing"), [("serious_illness_of_relative", "to_do"), ("death_of_relative", "late")]
)
def test_what_is_late_may_still_be_asked_for_where_the_urgent_way_has_that_ground(reason, standing):
    assert told(urgent(), {"application.reason": reason}, today=date(2026, 5, 3)).standing == standing


def test_one_who_waits_is_told_by_when_it_is_decided_and_what_silence_means():
    book = small(("procedures/asking/decide_within", "10 days"), ("procedures/asking/silence", "refusal"))

    outcome = told(book, {"application.filed_on": "2026-04-01"}, today=date(2026, 4, 2))

    assert outcome.standing == "waiting"
    assert outcome.way.decide_by == date(2026, 4, 13)  # the eleventh is a Saturday
    assert outcome.way.silence.value == "refusal"


def test_who_went_without_what_was_asked_is_told_which_breach_and_its_measures():
    breach = {**CITED, "label": {"en": "Went"}, "unmet": ["permission"], "measures": ["clearance_withdrawn"]}

    outcome = told(small(("breaches/went", breach)), {}, today=date(2026, 5, 6))

    assert outcome.standing == "breached"
    assert [(each.breach, each.measure) for each in outcome.consequences] == [("Went", "clearance_withdrawn")]


def test_a_duty_may_bind_before_its_sanction():
    breach = {**CITED, "label": {"en": "Went"}, "unmet": ["permission"], "measures": ["reprimand"]}
    book = small(("breaches/went", {**breach, "measures_from": date(2026, 5, 4)}))

    assert told(book, {"stay.from": "2026-05-04"}).measures == ["reprimand"]
    assert told(book, {"stay.from": "2026-05-03", "stay.until": "2026-05-04"}).measures == []


def test_bodies_are_heard_before_a_decision_and_a_notice_may_be_answered_with_a_no():
    opinion = {"body": "security_office", "effect": "consents", "within": "3 working_days"}
    book = small(("procedures/asking/opinions", [opinion]))
    notice = {**TELLING, "may_be_forbidden_by": "minister"}
    telling = small(
        ("procedures/telling", notice), ("provisions/rule/requires", "notice"), ("provisions/rule/by", "telling")
    )

    asked, given = told(book, {}).way, told(telling, {"application.decision": "refused"})

    assert [(each.body, each.effect, each.within) for each in asked.opinions] == [
        ("security_office", "consents", "3 working_days")
    ]
    assert (given.way.may_be_forbidden_by, given.standing) == ("minister", "refused")


@pytest.mark.parametrize(
    ("change", "given", "standing"),
    [
        ({}, {}, "overdue"),
        ({}, {"report.given_on": "2026-05-20"}, "clear"),
        ({"strength": "recommended"}, {}, "clear"),
        ({"only_if": {"trip.deviated": True}}, {}, "clear"),
        ({"only_if": {"trip.deviated": True}}, {"trip.deviated": True}, "overdue"),
    ],
)
def test_a_report_that_is_owed_after_a_free_journey_is_overdue_when_it_is_missing(change, given, standing):
    report = {**CITED, "kind": "return_report", "with": ["free"], "side": "after_return", "within": "5 days"}
    book = small(("provisions/rule/requires", "free"), ("duties/report", report | change))

    assert told(book, given, today=date(2026, 5, 30)).standing == standing
    assert told(book, given, today=date(2026, 5, 10)).standing == "clear"


# Engines


@pytest.mark.parametrize("name", rulebooks(status=None))
def test_every_worked_example_is_decided_with_the_same_code_by_every_engine(name):
    book = rulebook(name)
    ladders: dict[Any, dict[Any, Any]] = {}
    for n, case in enumerate(book.examples.cases):
        made, given = regime(book, case.reading), question({**book.examples.given, **case.given}, [book])
        for stay in given.stays:
            for i, begin, end in made.stretches(stay.first, stay.until) if stay.first and stay.until else ():
                climbs, _ = made.deciding(i, given.facts.get("application.filed_on"), 0)
                row = prepared(made, made.epoch(i), given, stay, begin, end)[0]
                ladders.setdefault(tuple(climb.ladder for climb in climbs), {})[n, stay, i] = row

    assert ladders
    for each, rows in ladders.items():
        expected = {key: plain.decide(each, row) for key, row in rows.items()}
        assert on_duckdb.decide(each, rows) == expected
        assert compiled.decide(each, rows) == expected
