"""Who is abroad, overdue or looked for; and whom to call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from exeat.applications import queries as applications
from exeat.audit import seals
from exeat.register import queries as register
from exeat.travel import numbers, policy
from exeat.travel.models import Alarm, Report, Return
from exeat.values.rights import Actor, Right

LOOKED_BACK = timedelta(days=30)  # an overdue return that is older was settled otherwise
FAR_AHEAD = timedelta(days=400)


@dataclass(frozen=True)
class Branch:
    """One of the contact tree: whom to call, under which number, and whether someone has reached them."""

    step: str
    name: str
    phone: str
    tried: int
    reached: bool


@dataclass(frozen=True)
class Entry:
    """One line of the log; the words are empty once the person was forgotten."""

    at: datetime
    by: str
    step: str
    reached: bool
    words: str


def alarms(actor: Actor) -> QuerySet[Alarm]:
    """The alarms of the institution for which this actor keeps watch, those that stand first."""
    if not actor.institution or not (actor.may(Right.TAKE_URGENT_CALL) or actor.may(Right.DECIDE_URGENT)):
        return Alarm.objects.none()
    found = Alarm.objects.filter(institution=actor.institution).exclude(person=actor.reference)
    return found.order_by("closed_at", "opened_at", "id")


def standing_alarms(actor: Actor) -> int:
    """How many alarms of this actor's institution have not ended."""
    return alarms(actor).filter(closed_at=None).count()


def alarm(reference: str, *, seen_by: Actor) -> Alarm:
    """One alarm. Raises Alarm.DoesNotExist where the actor does not keep watch over it."""
    return alarms(seen_by).get(reference=reference)


no_alarm = Alarm.DoesNotExist  # what is raised for an alarm that is hidden from the actor, or not there


def alarm_about(application: str) -> str:
    """The reference of the alarm that stands about a trip; empty while there is none."""
    return (
        Alarm.objects.filter(application=application, closed_at=None).values_list("reference", flat=True).first() or ""
    )


def tree(row: Alarm, named: Iterable[tuple[str, str]] = ()) -> list[Branch]:
    """Whom to call, in order: the person, those they named, the duty officers, the body above, the consul, security.

    `named` are names and numbers that the caller opened with a trace, through the actions of applications.
    """
    person = register.plain(row.person)
    house = register.institution(row.institution) if row.institution else None
    above = register.institution(house.superior) if house and house.superior else None
    whom = {
        "person": [(person.name, person.phone)],
        "emergency": list(named),
        "duty": [(house.name["lt"], house.urgent_phone or house.office_phone)] if house else [],
        "superior": [(above.name["lt"], above.urgent_phone or above.office_phone)] if above else [],
        "consul": [("", numbers.consul())],
        "security": [("", numbers.security())],
    }
    calls = list(row.entries.exclude(step="").values_list("step", "reached"))
    return [
        Branch(step, name, phone, sum(s == step for s, _r in calls), any(s == step and r for s, r in calls))
        for step in policy.STEPS
        for name, phone in whom[step]
    ]


def log(row: Alarm) -> list[Entry]:
    """The log of an alarm, the earliest line first."""
    found = []
    for entry in row.entries.order_by("at", "id"):
        try:
            words = seals.decrypt("alarm", f"person:{row.person}", bytes(entry.sealed), aad=row.reference).decode()
        except seals.Destroyed:
            words = ""
        found.append(Entry(entry.at, entry.by, entry.step, entry.reached, words))
    return found


def is_back(application: str) -> bool:
    """Whether the person said that they are back, or handed in the report."""
    return (
        Return.objects.filter(application=application).exists()
        or Report.objects.filter(application=application).exists()
    )


def overdue(*, on: date) -> list[applications.TripFacts]:
    """Trips that owe a report, are over for two days, and of whose person nothing was heard; each only once."""
    known = set(Alarm.objects.values_list("application", flat=True))
    trips = applications.trips_ending(on - LOOKED_BACK, on)
    return [
        trip
        for trip in trips
        if trip.report
        and trip.reference not in known
        and policy.is_overdue(trip.period.last or trip.period.first, on)
        and not is_back(trip.reference)
    ]


def away(*, seen_by: Actor, on: date) -> list[tuple[str, str, applications.TripFacts]]:
    """Trips under way, or over without a word, of the people of this actor's institution: file, name, trip."""
    found = [
        trip
        for trip in applications.trips_ending(on - LOOKED_BACK, on + FAR_AHEAD)
        if trip.period.first <= on
        and register.primary_institution(trip.person, on) == seen_by.institution
        and trip.person != seen_by.reference
        and not is_back(trip.reference)
    ]
    names = register.names({trip.person for trip in found})
    return sorted(((trip.reference, names.get(trip.person, ""), trip) for trip in found), key=lambda one: one[:2])
