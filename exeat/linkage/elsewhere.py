"""The readings of the traffic done by other processes, on this machine or on many: the same blocks, the same answers.

A block needs nothing but the register's keys, so each is worked on where there is a hand for it, which reads it itself
from the file. One thing must be done in order: each traveller is counted once, where the document is first seen. The
numbers of the documents therefore come here first, block by block, and each block is told which of its travellers are
new. What comes back are row numbers, pairs and counts, and in the end the rows that stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, TypeVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from exeat.linkage import sieve, traffic
from exeat.linkage.columns import Codes
from exeat.linkage.hashes import NONE, Hashes
from exeat.linkage.keys import Keys
from exeat.linkage.people import People
from exeat.linkage.texts import Numbers, Texts
from exeat.linkage.traffic import CODES, Known, Table, Tally

Item = TypeVar("Item")
Result = TypeVar("Result")
RUN = 4  # blocks that one process works on before it tells its counts
New = NDArray[np.uint8]  # a bit for each document of a block: seen here for the first time


class Parts(Protocol):
    """A file whose blocks any process can read by their places."""

    def places(self) -> Sequence[tuple[int, Any]]:
        """How many rows each block has, and where it is."""

    def at(self, place: Any) -> pa.Table:
        """The block that is there."""


class Shared(Protocol):
    """What was sent to every process once."""

    @property
    def value(self) -> Any:
        """The thing itself."""


class Spread(Protocol):
    """Hands in other processes."""

    def share(self, thing: object) -> Shared:
        """Send something to all of them."""

    def each(self, work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """The work on each item, in the order of the items."""


@dataclass(frozen=True)
class _Known:
    """What every process is sent."""

    parts: Parts
    rows: int
    people: People
    theirs: Keys
    known: Known


@dataclass(frozen=True)
class _Block:
    """Where a block is, and how many rows are before it."""

    before: int
    place: Any


@dataclass(frozen=True)
class _Counted:
    """What some blocks told, with their counts and the codes by which sexes and nationalities are numbered there."""

    told: list[sieve.Told]
    tally: Tally
    codes: tuple[list[str], list[str]]


class Elsewhere:
    """The readings by other processes."""

    def __init__(self, spread: Spread, parts: Any, rows: int, people: People, theirs: Keys, known: Known) -> None:
        """`parts` are a file in `Parts`."""
        self.spread, self.people, self.rows = spread, people, rows
        self.blocks: list[_Block] = []
        before = 0
        for count, place in parts.places():
            self.blocks.append(_Block(before, place))
            before += count
        self.known = spread.share(_Known(parts, rows, people, theirs, known))
        self.counts, self.codes = Tally(people), (Codes(people.sexes), Codes(people.nations))

    def first(self) -> Iterator[sieve.Told]:
        """Who may be registered."""
        seen, new = traffic.Seen(self.rows), []
        for papers in self.spread.each(partial(_papers, self.known), self.blocks):
            mask = np.zeros(len(papers), bool)
            mask[seen.new(papers, np.arange(len(papers)))] = True
            new.append(np.packbits(mask))
        runs = [
            list(zip(self.blocks[at : at + RUN], new[at : at + RUN], strict=True))
            for at in range(0, len(self.blocks), RUN)
        ]
        for counted in self.spread.each(partial(_first, self.known), runs):
            self._count(counted)
            yield from counted.told

    def second(self, wanted: sieve.Wanted, found: Sequence[sieve.Told]) -> Iterator[sieve.Stayed]:
        """The rows that stay."""
        del found  # nothing was kept: each block is read again where it is worked on
        return self.spread.each(partial(_second, self.known, self.spread.share(wanted)), self.blocks)

    def tally(self) -> Tally:
        """The counts of all blocks."""
        return self.counts

    def _count(self, counted: _Counted) -> None:
        """Count what some blocks counted, each code under the number that it has here."""
        tally = counted.tally
        tally.sex, tally.nation = (
            _renumbered(table, names, here)
            for table, names, here in zip((tally.sex, tally.nation), counted.codes, self.codes, strict=True)
        )
        self.counts.join(tally)


class _Told:
    """Which travellers are new, as it was found out for one block after the other."""

    def __init__(self, new: Iterable[New]) -> None:
        self._new = iter(new)

    def new(self, document: Hashes, first: Numbers) -> Numbers:
        """The rows of travellers seen for the first time."""
        mask = np.unpackbits(next(self._new), count=len(first)).astype(bool)
        return np.concatenate([first[mask], np.flatnonzero(document == NONE)])


def _renumbered(table: Table, names: Sequence[str], here: Codes) -> Table:
    """The counts of codes under the numbers that the codes have here."""
    out = np.zeros(CODES)
    for number, name in enumerate(names[:CODES]):
        mine = here.seen.setdefault(name, len(here.seen))
        if mine < CODES:
            out[mine] += table[number]
    return out


def _papers(known: Shared, block: _Block) -> Hashes:
    """The numbers of the documents of a block, each once."""
    paper = sieve.papers(known.value.parts.at(block.place))
    return paper[traffic.first_of_each(paper)]


def _first(known: Shared, run: Sequence[tuple[_Block, New]]) -> _Counted:
    """The first reading of some blocks."""
    own: _Known = known.value
    told = _Told(new for _block, new in run)
    work = sieve.Sieve(own.rows, own.people, own.theirs, own.known, told, Texts(own.people.texts))
    read = [work.first((n, block.before, own.parts.at(block.place))) for n, (block, _new) in enumerate(run)]
    sexes, nations = work.codes
    return _Counted([one.left() for one in read], work.tally(), (list(sexes.seen), list(nations.seen)))


def _second(known: Shared, wanted: Shared, block: _Block) -> sieve.Stayed:
    """The second reading of a block."""
    own: _Known = known.value
    told = _Told(())
    work = sieve.Sieve(own.rows, own.people, own.theirs, own.known, told, Texts(own.people.texts))
    return work.second((block.before, own.parts.at(block.place), None), wanted.value)
