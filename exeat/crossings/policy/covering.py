"""How a stay is held against what the law asked and against the permits and notices held when it began."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from exeat.crossings.policy.stays import How, Stay
from exeat.values.destination import Destination
from exeat.values.period import Period

ASKS_SOMETHING = frozenset({"notice", "permission", "ban"})  # what else a regime says asks for no permit and no notice


class Kind(StrEnum):
    """In what way a confirmed stay is not covered."""

    OUTSIDE_DATES = "outside_dates"
    OUTSIDE_COUNTRY = "outside_country"
    NO_PERMIT = "no_permit"
    NOT_RETURNED = "not_returned"


@dataclass(frozen=True)
class Cover:
    """A permit or notice as it bears on a stay: for which countries, which days, given when, taken back when."""

    reference: str
    kind: str  # permit or notice
    countries: frozenset[str]
    period: Period
    given_at: datetime
    ended_at: datetime | None = None
    borne: Period | None = None  # its days with the small slips that a rule bears, where one does

    def covers_day(self, day: date) -> bool:
        """Whether somebody may be there under it on a day."""
        return day in (self.borne or self.period)

    def held_at(self, moment: datetime) -> bool:
        """Whether it had been given and not taken back at the moment of leaving."""
        return self.given_at <= moment and (self.ended_at is None or moment < self.ended_at)

    def names(self, destination: Destination) -> bool:
        """Whether it is for this country, or for the part of it or a part of it: doubt speaks for the holder."""
        parts = {code for code in self.countries if code.startswith(f"{destination.country}-")}
        if destination.country in self.countries:
            return True
        return bool(parts) and (destination.territory is None or destination.territory in parts)


@dataclass(frozen=True)
class Uncovered:
    """What is not covered about a stay; without kinds everything is."""

    kinds: tuple[Kind, ...]
    days: tuple[date, ...] = ()
    nearest: str = ""  # the permit or notice that comes closest


def answers(requires: str, cover: Cover) -> bool:
    """Whether this kind of paper is what was asked: a permit does for anything, a notice only for a notice."""
    return cover.kind == "permit" or requires == "notice"


def held_against(stay: Stay, requires: str, covers: Iterable[Cover], *, on: date) -> Uncovered:
    """How a stay compares with what the law asked and with the permits and notices held when it began.

    An unknown destination and an undetermined requirement leave nothing uncovered: doubt accuses nobody.
    """
    destination = stay.exit.destination
    if destination is None or stay.exit.how is How.UNKNOWN or requires not in ASKS_SOMETHING:
        return Uncovered(())
    held = [c for c in covers if answers(requires, c) and c.held_at(stay.exit.at)]
    there = [c for c in held if c.names(destination)]
    open_days = tuple(day for day in stay.certain.days() if not any(c.covers_day(day) for c in there))
    if not open_days:
        return _not_returned(stay, there, on)
    if near := _nearest([c for c in there if _reaches(c, stay)], stay):
        return Uncovered((Kind.OUTSIDE_DATES,), open_days, near.reference)
    if near := _nearest([c for c in held if c not in there and c.period.overlaps(stay.certain)], stay):
        return Uncovered((Kind.OUTSIDE_COUNTRY,), open_days, near.reference)
    return Uncovered((Kind.NO_PERMIT,), open_days)


def _not_returned(stay: Stay, there: Sequence[Cover], on: date) -> Uncovered:
    """An open stay whose paper has run out: perhaps a return that no source recorded."""
    last = max((c for c in there if c.period.until is not None), key=lambda c: c.period, default=None)
    if stay.entry is None and last is not None and all(c.period.until and c.period.until <= on for c in there):
        return Uncovered((Kind.NOT_RETURNED,), (), last.reference)
    return Uncovered(())


def _reaches(cover: Cover, stay: Stay) -> bool:
    """Whether the paper is for this journey: it shares a day with it or lies within a month of it."""
    gap = min(
        abs((stay.first - (cover.period.last or stay.first)).days), abs((cover.period.first - stay.certain.first).days)
    )
    return cover.period.overlaps(stay.certain) or gap <= 31


def _nearest(covers: Sequence[Cover], stay: Stay) -> Cover | None:
    return min(covers, key=lambda c: (abs((c.period.first - stay.first).days), c.reference), default=None)
