"""A stretch of days, half-open: the first day counts, the day it ends does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


class EmptyPeriod(ValueError):
    """A period that would end on or before its first day."""


@dataclass(frozen=True, order=True)
class Period:
    """Days from `first` up to, but not including, `until`; without `until` it goes on."""

    first: date
    until: date | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until <= self.first:
            raise EmptyPeriod(f"a period from {self.first} cannot end on {self.until}: give a later day")

    @classmethod
    def through(cls, first: date, last: date) -> Period:
        """The days from `first` to `last`, both included, as people say it."""
        return cls(first, last + timedelta(days=1))

    @property
    def last(self) -> date | None:
        """The last day that counts; None while it goes on."""
        return None if self.until is None else self.until - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.until is None or day < self.until)

    def overlaps(self, other: Period) -> bool:
        """Whether at least one day lies in both."""
        return (other.until is None or self.first < other.until) and (self.until is None or other.first < self.until)

    def common(self, other: Period) -> Period | None:
        """The days that lie in both; None when there are none."""
        if not self.overlaps(other):
            return None
        ends = [end for end in (self.until, other.until) if end is not None]
        return Period(max(self.first, other.first), min(ends) if ends else None)

    def covers(self, other: Period) -> bool:
        """Whether every day of the other lies in this one."""
        ends_later = self.until is None or (other.until is not None and other.until <= self.until)
        return self.first <= other.first and ends_later

    def days(self) -> Iterator[date]:
        """Every day in turn. Raises EmptyPeriod for one that does not end, since that list has no end."""
        if self.until is None:
            raise EmptyPeriod(f"the period from {self.first} does not end; its days cannot be listed")
        for n in range((self.until - self.first).days):
            yield self.first + timedelta(days=n)
