"""Working days as data, and time limits counted in them; beyond the calendar's years there is no answer."""

from __future__ import annotations

import calendar as months_of_the_year
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from exeat.regimes import vocabulary

ONE = timedelta(days=1)


class OutsideCalendar(LookupError):
    """A day for which the calendar has no data: the answer is not known, and not guessed."""


@dataclass(frozen=True)
class Why:
    """What a day is: a working day, or why it is not."""

    day: date
    working: bool
    words: Mapping[str, str]
    source: str


WEEKEND = {"en": "weekend", "lt": "poilsio diena"}
WORKING = {"en": "working day", "lt": "darbo diena"}


@dataclass(frozen=True)
class Calendar:
    """Days off and moved working days of one jurisdiction, year by year."""

    code: str
    first: date
    last: date
    days_off: Mapping[date, Mapping[str, Any]]
    worked: Mapping[date, Mapping[str, Any]]
    weekend_source: str

    def _inside(self, day: date) -> None:
        if not self.first <= day <= self.last:
            raise OutsideCalendar(f"the calendar {self.code} goes from {self.first} to {self.last}; {day} is outside")

    def is_working(self, day: date) -> bool:
        """Whether the day is a working day. Raises OutsideCalendar."""
        self._inside(day)
        return day in self.worked or (day.weekday() < 5 and day not in self.days_off)

    def why(self, day: date) -> Why:
        """Whether the day is worked, and why it is or is not, with the source."""
        working = self.is_working(day)
        entry = self.worked.get(day) or self.days_off.get(day)
        if entry:
            return Why(day, working, entry["name"], entry["source"])
        return Why(day, working, WORKING if working else WEEKEND, self.weekend_source)

    def count(self, after: date, before: date) -> int:
        """Working days strictly between two days; both ends are excluded."""
        return sum(self.is_working(after + n * ONE) for n in range(1, (before - after).days))

    def on_or_after(self, day: date) -> date:
        """The day, or the next working day where it is a day off."""
        while not self.is_working(day):
            day += ONE
        return day

    def on_or_before(self, day: date) -> date:
        """The day, or the working day before where it is a day off."""
        while not self.is_working(day):
            day -= ONE
        return day

    def add(self, day: date, n: int) -> date:
        """The n-th working day after a day (before it, for a negative n)."""
        step = ONE if n > 0 else -ONE
        left = abs(n)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def last_day_to(self, span: str, *, before: date) -> date:
        """The last day on which something due that long before an event may be done.

        The day of filing and the day of the event are not counted; a day off moves to the working day before. What may
        be done until the day before the event may be done on a day off.
        """
        if span == "day_before":
            return before - ONE
        n, unit = parsed(span)
        if unit == "hours" or n == 0:
            return before
        if unit == "working_days":
            day, found = before - ONE, 0
            while found < n:
                found += self.is_working(day)
                day -= ONE
            return self.on_or_before(day)
        return self.on_or_before(earlier(before, span))

    def passed_over(self, first: date, last: date) -> list[date]:
        """The days off between two days, both included, that would be worked by the day of the week."""
        days = (first + n * ONE for n in range((last - first).days + 1))
        return [day for day in days if day.weekday() < 5 and not self.is_working(day)]

    def due(self, span: str, *, after: date) -> date:
        """The last day of a time limit that runs from an event, whose own day is not counted."""
        n, unit = parsed(span)
        if unit == "hours":
            return after + (n // 24) * ONE
        if unit == "working_days":
            return self.add(after, n)
        return self.on_or_after(later(after, span))


def parsed(span: str) -> tuple[int, str]:
    """The number and the unit of a span such as 10 working_days."""
    n, unit = span.split()
    return int(n), unit


def months_after(day: date, n: int) -> date:
    """The same day of the month n months later, or the last day of that month where it has none."""
    month = day.month - 1 + n
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, months_of_the_year.monthrange(year, month)[1]))


def later(day: date, span: str) -> date:
    """A day a span of calendar days, weeks, months or years later."""
    n, unit = parsed(span)
    if unit == "months":
        return months_after(day, n)
    if unit == "years":
        return months_after(day, 12 * n)
    return day + n * (7 if unit == "weeks" else 1) * ONE


def earlier(day: date, span: str) -> date:
    """The last day a span of calendar days, weeks, months or years before a day that is not counted itself."""
    n, unit = parsed(span)
    if unit in ("days", "weeks"):
        return day - (n * (7 if unit == "weeks" else 1) + 1) * ONE
    return months_after(day, -n * (12 if unit == "years" else 1)) - ONE


@cache
def calendar(code: str) -> Calendar:
    """The calendar of a jurisdiction, from its file."""
    known = sorted(path.stem.upper() for path in (vocabulary.LAW / "calendars").glob("*.yaml"))
    if code not in known:
        raise OutsideCalendar(vocabulary.unknown("calendar", code, known))
    data = vocabulary.load(f"calendars/{code.lower()}.yaml")
    source = data.get("source", data["weekend"]["source"])
    return Calendar(
        code,
        data["first"],
        data["last"],
        {entry["on"]: {"source": source, **entry} for entry in data["days_off"]},
        {entry["on"]: {"source": source, **entry} for entry in data["moved_working_days"]},
        data["weekend"]["source"],
    )
