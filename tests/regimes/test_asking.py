from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from exeat.regimes import NothingKnown, WrongFacts, ask, read_rulebook, releases, rulebook, rulebooks
from exeat.regimes.reading import files, read_text

SOLDIER = {
    "post.kind": "professional_soldier",
    "post.from": "2015-03-02",
    "destination.country": "BY",
    "stay.from": "2026-12-10",
    "stay.until": "2026-12-13",
    "trip.purpose": "private",
    "application.reason": "tourism",
}
FUNERAL = SOLDIER | {"application.reason": "death_of_relative"}
LAW = ["lt-service-travel", "lt-secrets-travel", "lt-advice"]


def test_the_soldier_on_holiday_is_told_why_step_by_step():
    outcome = ask(["lt-service-travel"], SOLDIER)

    assert [step.reason for step in outcome.steps] == [
        "in_force", "set_out", "covered", "destination_listed", "purpose", "no-private-travel",
    ]  # fmt: skip
    assert [step.decided for step in outcome.steps] == [False] * 5 + [True]
    assert outcome.headline == "You may not make this trip."
    assert outcome.steps[2].facts == {"post.kind": "professional_soldier"}
    assert outcome.steps[3].cite == ["Government resolution with the list of states and the procedure"]
    assert outcome.steps[3].known_from == "press"
    assert [ground.name for ground in outcome.grounds] == ["illness_or_death", "parental_duty", "property"]
    assert outcome.measures == ["unknown"]


@pytest.mark.parametrize(
    ("language", "spoken_to", "spoken_of"),
    [("en", r"\b[Yy]ou", "The person is bound by it"), ("lt", r"\b[Jj](ūs|ums)\b|galite", "Asmeniui taikoma"),
     ("lv", r"\b[Jj](ūs|ums)\b", "Tas attiecas uz personu")],
)  # fmt: skip
@pytest.mark.parametrize("more", [{}, {"application.reason": "death_of_relative"}, {"destination.country": "PL"}])
def test_whoever_else_reads_the_reasons_is_told_of_the_person_and_not_spoken_to(language, spoken_to, spoken_of, more):
    outcome = ask(["lt-service-travel"], SOLDIER | more, language=language)

    said = [outcome.headline_of_person, *(step.of_person for step in outcome.steps)]
    assert spoken_of in " ".join(said)
    assert [text for text in said if not text or re.search(spoken_to, text)] == []


def test_lithuanian_sentences_name_places_in_the_nominative():
    outcome = ask(["lt-service-travel"], SOLDIER | {"destination.country": "GE"}, language="lt")

    assert outcome.steps[-1].words == "Vykimo vietos sąraše nėra: Sakartvelas. Sąraše: Rusija, Baltarusija ir Kinija."


def test_an_inserted_article_is_written_as_lithuanian_law_writes_it():
    facts = {key: value for key, value in SOLDIER.items() if not key.startswith("post")}
    facts |= {"posts": [{"kind": "official", "body_handles_secrets": True}], "clearance.level": "secret"}

    outcome = ask(["lt-secrets-travel"], facts, language="lt")

    assert outcome.steps[-1].cite == ["Valstybės ir tarnybos paslapčių įstatymas Nr. VIII-1443, 21¹ straipsnis"]


def test_each_stay_of_a_trip_is_judged_and_the_heaviest_decides():
    facts = {key: value for key, value in SOLDIER.items() if not key.startswith(("stay", "destination"))}
    stays = [
        {"country": "PL", "from": "2026-12-09", "until": "2026-12-10"},
        {"country": "BY", "from": "2026-12-10", "until": "2026-12-11", "mode": "transit"},
    ]

    outcome = ask(["lt-service-travel"], facts | {"stays": stays})

    assert outcome.requires == "ban"
    assert {step.stay for step in outcome.steps} == {0, 1}
    assert next(step for step in outcome.steps if step.decided).stay == 1
    assert any("passing through" in text.lower() for text in outcome.assumed)


