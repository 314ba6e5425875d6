"""Which pairs are worth looking at: records and people that share one of several exact keys.

A key is a number made of what survives most troubles: the document with look-alike characters folded; the birth date,
day and month in either order, with any word of the name; two words of the name with the year, or with day and month.
A map of the register's keys, a few bits for each, discards most of the traffic before anything is joined.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from exeat.linkage import documents, hashes
from exeat.linkage.hands import HANDS, in_order
from exeat.linkage.hashes import NONE, Bits, Hashes, mixed
from exeat.linkage.people import People
from exeat.linkage.texts import FIRST, LAST, Numbers, Texts

CROWD = 1000  # people under one key beyond which it says nothing: a date that stands for no date
AT_A_TIME = 32_768  # rows whose keys fit into the memory next to the processor
MIDDLE = np.uint64(1 << 63)
DOCUMENT, DATE, YEAR, DAY, BARE = range(5)


@dataclass(frozen=True)
class Keys:
    """The register's keys in order, whose they are, and a map that says which keys there are."""

    key: Hashes
    person: NDArray[np.int32]
    there: Bits

    def persons(self, rows: Numbers, probe: Hashes) -> tuple[Numbers, Numbers]:
        """Rows and the people who have the row's key."""
        if not len(self.key):
            return rows[:0], rows[:0]
        order = np.argsort(probe)  # in order, so that the search goes through memory once
        rows, probe = rows[order], probe[order]
        start = np.searchsorted(self.key, probe, "left")
        met = np.flatnonzero(self.key[np.minimum(start, len(self.key) - 1)] == probe)
        rows, probe, start = rows[met], probe[met], start[met]
        end = np.searchsorted(self.key, probe, "right")
        few = end - start <= CROWD
        rows, start, count = rows[few], start[few], (end - start)[few]
        at = np.repeat(start - np.concatenate([[0], np.cumsum(count)[:-1]]), count) + np.arange(count.sum())
        return np.repeat(rows, count), self.person[at].astype(np.int64)

    def may(self, rows: Numbers, probe: Hashes) -> tuple[Numbers, Hashes]:
        """Rows and their keys, as far as the map says that someone may have the key."""
        there = np.flatnonzero(self.there.has(probe))
        return rows[there], probe[there]


def of_register(people: People) -> Keys:
    """The keys of all people of the register."""
    paper = documents.hashed(people.document)
    owner = np.repeat(np.arange(len(people), dtype=np.int32), np.diff(people.documents_from))
    parts = in_order(partial(_of_people, people), np.array_split(np.arange(len(people)), HANDS))
    keys, persons = zip((mixed(DOCUMENT, paper, paper), owner), *parts, strict=True)
    key, person = np.concatenate(keys), np.concatenate(persons)
    del keys, persons
    halves = in_order(partial(_sorted_half, key, person), (False, True))
    key, person = (np.concatenate(both) for both in zip(*halves, strict=True))
    return Keys(key, person, Bits.of(key))


def _of_people(people: People, part: Numbers) -> tuple[Hashes, NDArray[np.int32]]:
    """The keys of names and dates of some people, and whose they are."""
    words = [_words(people.texts, number[part]) for number in (people.surname, people.former, people.given)]
    rows, keys = zip(*_of_names(people.born[part], [*words[0], *words[1]], words[2], True), strict=True)
    return np.concatenate(keys), part[np.concatenate(rows)].astype(np.int32)


def _sorted_half(key: Hashes, person: NDArray[np.int32], upper: bool) -> tuple[Hashes, NDArray[np.int32]]:
    """The keys below or above the middle of all numbers, in order, and whose they are."""
    mine = np.flatnonzero((key >= MIDDLE) == upper)
    mine = mine[np.argsort(key[mine])]
    return key[mine], person[mine]


def of_document(keys: Keys, number: Hashes) -> tuple[Numbers, Numbers]:
    """Rows and people whose documents look alike."""
    rows = np.flatnonzero(number != NONE)
    return keys.persons(*keys.may(rows, mixed(DOCUMENT, number[rows], number[rows])))


def of_names(
    keys: Keys, texts: Texts, born: NDArray[np.int32], surname: Numbers, given: Numbers
) -> tuple[Numbers, Numbers]:
    """Rows and people who share a date with a word of the name, or two words of it with a part of the date."""
    rows, probes = [np.zeros(0, np.int64)], [np.zeros(0, np.uint64)]
    for start in range(0, len(born), AT_A_TIME):
        part = slice(start, start + AT_A_TIME)
        for row, probe in _of_names(born[part], _words(texts, surname[part]), _words(texts, given[part]), False):
            may, probe = keys.may(row, probe)
            rows.append(may + start)
            probes.append(probe)
    return keys.persons(np.concatenate(rows), np.concatenate(probes))


def _words(texts: Texts, numbers: Numbers) -> list[Hashes]:
    return [texts.hashed(FIRST)[numbers], texts.hashed(LAST)[numbers]]


def _of_names(
    born: NDArray[np.int32], surnames: list[Hashes], givens: list[Hashes], bare: bool
) -> Iterator[tuple[Numbers, Hashes]]:
    """Rows and their keys, of dates with words and of pairs of words; `bare` adds pairs alone for whole dates too."""
    year, month, day = born.astype(np.uint64).T
    low, high = np.minimum(month, day), np.maximum(month, day)
    whole, day_month = month > 0, low * np.uint64(100) + high
    date = year * np.uint64(10000) + day_month
    for word in (*surnames, *givens):
        rows = np.flatnonzero(whole & (word != NONE))
        yield rows, mixed(DATE, word[rows], date[rows])
    for surname in surnames:
        both = np.flatnonzero((surname != NONE) & (givens[0] != NONE))
        pair = hashes.unordered(surname[both], givens[0][both])
        for kind, which, when in ((YEAR, year > 0, year), (DAY, whole, day_month), (BARE, bare | (year == 0), None)):
            of = which[both]
            rows = both[of]
            yield rows, mixed(kind, pair[of], pair[of] if when is None else when[rows])
