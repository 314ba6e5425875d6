"""How two names stand to each other, whatever alphabet and clerk they came through."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from exeat.linkage.texts import Numbers, Texts

SAME, HEARD, PART, NEAR, CLOSE, OTHER, MISSING = range(7)
LEVELS = ("same", "heard", "part", "near", "close", "other", "missing")
SHORTEST_CUT = 8  # letters after which a name that simply ends may have been cut off by a terminal


def levels(texts: Texts, a: Numbers, b: Numbers, *, repeated: bool = True) -> NDArray[np.int8]:
    """The level of each pair of text numbers; each distinct pair is looked at once where they are `repeated`."""
    if not repeated:
        return _distinct(texts, a, b)
    size = len(texts) + 1
    distinct, where = np.unique((a + 1) * size + (b + 1), return_inverse=True)
    return _distinct(texts, distinct // size - 1, distinct % size - 1)[where]


def _distinct(texts: Texts, a: Numbers, b: Numbers) -> NDArray[np.int8]:
    level = np.full(len(a), OTHER, np.int8)
    known = (a >= 0) & (b >= 0)
    level[~known] = MISSING
    level[known & (texts.heard_hash[a] == texts.heard_hash[b])] = HEARD
    level[known & (texts.plain_hash[a] == texts.plain_hash[b])] = SAME
    open_ = np.flatnonzero(known & (level == OTHER))
    one, two = a[open_], b[open_]
    level[open_] = _spelling([texts.heard[i] for i in one.tolist()], [texts.heard[i] for i in two.tolist()])
    many = open_[(texts.many[one] | texts.many[two]) & _share_a_word(texts, one, two)].tolist()
    for at, x, y in zip(many, a[many].tolist(), b[many].tolist(), strict=True):
        level[at] = min(level[at], _by_words(texts.plain[x], texts.plain[y], texts.heard[x], texts.heard[y]))
    cut = open_[(level[open_] > PART) & (texts.opening[one] == texts.opening[two])].tolist()
    for at, i, j in zip(cut, a[cut].tolist(), b[cut].tolist(), strict=True):
        x, y = texts.plain[i], texts.plain[j]
        short, long = (x, y) if len(x) < len(y) else (y, x)
        if (len(short) >= SHORTEST_CUT or " " in short) and long.startswith(short):
            level[at] = PART
    return level


def _share_a_word(texts: Texts, a: Numbers, b: Numbers) -> NDArray[np.bool_]:
    """Whether the first or last words of two texts have the same consonants."""
    first_a, first_b, last_a, last_b = texts.first[a], texts.first[b], texts.last[a], texts.last[b]
    share: NDArray[np.bool_] = (first_a == first_b) | (first_a == last_b) | (last_a == first_b)
    share |= (last_a == last_b) & texts.many[a] & texts.many[b]
    return share


def _spelling(a: list[str], b: list[str]) -> NDArray[np.int8]:
    """NEAR for one slip of the hand, CLOSE for what transcription may explain, OTHER beyond."""
    if not a:
        return np.zeros(0, np.int8)
    apart = cpdist(a, b, scorer=OSA.distance, dtype=np.int32).ravel()
    longest = np.maximum(np.char.str_len(np.array(a)), np.char.str_len(np.array(b)))
    near = (apart <= 1) & (longest >= 4) | (apart <= 2) & (longest >= 8)
    close = apart * 3 <= longest
    return np.where(near, NEAR, np.where(close, CLOSE, OTHER)).astype(np.int8)


def _by_words(plain_a: str, plain_b: str, heard_a: str, heard_b: str) -> int:
    """A double surname or second given name: PART when every word of the shorter name is found in the longer."""
    if _within(plain_a.split(), plain_b.split()) or _within(heard_a.split(), heard_b.split()):
        return PART
    x, y = heard_a.split(), heard_b.split()
    short, long = (x, y) if len(x) <= len(y) else (y, x)
    apart = [min(int(OSA.distance(one, two)) for two in long) for one in short]
    return NEAR if max(apart) <= 1 and min(map(len, short)) >= 4 else OTHER


def _within(a: list[str], b: list[str]) -> bool:
    return set(a) <= set(b) or set(b) <= set(a)