def test_two_tests_in_one_mapping_are_met_by_the_same_post():
    facts = {key: value for key, value in SOLDIER.items() if not key.startswith("post")}
    clearance = {"clearance.level": "secret", "clearance.from": "2018-01-01"}
    apart = [{"kind": "official", "body_handles_secrets": False}, {"kind": "rifleman", "body_handles_secrets": False}]

    assert ask(["lt-secrets-travel"], facts | clearance | {"posts": apart[:1]}).requires == "free"
    assert ask(["lt-secrets-travel"], facts | clearance | {"posts": apart}).requires == "ban"


def test_a_clearance_that_ended_before_the_post_began_binds_nobody():
    facts = {key: value for key, value in SOLDIER.items() if not key.startswith("post")}
    facts |= {
        "posts": [{"kind": "official", "from": "2026-12-11", "body_handles_secrets": True}],
        "clearances": [{"level": "secret", "from": "2018-01-01", "until": "2026-12-11"}],
    }

    assert ask(["lt-secrets-travel"], facts).requires == "free"


def test_a_stay_without_an_end_is_answered_where_the_end_changes_nothing():
    endless = {key: value for key, value in SOLDIER.items() if key != "stay.until"}

    assert ask(["lt-service-travel"], endless).requires == "ban"
    assert ask(["lt-service-travel"], endless | {"destination.country": "PL"}).requires == "free"
    early = ask(["lt-service-travel"], endless | {"stay.from": "2024-01-20"})
    assert (early.requires, early.missing) == ("undetermined", ["stay.until"])


def test_a_holding_without_a_first_day_is_said_to_be_assumed():
    said = "The first day of a post or clearance was not given; it is taken as held throughout."

    assert said in ask(LAW, {key: value for key, value in SOLDIER.items() if key != "post.from"}).assumed
    assert said not in ask(LAW, SOLDIER).assumed


def test_an_assumed_first_day_of_a_law_is_shown_where_the_outcome_rests_on_it():
    facts = {key: value for key, value in SOLDIER.items() if not key.startswith("post")}
    bound = facts | {"posts": [{"kind": "official", "body_handles_secrets": True}], "clearance.level": "secret"}

    assert any(
        "1\u00a0January 2025" in text.replace("\u00a0 ", " ") or "1\xa0January" in text
        for text in ask(["lt-secrets-travel"], bound).assumed
    )


def test_whoever_is_free_to_go_still_reads_the_advice():
    outcome = ask(LAW, SOLDIER | {"post.kind": "none", "clearance.level": "none"})

    assert outcome.requires == "advice"
    assert outcome.standing == "clear"
    assert outcome.advice[0].why.startswith("Foreign services question")


def test_occupied_territory_is_an_open_point():
    sevastopol = SOLDIER | {"destination.country": "UA", "destination.territory": "UA-40"}

    outcome = ask(["lt-service-travel"], sevastopol)
    other = ask(
        ["lt-service-travel"], sevastopol, readings={"lt-service-travel/occupied-territory": "with_occupied_territory"}
    )

    assert outcome.requires == "free"
    assert outcome.other_readings["lt-service-travel/occupied-territory: with_occupied_territory"] == "ban"
    assert "Sevastopol is controlled by a listed state on these days: Russia." in [step.words for step in other.steps]


def test_before_the_occupation_the_territory_was_like_any_other():
    facts = SOLDIER | {"post.from": "2010-01-01", "destination.country": "UA", "destination.territory": "UA-40"}
    reading = {"lt-service-travel/occupied-territory": "with_occupied_territory"}

    assert ask(["lt-service-travel"], facts, readings=reading, on=date(2026, 12, 10)).requires == "ban"
    assert ask(["lt-service-travel"], facts | {"destination.territory": "UA-71"}, readings=reading).requires == "free"


def test_the_law_of_another_day_can_be_asked():
    assert ask(["lt-service-travel"], SOLDIER, on=date(2023, 12, 1)).requires == "free"
    assert ask(["lt-service-travel"], SOLDIER, on=date(2024, 1, 5)).steps[-1].reason == "destination_not_listed"


