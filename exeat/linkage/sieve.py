"""The traffic in blocks: who may be registered stays, everyone else is counted and forgotten.

Twice through the file. First each block is put to the register's keys, and pairs that cannot come to anything are let
go; only row numbers and documents of the others are remembered. Then the rows themselves are taken, with every other
row of the same documents. So memory follows the register and those who may be in it, and not the traffic.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from exeat.linkage import columns, dates, documents, keys, names, traffic, travellers
from exeat.linkage.columns import Codes, WrongIds
from exeat.linkage.company import Search, Sought
from exeat.linkage.hashes import NONE, Bits, Hashes
from exeat.linkage.keys import Keys
from exeat.linkage.people import People
from exeat.linkage.texts import HEARD, Numbers, Texts
from exeat.linkage.traffic import Table, Traffic

TEXTS = 400_000  # distinct names beyond the register's that are remembered from block to block
SAMPLE = 12_000  # rows of the traffic by which it is learned how strangers look
CROWDED = 1000  # rows of one document in a block beyond which its number stands for no document
# Bits that a pair must have by one record alone, roughly weighed, to be worth keeping.
LEAST, WORTH_ASKING = -20.0, -8.0
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
    counts: Traffic
    sample: pa.Table
    crossings: int


@dataclass(frozen=True)
class _Block:
    surname: Numbers
    given: Numbers
    born: NDArray[np.int32]
    sex: Numbers


def sifted(blocks: Iterable[pa.Table], rows: int, people: People, theirs: Keys, known: traffic.Known,
           texts: Texts) -> Sifted:  # fmt: skip
    """What stays of the blocks, which can be gone through twice; they have about `rows` rows together."""
    counts, room = Traffic(people, rows), len(texts) + TEXTS
    rarity = _rarity(known, len(people))
    found: list[tuple[Numbers, Numbers]] = []
    samples, papers, before, last = [], [], 0, None
    codes = Codes(people.sexes), Codes(people.nations)
    numbers: list[Hashes] = []
    ids, sought = _Ids(), Sought()
    for block in blocks:
        ids.check(block)
        paper = _papers(block)
        seen = _Block(
            texts.numbers(columns.text(block, "surname")), texts.numbers(columns.text(block, "given_names")),
            dates.parts(columns.text(block, "date_of_birth")), codes[0].numbers(columns.text(block, "sex")),
        )  # fmt: skip
        counts.add(texts, seen.surname, seen.given, seen.born, seen.sex,
                   codes[1].numbers(columns.text(block, "nationality")), paper)  # fmt: skip
        row, person, changed = _pairs(seen, paper, people, theirs, texts, rarity)
        minute, place = columns.moments(block)
        family = texts.family[people.surname[person[changed]]]
        sought.ask(row[changed] + before, person[changed], minute[row[changed]], place[row[changed]], family)
        found.append((row + before, person))
        papers.append(np.unique(paper[row]))
        step = max(1, rows // SAMPLE)
        samples.append(_unpacked(block.select(["surname", "given_names", "date_of_birth"]).take(
            pa.array(np.arange(0, len(block), step)))))  # fmt: skip
        numbers = [paper] if not before else []
        before, last = before + len(block), block
        texts.forget(room)
    ids.done(blocks)
    row = np.concatenate([np.zeros(0, np.int64), *(part[0] for part in found)])
    person = np.concatenate([np.zeros(0, np.int64), *(part[1] for part in found)])
    again = iter([last]) if numbers else iter(blocks)
    company = sought.ready()
    wanted = np.unique(np.concatenate(papers)) if papers else np.zeros(0, np.uint64)
    table, places = _taken(again, numbers, np.unique(row), wanted[wanted != NONE], company, texts)
    company.row = np.searchsorted(places, company.row)
    sample = pa.concat_tables(samples) if samples else pa.table({})
    return Sifted(table, np.searchsorted(places, row), person, company, counts, sample, before)


def _papers(block: pa.Table) -> Hashes:
    """One number for the document of each row; NONE also for a number that a crowd bears."""
    if "document_number" not in block.column_names:
        return np.zeros(len(block), np.uint64)
    pieces = [np.zeros(0, np.uint64)]
    for packed in columns.pieces(block, "document_number"):
        number = np.append(documents.hashed(packed.dictionary), NONE)
        rows = packed.indices.fill_null(len(number) - 1).to_numpy(zero_copy_only=False)
        number[np.bincount(rows, minlength=len(number)) > CROWDED] = NONE
        pieces.append(number[rows])
    return np.concatenate(pieces)


def _rarity(known: traffic.Known, people: int) -> tuple[Table, Table]:
    """Bits that agreement on each of the register's names is worth, by how many of the register have it."""
    surname, given = (-np.log2((counts.tables[HEARD] + 1) / (people + 1)) for counts in (known.surname, known.given))
    return surname, given


