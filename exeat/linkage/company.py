"""Who crosses in the same minutes at the same point: a spouse or child still bears the name that someone has changed.

A woman who travels under another surname, with another document, leaves only her given name and birth date. Where
somebody of the registered person's family crosses along, that is more than chance. Asked only of pairs that agree but
for the surname, so of few; the companion is not kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from exeat.linkage import columns, hashes
from exeat.linkage.hashes import NONE, Bits, Hashes
from exeat.linkage.texts import FAMILY, Numbers, Texts

WITH, WITHOUT, UNKNOWN = range(3)
LEVELS = ("same", "other", "missing")
APART = 3  # minutes between people who travel together
SPAN = 2 * APART + 1  # minutes that are looked up together: those around a moment lie in two spans at most


@dataclass(frozen=True)
class Asked:
    """The pairs of which it is asked whether somebody of the person's family crossed along."""

    row: Numbers
    person: Numbers
    minute: Numbers
    place: Hashes
    family: Hashes

    @staticmethod
    def of(row: Numbers, person: Numbers, minute: Numbers, place: Hashes, family: Hashes) -> Asked:
        """Pairs with the time and place of their record and the family of their person, where these are known."""
        known = np.flatnonzero((minute >= 0) & (family != NONE))
        return Asked(row[known], person[known], minute[known], place[known], family[known])

    @staticmethod
    def all(parts: Sequence[Asked]) -> Asked:
        """All that were asked."""
        return Asked(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Asked)))


class Search:
    """The times and places at which families are looked for, and who of the pairs was found in company."""

    def __init__(self, asked: Asked) -> None:
        row, minute, place, family = asked.row, asked.minute, asked.place, asked.family
        self.row, self.person, self._minute = row, asked.person, minute
        spans = (minute - APART) // SPAN, (minute + APART) // SPAN
        both = np.flatnonzero(spans[0] != spans[1])
        self._of = np.append(np.arange(len(row)), both)
        key = _keys(np.append(spans[0], spans[1][both]), place[self._of], family[self._of])
        order = np.argsort(key)
        self._key, self._of = key[order], self._of[order]
        self._there = Bits.of(self._key)
        self.found: NDArray[np.bool_] = np.zeros(len(row), bool)

    def look(self, block: pa.Table, texts: Texts) -> Numbers:
        """The pairs whose families are among the rows of one block."""
        if not len(self.row):
            return np.zeros(0, np.int64)
        minute, place = columns.moments(block)
        surname = texts.numbers(columns.pieces(block, "surname"))
        key = _keys(minute // SPAN, place, texts.hashed(FAMILY)[surname])
        may = np.flatnonzero(self._there.has(key) & (minute >= 0))
        may = may[np.argsort(key[may])]  # so that the search goes through memory once
        start, end = (np.searchsorted(self._key, key[may], side) for side in ("left", "right"))
        count = end - start
        at = np.repeat(start - np.cumsum(count) + count, count) + np.arange(count.sum())
        found: Numbers = self._of[at]
        return found[np.abs(self._minute[found] - np.repeat(minute[may], count)) <= APART]


def _keys(span: Numbers, place: Hashes, family: Hashes) -> Hashes:
    """A number for each family at a place within a span of minutes."""
    return hashes.mixed(3, hashes.mixed(2, place, span.astype(np.uint64)), family)
