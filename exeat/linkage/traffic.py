"""What the whole traffic tells about how common names are, without keeping anyone of it.

Counted are only names that the register has as well, years of birth, sexes and nationalities; each traveller once, as
far as a map of the documents seen so far can tell. The register lends its own counts when the traffic is small.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exeat.linkage.hashes import NONE, Bits, Hashes
from exeat.linkage.people import People
from exeat.linkage.texts import HEARD, Numbers, Texts

Table = NDArray[np.float64]
FEW = 20_000  # travellers from which on they alone say how common a name is
DOCUMENTS = 6_000_000  # documents for which the map has room enough
YEARS, FIRST_YEAR = 351, 1850
CODES = 1000  # sexes or nationalities beyond which no more are told apart


@dataclass(frozen=True)
class Commonness:
    """How often each text is heard among travellers, and among those that write it the same way."""

    heard: Table
    same: Table
    first: Table  # by the first word
    year: Table  # by year of birth, from 1850
    sex: Table
    nation: Table
    travellers: int
    lent: float  # how far each person of the register counts beside them
    known: float  # travellers and lent people together


class Counts:
    """How often each way of the register's texts occurs in a column of the register or of the traffic."""

    def __init__(self, texts: Texts) -> None:
        self.tables = [np.zeros(len(ways) + 1) for ways in texts.ways()]

    def add(self, texts: Texts, numbers: Numbers) -> None:
        """Count these text numbers."""
        known = numbers[numbers >= 0]
        for kind, table in enumerate(self.tables):
            table += np.bincount(texts.places(kind, known), minlength=len(table))
            table[-1] = 0


def years(born: NDArray[np.int32]) -> Numbers:
    """The place of each year of birth in a table of years; 0 is not known."""
    return np.clip(born[:, 0] - FIRST_YEAR, 0, YEARS - 1).astype(np.int64)


@dataclass(frozen=True)
class Known:
    """What the register itself tells of names and years: counted once for all batches."""

    surname: Counts
    given: Counts
    year: Table
    rarity: tuple[Table, Table]  # bits that agreement on each person's surname, and given name, is worth


def of_register(people: People) -> Known:
    """The register's own counts."""
    surname, given = Counts(people.texts), Counts(people.texts)
    surname.add(people.texts, people.surname)
    given.add(people.texts, people.given)
    year = np.bincount(years(people.born), minlength=YEARS).astype(float)
    rare = _rarity(people, surname, people.surname), _rarity(people, given, people.given)
    return Known(surname, given, year, rare)


def _rarity(people: People, counts: Counts, numbers: Numbers) -> Table:
    often = np.append(counts.tables[HEARD][people.texts.places(HEARD, np.arange(len(people.texts)))], 0)
    return -np.log2((often[numbers] + 1) / (len(people) + 1))


class Seen:
    """Which documents were seen in the traffic so far, as far as a map can tell."""

    def __init__(self, room: int) -> None:
        self.documents = Bits(min(room, DOCUMENTS))

    def new(self, document: Hashes, first: Numbers) -> Numbers:
        """Rows whose travellers were not seen before, and remember them; `first` has one row for each document."""
        new = first[~self.documents.has(document[first])]
        self.documents.add(document[new])
        return np.concatenate([new, np.flatnonzero(document == NONE)])


def first_of_each(document: Hashes) -> Numbers:
    """One row for each document of a block."""
    if not len(document):
        return np.zeros(0, np.int64)
    # Sorted is one number for both: the upper bits of the document's, the lower ones tell the row.
    lower = np.uint64((1 << len(document).bit_length()) - 1)
    bearing = np.flatnonzero(document != NONE).astype(np.uint64)
    rows = (np.sort(document[bearing] & ~lower | bearing) & lower).astype(np.int64)
    papers = document[rows]
    first: Numbers = rows[np.append(True, papers[1:] != papers[:-1])[: len(rows)]]
    return first


class Tally:
    """Counts of travellers: of a part of the traffic, or of all."""

    def __init__(self, people: People) -> None:
        self.surname, self.given = Counts(people.texts), Counts(people.texts)
        self.year, self.sex, self.nation = np.zeros(YEARS), np.zeros(CODES), np.zeros(CODES)
        self.travellers = 0

    def add(self, texts: Texts, surname: Numbers, given: Numbers, born: NDArray[np.int32], sex: Numbers,
            nation: Numbers) -> None:  # fmt: skip
        """Count these travellers."""
        self.travellers += len(surname)
        self.surname.add(texts, surname)
        self.given.add(texts, given)
        self.year += np.bincount(years(born), minlength=YEARS)
        for table, codes in ((self.sex, sex), (self.nation, nation)):
            table += np.bincount(codes[(codes >= 0) & (codes < CODES)], minlength=CODES)

    def join(self, other: Tally) -> None:
        """Count the travellers of another part as well."""
        self.travellers += other.travellers
        for mine, theirs in ((self.surname, other.surname), (self.given, other.given)):
            for table, more in zip(mine.tables, theirs.tables, strict=True):
                table += more
        for table, more in ((self.year, other.year), (self.sex, other.sex), (self.nation, other.nation)):
            table += more

    def commonness(self, people: People, known: Known) -> tuple[Commonness, Commonness]:
        """How common surnames, and given names, are among travellers and as much of the register as is lent."""
        lent = float(np.clip((FEW - self.travellers) / max(len(people), 1), 0, 1))
        years = self.year + lent * known.year
        years[0] = 0
        years = np.convolve(years, np.ones(3) / 3, "same") + 0.5
        both = []
        for own, register in ((self.surname, known.surname), (self.given, known.given)):
            same, heard, first = (
                mine + lent * theirs for mine, theirs in zip(own.tables, register.tables, strict=True)
            )
            both.append(
                Commonness(
                    heard, same, first, years / years.sum(), _shares(self.sex), _shares(self.nation),
                    self.travellers, lent, self.travellers + lent * len(people),
                )
            )  # fmt: skip
        return both[0], both[1]


def _shares(counts: Table) -> Table:
    shares: Table = (counts + 0.5) / (counts.sum() + 0.5 * (np.count_nonzero(counts) + 1))
    return shares
