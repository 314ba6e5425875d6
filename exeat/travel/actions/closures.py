"""A border closes: people with a trip there are told before they stand in front of it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from exeat.applications.terms import day_of
from exeat.audit import actions as audit
from exeat.letters import actions as letters
from exeat.regimes import places
from exeat.register import queries as register
from exeat.travel import policy, queries
from exeat.travel.models import Closure
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor


@transaction.atomic
def tell_of_closure(
    *, country: str, points: str, since: date, words_en: str, words_lt: str, by: Actor, at: datetime
) -> Closure:
    """Write to each of the institution's people whose trip to the country is not over; how many, is kept."""
    said = policy.refusals_to_tell(by, country=country, words_en=words_en, words_lt=words_lt)
    if said:
        raise MoveRefused(said)
    row = Closure.objects.create(
        reference=audit.number("B", at=at), institution=by.institution, country=country, points=points.strip(),
        since=since, words_en=words_en.strip(), words_lt=words_lt.strip(), by=by.reference, at=at,
    )  # fmt: skip
    trips = queries.trips_to(country, since=max(since, day_of(at)), institution=by.institution)
    people = register.plains({trip.person for trip in trips}, on=day_of(at))
    for trip in trips:
        person = people[trip.person]
        letters.write(
            "border-closed", to=trip.person, language=person.language, subject=trip.reference, by=by, at=at,
            email=person.email, file=trip.reference, country=places.country(country, person.language),
            points=row.points, since=since, words=row.words_lt if person.language == "lt" else row.words_en,
            phone=register.institution(by.institution).urgent_phone,
        )  # fmt: skip
    row.told = len(trips)
    row.save(update_fields=["told"])
    audit.record("closure.told", subject=row.reference, by=by, at=at, country=country, told=row.told)
    return row
