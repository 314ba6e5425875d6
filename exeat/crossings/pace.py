"""How fast a long work goes and how long it will take: told, not promised."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pace:
    """Rows a second so far, and the seconds that are left at that rate; None while nobody can say."""

    rate: float | None
    left: float | None


def pace(done: int, total: int, seconds: float) -> Pace:
    """The pace of a work of which so much is done after so many seconds."""
    if done <= 0 or seconds <= 0:
        return Pace(None, None)
    rate = done / seconds
    return Pace(rate, max(total - done, 0) / rate)