@pytest.mark.parametrize(
    ("facts", "today", "standing"),
    [
        (SOLDIER, date(2026, 11, 1), "barred"),
        (SOLDIER, date(2026, 12, 20), "breached"),
        (FUNERAL, date(2026, 11, 1), "to_do"),
        (FUNERAL, date(2026, 12, 8), "to_do"),  # the urgent way is open
        (FUNERAL, date(2026, 12, 20), "breached"),
        (FUNERAL | {"application.filed_on": "2026-11-02"}, date(2026, 11, 3), "waiting"),
        (
            FUNERAL | {"application.filed_on": "2026-11-02", "application.decision": "refused"},
            date(2026, 11, 9),
            "refused",
        ),
        (FUNERAL | {"application.decision": "granted", "permit.covers_stay": True}, date(2026, 12, 8), "clear"),
        (FUNERAL | {"permit.from": "2026-12-09", "permit.until": "2026-12-14"}, date(2026, 12, 8), "clear"),
        (FUNERAL | {"permit.from": "2026-12-11", "permit.until": "2026-12-14"}, date(2026, 12, 20), "breached"),
        (FUNERAL | {"permit.covers_stay": True}, date(2026, 12, 30), "overdue"),
        (FUNERAL | {"permit.covers_stay": True, "report.given_on": "2026-12-15"}, date(2026, 12, 30), "clear"),
        (SOLDIER | {"destination.country": "PL"}, date(2026, 12, 20), "clear"),
        (SOLDIER | {"application.reason": None}, date(2026, 11, 1), "undetermined"),
    ],
)
def test_where_someone_stands_never_changes_what_is_asked(facts, today, standing):
    outcome = ask([*LAW, "demo-order"], facts | {"clearance.level": "none"}, today=today)

    assert outcome.standing == standing
    assert outcome.requires == ask([*LAW, "demo-order"], facts | {"clearance.level": "none"}).requires


def test_too_late_is_late_where_nothing_is_urgent():
    book = read_text(files()["demo-order"].read_text(encoding="utf-8").replace("grounds: any, ", "grounds: [], "))

    outcome = ask(["lt-service-travel", book], FUNERAL, today=date(2026, 12, 8))

    assert outcome.standing == "late"


def test_one_trip_needs_at_least_one_stay():
    facts = {key: value for key, value in SOLDIER.items() if not key.startswith(("stay", "destination"))}

    with pytest.raises(WrongFacts, match="at least one stay"):
        ask(LAW, facts | {"stays": []})


def test_fingerprints_name_the_wordings_that_were_used():
    listed = ask(["lt-service-travel"], SOLDIER).law
    elsewhere = ask(["lt-service-travel"], SOLDIER | {"post.kind": "official"}).law

    assert all(name.startswith("lt-service-travel@") and len(name.partition("@")[2]) == 64 for name in listed)
    assert set(elsewhere) < set(listed)


def test_a_check_day_is_outside_the_fingerprint_and_a_word_is_not():
    text = files()["lt-service-travel"].read_text(encoding="utf-8")
    checked = read_text(text.replace("checked_on: 2026-11-21", "checked_on: 2026-11-25"))
    changed = read_text(text.replace("countries: [RU, BY, CN]", "countries: [RU, BY]", 1))

    law = ask(["lt-service-travel"], SOLDIER).law

    assert ask([checked], SOLDIER).law == law
    assert ask([changed], SOLDIER).law != law


