"""How fast a long work goes and how long it will take: told, not promised."""

from __future__ import annotations

from collections.abc import Callable
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


class Steps:
    """The steps of a long work as lines to read: of each, how much is done, how fast it goes, how long it will take."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock` says how many seconds have passed."""
        self._clock, self._step, self._begun = clock, "", 0.0

    def line(self, step: str, done: int, total: int) -> str:
        """The line of a step of which so many rows are done; the step alone when it counts no rows."""
        if step != self._step:
            self._step, self._begun = step, self._clock()
        goes = pace(done, total, self._clock() - self._begun)
        if not total:
            return step
        told = f"{step}: {done:,} of {total:,} rows, {done / total:.0%}"
        if goes.rate is None or goes.left is None:
            return told
        return f"{told}; {goes.rate:,.0f} a second, {goes.left:,.0f} s left"
