"""How passages become stays: from a confirmed exit to the next confirmed entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from exeat.values.destination import Destination
from exeat.values.period import Period


class How(StrEnum):
    """How we know where someone went."""

    RECORDED = "recorded"  # the source says it
    INFERRED = "inferred"  # from the country that lies behind the point
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Passage:
    """One confirmed passage: which record, which way, when by the clock of the point, and where to."""

    reference: str
    direction: str  # exit or entry
    at: datetime  # aware, in the zone of the point
    destination: Destination | None = None
    how: How = How.UNKNOWN


@dataclass(frozen=True)
class Stay:
    """From a confirmed exit to the next confirmed entry, both days included; open while no entry is confirmed."""

    exit: Passage
    entry: Passage | None = None

    @property
    def first(self) -> date:
        """The day of the exit."""
        return self.exit.at.date()

    @property
    def last(self) -> date | None:
        """The day of the return; None while none is confirmed."""
        return self.entry.at.date() if self.entry else None

    @property
    def same_border(self) -> bool:
        """Whether the return was recorded at the border of the country into which the exit led."""
        out, back = self.exit.destination, self.entry.destination if self.entry else None
        return out is not None and back is not None and out.country == back.country

    @property
    def certain(self) -> Period:
        """The days in that country that are known.

        The day of the exit alone while no return is confirmed, and when the return was by another border: nobody
        recorded on which day the person went on from there.
        """
        return Period.through(self.first, self.last if self.last and self.same_border else self.first)


def stays(passages: Iterable[Passage]) -> tuple[Stay, ...]:
    """The stays that confirmed passages make up, the earliest first.

    Between two exits an entry is missing: of the first stay only its first day is known. An entry without an exit
    says where nobody knows, so it makes no stay.
    """
    found: list[Stay] = []
    leaving: Passage | None = None
    for passage in sorted(passages, key=lambda p: (p.at, p.reference)):
        if passage.direction == "exit":
            if leaving is not None:
                found.append(Stay(leaving))
            leaving = passage
        elif leaving is not None:
            found.append(Stay(leaving, passage))
            leaving = None
    if leaving is not None:
        found.append(Stay(leaving))
    return tuple(found)
