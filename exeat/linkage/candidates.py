"""Which pairs are worth looking at: records and people that share one of several exact keys.

A key is a number made of what survives most troubles: the document with look-alike characters folded; the birth date,
day and month in either order, with any word of the name; two words of the name with the year, or with day and month.
A map of the register's keys, one byte for each hash, discards most of the traffic before anything is joined.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from exeat.linkage import documents
from exeat.linkage.records import People, Records
from exeat.linkage.texts import Numbers, Texts

_ONE, _TWO, _THREE = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9)
CROWD = 1000  # people under one key beyond which it says nothing: a date that stands for no date
Keys = NDArray[np.uint64]


def mixed(kind: int, a: Numbers, b: Numbers) -> Keys:
    """One number of 64 bits for a kind and two numbers."""
    value = (a.astype(np.uint64) + np.uint64(kind + 1)) * _ONE ^ (b.astype(np.uint64) + np.uint64(7)) * _TWO
    value ^= value >> np.uint64(29)
    value *= _THREE
    value ^= value >> np.uint64(32)
    return value


def _pair(a: Numbers, b: Numbers) -> Numbers:
    return np.minimum(a, b) * np.int64(1 << 31) + np.maximum(a, b)


def _name_keys(
    born: NDArray[np.int32], surnames: list[Numbers], givens: list[Numbers], bare: bool
) -> Iterator[tuple[Numbers, Keys]]:
    """Rows and their keys, of dates with words and of pairs of words; `bare` adds pairs alone for whole dates too."""
    year, month, day = born.astype(np.int64).T
    low, high = np.minimum(month, day), np.maximum(month, day)
    whole, day_month = month > 0, low * 100 + high
    date = year * 10000 + day_month
    for word in (*surnames, *givens):
        rows = np.flatnonzero(whole & (word >= 0))
        yield rows, mixed(1, word[rows], date[rows])
    for surname in surnames:
        both = (surname >= 0) & (givens[0] >= 0)
        for kind, which, when in ((2, year > 0, year), (3, whole, day_month), (4, bare | (year == 0), None)):
            rows = np.flatnonzero(both & which)
            pair = _pair(surname[rows], givens[0][rows])
            yield rows, mixed(kind, pair, pair if when is None else when[rows])


def _words(texts: Texts, numbers: Numbers) -> list[Numbers]:
    first, last = np.append(texts.first, -1)[numbers], np.append(texts.last, -1)[numbers]
    return [first, last]


def pairs(people: People, records: Records, texts: Texts) -> tuple[Numbers, Numbers]:
    """Rows of records and rows of people that share a key; each pair once, in order."""
    folded = {text: at for at, text in enumerate(dict.fromkeys(documents.folded(records.documents)))}
    of_document = np.array([folded[text] for text in documents.folded(records.documents)] + [-1], np.int64)
    theirs = np.array([folded.get(text, -1) for text in documents.folded(people.document)], np.int64)
    mine, owner = [mixed(0, theirs[theirs >= 0], theirs[theirs >= 0])], [people.document_of[theirs >= 0]]
    surnames = [*_words(texts, people.surname), *_words(texts, people.former)]
    for rows, keys in _name_keys(people.born, surnames, _words(texts, people.given), True):
        mine.append(keys)
        owner.append(rows)
    key, who = np.concatenate(mine), np.concatenate(owner)
    order = np.argsort(key, kind="stable")
    key, who = key[order], who[order]
    bits = max(16, int(np.ceil(np.log2(max(len(key), 1) * 16))))
    mask = np.uint64((1 << bits) - 1)
    present = np.zeros(1 << bits, bool)
    present[key >> np.uint64(8) & mask] = True
    number = of_document[records.document]
    bearing = np.flatnonzero(number >= 0)
    probes = chain(
        [(bearing, mixed(0, number[bearing], number[bearing]))],
        _name_keys(records.born, _words(texts, records.surname), _words(texts, records.given), False),
    )
    found: list[Numbers] = []
    for rows, probe in probes:
        there = present[probe >> np.uint64(8) & mask]
        rows, probe = rows[there], probe[there]
        start, end = np.searchsorted(key, probe, "left"), np.searchsorted(key, probe, "right")
        few = end - start <= CROWD
        rows, start, count = rows[few], start[few], (end - start)[few]
        at = np.repeat(start - np.concatenate([[0], np.cumsum(count)[:-1]]), count) + np.arange(count.sum())
        found.append(np.repeat(rows, count) * np.int64(len(people.surname)) + who[at])
    both = np.unique(np.concatenate(found))
    size = max(len(people.surname), 1)
    return both // size, both % size
