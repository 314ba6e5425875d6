"""Birth dates: read with their gaps, and compared as people get them wrong."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

SAME, SWAPPED, DIGIT, YEAR, DAY_AND_MONTH, OTHER, MISSING = range(7)
LEVELS = ("same", "swapped", "digit", "year", "day_and_month", "other", "missing")


def parts(column: pa.Array) -> NDArray[np.int32]:
    """Year, month and day of each text YYYY-MM-DD, as rows of three numbers; 0 is what is not known."""
    encoded = column.dictionary_encode()
    known = np.zeros((len(encoded.dictionary) + 1, 3), np.int32)
    for at, text in enumerate(encoded.dictionary.to_pylist()):
        known[at] = read(text)
    rows = encoded.indices.fill_null(len(known) - 1).to_numpy(zero_copy_only=False)
    whole: NDArray[np.int32] = known[rows]
    return whole


def read(text: str | None) -> tuple[int, int, int]:
    """Year, month and day of one text; 0 for what is missing or cannot be."""
    pieces = (text or "").strip()[:10].split("-")
    if not pieces[0].isdigit():
        return 0, 0, 0
    year, month, day = (int(piece) if piece.isdigit() else 0 for piece in (*pieces, "0", "0")[:3])
    if not 1850 <= year <= 2200:
        return 0, 0, 0
    return (year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else (year, 0, 0)


def levels(a: NDArray[np.int32], b: NDArray[np.int32]) -> NDArray[np.int8]:
    """How each date of `a` stands to its date of `b` (rows of year, month, day)."""
    (ya, ma, da), (yb, mb, db) = a.T, b.T
    level = np.full(len(a), OTHER, np.int8)
    whole = (ma > 0) & (mb > 0)
    same_year = ya == yb
    level[whole & (ma == mb) & (da == db)] = DAY_AND_MONTH
    level[whole & _slip(ya * 10000 + ma * 100 + da, yb * 10000 + mb * 100 + db)] = DIGIT
    level[whole & same_year & (ma == db) & (da == mb)] = SWAPPED
    level[whole & same_year & (ma == mb) & (da == db)] = SAME
    level[~whole & same_year] = YEAR
    level[(ya == 0) | (yb == 0)] = MISSING
    return level


def _slip(a: NDArray[np.int32], b: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Whether two numbers of eight digits differ in one digit, or in two neighbours that changed places."""
    wrong = np.zeros(len(a), np.int8)
    crossed = np.zeros(len(a), np.int8)
    before_a = before_b = np.full(len(a), -1, np.int32)
    for place in range(8):
        digit_a, digit_b = a // 10**place % 10, b // 10**place % 10
        wrong += digit_a != digit_b
        crossed += (digit_a == before_b) & (digit_b == before_a) & (digit_a != digit_b)
        before_a, before_b = digit_a, digit_b
    slip: NDArray[np.bool_] = (wrong == 1) | ((wrong == 2) & (crossed == 1))
    return slip
