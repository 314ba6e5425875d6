"""Numbers of travel documents: as they are, and with the letters and digits that readers take for each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from exeat.linkage import columns, hashes

SAME, NEAR, OTHER, MISSING = range(4)
LEVELS = ("same", "near", "other", "missing")
LOOKS_LIKE = str.maketrans("OQISBZG", "0015826")
_NOISE = re.compile(r"[^A-Z0-9\n]+")


def tidy(numbers: Sequence[str | None]) -> list[str]:
    """Capital letters and digits only."""
    if not numbers:
        return []
    return _NOISE.sub("", "\n".join((number or "").replace("\n", "") for number in numbers).upper()).split("\n")


def folded(tidied: Sequence[str]) -> list[str]:
    """One character for all that look alike: O and 0, I and 1, S and 5, B and 8, Z and 2, G and 6."""
    return "\n".join(tidied).translate(LOOKS_LIKE).split("\n") if tidied else []


def levels(a: Sequence[str], b: Sequence[str]) -> NDArray[np.int8]:
    """How each tidied number of `a` stands to that of `b`; an empty one says nothing."""
    if not len(a):
        return np.zeros(0, np.int8)
    apart = cpdist(folded(a), folded(b), scorer=OSA.distance, dtype=np.int32).ravel()
    one, two = np.array(a, dtype=object), np.array(b, dtype=object)
    level = np.where(one == two, SAME, np.where(apart <= 1, NEAR, OTHER)).astype(np.int8)
    level[(one == "") | (two == "")] = MISSING
    return level


def levels_of(a: pa.Array, b: pa.Array) -> NDArray[np.int8]:
    """The same for columns of large texts: most numbers have so different characters that they need no closer look."""
    one, two = _characters(a), _characters(b)
    level = np.full(len(a), OTHER, np.int8)
    # A slip puts one character in the place of another at most.
    near = np.flatnonzero((np.bitwise_count(one ^ two) <= 2) | (one == 0) | (two == 0))
    level[near] = levels(*(numbers.take(columns.places(near)).to_pylist() for numbers in (a, b)))
    return level


def _characters(numbers: pa.Array) -> NDArray[np.uint32]:
    """Which characters each tidied number has, a bit for each; look-alikes have one bit."""
    letters, ends = hashes.lettered(numbers)
    has = np.bitwise_or.reduceat(np.append(_BIT[letters], np.uint32(0)), ends[:-1]) if len(numbers) else _BIT[:0]
    has[ends[:-1] == ends[1:]] = 0
    return has


CAPITAL = np.isin(np.arange(256), [*range(ord("0"), ord("9") + 1), *range(ord("A"), ord("Z") + 1)])
FOLD = np.zeros(256, np.uint8)
for _letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789":
    FOLD[[ord(_letter), ord(_letter.lower())]] = ord(_letter.translate(LOOKS_LIKE))
_BIT = (np.uint32(1) << (np.cumsum(np.isin(np.arange(256), FOLD[FOLD > 0])) % 32).astype(np.uint32))[FOLD]
_BIT[FOLD == 0] = 0


def tidied(numbers: pa.Array) -> pa.Array:
    """The same numbers with capital letters and digits only."""
    if len(numbers) and not CAPITAL[hashes.lettered(numbers)[0]].all():
        return pa.array(tidy(numbers.to_pylist()), pa.large_string())
    return numbers


def hashed(numbers: pa.Array) -> hashes.Hashes:
    """One number for all document numbers that look alike; for those without a letter or digit that of no text."""
    letters, ends = hashes.lettered(numbers)
    folded = FOLD[letters]
    if not folded.all():
        return hashed(pa.array(tidy(numbers.to_pylist()), pa.large_string()))
    return hashes.of_pieces(folded, ends[:-1], ends[1:])