def _pairs(seen: _Block, paper: Hashes, people: People, theirs: Keys, texts: Texts,
           rarity: tuple[Table, Table]) -> tuple[Numbers, Numbers, Numbers]:  # fmt: skip
    """Rows of the block and people worth a second look; and which of these agree but for the surname."""
    size = np.int64(max(len(people), 1))
    row, person = keys.of_document(theirs, paper)
    sure = np.unique(row * size + person)
    parts = []
    for row, person in keys.of_names(theirs, texts, seen.born, seen.surname, seen.given):
        born = dates.levels(people.born[person], seen.born[row])
        may = born != dates.OTHER
        parts.append(row[may] * size + person[may])
    both = np.setdiff1d(np.unique(np.concatenate(parts)), sure, assume_unique=True)
    row, person = both // size, both % size
    promising, changed = _promising(seen, row, person, people, texts, rarity)
    both = np.concatenate([sure, both[promising]])
    changed = np.concatenate([np.zeros(len(sure), bool), changed[promising]])
    order = np.argsort(both)
    both = both[order]
    return both // size, both % size, np.flatnonzero(changed[order])


def _promising(seen: _Block, row: Numbers, person: Numbers, people: People, texts: Texts,
               rarity: tuple[Table, Table]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:  # fmt: skip
    """Pairs that may come to something, roughly weighed by this record alone; and those that company may lift."""
    born = dates.levels(people.born[person], seen.born[row])
    surname, given = travellers.name_levels(people, texts, seen.surname[row], seen.given[row], person, repeated=False)
    bits = np.log2(SHARE / max(len(people), 1)) + BORN[born]
    for level, worth, rare, own in (
        (surname, SURNAME, rarity[0], people.surname), (given, GIVEN, rarity[1], people.given),
    ):  # fmt: skip
        rarely = rare[texts.places(HEARD, own[person])]
        bits = bits + worth[level] + np.where(level <= names.PART, rarely, 0.0)
    other = (seen.sex[row] >= 0) & (people.sex[person] >= 0) & (seen.sex[row] != people.sex[person])
    bits = bits - 6.0 * other
    changed = (surname == names.CLOSE) | (surname == names.OTHER)
    changed &= (given <= names.NEAR) & (born <= dates.DIGIT) & (bits >= WORTH_ASKING)
    return bits >= LEAST, changed


def _taken(blocks: Iterator[pa.Table], numbers: list[Hashes], rows: Numbers, wanted: Hashes, company: Search,
           texts: Texts) -> tuple[pa.Table, Numbers]:  # fmt: skip
    """The rows themselves, with all rows that bear one of the documents; and the places they had in the traffic."""
    there = Bits(len(wanted))
    there.add(wanted)
    pieces, places, before = [], [], 0
    for at, block in enumerate(blocks):
        paper = numbers[at] if at < len(numbers) else _papers(block)
        company.look(block, texts)
        may = np.flatnonzero(there.has(paper) & (paper != NONE))
        of_paper = may[np.isin(paper[may], wanted, kind="sort")]
        own = rows[np.searchsorted(rows, before) : np.searchsorted(rows, before + len(block))] - before
        stay = np.union1d(own, of_paper)
        needed = [name for name in block.column_names if name not in ("crossing_point", "direction")]
        pieces.append(_unpacked(block.select(needed).take(pa.array(stay))))
        places.append(stay + before)
        before += len(block)
    if not pieces:
        return pa.table({}), np.zeros(0, np.int64)
    return pa.concat_tables(pieces), np.concatenate(places)


def _unpacked(table: pa.Table) -> pa.Table:
    """The same rows with plain texts, without the distinct texts of the whole block they came from."""
    for at, column in enumerate(table.columns):
        if pa.types.is_dictionary(column.type):
            table = table.set_column(at, table.column_names[at], column.cast(column.type.value_type))
    return table


class _Ids:
    """Whether the numbers of crossings tell rows apart, without keeping them while they rise."""

    def __init__(self) -> None:
        self.last: object = None
        self.rising = True

    def check(self, block: pa.Table) -> None:
        """Look at one block's numbers."""
        columns.check("crossings", block)
        column = block.column("crossing_id")
        if column.null_count:
            raise WrongIds("crossings", f"{column.null_count} rows have no crossing_id.")
        if not len(column):
            return
        self.rising = self.rising and (self.last is None or column[0].as_py() > self.last) and columns.rising(column)
        self.last = column[-1].as_py()

    def done(self, blocks: Iterable[pa.Table]) -> None:
        """Count repetitions when the numbers did not rise."""
        if self.rising:
            return
        numbers = pa.chunked_array([chunk for block in blocks for chunk in block.column("crossing_id").chunks])
        repeated = len(numbers) - pc.count_distinct(numbers).as_py()
        if repeated:
            raise WrongIds("crossings", f"{repeated} rows repeat a crossing_id that another row has.")