def test_what_was_known_then_is_answered_after_a_correction(tmp_path, monkeypatch):
    monkeypatch.setattr(releases, "released_folder", lambda: tmp_path)
    book = rulebook("lt-service-travel")
    text = files()["lt-service-travel"].read_text(encoding="utf-8")
    path = tmp_path / "law.yaml"
    china = "{name: border guard in Beijing, given: {post.kind: border_guard, destination.country: CN}"
    text = text.replace(china, "{name: a border guard, given: {post.kind: border_guard}")
    path.write_text(text.replace("countries: [RU, BY, CN]", "countries: [RU, BY]", 1), encoding="utf-8")
    corrected = read_rulebook(path)
    releases.release(book, at=datetime(2026, 11, 21, tzinfo=UTC))
    releases.release(corrected, at=datetime(2026, 12, 1, tzinfo=UTC))

    beijing = SOLDIER | {"destination.country": "CN"}
    then = ask(["lt-service-travel"], beijing, known_at=datetime(2026, 11, 25, tzinfo=UTC))
    now = ask(["lt-service-travel"], beijing, known_at=datetime(2026, 12, 2, tzinfo=UTC))

    assert (then.requires, now.requires) == ("ban", "free")
    assert then.law == ask([book], beijing).law
    with pytest.raises(NothingKnown, match="2026-11-20"):
        ask(["lt-service-travel"], beijing, known_at=datetime(2026, 11, 20, tzinfo=UTC))


def test_releasing_twice_writes_nothing_the_second_time(tmp_path):
    book = rulebook("lt-advice")

    first = releases.release(book, at=datetime(2026, 11, 21, tzinfo=UTC), folder=tmp_path)
    second = releases.release(book, at=datetime(2026, 11, 22, tzinfo=UTC), folder=tmp_path)

    assert len(first) == 4
    assert second == []
    assert releases.known("lt-advice", datetime(2026, 11, 23, tzinfo=UTC), folder=tmp_path) == book


def test_a_note_is_written_into_the_entry_that_is_there(tmp_path):
    book = rulebook("lt-advice")
    releases.release(book, at=datetime(2026, 11, 21, tzinfo=UTC), folder=tmp_path)
    wording = book.categories["everyone"].wordings[0].model_copy(update={"note": {"en": "A remark."}})
    part = book.categories["everyone"].model_copy(update={"wordings": [wording]})
    noted = book.model_copy(update={"categories": {"everyone": part}})

    written = releases.release(noted, at=datetime(2026, 11, 25, tzinfo=UTC), folder=tmp_path)

    assert len(written) == 1
    assert releases.known("lt-advice", datetime(2026, 11, 22, tzinfo=UTC), folder=tmp_path) == noted


def test_an_answer_keeps_the_wordings_of_how_it_is_asked_of_duties_and_of_what_a_breach_brings():
    book = rulebook("us-sead3")
    facts = {
        "clearance.level": "secret", "clearance.from": "2018-01-01", "destination.country": "FR", "trip.planned": True,
        "stay.from": "2024-05-01", "stay.until": "2024-05-10", "trip.purpose": "private", "application.reason": "none",
        "institution.orders_briefing": True, "trip.deviated": False,
    }  # fmt: skip

    law = set(ask([book], facts).law)

    kept = {
        f"{k}.{n}"
        for k, n, w in releases.wordings(book)
        if f"us-sead3@{releases.fingerprint('us-sead3', k, n, w)}" in law
    }
    assert {"procedures.approval", "duties.briefing", "breaches.went-regardless"} <= kept
    assert not kept & {"procedures.word-of-mouth", "procedures.report", "duties.deviation"}


def test_what_the_law_says_has_been_released():
    assert releases.changes_since_release() == [], "type: exeat rulebook release"
    for name in [name for status in releases.RELEASED for name in rulebooks(status=status)]:
        assert releases.known(name, datetime(2027, 1, 1, tzinfo=UTC)) == rulebook(name), name


def test_the_end_of_a_stay_that_is_missing_is_the_step_that_decides():
    facts = {key: value for key, value in SOLDIER.items() if key != "stay.until"} | {"stay.from": "2024-01-20"}

    outcome = ask(["lt-service-travel"], facts)

    assert [step.reason for step in outcome.steps if step.decided] == ["days_not_known"]
    assert outcome.steps[-1].cite


def test_nothing_is_to_be_done_before_the_answer_is_known():
    assert ask([*LAW, "demo-order"], SOLDIER | {"application.reason": None}).duties == []
