"""Birth dates: read with their gaps, and compared as people get them wrong."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from exeat.linkage import columns

SAME, SWAPPED, DIGIT, YEAR, DAY_AND_MONTH, OTHER, MISSING = range(7)
USUAL = len("YYYY-MM-DD")
EARLIEST, LATEST = 1850, 2200  # years in which somebody may be born
LEVELS = ("same", "swapped", "digit", "year", "day_and_month", "other", "missing")


def parts(pieces: Iterable[pa.DictionaryArray]) -> NDArray[np.int32]:
    """Year, month and day of each text YYYY-MM-DD, as rows of three numbers; 0 is what is not known."""
    return columns.spread(pieces, _of_texts, np.zeros((1, 3), np.int32))


def _of_texts(texts: pa.Array) -> NDArray[np.int32]:
    """Those of distinct texts: what is plainly YYYY-MM-DD all at once, the others one by one."""
    texts = texts.cast(pa.large_string())
    _, places, letters = texts.buffers()
    ends = np.frombuffer(places, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    known = np.zeros((len(texts), 3), np.int32)
    usual = np.flatnonzero(np.diff(ends) == USUAL)
    data = np.frombuffer(letters, np.uint8)[ends[:-1][usual, None] + np.arange(USUAL)] if len(usual) else None
    whole = np.zeros(len(texts), bool)
    if data is not None:
        known[usual], whole[usual] = _usual(data)
    for at in np.flatnonzero(~whole).tolist():
        known[at] = read(texts[at].as_py())
    return known


def _usual(letters: NDArray[np.uint8]) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """The parts of texts of ten letters that are plainly YYYY-MM-DD, and which those are; 0 for the others."""
    digit = letters.astype(np.int32) - ord("0")
    places = [0, 1, 2, 3, 5, 6, 8, 9]
    whole = ((digit[:, places] >= 0) & (digit[:, places] <= 9)).all(axis=1)
    whole &= (letters[:, 4] == ord("-")) & (letters[:, 7] == ord("-"))
    year = digit[:, :4] @ np.array([1000, 100, 10, 1], np.int32)
    month, day = digit[:, 5] * 10 + digit[:, 6], digit[:, 8] * 10 + digit[:, 9]
    whole &= (year >= EARLIEST) & (year <= LATEST) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31)
    return np.where(whole[:, None], np.stack([year, month, day], axis=1), 0).astype(np.int32), whole


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
    open_ = np.flatnonzero(whole & ~(same_year & (((ma == mb) & (da == db)) | ((ma == db) & (da == mb)))))
    one, two = (of[open_, 0] * 10000 + of[open_, 1] * 100 + of[open_, 2] for of in (a, b))
    level[open_[_slip(one, two)]] = DIGIT
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
