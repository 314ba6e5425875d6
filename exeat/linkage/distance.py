"""How many slips of the hand lie between two pieces of text, for many pairs at once.

A slip is a letter that is changed, added, left out, or exchanged with its neighbour (optimal string alignment). The
table of distances is filled cell by cell as usual, but each cell for thousands of pairs in one step.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

Letters = NDArray[np.uint8]
Numbers = NDArray[np.int64]
LONGEST = 16  # letters; longer pieces are compared one by one, and so are a few
AT_A_TIME = 16_384  # pairs whose cells fit into the memory next to the processor
FEW = 800  # pairs up to which it costs less to compare them one by one
FAR = np.uint8(100)


def apart(letters: Letters, a: Numbers, length_a: Numbers, b: Numbers, length_b: Numbers) -> NDArray[np.int32]:
    """The slips between pieces of `letters`, which begin at `a` and at `b`.

    There are at least LONGEST letters after the beginning of each piece, whatever they are.
    """
    out = np.zeros(len(a), np.int32)
    longest = np.maximum(length_a, length_b)
    long = np.flatnonzero(longest > LONGEST) if len(a) > FEW else np.arange(len(a))
    if len(long):
        one, two = (
            [letters[start : start + length].tobytes() for start, length in zip(x[long], size[long], strict=True)]
            for x, size in ((a, length_a), (b, length_b))
        )
        out[long] = cpdist(one, two, scorer=OSA.distance, dtype=np.int32).ravel()
    short = np.flatnonzero(longest <= LONGEST) if len(a) > FEW else np.zeros(0, np.int64)
    short = short[np.argsort(longest[short], kind="stable")]
    for start in range(0, len(short), AT_A_TIME):
        part = short[start : start + AT_A_TIME]
        out[part] = _filled(letters, a[part], length_a[part], b[part], length_b[part])
    return out


def _filled(letters: Letters, a: Numbers, length_a: Numbers, b: Numbers, length_b: Numbers) -> Letters:
    rows, places = int(length_a.max(initial=0)), int(length_b.max(initial=0))
    theirs = [letters[b + place] for place in range(places)]
    out = np.zeros(len(a), np.uint8)
    before = here = np.repeat(np.arange(places + 1, dtype=np.uint8)[:, None], len(a), axis=1)
    out[length_a == 0] = length_b[length_a == 0]
    unlike_before: list[NDArray[np.bool_]] = []
    for row in range(1, rows + 1):
        mine = letters[a + row - 1]
        unlike = [mine != letter for letter in theirs]
        now = here + np.uint8(1)  # one letter more
        for place in range(1, places + 1):
            cell = now[place]
            np.minimum(cell, now[place - 1] + np.uint8(1), out=cell)
            np.minimum(cell, here[place - 1] + unlike[place - 1], out=cell)
            if row > 1 and place > 1:
                crossed = unlike_before[place - 1] | unlike[place - 2]
                np.minimum(cell, before[place - 2] + np.uint8(1) + crossed * FAR, out=cell)
        ends = np.flatnonzero(length_a == row)
        out[ends] = now[length_b[ends], ends]
        before, here, unlike_before = here, now, unlike
    return out
