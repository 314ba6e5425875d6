"""The traffic in blocks: who may be registered stays, everyone else is counted and forgotten.

Twice through the file. First each block is put to the register's keys, and pairs that cannot come to anything are let
go; only row numbers and documents of the others are remembered. Then the rows themselves are taken, with every other
row of the same documents. So memory follows the register and those who may be in it, and not the traffic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from queue import SimpleQueue
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from exeat.linkage import columns, dates, documents, keys, names, traffic, travellers
from exeat.linkage.columns import Codes, WrongIds
from exeat.linkage.company import Asked, Search
from exeat.linkage.hands import HANDS, Turns, in_order
from exeat.linkage.hashes import NONE, Bits, Hashes
from exeat.linkage.keys import Keys
from exeat.linkage.people import People
from exeat.linkage.texts import FAMILY, Numbers, Texts
from exeat.linkage.traffic import Table, Tally

TEXTS = 200_000  # distinct names beyond the register's that are remembered from block to block
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


@dataclass
class _Hand:
    """What one of those who work on blocks at the same time has for itself."""

    texts: Texts
    tally: Tally


@dataclass(frozen=True)
class _Seen:
    """What the first reading of a block told."""

    before: int  # rows of the blocks before it
    row: Numbers  # counted from the beginning of the traffic, with the people they may be
    person: Numbers
    papers: Hashes
    asked: Asked
    sample: pa.Table
    ids: _Ids
    kept: tuple[pa.Table, Hashes] | None  # the block itself, where the traffic is small


class _Sieve:
    """The work on single blocks, done by several hands."""

    def __init__(self, rows: int, people: People, theirs: Keys, known: traffic.Known, texts: Texts) -> None:
        self.rows, self.people, self.theirs = rows, people, theirs
        self.rarity = known.rarity
        self.codes = Codes(people.sexes), Codes(people.nations)
        self.seen, self.turns = traffic.Seen(rows), Turns()
        count = HANDS if rows >= SHARED else 1
        self.hands = [_Hand(texts if not at else Texts(people.texts), Tally(people)) for at in range(count)]
        self.free: SimpleQueue[_Hand] = SimpleQueue()
        for hand in self.hands:
            self.free.put(hand)

    def first(self, item: tuple[int, int, pa.Table]) -> _Seen:
        """Who of a block may be registered; everybody in it is counted."""
        number, before, block = item
        hand = self.free.get()
        try:
            return self._first(hand, number, before, block)
        except BaseException:
            self.turns.done(number, broken=True)
            raise
        finally:
            if len(hand.texts) > len(self.people.texts) + TEXTS:
                hand.texts = Texts(hand.texts.base)  # lets go of the names of strangers
            self.free.put(hand)

    def _first(self, hand: _Hand, number: int, before: int, block: pa.Table) -> _Seen:
        ids, texts, paper = _Ids.of(block), hand.texts, _papers(block)
        surname, given = (texts.numbers(columns.pieces(block, name)) for name in ("surname", "given_names"))
        born, bearing = dates.parts(columns.pieces(block, "date_of_birth")), traffic.first_of_each(paper)
        self.turns.wait(number)
        sex, nation = (
            codes.numbers(columns.pieces(block, name))
            for codes, name in zip(self.codes, ("sex", "nationality"), strict=True)
        )
        once = self.seen.new(paper, bearing)
        self.turns.done(number)
        hand.tally.add(texts, surname[once], given[once], born[once], sex[once], nation[once])
        row, person, changed = _pairs(
            _Block(surname, given, born, sex), paper, self.people, self.theirs, texts, self.rarity
        )
        some = block.take(pa.array(row[changed]))
        minute, place = columns.moments(some)
        family = texts.hashed(FAMILY)[self.people.surname[person[changed]]]
        asked = Asked.of(row[changed] + before, person[changed], minute, place, family)
        step = max(1, self.rows // SAMPLE)
        sample = _unpacked(block.select(["surname", "given_names", "date_of_birth"]).take(
            pa.array(np.arange(-before % step, len(block), step))))  # fmt: skip
        return _Seen(before, row + before, person, np.unique(paper[row]), asked, sample, ids,
                     (block, paper) if self.rows <= KEPT else None)  # fmt: skip

    def second(self, item: tuple[int, pa.Table, Hashes | None], wanted: Wanted) -> tuple[pa.Table, Numbers, Numbers]:
        """The rows of a block that stay, their places in the traffic, and the pairs found in company."""
        before, block, paper = item
        hand = self.free.get()
        try:
            company = wanted.company.look(block, hand.texts)
        finally:
            self.free.put(hand)
        paper = _papers(block) if paper is None else paper
        may = np.flatnonzero(wanted.there.has(paper) & (paper != NONE))
        of_paper = may[np.isin(paper[may], wanted.papers, kind="sort")]
        rows = wanted.rows
        own = rows[np.searchsorted(rows, before) : np.searchsorted(rows, before + len(block))] - before
        stay = np.union1d(own, of_paper)
        needed = [name for name in block.column_names if name not in ("crossing_point", "direction")]
        return _unpacked(block.select(needed).take(pa.array(stay))), stay + before, company


@dataclass(frozen=True)
class Wanted:
    """What the second reading looks for: rows, documents and families."""

    rows: Numbers
    papers: Hashes
    there: Bits
    company: Search


def sifted(blocks: Iterable[pa.Table], rows: int, people: People, theirs: Keys, known: traffic.Known,
           texts: Texts, say: Callable[[int], None]) -> Sifted:  # fmt: skip
    """What stays of the blocks, which can be gone through twice; they have about `rows` rows together.

    `say` is told how many rows of both readings are done.
    """
    sieve, found = _Sieve(rows, people, theirs, known, texts), []
    for one in in_order(sieve.first, _numbered(blocks), len(sieve.hands)):
        found.append(one)
        say(one.before + one.ids.rows)
    _check_ids([one.ids for one in found], blocks)
    row, person = (
        np.concatenate([np.zeros(0, np.int64), *(getattr(one, name) for one in found)]) for name in ("row", "person")
    )
    company = Search(Asked.all([one.asked for one in found]))
    papers = np.unique(np.concatenate([np.zeros(0, np.uint64), *(one.papers for one in found)]))
    papers = papers[papers != NONE]
    wanted = Wanted(np.unique(row), papers, Bits.of(papers), company)
    pieces, places = [], [np.zeros(0, np.int64)]
    again = ((one.before, *one.kept) for one in found if one.kept is not None) if rows <= KEPT else (
        (before, block, None) for _, before, block in _numbered(blocks)
    )  # fmt: skip
    taken = in_order(partial(sieve.second, wanted=wanted), again, len(sieve.hands))
    for one, (table, place, along) in zip(found, taken, strict=True):
        pieces.append(table)
        places.append(place)
        company.found[along] = True
        say(rows + one.before + one.ids.rows)
    place = np.concatenate(places)
    company.row = np.searchsorted(place, company.row)
    table = pa.concat_tables(pieces) if pieces else pa.table({})
    sample = pa.concat_tables([one.sample for one in found]) if found else pa.table({})
    tally = sieve.hands[0].tally
    for hand in sieve.hands[1:]:
        tally.join(hand.tally)
    return Sifted(
        table, np.searchsorted(place, row), person, company, tally, sample, sum(one.ids.rows for one in found)
    )


def _numbered(blocks: Iterable[pa.Table]) -> Iterator[tuple[int, int, pa.Table]]:
    """The blocks with their number and how many rows are before them."""
    before = 0
    for number, block in enumerate(blocks):
        yield number, before, block
        before += len(block)


def _papers(block: pa.Table) -> Hashes:
    """One number for the document of each row; NONE also for a number that a crowd bears."""
    if "document_number" not in block.column_names:
        return np.zeros(len(block), np.uint64)
    pieces = [np.zeros(0, np.uint64)]
    for packed in columns.pieces(block, "document_number"):
        number = np.append(documents.hashed(packed.dictionary.cast(pa.large_string())), NONE)
        rows = packed.indices.fill_null(len(number) - 1).to_numpy(zero_copy_only=False)
        number[np.bincount(rows, minlength=len(number)) > CROWDED] = NONE
        pieces.append(number[rows])
    return np.concatenate(pieces)


def _pairs(seen: _Block, paper: Hashes, people: People, theirs: Keys, texts: Texts,
           rarity: tuple[Table, Table]) -> tuple[Numbers, Numbers, Numbers]:  # fmt: skip
    """Rows of the block and people worth a second look; and which of these agree but for the surname."""
    size = np.int64(max(len(people), 1))
    row, person = keys.of_document(theirs, paper)
    sure = np.unique(row * size + person)
    row, person = keys.of_names(theirs, texts, seen.born, seen.surname, seen.given)
    both = np.setdiff1d(np.unique(row * size + person), sure, assume_unique=True)
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


def _unpacked(table: pa.Table) -> pa.Table:
    """The same rows with plain texts, without the distinct texts of the whole block they came from."""
    for at, column in enumerate(table.columns):
        if pa.types.is_dictionary(column.type):
            table = table.set_column(at, table.column_names[at], column.cast(column.type.value_type))
    return table


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
