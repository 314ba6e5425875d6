"""Everyone whom an application meets: applicant, officers, head, deputy, service, duty, superior; and a trip."""

from dataclasses import dataclass
from datetime import date, timedelta

from exeat.applications import actions
from exeat.applications.actions.filing import Part
from exeat.values.rights import Actor
from tests.factories import (
    NOON,
    DeputyFactory,
    HeadshipFactory,
    InstitutionFactory,
    PersonFactory,
    actor,
    away,
    deputy,
    traveller,
)

DAY = timedelta(days=1)
REASONS = "The clinic's letter of 20 November shows that your mother is in intensive care in Hrodna."
WEIGHED = "Four days with a parent who is dying weigh more than the risk; a condition is enough."


@dataclass(frozen=True)
class Scene:
    """Who is who, as actors."""

    traveller: Actor
    officer: Actor
    other_officer: Actor
    head: Actor
    head_travels: Actor
    deputy: Actor
    superior: Actor
    service: Actor
    duty: Actor
    clerk: Actor


def open_scene(orders=("demo-order",), **about):
    """Write the register of an army and the ministry above it, and say who acts."""
    ministry = InstitutionFactory(reference="I-MIN", orders=list(orders))
    army = InstitutionFactory(reference="I-ARMY", superior=ministry, orders=list(orders), **about)
    head = HeadshipFactory(institution=army, person=PersonFactory(institution=army, surname="Vadaitis")).person
    second = DeputyFactory(institution=army, person=PersonFactory(institution=army, surname="Pavaduotis")).person
    away("I-ARMY")
    minister = HeadshipFactory(institution=ministry, person=PersonFactory(institution=ministry)).person
    person = PersonFactory(institution=army)
    return Scene(
        traveller=traveller(person),
        officer=actor("security_officer", "U-0001", "I-ARMY", "Tomas Kęsgailis"),
        other_officer=actor("security_officer", "U-0002", "I-ARMY", "Lina Bružaitė"),
        head=actor("head", head.reference, "I-ARMY", "Rūta Vadaitė"),
        head_travels=traveller(head),
        deputy=deputy(second.reference, "I-ARMY", stands_in_for=head.reference),
        superior=actor("head", minister.reference, "I-MIN", "Ona Ministrė"),
        service=actor("counter_intelligence", "U-0003", "", "Officer"),
        duty=actor("duty_decider", "U-0004", "I-ARMY", "Budintis Pareigūnas"),
        clerk=actor("duty_officer", "U-0005", "I-ARMY", "Rita Čiurlytė"),
    )


def parts(first=date(2026, 12, 15), last=date(2026, 12, 18), country="BY"):
    """One stay of some days."""
    return [Part(country=country, first_on=first, last_on=last, point_out="Medininkai", point_in="Medininkai")]


def drafted(who, at=NOON, reason="serious_illness_of_relative", **said):
    """A draft with a trip and a reason."""
    trip = said.pop("trip", None) or parts()
    return actions.begin(kind=said.pop("kind", "application"), parts=trip, reason=reason, by=who, at=at, **said)


def filed(who, at=NOON, **said):
    """A filed application."""
    return actions.submit(drafted(who, at, **said).reference, declared=True, by=who, at=at)


def checked(scene, at=NOON, **said):
    """An application that a security officer has taken up."""
    row = filed(said.pop("who", scene.traveller), at, **said)
    return actions.begin_check(row.reference, by=scene.officer, at=at)


def to_decide(scene, at=NOON, **said):
    """An application that awaits its decision, with an opinion where one is provided for."""
    row = checked(scene, at, **said)
    if row.outcome["asked"]["opinion"]:
        actions.ask_opinion(row.reference, note="Identity and dates agree.", by=scene.officer, at=at)
        return actions.give_opinion(
            row.reference, conclusion="no_objection", text="Nothing known against this trip.", by=scene.service, at=at
        )
    return actions.complete(row.reference, note="", by=scene.officer, at=at)
