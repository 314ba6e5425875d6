"""Random innocents go through the whole loop with careless officers.

None of them reaches a measure unless two named people each overrode evidence for them that was shown to them.
"""

import contextlib
import random
from dataclasses import replace
from datetime import timedelta

import pytest

from exeat.cases import actions, queries
from exeat.cases.models import Measure
from exeat.crossings import actions as crossings
from exeat.crossings import judging
from exeat.crossings import queries as passages
from exeat.crossings.models import Discrepancy
from exeat.permits.policy import PermitFacts
from exeat.register import actions as register
from exeat.values.moves import MoveRefused
from exeat.values.period import Period
from tests.cases import loop, world
from tests.cases.world import LINA, MINDAUGAS, NOON, RASA, SOLDIER, later, traveller

pytestmark = pytest.mark.django_db
KINDS = ("twin", "namesake", "recycled_document", "duty_trip", "permit_granted_late", "wrong_register_entry")
GIVEN = ("Saulenis", "Paulius", "Julius", "Tomas")


def rows_of(kind, rng):
    """What the border wrote down, by an innocent who resembles the soldier or is him."""
    other = f"{rng.randrange(10**7, 10**8)}"
    first = NOON.date() - timedelta(days=rng.randrange(10, 30))
    days = {"first": first.isoformat(), "last": (first + timedelta(days=rng.randrange(1, 5))).isoformat()}
    if kind == "twin":
        return world.journey(replace(SOLDIER, given=rng.choice(GIVEN), document=other), **days), first
    if kind == "namesake":
        born = rng.choice([SOLDIER.born, SOLDIER.born.replace(day=13), SOLDIER.born.replace(year=1985)])
        return world.journey(replace(SOLDIER, born=born, document=rng.choice([other, ""])), **days), first
    if kind == "recycled_document":
        return world.journey(
            replace(SOLDIER, surname=rng.choice(["Kazlauskas", "Žvinklis"]), given="Petras"), **days
        ), first
    return world.journey(**days), first


class Officers:
    """Careless people: each goes on, and overrides what was shown when they are willing to, with the same words."""

    def __init__(self, rng):
        self.willing = {step: rng.random() < 0.8 for step in ("confirm", "open", "find", "measure")}
        self.overrode = set()  # names of those who were shown something for the person and went on

    def override(self, step, who, shown):
        if not shown:
            return {}
        if self.willing[step]:
            self.overrode.add(who.reference)
            return dict.fromkeys(shown, loop.NO)
        return {}


def through(kind, rng, officers, monkeypatch):
    """The whole loop, as far as the rules let careless officers go; whether a measure was taken."""
    world.found_world()
    world.enter()
    rows, first = rows_of(kind, rng)
    if kind == "permit_granted_late":
        late = PermitFacts(
            "L-1", "A-1", "P-000001", "I-ARMY", ("BY",), Period.through(first, first + timedelta(days=9)),
            NOON - timedelta(days=1),
        )  # fmt: skip
        monkeypatch.setattr(judging.permits, "held_by", lambda person: [late])
    if kind == "wrong_register_entry":
        register.say_wrong(words="I left the army; I am no soldier.", by=traveller(), at=NOON - timedelta(days=40))
    world.receive(*rows)
    for candidate in passages.waiting_for(LINA, on=NOON.date()):
        shown = passages.pair(candidate.reference, seen_by=LINA).contents.contrary
        said = " ".join(officers.override("confirm", LINA, [c.code for c in shown]).values())
        crossings.answer(candidate.reference, "same", reasons="looks the same", overrides=said, by=LINA, at=NOON)
    found = Discrepancy.objects.filter(state="open").first()
    if found is None:
        return False
    facts = passages.discrepancy(found.reference, seen_by=MINDAUGAS)
    shown = [f"{c.code}:{c.about}" for c in facts.contrary]
    row = actions.open_case(
        found.reference, reasons=world.REASONS, overrides=officers.override("open", MINDAUGAS, shown), by=MINDAUGAS,
        at=NOON,
    )  # fmt: skip
    row = actions.serve(row.reference, answer_until=later(14).date(), by=MINDAUGAS, at=NOON)
    row = heard(row, rng)
    shown = [c.key for c in queries.contrary_of(row)]
    row = loop.found(row, at=later(16), overrides=officers.override("find", RASA, shown))
    shown = [c.key for c in queries.contrary_of(row)]
    loop.measured(row, by=LINA, overrides=officers.override("measure", LINA, shown))
    return True


def heard(row, rng):
    """The innocent answers, or is silent although the letter arrived."""
    if rng.random() < 0.5:
        return actions.answer(row.reference, text="It was not so.", by=traveller(), at=later(3))
    actions.prove_service(row.reference, how="Handed over", served_on=NOON.date(), by=MINDAUGAS, at=later(1))
    return actions.close_time(row.reference, by=MINDAUGAS, at=later(15))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("kind", KINDS)
def test_no_innocent_reaches_a_measure_unless_two_people_overrode_what_was_shown(kind, seed, monkeypatch):
    rng = random.Random(f"{kind}-{seed}")  # made-up people, not secrets
    officers = Officers(rng)

    try:
        reached = through(kind, rng, officers, monkeypatch)
    except MoveRefused:
        reached = False

    assert reached == Measure.objects.exists()
    if reached:
        assert len(officers.overrode) >= 2


@pytest.mark.parametrize("kind", KINDS)
def test_officers_who_override_nothing_convict_no_innocent(kind, monkeypatch):
    rng = random.Random(kind)  # made-up people, not secrets
    officers = Officers(rng)
    officers.willing = dict.fromkeys(officers.willing, False)

    with contextlib.suppress(MoveRefused):
        through(kind, rng, officers, monkeypatch)

    assert not Measure.objects.exists()
