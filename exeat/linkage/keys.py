"""Which pairs are worth looking at: records and people that share one of several exact keys.

A key is a number made of what survives most troubles: the document with look-alike characters folded; the birth date,
day and month in either order, with any word of the name; two words of the name with the year, or with day and month.
A map of the register's keys, a few bits for each, discards most of the traffic before anything is joined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exeat.linkage import documents, hashes
from exeat.linkage.hands import in_order
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
    owner = np.repeat(np.arange(len(people)), np.diff(people.documents_from))
    keys, persons = [mixed(DOCUMENT, paper, paper)], [owner]
    surnames = [*_words(people.texts, people.surname), *_words(people.texts, people.former)]
    for rows, key in _of_names(people.born, surnames, _words(people.texts, people.given), True):
        keys.append(key)
        persons.append(rows)
    key, person = np.concatenate(keys), np.concatenate(persons).astype(np.int32)
    del keys, persons
    order = np.concatenate(list(in_order(_sorted_half(key), (False, True))))
    key, person = key[order], person[order]
    return Keys(key, person, Bits.of(key))


def _sorted_half(key: Hashes) -> Callable[[bool], Numbers]:
    """The places of the keys below or above the middle of all numbers, in the order of the keys."""

    def half(upper: bool) -> Numbers:
        mine = np.flatnonzero((key >= MIDDLE) == upper)
        return mine[np.argsort(key[mine])]

    return half


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
