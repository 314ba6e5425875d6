"""The traffic in blocks: who may be registered stays, everyone else is counted and forgotten.

Twice through the file. First each block is put to the register's keys, and pairs that cannot come to anything are let
go; only row numbers and documents of the others are remembered. Then the rows themselves are taken, with every other
row of the same documents. So memory follows the register and those who may be in it, and not the traffic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from queue import SimpleQueue
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from exeat.linkage import columns, dates, documents, keys, names, traffic, travellers
from exeat.linkage.columns import Codes, WrongIds
from exeat.linkage.company import Asked, Search
from exeat.linkage.hands import HANDS, Turns, in_order
from exeat.linkage.hashes import NONE, Bits, Hashes, among, distinct
from exeat.linkage.keys import Keys
from exeat.linkage.people import People
from exeat.linkage.texts import FAMILY, Numbers, Texts
from exeat.linkage.traffic import Table, Tally

TEXTS = 1_000_000  # distinct names beyond the register's that are remembered from block to block
SHARED = 50_000  # rows from which on several hands share the work
KEPT = 1_000_000  # rows of a traffic that is kept in memory instead of read twice
SAMPLE = 12_000  # rows of the traffic by which it is learned how strangers look
CROWDED = 1000  # rows of one document in a block beyond which its number stands for no document
# Bits that a pair must have by one record alone, roughly weighed, to be worth keeping.
LEAST, WORTH_ASKING = -8.0, -8.0
SURNAME = np.array([0.0, 0.0, -2.0, 7.0, 0.0, -4.0, 0.0])  # beside how rare the name is, for the first three
GIVEN = np.array([0.0, 0.0, -1.0, 6.0, -1.0, -7.0, 0.0])
BORN = np.array([14.6, 10.0, 6.0, 5.0, -2.0, -9.0, 0.0])
SHARE = 0.03  # of travellers who are registered, at most, as far as is known before


@dataclass(frozen=True)
class Sifted:
    """The rows that stayed, the pairs among them, and what the whole traffic told."""

    table: pa.Table
    row: Numbers  # of each pair: its place in `table`
    person: Numbers
    company: Search
    counts: Tally
    sample: pa.Table
    crossings: int


@dataclass(frozen=True)
class _Block:
    surname: Numbers
    given: Numbers
    born: NDArray[np.int32]
    sex: Numbers


@dataclass(frozen=True)
class Told:
    """What the first reading of a block told."""

    before: int  # rows of the blocks before it
    row: Numbers  # counted from the beginning of the traffic, with the people they may be
    person: Numbers
    papers: Hashes
    asked: Asked
    sample: pa.Table
    ids: _Ids
    kept: tuple[pa.Table, Hashes] | None  # the block itself, where the traffic is small

    def left(self) -> Told:
        """The same without the block, for a journey to another process."""
        return replace(self, kept=None)


class Once(Protocol):
    """Tells which travellers of a block were not seen in the blocks before it."""

    def new(self, document: Hashes, first: Numbers) -> Numbers:
        """The rows of travellers seen for the first time; `first` has one row for each document of the block."""


class Sieve:
    """The work on single blocks of a traffic with about `rows` rows, done by several hands who share the texts."""

    def __init__(self, rows: int, people: People, theirs: Keys, known: traffic.Known, seen: Once, texts: Texts,
                 hands: int = 1) -> None:  # fmt: skip
        self.rows, self.people, self.theirs, self.texts, self.hands = rows, people, theirs, texts, hands
        self.rarity = known.rarity
        self.codes = Codes(people.sexes), Codes(people.nations)
        self.seen, self.turns = seen, Turns()
        self.tallies: SimpleQueue[Tally] = SimpleQueue()  # one for each hand, here while it does not count
        for _hand in range(hands):
            self.tallies.put(Tally(people))

    def first(self, item: tuple[int, int, pa.Table]) -> Told:
        """Who of a block may be registered; everybody in it is counted."""
        number, before, block = item
        try:
            return self._first(number, before, block, self._texts())
        except BaseException:
            self.turns.done(number, broken=True)
            raise

    def _texts(self) -> Texts:
        """What all hands know of texts; it lets go of the names of strangers now and then."""
        if len(self.texts) > len(self.people.texts) + TEXTS:
            self.texts = Texts(self.people.texts)
        return self.texts

    def _first(self, number: int, before: int, block: pa.Table, texts: Texts) -> Told:
        ids, paper = _Ids.of(block), papers(block)
        surname, given = (texts.numbers(columns.pieces(block, name)) for name in ("surname", "given_names"))
        born, bearing = dates.parts(columns.pieces(block, "date_of_birth")), traffic.first_of_each(paper)
        self.turns.wait(number)
        sex, nation = (
            codes.numbers(columns.pieces(block, name))
            for codes, name in zip(self.codes, ("sex", "nationality"), strict=True)
        )
        once = self.seen.new(paper, bearing)
        self.turns.done(number)
        tally = self.tallies.get()
        tally.add(texts, surname[once], given[once], born[once], sex[once], nation[once])
        self.tallies.put(tally)
        row, person, changed = _pairs(
            _Block(surname, given, born, sex), paper, self.people, self.theirs, texts, self.rarity
        )
        minute, place = columns.moments(columns.taken(_named(block, columns.MOMENT), row[changed]))
        family = texts.hashed(FAMILY)[self.people.surname[person[changed]]]
        asked = Asked.of(row[changed] + before, person[changed], minute, place, family)
        step = max(1, self.rows // SAMPLE)
        sample = columns.taken(
            block.select(["surname", "given_names", "date_of_birth"]), np.arange(-before % step, len(block), step)
        )
        return Told(before, row + before, person, distinct(paper[row]), asked, sample, ids,
                    (block, paper) if self.rows <= KEPT else None)  # fmt: skip

    def second(self, item: tuple[int, pa.Table, Hashes | None], wanted: Wanted) -> Stayed:
        """The rows of a block that stay, their places in the traffic, and the pairs found in company."""
        before, block, paper = item
        company = wanted.company.look(block, self._texts())
        paper = papers(block) if paper is None else paper
        may = np.flatnonzero(wanted.there.has(paper) & (paper != NONE))
        of_paper = may[among(paper[may], wanted.papers)]
        rows = wanted.rows
        own = rows[np.searchsorted(rows, before) : np.searchsorted(rows, before + len(block))] - before
        stay = distinct(np.concatenate([own, of_paper]))
        return columns.taken(block, stay), stay + before, company

    def tally(self) -> Tally:
        """The counts of all hands, of which none is at work any more."""
        tally = self.tallies.get()
        for _hand in range(1, self.hands):
            tally.join(self.tallies.get())
        return tally


Stayed = tuple[pa.Table, Numbers, Numbers]  # rows of a block, their places, and the pairs found in company


@dataclass(frozen=True)
class Wanted:
    """What the second reading looks for: rows, documents and families."""

    rows: Numbers
    papers: Hashes
    there: Bits
    company: Search


class Work(Protocol):
    """Both readings of a traffic, wherever they are done; what they tell comes in the order of the blocks."""

    def first(self) -> Iterator[Told]:
        """Who may be registered."""

    def second(self, wanted: Wanted, found: Sequence[Told]) -> Iterator[Stayed]:
        """The rows that stay."""

    def tally(self) -> Tally:
        """What was counted in the first reading."""


class Here:
    """The readings by the processors of this machine, of blocks that can be gone through twice."""

    def __init__(self, blocks: Iterable[pa.Table], rows: int, people: People, theirs: Keys, known: traffic.Known,
                 texts: Texts) -> None:  # fmt: skip
        """The blocks have about `rows` rows together."""
        hands = HANDS if rows >= SHARED else 1
        self.sieve = Sieve(rows, people, theirs, known, traffic.Seen(rows), texts, hands)
        self.blocks, self.rows = blocks, rows

    def first(self) -> Iterator[Told]:
        """Who may be registered."""
        return in_order(self.sieve.first, _numbered(self.blocks), self.sieve.hands)

    def second(self, wanted: Wanted, found: Sequence[Told]) -> Iterator[Stayed]:
        """The rows that stay; a traffic that was kept is not read again."""
        again = ((one.before, *one.kept) for one in found if one.kept is not None) if self.rows <= KEPT else (
            (before, block, None) for _, before, block in _numbered(self.blocks)
        )  # fmt: skip
        return in_order(partial(self.sieve.second, wanted=wanted), again, self.sieve.hands)

    def tally(self) -> Tally:
        """The counts of all hands."""
        return self.sieve.tally()


def sifted(work: Work, blocks: Iterable[pa.Table], rows: int, say: Callable[[int], None]) -> Sifted:
    """What stays of the blocks, which have about `rows` rows together.

    `say` is told how many rows of both readings are done.
    """
    found = []
    for one in work.first():
        found.append(one)
        say(one.before + one.ids.rows)
    _check_ids([one.ids for one in found], blocks)
    row, person = (
        np.concatenate([np.zeros(0, np.int64), *(getattr(one, name) for one in found)]) for name in ("row", "person")
    )
    company = Search(Asked.all([one.asked for one in found]))
    borne = distinct(np.concatenate([np.zeros(0, np.uint64), *(one.papers for one in found)]))
    borne = borne[borne != NONE]
    wanted = Wanted(distinct(row), borne, Bits.of(borne), company)
    pieces, places = [], [np.zeros(0, np.int64)]
    for one, (table, place, along) in zip(found, work.second(wanted, found), strict=True):
        pieces.append(table)
        places.append(place)
        company.found[along] = True
        say(rows + one.before + one.ids.rows)
    place = np.concatenate(places)
    company.row = np.searchsorted(place, company.row)
    table = pa.concat_tables(pieces) if pieces else pa.table({})
    sample = pa.concat_tables([one.sample for one in found]) if found else pa.table({})
    crossings = sum(one.ids.rows for one in found)
    return Sifted(table, np.searchsorted(place, row), person, company, work.tally(), sample, crossings)


def _numbered(blocks: Iterable[pa.Table]) -> Iterator[tuple[int, int, pa.Table]]:
    """The blocks with their number and how many rows are before them."""
    before = 0
    for number, block in enumerate(blocks):
        yield number, before, block
        before += len(block)


def papers(block: pa.Table) -> Hashes:
    """One number for the document of each row; NONE also for a number that a crowd bears."""
    if "document_number" not in block.column_names:
        return np.zeros(len(block), np.uint64)
    pieces = [np.zeros(0, np.uint64)]
    for piece in columns.plain(block.select(["document_number"])).column(0).chunks:
        number = documents.hashed(piece.cast(pa.large_string()))
        number[_crowded(number)] = NONE
        pieces.append(number)
    return np.concatenate(pieces)


def _crowded(number: Hashes) -> NDArray[np.bool_]:
    """Which of these numbers a crowd bears: looked for among those whose last bits a crowd has."""
    last = (number & np.uint64(0xFFFF)).astype(np.int64)
    often = np.bincount(last, number != NONE, minlength=1 << 16)
    if often.max() <= CROWDED:
        return np.zeros(len(number), bool)
    crowded = (often > CROWDED)[last]
    _, where, often = np.unique(number[crowded], return_inverse=True, return_counts=True)
    crowded[crowded] = (often > CROWDED)[where]
    return crowded


def _pairs(seen: _Block, paper: Hashes, people: People, theirs: Keys, texts: Texts,
           rarity: tuple[Table, Table]) -> tuple[Numbers, Numbers, Numbers]:  # fmt: skip
    """Rows of the block and people worth a second look; and which of these agree but for the surname."""
    size = np.int64(max(len(people), 1))
    row, person = keys.of_document(theirs, paper)
    sure = distinct(row * size + person)
    row, person = keys.of_names(theirs, texts, seen.born, seen.surname, seen.given)
    both = distinct(row * size + person)
    both = both[~among(both, sure)]
    row, person = both // size, both % size
    promising, changed = _promising(seen, row, person, people, texts, rarity)
    both = np.concatenate([sure, both[promising]])
    changed = np.concatenate([np.zeros(len(sure), bool), changed])
    order = np.argsort(both)
    both = both[order]
    return both // size, both % size, np.flatnonzero(changed[order])


def _promising(seen: _Block, row: Numbers, person: Numbers, people: People, texts: Texts,
               rarity: tuple[Table, Table]) -> tuple[Numbers, NDArray[np.bool_]]:  # fmt: skip
    """Pairs that may come to something, roughly weighed by this record alone; and which of them company may lift."""
    born = dates.levels(people.born[person], seen.born[row])
    may = np.flatnonzero(born != dates.OTHER)
    row, person, born = row[may], person[may], born[may]
    surname, given = travellers.name_levels(people, texts, seen.surname[row], seen.given[row], person, repeated=False)
    bits = np.log2(SHARE / max(len(people), 1)) + BORN[born]
    for level, worth, rare in ((surname, SURNAME, rarity[0]), (given, GIVEN, rarity[1])):
        bits = bits + worth[level] + np.where(level <= names.PART, rare[person], 0.0)
    other = (seen.sex[row] >= 0) & (people.sex[person] >= 0) & (seen.sex[row] != people.sex[person])
    bits = bits - 6.0 * other
    changed = (surname == names.CLOSE) | (surname == names.OTHER)
    changed &= (given <= names.NEAR) & (born <= dates.DIGIT) & (bits >= WORTH_ASKING)
    promising = bits >= LEAST
    return may[promising], changed[promising]


def _named(block: pa.Table, names: Sequence[str]) -> pa.Table:
    """Those of the columns that the block has."""
    return block.select([name for name in names if name in block.column_names])


@dataclass(frozen=True)
class _Ids:
    """The numbers of a block's crossings: how many, the first, the last, and whether they only rise."""

    rows: int
    first: object
    last: object
    rising: bool

    @staticmethod
    def of(block: pa.Table) -> _Ids:
        """Look at one block's numbers."""
        columns.check("crossings", block)
        column = block.column("crossing_id")
        if column.null_count:
            raise WrongIds("crossings", f"{column.null_count} rows have no crossing_id.")
        if not len(column):
            return _Ids(0, None, None, True)
        return _Ids(len(column), column[0].as_py(), column[-1].as_py(), columns.rising(column))


def _check_ids(ids: list[_Ids], blocks: Iterable[pa.Table]) -> None:
    """Count repeated numbers, unless they only rise."""
    some: list[Any] = [one for one in ids if one.rows]
    if all(one.rising for one in some) and all(one.last < two.first for one, two in pairwise(some)):
        return
    numbers = pa.chunked_array([chunk for block in blocks for chunk in block.column("crossing_id").chunks])
    repeated = len(numbers) - pc.count_distinct(numbers).as_py()
    if repeated:
        raise WrongIds("crossings", f"{repeated} rows repeat a crossing_id that another row has.")
