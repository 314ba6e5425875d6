"""Birth dates: read with their gaps, and compared as people get them wrong."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

SAME, SWAPPED, DIGIT, YEAR, DAY_AND_MONTH, OTHER, MISSING = range(7)
EARLIEST, LATEST = 1850, 2200  # years in which somebody may be born
LEVELS = ("same", "swapped", "digit", "year", "day_and_month", "other", "missing")


def parts(column: pa.Array) -> NDArray[np.int32]:
    """Year, month and day of each text YYYY-MM-DD, as rows of three numbers; 0 is what is not known."""
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    words = encoded.dictionary.to_pylist()
    known = np.zeros((len(words) + 1, 3), np.int32)
    usual, whole = _usual(words)
    known[:-1][whole] = usual[whole]
    for at in np.flatnonzero(~whole).tolist():
        known[at] = read(words[at])
    rows = encoded.indices.fill_null(len(words)).to_numpy(zero_copy_only=False)
    dates: NDArray[np.int32] = known[rows]
    return dates


def _usual(words: list[str]) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """The parts of texts that are plainly YYYY-MM-DD, all at once, and which those are."""
    letters = np.array([word.encode("ascii", "replace") for word in words], "S11").view(np.uint8).reshape(-1, 11)
    digit = letters.astype(np.int32) - ord("0")
    places = [0, 1, 2, 3, 5, 6, 8, 9]
    whole = ((digit[:, places] >= 0) & (digit[:, places] <= 9)).all(axis=1) & (letters[:, 10] == 0)
    whole &= (letters[:, 4] == ord("-")) & (letters[:, 7] == ord("-"))
    year = digit[:, :4] @ np.array([1000, 100, 10, 1], np.int32)
    month, day = digit[:, 5] * 10 + digit[:, 6], digit[:, 8] * 10 + digit[:, 9]
    whole &= (year >= EARLIEST) & (year <= LATEST) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31)
    return np.stack([year, month, day], axis=1).astype(np.int32), whole


def read(text: str | None) -> tuple[int, int, int]:
    """Year, month and day of one text; 0 for what is missing or cannot be."""
    pieces = (text or "").strip()[:10].split("-")
    if not pieces[0].isdigit():
        return 0, 0, 0
    year, month, day = (int(piece) if piece.isdigit() else 0 for piece in (*pieces, "0", "0")[:3])
    if not EARLIEST <= year <= LATEST:
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
