"""A briefing is read before a trip; whoever owes it, or a report, is reminded once of each."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from exeat.applications import queries as applications
from exeat.applications.terms import day_of
from exeat.audit import actions as audit
from exeat.letters import actions as letters
from exeat.regimes import places
from exeat.register import queries as register
from exeat.travel import policy, queries, texts
from exeat.travel.models import Acknowledgement, Reminder
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor


@transaction.atomic
def acknowledge(application: str, *, by: Actor, at: datetime) -> None:
    """The person has read the briefings for the countries of a trip; which version, is kept."""
    trip = queries.trip(application)
    said = policy.refusals_to_acknowledge(by, queries.facts(trip, on=day_of(at)))
    if said:
        raise MoveRefused(said)
    unread = queries.unread(trip)
    if not unread:
        return  # a second click
    for country in unread:
        Acknowledgement.objects.create(
            application=application, person=trip.person, destination=country, acknowledged_at=at,
            version=texts.briefing(country).version,
        )  # fmt: skip
    audit.record("briefing.acknowledged", subject=application, by=by, at=at, about=[trip.person])


def remind(*, at: datetime, by: Actor) -> int:
    """Remind whoever owes a briefing or a report, each once; safe to run twice or late. How many were reminded."""
    count = 0
    for trip, what in queries.to_remind(on=day_of(at)):
        count += _remind(trip, what, at=at, by=by)
    return count


@transaction.atomic
def _remind(trip: applications.TripFacts, what: str, *, at: datetime, by: Actor) -> int:
    _row, new = Reminder.objects.get_or_create(application=trip.reference, what=what, defaults={"sent_at": at})
    if not new:
        return 0
    person = register.plain(trip.person)
    letters.write(
        f"{what}-reminder", to=trip.person, language=person.language, subject=trip.reference, by=by, at=at,
        email=person.email, house=person.institution, file=trip.reference, first_on=trip.period.first,
        last_on=trip.period.last, due_on=trip.report_by,
        places=[places.country(code, person.language) for code in trip.countries],
    )  # fmt: skip
    return 1
