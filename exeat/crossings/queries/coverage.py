"""What the records can show at all: which points, which days, and where nothing came in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from exeat.crossings.models import Count
from exeat.crossings.points import points
from exeat.values.period import Period

QUIET = 7  # days in a row without a record from which a point is said to be silent


@dataclass(frozen=True)
class OfPoint:
    """One point: on how many days it recorded anything, and its silences."""

    point: str
    country: str  # behind the point; empty for ports and airports
    days: int
    silences: tuple[Period, ...]


@dataclass(frozen=True)
class Coverage:
    """What the records of a period rest on, to be shown beside every number that rests on them."""

    period: Period | None  # from the first to the last day of any record; None without any
    days: int  # days with a record of any point
    points: tuple[OfPoint, ...]
    unheard: tuple[str, ...]  # points at a land border of which nothing came in

    @property
    def of_days(self) -> int:
        """How many days the period has."""
        return 0 if self.period is None or self.period.last is None else (self.period.last - self.period.first).days + 1

    @property
    def longest(self) -> int:
        """The longest silence of any point, in days."""
        lengths = [len(list(silence.days())) for one in self.points for silence in one.silences]
        return max(lengths, default=0)


def coverage(*, since: date | None = None, until: date | None = None, with_counts: bool = False) -> Coverage:
    """Which points recorded on which days; silences are told where a point was quiet for a week or longer.

    Days of which only counts came in can show no journey, so they are in it only `with_counts`.
    """
    rows = Count.objects.all() if with_counts else Count.objects.exclude(received__kind="counts")
    if since is not None:
        rows = rows.filter(day__gte=since)
    if until is not None:
        rows = rows.filter(day__lt=until)
    seen: dict[str, set[date]] = {}
    behind: dict[str, str] = {}
    for point, country, day in rows.order_by("point", "day").values_list("point", "country", "day").distinct():
        seen.setdefault(point, set()).add(day)
        behind[point] = country
    days = set().union(*seen.values()) if seen else set()
    land = {point.name for point in points().values() if point.country}
    if not days:
        return Coverage(None, 0, (), tuple(sorted(land)))
    first, last = min(days), max(days)
    return Coverage(
        Period.through(first, last),
        len(days),
        tuple(
            OfPoint(point, behind[point], len(own), tuple(silences(own, first, last)))
            for point, own in sorted(seen.items())
        ),
        tuple(sorted(land - set(seen))),
    )


def silences(days: Iterable[date], first: date, last: date, *, least: int = QUIET) -> list[Period]:
    """The stretches between two days, both included, in which at least so many days in a row have no record."""
    found, before = [], first - timedelta(days=1)
    for day in [*sorted(days), last + timedelta(days=1)]:
        if (day - before).days - 1 >= least:
            found.append(Period.through(before + timedelta(days=1), day - timedelta(days=1)))
        before = max(before, day)
    return found


def silent_days(first: date, last: date) -> int:
    """On how many days of a stretch, both ends included, no point recorded anything."""
    if last < first:
        return 0
    rows = Count.objects.exclude(received__kind="counts")
    seen = rows.filter(day__gte=first, day__lte=last).values("day").distinct().count()
    return (last - first).days + 1 - seen
