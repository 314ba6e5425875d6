"""Sums over earlier stays: days or journeys to named destinations over a span or a calendar year, this one included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from exeat.regimes.calendars import months_after, parsed
from exeat.regimes.facts import Question, Stay
from exeat.regimes.ladders import Epoch
from exeat.regimes.lists import reaches
from exeat.regimes.shapes import Count

ONE = timedelta(days=1)
LONGEST = 5 * 366  # days of a stay after which no count over a window grows any more


def counted(
    epoch: Epoch, question: Question, stay: Stay, begin: date, end: date, given: Mapping[str, Any]
) -> dict[str, int | None]:
    """Each count of an epoch that the question does not give by itself; None where earlier stays are not known."""
    found: dict[str, int | None] = {}
    for name, count in epoch.counts:
        if given.get(name) is None:
            found[name] = _most(count, epoch, question, begin, end) if question.earlier is not None else None
    return found


def _most(count: Count, epoch: Epoch, question: Question, begin: date, end: date) -> int | None:
    """The highest the count stands on one of the days."""
    here = [period for each in question.stays if (period := _days(each, end))]
    before = [period for each in question.earlier or () if (period := _days(each, end))]
    opening = opens(count.over, begin)
    reached = [
        (first, until, named(count, epoch, each, first, until))
        for each, first, until in (*before, *here)
        if until > opening
    ]
    if any(hit is None for _, _, hit in reached):
        return None
    counting = [(first, until) for first, until, hit in reached if hit]
    last = min(end, begin + LONGEST * ONE)
    days = ((begin + n * ONE) for n in range((last - begin).days))
    return max((_on(count, counting, day) for day in days), default=0)


def _days(stay: Stay, end: date) -> tuple[Stay, date, date] | None:
    """A stay with its days, as far as the stay that is judged goes; one that begins later does not count."""
    if stay.first is None or stay.first >= end:
        return None
    return stay, stay.first, min(stay.until or end, end)


def named(count: Count, epoch: Epoch, stay: Stay, first: date, until: date) -> bool | None:
    """Whether one of the destinations that are counted names where the stay was."""
    answers = {
        reaches(epoch.destinations[name], stay, first, until, set()) for name in count.to if name in epoch.destinations
    }
    return True if True in answers else None if None in answers else False


def _on(count: Count, stays: Sequence[tuple[date, date]], day: date) -> int:
    """How the count stands on a day: over the days of the window that ends with it."""
    first = opens(count.over, day)
    inside = [(max(a, first), min(b, day + ONE)) for a, b in stays if a <= day and b > first]
    if count.of == "days":
        return len({a.toordinal() + n for a, b in inside for n in range((b - a).days)})
    return sum(1 for _ in _journeys(inside))


def opens(span: str, day: date) -> date:
    """The first day of a window of that length that ends with a day, or of the calendar year of the day."""
    if span == "calendar_year":
        return date(day.year, 1, 1)
    n, unit = parsed(span)
    if unit in ("months", "years"):
        return months_after(day + ONE, -n * (12 if unit == "years" else 1))
    return day + ONE - n * (7 if unit == "weeks" else 1) * ONE


def _journeys(stays: Iterable[tuple[date, date]]) -> Iterator[date]:
    """The first day of each journey: stays that touch each other belong to one."""
    until: date | None = None
    for a, b in sorted(stays):
        if until is None or a > until:
            yield a
        until = max(until or b, b)
