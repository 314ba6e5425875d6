"""How many passages, matches and discrepancies: numbers without anyone in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.db.models import Count as Counted
from django.db.models import Max, Sum

from exeat.crossings.models import Candidate, Count, Discrepancy, Import
from exeat.crossings.policy import stays
from exeat.crossings.queries.candidates import passages_of
from exeat.values.period import Period


@dataclass(frozen=True)
class ForStatistics:
    """What the statistics need of crossings in a period."""

    by_country: dict[str, dict[str, int]]  # exits by country behind the point and kind of traveller
    passages: int
    confirmed: int
    waiting: int
    discrepancies: dict[str, int]  # by kind
    files: int
    days_covered: int  # days of the period on which a source recorded anything


def counts(*, since: date, until: date) -> Iterable[Mapping[str, object]]:
    """Passages of everyone by day, point, direction and kind of traveller; several files of a day add up."""
    rows: Any = (
        Count.objects.filter(day__gte=since, day__lt=until)
        .values("day", "point", "country", "direction", "traveller")
        .annotate(number=Sum("number"))
        .order_by("day", "point", "direction", "traveller")
    )
    return cast("Iterable[Mapping[str, object]]", rows)


def for_statistics(*, since: date, until: date) -> ForStatistics:
    """Passages, matches and discrepancies of a period, counted."""
    rows = Count.objects.filter(day__gte=since, day__lt=until)
    by_country: dict[str, dict[str, int]] = {}
    exits = rows.filter(direction="exit").values("country", "traveller").annotate(n=Sum("number")).order_by("country")
    for row in exits:
        by_country.setdefault(row["country"], {})[row["traveller"]] = row["n"]
    candidates = Candidate.objects.filter(crossed_at__date__gte=since, crossed_at__date__lt=until)
    states = dict(candidates.values_list("state").annotate(n=Counted("id")).order_by("state"))
    kinds: dict[str, int] = {}
    for found in Discrepancy.objects.filter(first_on__gte=since, first_on__lt=until).exclude(state="covered"):
        for kind in found.kinds:
            kinds[kind] = kinds.get(kind, 0) + 1
    return ForStatistics(
        by_country=by_country,
        passages=rows.aggregate(n=Sum("number"))["n"] or 0,
        confirmed=states.get("confirmed", 0),
        waiting=states.get("waiting", 0) + states.get("undecided", 0),
        discrepancies=kinds,
        files=Import.objects.filter(first_on__lt=until, last_on__gte=since).count(),
        days_covered=rows.values("day").distinct().count(),
    )


@dataclass(frozen=True)
class StayFacts:
    """A confirmed stay of a registered person: the days that are known, and where."""

    person: str
    country: str
    territory: str
    period: Period


def confirmed_stays() -> list[StayFacts]:
    """Every confirmed stay whose country is recorded or inferred, in order of people and days."""
    people = Candidate.objects.filter(state="confirmed").order_by("person__reference")
    found = []
    for person in people.values_list("person__reference", flat=True).distinct():
        for stay in stays(passages_of(person)):
            where = stay.exit.destination
            if where is not None:
                found.append(StayFacts(person, where.country, where.territory or "", stay.certain))
    return found


def seen_days(since: date, until: date) -> list[date]:
    """The days of a period on which a source recorded anything."""
    return list(
        Count.objects.filter(day__gte=since, day__lt=until).order_by("day").values_list("day", flat=True).distinct()
    )


def first_day() -> date | None:
    """The first day of which passages were received."""
    return Count.objects.order_by("day").values_list("day", flat=True).first()


def count_confirmed(since: datetime, until: datetime) -> int:
    """How many crossings of registered people in a period were confirmed."""
    return Candidate.objects.filter(state="confirmed", crossed_at__gte=since, crossed_at__lt=until).count()


def count_discrepancies(since: datetime, until: datetime) -> int:
    """How many discrepancies there are about journeys that began in a period; those covered since do not count."""
    rows = Discrepancy.objects.filter(exit__crossed_at__gte=since, exit__crossed_at__lt=until)
    return rows.exclude(state="covered").count()


def trips_by_month() -> list[tuple[int, int, int]]:
    """Exits of citizens and residents by year and month; a month of which nothing was received is left out."""
    return list(
        Count.objects.filter(direction="exit", traveller__in=("citizen", "resident"))
        .values_list("day__year", "day__month")
        .annotate(number=Sum("number"))
        .order_by("day__year", "day__month")
    )


def trips_of_residents() -> list[tuple[int, int, int]]:
    """Exits of citizens and residents by year, with the last month of which anything was received."""
    rows = (
        Count.objects.filter(direction="exit", traveller__in=("citizen", "resident"))
        .values("day__year")
        .annotate(number=Sum("number"), last=Max("day__month"))
        .order_by("day__year")
    )
    return [(row["day__year"], row["last"], row["number"]) for row in rows]
