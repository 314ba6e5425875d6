"""Who crosses in the same minutes at the same point: a spouse or child still bears the name that someone has changed.

A woman who travels under another surname, with another document, leaves only her given name and birth date. Where
somebody of the registered person's family crosses along, that is more than chance. Asked only of pairs that agree but
for the surname, so of few; the companion is not kept.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from exeat.linkage import columns, hashes
from exeat.linkage.hashes import NONE, Bits, Hashes
from exeat.linkage.texts import Numbers, Texts

WITH, WITHOUT, UNKNOWN = range(3)
LEVELS = ("same", "other", "missing")
APART = 3  # minutes between people who travel together


class Sought:
    """The pairs of which it is asked whether somebody of the person's family crossed along."""

    def __init__(self) -> None:
        self._parts: list[tuple[Numbers, Numbers, Numbers, Hashes, Hashes]] = []

    def ask(self, row: Numbers, person: Numbers, minute: Numbers, place: Hashes, family: Hashes) -> None:
        """Pairs with the time and place of their record and the family of their person."""
        known = np.flatnonzero((minute >= 0) & (family != NONE))
        self._parts.append((row[known], person[known], minute[known], place[known], family[known]))

    def ready(self) -> Search:
        """All that were asked."""
        row, person, minute, place, family = (
            np.concatenate(parts)
            for parts in zip(_nothing(), *self._parts, strict=True)
        )  # fmt: skip
        return Search(row, person, minute, place, family)


class Search:
    """The times and places at which families are looked for, and who of the pairs was found in company."""

    def __init__(self, row: Numbers, person: Numbers, minute: Numbers, place: Hashes, family: Hashes) -> None:
        self.row, self.person = row, person
        around = np.arange(-APART, APART + 1)
        self._of = np.repeat(np.arange(len(row)), len(around))
        moment = hashes.mixed(
            2,
            np.repeat(place, len(around)),
            (np.repeat(minute, len(around)) + np.tile(around, len(row))).astype(np.uint64),
        )
        self._moments = Bits(len(moment))
        self._moments.add(moment)
        key = hashes.mixed(3, moment, np.repeat(family, len(around)))
        order = np.argsort(key)
        self._key, self._of = key[order], self._of[order]
        self.found: NDArray[np.bool_] = np.zeros(len(row), bool)

    def look(self, block: pa.Table, texts: Texts) -> None:
        """Look for the families among the rows of one block."""
        if not len(self.row):
            return
        minute, place = columns.moments(block)
        moment = hashes.mixed(2, place, minute.astype(np.uint64))
        may = np.flatnonzero(self._moments.has(moment) & (minute >= 0))
        size = len(texts)
        surname = texts.numbers(columns.text(block.select(["surname"]).take(pa.array(may)), "surname"))
        key = hashes.mixed(3, moment[may], texts.family[surname])
        texts.forget(size)
        start, end = np.searchsorted(self._key, key, "left"), np.searchsorted(self._key, key, "right")
        met = np.flatnonzero(end > start)
        for first, last in zip(start[met].tolist(), end[met].tolist(), strict=True):
            self.found[self._of[first:last]] = True


def _nothing() -> tuple[Numbers, Numbers, Numbers, Hashes, Hashes]:
    number, hashed = np.zeros(0, np.int64), np.zeros(0, np.uint64)
    return number, number, number, hashed, hashed
