"""How two names stand to each other, whatever alphabet and clerk they came through."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from exeat.linkage.distance import apart
from exeat.linkage.hashes import NONE, of_roomy
from exeat.linkage.texts import BEGINS, ENDS, FIRST, LAST, OPENING, Numbers, Texts

SAME, HEARD, PART, NEAR, CLOSE, OTHER, MISSING = range(7)
LEVELS = ("same", "heard", "part", "near", "close", "other", "missing")
SHORTEST_WORD = 4  # letters a word must have to be known but for a slip
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
    open_ = np.flatnonzero(level == OTHER)
    one, two = a[open_], b[open_]
    found = _spelling(texts, one, two)
    several = np.flatnonzero((texts.words[one] > 1) | (texts.words[two] > 1))
    found[several] = np.minimum(found[several], _by_words(texts, one[several], two[several]))
    level[open_] = found
    cut = open_[(found > PART) & (texts.hashed(OPENING)[one] == texts.hashed(OPENING)[two])]
    level[cut[_cut_off(texts, a[cut], b[cut])]] = PART
    return level


def _cut_off(texts: Texts, a: Numbers, b: Numbers) -> NDArray[np.bool_]:
    """Whether the shorter of two names is how the longer begins, as a terminal leaves it that has no more room."""
    short, long = np.where(texts.plain_length[a] < texts.plain_length[b], (a, b), (b, a))
    start, length = texts.plain_start[long], texts.plain_length[short]
    begins = of_roomy(texts.spelt, start, start + length) == texts.plain_hash[short]
    cut: NDArray[np.bool_] = begins & ((length >= SHORTEST_CUT) | (texts.words[short] > 1))
    return cut


def _spelling(texts: Texts, a: Numbers, b: Numbers) -> NDArray[np.int8]:
    """NEAR for one slip of the hand, CLOSE for what transcription may explain, OTHER beyond."""
    level = np.full(len(a), OTHER, np.int8)
    longest = np.maximum(texts.length[a], texts.length[b])
    most = longest // 3
    # Each slip adds or removes a letter, or puts one in the place of another: most pairs need no closer look.
    differ = np.bitwise_count(texts.letters[a] ^ texts.letters[b])
    may = np.flatnonzero((differ <= 2 * most) & (np.abs(texts.length[a] - texts.length[b]) <= most))
    one, two, longest = a[may], b[may], longest[may]
    slips = apart(texts.said, texts.start[one], texts.length[one], texts.start[two], texts.length[two])
    near = (slips <= 1) & (longest >= 4) | (slips <= 2) & (longest >= 8)
    level[may] = np.where(near, NEAR, np.where(slips * 3 <= longest, CLOSE, OTHER))
    return level


def _by_words(texts: Texts, a: Numbers, b: Numbers) -> NDArray[np.int8]:
    """A double surname or second given name: PART when every word of the shorter name is found in the longer.

    NEAR when each is found but for one slip; asked where the first or last words have the same consonants.
    """
    level = np.full(len(a), OTHER, np.int8)
    begins, ends = texts.hashed(BEGINS), texts.hashed(ENDS)
    short, long = np.where(texts.words[a] <= texts.words[b], (a, b), (b, a))
    found = [(begins[long] == word) | (ends[long] == word) for word in (begins[short], ends[short])]
    level[found[0] & found[1] & (texts.words[short] <= 2)] = PART
    rest = np.flatnonzero((level == OTHER) & _share_a_word(texts, a, b))
    many = (texts.words[short[rest]] > 2) | (texts.words[long[rest]] > 2)
    few, many = rest[~many], rest[many]
    level[few[_slipped(texts, short[few], long[few])]] = NEAR
    for at, x, y in zip(many.tolist(), texts.heard(short[many]), texts.heard(long[many]), strict=True):
        one, two = x.split(), y.split()
        if set(one) <= set(two):
            level[at] = PART
        elif min(map(len, one)) >= SHORTEST_WORD and all(
            any(OSA.distance(word, other, score_cutoff=1) <= 1 for other in two) for word in one
        ):
            level[at] = NEAR
    return level


def _slipped(texts: Texts, short: Numbers, long: Numbers) -> NDArray[np.bool_]:
    """Whether each word of the shorter name is in the longer but for one slip; of names with one or two words."""
    every = np.ones(len(short), bool)
    theirs = _ends(texts, long)
    for start, length in _ends(texts, short):
        some = np.zeros(len(short), bool)
        for there, size in theirs:
            some |= apart(texts.said, start, length, there, size) <= 1
        every &= some & (length >= SHORTEST_WORD)
    return every


def _ends(texts: Texts, numbers: Numbers) -> tuple[tuple[Numbers, Numbers], tuple[Numbers, Numbers]]:
    """Where the first and the last word of each text begin, and how long they are."""
    start, last = texts.start[numbers], texts.last_length[numbers]
    return (start, texts.first_length[numbers]), (start + texts.length[numbers] - last, last)


def _share_a_word(texts: Texts, a: Numbers, b: Numbers) -> NDArray[np.bool_]:
    """Whether the first or last words of two texts have the same consonants."""
    first, last = texts.hashed(FIRST), texts.hashed(LAST)
    share: NDArray[np.bool_] = (first[a] == first[b]) | (first[a] == last[b]) | (last[a] == first[b])
    share |= (last[a] == last[b]) & (last[a] != NONE)
    return share
