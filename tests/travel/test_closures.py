"""A border closes, opens or was said to be closed by mistake: whoever has a trip there is told once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from exeat.applications import actions as applications
from exeat.letters import actions as letter_actions
from exeat.letters import queries as letters
from exeat.letters.models import Letter
from exeat.travel import actions, queries
from exeat.travel.actions import closures
from exeat.travel.models import Closure, ClosureTold
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor, Right, machine
from tests.applications.conftest import scene as scene  # the fixture, by its name
from tests.applications.scene import DAY, REASONS, to_decide
from tests.factories import NOON

CLOCK = machine("clock")
KEEPER = Actor("U-0099", "", frozenset({Right.KEEP_LAW}), "Keeper Made-Up", "law_keeper")
WORDS = {"words_en": "Closed until further notice.", "words_lt": "Uždaryta iki atskiro pranešimo."}
CLOSED = {"points": "Medininkai", "since": NOON.date(), "source": "Government decision No. 7", **WORDS, "at": NOON}
OPENED = {
    "since": NOON.date() + 3 * DAY,
    "source": "Government decision No. 8",
    "words_en": "Open.",
    "words_lt": "Atidaryta.",
}


@pytest.fixture
def trip(scene):
    """A granted trip of somebody of the army to Belarus from 15 to 18 December."""
    row = to_decide(scene)
    return applications.grant(row.reference, reasons=REASONS, by=scene.head, at=NOON)


def kinds(who):
    return [one.kind for one in letters.inbox(who.reference) if one.kind.startswith("border")][::-1]


def test_duty_officers_tell_those_of_their_people_who_have_a_trip_there(scene, trip):
    actions.tell_of_closure(country="RU", **CLOSED, by=scene.clerk)
    actions.tell_of_closure(country="BY", **CLOSED, by=scene.clerk)

    assert actions.write_of_closures(by=CLOCK, at=NOON) == 1
    assert actions.write_of_closures(by=CLOCK, at=NOON) == 0

    letter = next(one for one in letters.inbox(scene.traveller.reference) if one.kind == "border-closed")
    assert "Uždaryta iki atskiro pranešimo." in letter.text
    assert "Šaltinis: Government decision No. 7" in letter.text
    assert letter.house == "I-ARMY"
    assert sorted(Closure.objects.values_list("country", "told")) == [("BY", 1), ("RU", 0)]


def test_a_keeper_of_the_law_tells_everybody_whatever_their_institution(scene, trip):
    closure = actions.tell_of_closure(country="BY", **CLOSED, by=KEEPER)
    other = Actor("P-000000", "I-MIN", frozenset({Right.TAKE_URGENT_CALL}))
    elsewhere = actions.tell_of_closure(country="BY", **CLOSED, by=other)

    assert actions.write_of_closures(by=CLOCK, at=NOON) == 1

    assert kinds(scene.traveller) == ["border-closed"]
    assert [(one.told, one.people, one.done) for one in queries.written(closure)] == [(1, 1, True)]
    assert [(one.told, one.people, one.done) for one in queries.written(elsewhere)] == [(0, 0, True)]
    assert list(queries.closures(scene.clerk)) == [closure], "each office sees what was said for the nation"


def test_a_border_that_opens_again_is_told_and_no_longer_shown(scene, trip):
    row = actions.tell_of_closure(country="BY", **CLOSED, by=KEEPER)
    found = queries.trip(trip.reference)
    assert [one.points for one in queries.closed_to(found)] == ["Medininkai"]

    actions.tell_of_opening(row.reference, **OPENED, by=KEEPER, at=NOON)
    actions.write_of_closures(by=CLOCK, at=NOON)

    assert kinds(scene.traveller) == ["border-closed", "border-open"]
    assert queries.closed_to(found) == []
    assert [one.until for one in queries.closed_to_everybody(on=NOON.date())] == [OPENED["since"]]
    with pytest.raises(MoveRefused, match="open again"):
        actions.tell_of_opening(row.reference, **OPENED, by=KEEPER, at=NOON)


def test_a_mistake_is_taken_back_and_whoever_was_told_is_told_so(scene, trip):
    row = actions.tell_of_closure(country="BY", **CLOSED, by=KEEPER)
    actions.write_of_closures(by=CLOCK, at=NOON)

    actions.withdraw_closure(row.reference, **WORDS, by=KEEPER, at=NOON + DAY)
    actions.write_of_closures(by=CLOCK, at=NOON + DAY)

    assert kinds(scene.traveller) == ["border-closed", "border-closure-withdrawn"]
    assert queries.closed_to_everybody(on=NOON.date()) == []
    with pytest.raises(MoveRefused, match="taken back"):
        actions.withdraw_closure(row.reference, **WORDS, by=KEEPER, at=NOON)


def test_what_is_taken_back_before_it_was_written_is_never_written(scene, trip):
    row = actions.tell_of_closure(country="BY", **CLOSED, by=KEEPER)

    actions.withdraw_closure(row.reference, **WORDS, by=KEEPER, at=NOON)
    actions.write_of_closures(by=CLOCK, at=NOON)

    assert kinds(scene.traveller) == []


def test_writing_that_stops_in_the_middle_goes_on_and_tells_nobody_twice(scene, trip, monkeypatch):
    row = actions.tell_of_closure(country="BY", **CLOSED, by=KEEPER)
    news = row.news.get()
    trips = {f"A-{number}": scene.traveller.reference for number in range(5)}
    monkeypatch.setattr(closures, "BATCH", 2)
    monkeypatch.setattr(closures.queries, "to_be_told", lambda news, on: trips)
    write, count = letter_actions.write, 0

    def breaks(*args, **facts):
        nonlocal count
        count += 1
        if count == 4:
            raise RuntimeError("the machine stopped")
        return write(*args, **facts)

    monkeypatch.setattr(closures.letters, "write", breaks)
    with pytest.raises(RuntimeError):
        actions.write_of_closures(by=CLOCK, at=NOON)
    assert [(one.told, one.people, one.done) for one in queries.written(row)] == [(2, 5, False)]

    assert actions.write_of_closures(by=CLOCK, at=NOON + DAY) == 3

    assert [(one.told, one.people, one.done) for one in queries.written(row)] == [(5, 5, True)]
    assert Letter.objects.filter(kind="border-closed").count() == 5
    with pytest.raises(IntegrityError), transaction.atomic():
        ClosureTold.objects.create(news=news, application="A-1", person="P-000001")


def test_only_those_whose_people_they_are_may_say_so(scene, trip):
    local_keeper = Actor("U-0098", "I-ARMY", frozenset({Right.KEEP_LAW}))
    national_clerk = Actor("U-0097", "", frozenset({Right.TAKE_URGENT_CALL}))
    for who in (scene.service, scene.traveller, local_keeper, national_clerk):
        with pytest.raises(MoveRefused, match="national keeper of the law"):
            actions.tell_of_closure(country="BY", **CLOSED, by=who)
    row = actions.tell_of_closure(country="BY", **CLOSED, by=KEEPER)
    for act in (
        lambda: actions.tell_of_opening(row.reference, **OPENED, by=scene.clerk, at=NOON),
        lambda: actions.withdraw_closure(row.reference, **WORDS, by=scene.clerk, at=NOON),
    ):
        with pytest.raises(MoveRefused, match="national keeper of the law"):
            act()


def test_a_notice_names_its_source_and_a_border_opens_after_it_closed(scene):
    with pytest.raises(MoveRefused) as refused:
        actions.tell_of_closure(country="", **CLOSED | {"source": " "}, by=KEEPER)
    assert {one.code for one in refused.value.refusals} == {"no-notice", "no-country"}
    row = actions.tell_of_closure(country="BY", **CLOSED, by=KEEPER)
    with pytest.raises(MoveRefused, match="before it closed"):
        actions.tell_of_opening(row.reference, **OPENED | {"since": NOON.date()}, by=KEEPER, at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Closure.objects.update(until=NOON.date())


def test_who_was_told_is_forgotten_after_a_year(scene, trip):
    actions.tell_of_closure(country="BY", **CLOSED, by=KEEPER)
    actions.write_of_closures(by=CLOCK, at=NOON)

    actions.write_of_closures(by=CLOCK, at=NOON + timedelta(days=366))

    assert not ClosureTold.objects.exists()
