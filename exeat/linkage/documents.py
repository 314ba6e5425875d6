"""Numbers of travel documents: as they are, and with the letters and digits that readers take for each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

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
