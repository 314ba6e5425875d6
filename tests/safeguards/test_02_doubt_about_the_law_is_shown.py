"""Doubt about the law is shown, not settled in silence."""

from __future__ import annotations

from hypothesis import given, settings

from exeat.regimes import ask, rulebook
from exeat.regimes.prose import latest_day, prose
from tests.regimes.questions import EVERY, LAW, questions

FUNERAL = {
    "post.kind": "police_officer",
    "post.from": "2015-03-02",
    "clearance.level": "none",
    "destination.country": "BY",
    "stay.from": "2026-12-10",
    "stay.until": "2026-12-13",
    "trip.purpose": "private",
    "application.reason": "death_of_relative",
}


@given(questions)
@settings(max_examples=40, deadline=None)
def test_every_reading_that_would_change_the_answer_is_in_it(facts):
    outcome = ask(LAW, facts)

    for name in LAW:
        for point, kept in rulebook(name).open_points.items():
            for reading in kept.readings:
                other = ask(LAW, facts, readings={f"{name}/{point}": reading}).requires
                assert other == outcome.requires or f"{name}/{point}: {reading}" in outcome.other_readings


def test_an_answer_tells_the_question_and_the_readings_in_words():
    outcome = ask(LAW, FUNERAL)

    needs = next(point for point in outcome.open_points if point.point == "ground-needs" and point.changes)

    assert needs.question == "Does a listed ground call for a permit, for a declaration, or for nothing?"
    assert {reading.words: reading.requires for reading in needs.others if reading.changes} == {
        "a declaration is enough": "notice",
        "nothing is needed": "advice",
        "the illness or death of a relative needs nothing; the other grounds need a permit": "advice",
    }


def test_a_time_limit_that_no_source_gives_is_unknown_and_not_made_up():
    outcome = ask(["lt-service-travel"], FUNERAL)

    assert outcome.way is not None
    assert (outcome.way.lead.value, outcome.way.last_day) == ("unknown", None)
    assert outcome.duties[0].counted == "The source gives no time limit that we have found"
    assert outcome.measures == ["unknown"]


def test_ignorance_of_the_law_never_bans():
    for name in LAW:
        for point in rulebook(name).open_points:
            reading = {f"{name}/{point}": rulebook(name).open_points[point].default}
            assert ask(LAW, FUNERAL, readings=reading).requires == "permission"


def test_what_is_open_stands_in_the_readable_text_of_every_regime():
    for name in EVERY:
        book = rulebook(name)
        text = prose(book, latest_day(book))
        for point in book.open_points.values():
            assert point.question["en"] in text
