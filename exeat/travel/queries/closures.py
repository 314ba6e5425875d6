"""Closed borders: which stand, whom they concern, who is to be told, and how far the writing is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from exeat.applications import queries as applications
from exeat.register import queries as register
from exeat.travel import policy
from exeat.travel.models import Closure, ClosureNews, ClosureTold
from exeat.values.rights import Actor

FAR_AHEAD = timedelta(days=400)
no_closure = Closure.DoesNotExist


@dataclass(frozen=True)
class ClosedBorder:
    """A closed border as everybody whom it concerns may know it."""

    country: str
    points: str  # empty for the whole border
    since: date
    until: date | None  # the first day on which it is open again
    source: str
    words: dict[str, str]


@dataclass(frozen=True)
class Written:
    """One thing that people are told, how many of how many were written to, and whether that is all."""

    news: ClosureNews
    told: int
    people: int | None
    done: bool


def as_policy(row: Closure) -> policy.Closed:
    """A closed border as the guards see it."""
    return policy.Closed(row.institution, row.since, row.until is not None, row.withdrawn_at is not None)


def closures(actor: Actor) -> QuerySet[Closure]:
    """The closed borders that concern this actor's people: of their institution and of the nation, the latest first."""
    return Closure.objects.filter(institution__in={actor.institution, ""}).order_by("-at", "-id")


def closure(reference: str, *, seen_by: Actor) -> Closure:
    """One of them. Raises no_closure."""
    return closures(seen_by).get(reference=reference)


def written(row: Closure) -> list[Written]:
    """What people were told of a closed border, in order, and how far the writing is."""
    rows = row.news.annotate(number=Count("told")).order_by("at", "id")
    return [Written(one, one.number, one.people, one.done_at is not None) for one in rows]


def closed_on_the_way(countries: Iterable[str], *, first: date, last: date, institution: str) -> list[ClosedBorder]:
    """The borders that are closed to a trip on one of its days: said for the nation, or by the institution."""
    rows = _standing(first).filter(country__in=set(countries), since__lte=last, institution__in={institution, ""})
    return _known(rows)


def closed_to(trip: applications.TripFacts) -> list[ClosedBorder]:
    """The borders that are closed to somebody's trip."""
    first, last = trip.period.first, trip.period.last or trip.period.first
    house = register.primary_institution(trip.person, first)
    return closed_on_the_way(trip.countries, first=first, last=last, institution=house)


def closed_to_everybody(*, on: date) -> list[ClosedBorder]:
    """The borders that were said to be closed for the whole nation, on a day or later, by country."""
    return _known(_standing(on).filter(institution=""))


def to_be_told(news: ClosureNews, *, on: date) -> dict[str, str]:
    """The trips whose people are to be told, with the person of each.

    Of a border that closed or opened, whoever has a trip there that is not over; of a mistake, whoever was told.
    """
    row = news.closure
    if news.what == policy.Told.WITHDRAWN:
        told = ClosureTold.objects.filter(news__closure=row).order_by("application")
        return dict(told.values_list("application", "person"))
    first = max(row.since, on)
    found = {
        trip.reference: trip.person
        for trip in applications.trips_ending(first, first + FAR_AHEAD)
        if row.country in trip.countries
    }
    if not row.institution:
        return found
    mine = register.plains(set(found.values()), on=on)
    return {trip: who for trip, who in found.items() if who in mine and mine[who].institution == row.institution}


def _standing(on: date) -> QuerySet[Closure]:
    return Closure.objects.filter(Q(until=None) | Q(until__gt=on), withdrawn_at=None)


def _known(rows: QuerySet[Closure]) -> list[ClosedBorder]:
    return [
        ClosedBorder(
            row.country, row.points, row.since, row.until, row.source, {"en": row.words_en, "lt": row.words_lt}
        )
        for row in rows.order_by("country", "since", "id")
    ]
