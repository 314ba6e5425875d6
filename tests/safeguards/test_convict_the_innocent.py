"""Random innocents go through the whole loop with careless officers.

None of them reaches a measure unless two named people each overrode evidence for them that was shown to them.
"""

import contextlib
import random
from dataclasses import replace
from datetime import timedelta

import pytest

from exeat.cases import actions, queries
from exeat.cases.models import Case, Measure, Order
from exeat.crossings import actions as crossings
from exeat.crossings import judging
from exeat.crossings import queries as passages
from exeat.crossings.models import Discrepancy
from exeat.permits.policy import PermitFacts
from exeat.register import actions as register
from exeat.register.models import Clearance
from exeat.values.destination import Destination
from exeat.values.moves import MoveRefused
from exeat.values.period import Period
from exeat.values.rights import Actor
from tests.cases import loop, world
from tests.cases.world import LINA, MINDAUGAS, NOON, RASA, SOLDIER, later, traveller

pytestmark = pytest.mark.django_db
SOURCES = ("match", "institution_report", "security_notice", "own_report")
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
    return decided(row, officers)


def decided(row, officers):
    """A finding and a measure, as far as the rules let careless officers go."""
    shown = [c.key for c in queries.contrary_of(row)]
    row = loop.found(row, at=later(16), overrides=officers.override("find", RASA, shown))
    shown = [c.key for c in queries.contrary_of(row)]
    loop.measured(row, by=LINA, overrides=officers.override("measure", LINA, shown))
    return True


def through_what_was_told(source, rng, officers):
    """The same from what someone told of an innocent, with as little certainty as they have."""
    world.found_world()
    world.enter()
    teller = traveller() if source == "own_report" else LINA
    told = actions.receive_told(
        "P-000001", source=source, reliability=rng.choice(["credible", "uncertain"]), where=Destination("BY"),
        first_on=NOON.date() - timedelta(days=20), last_on=NOON.date() - timedelta(days=18),
        text="Somebody like him was seen in Minsk.", informant="a letter", by=teller, at=NOON,
    )  # fmt: skip
    shown = [c.key for c in queries.told(told.reference, seen_by=MINDAUGAS, at=NOON).contrary]
    row = actions.open_told(
        told.reference, reasons=world.REASONS, overrides=officers.override("open", MINDAUGAS, shown), by=MINDAUGAS,
        at=NOON,
    )  # fmt: skip
    row = actions.serve(row.reference, answer_until=later(14).date(), by=MINDAUGAS, at=NOON)
    return decided(heard(row, rng), officers)


def heard(row, rng):
    """The innocent answers, by themselves or through someone, is heard in person, or is silent although told."""
    way = rng.randrange(4)
    if way == 0:
        return actions.answer(row.reference, text="It was not so.", by=traveller(), at=later(3))
    if way == 1:
        code = actions.let_in(row.reference, name="A lawyer", by=traveller(), at=later(2))
        lawyer = actions.arrive(row.reference, code, by=Actor(""), at=later(3))
        return actions.answer(row.reference, text="My client was at home.", by=lawyer, at=later(3))
    if way == 2:
        actions.ask(row.reference, text="Hear me.", hearing=True, interpreter="Polish", by=traveller(), at=later(2))
        actions.extend(row.reference, answer_until=later(15).date(), reasons="ill at home", by=MINDAUGAS, at=later(3))
        actions.arrange(row.reference, how="An interpreter of Polish comes.", by=MINDAUGAS, at=later(3))
        loop.heard(row, "He was at home.", on=4)
        return actions.settle_minutes(row.reference, correction="With my wife.", by=traveller(), at=later(11))
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


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("source", SOURCES[1:])
def test_no_innocent_is_measured_on_hearsay_unless_two_people_overrode_what_was_shown(source, seed):
    rng = random.Random(f"{source}-{seed}")  # made-up people, not secrets
    officers = Officers(rng)

    try:
        reached = through_what_was_told(source, rng, officers)
    except MoveRefused:
        reached = False

    assert reached == Measure.objects.exists()
    if reached:
        assert len(officers.overrode) >= 2


@pytest.mark.parametrize("seed", range(3))
def test_an_innocent_who_was_measured_gets_everything_back_on_new_facts(seed):
    rng = random.Random(seed)  # made-up people, not secrets
    officers = Officers(rng)
    officers.willing = dict.fromkeys(officers.willing, True)
    assert through_what_was_told("security_notice", rng, officers)
    row = Case.objects.get()
    actions.appeal(row.reference, points="It was not me.", by=traveller(), at=later(20))
    actions.uphold(row.reference, reasons=world.REASONS, by=world.BODY, at=later(21))

    actions.reopen(row.reference, facts="The man seen was found.", by=traveller(), at=later(700))
    actions.reverse(row.reference, reasons=world.REASONS, by=world.BODY, at=later(701))

    assert Clearance.objects.get().until is None
    assert Order.objects.order_by("-number").first().what == "restored"


@pytest.mark.parametrize("kind", KINDS)
def test_officers_who_override_nothing_convict_no_innocent(kind, monkeypatch):
    rng = random.Random(kind)  # made-up people, not secrets
    officers = Officers(rng)
    officers.willing = dict.fromkeys(officers.willing, False)

    with contextlib.suppress(MoveRefused):
        through(kind, rng, officers, monkeypatch)

    assert not Measure.objects.exists()
