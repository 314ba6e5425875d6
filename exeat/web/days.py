"""The strip of days that repeats a clock: one box a working day, hatched where nobody works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST = 62  # days; a longer clock is told in words alone


@dataclass(frozen=True)
class Box:
    """One day of the strip: how it looks and the number of the day."""

    css: str
    number: str


def boxes(first: date, last: date, *, on: date, is_working: Callable[[date], bool]) -> list[Box]:
    """The days from first to last, or to today when that is later; empty when there would be too many.

    `is_working` is the calendar's own question, so that the strip cannot count otherwise than the clock.
    """
    end = max(last, on)
    length = (end - first).days + 1
    if not 0 < length <= LONGEST:
        return []
    return [_box(first + timedelta(days=n), last=last, on=on, is_working=is_working) for n in range(length)]


def _box(day: date, *, last: date, on: date, is_working: Callable[[date], bool]) -> Box:
    if not is_working(day):
        return Box("off" if day.weekday() >= 5 else "holiday", "")
    if day > last:
        return Box("late", str(day.day))
    words = ["today"] if day == on else ["gone"] if day < on else []
    if day == last:
        words.append("last")
    return Box(" ".join(words), str(day.day))
