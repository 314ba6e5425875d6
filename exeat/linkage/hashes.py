"""Numbers of 64 bits that stand for texts, made all at once; and a map of which numbers there are."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
NONE = np.uint64(0)  # stands for no text
_ONE, _TWO, _THREE = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9)
_KEEP = np.array([(1 << (8 * length)) - 1 for length in range(8)] + [(1 << 64) - 1], np.uint64)


def of_texts(array: pa.Array) -> Hashes:
    """A number for each text, eight letters at a time; NONE for null and empty."""
    array = array.cast(pa.large_binary()) if not pa.types.is_large_binary(array.type) else array
    if not len(array):
        return np.zeros(0, np.uint64)
    letters, ends = lettered(array)
    return of_pieces(letters, ends[:-1], ends[1:])


def lettered(texts: pa.Array) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The letters of large texts, one after the other, and where each text begins; then where the last one ends."""
    if not len(texts):
        return np.zeros(0, np.uint8), np.zeros(1, np.int64)
    _, places, letters = texts.buffers()
    ends = np.frombuffer(places, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    return np.frombuffer(letters or b"", np.uint8)[ends[0] : ends[-1]], ends - ends[0]


def of_pieces(data: bytes | NDArray[np.uint8], start: NDArray[np.int64], end: NDArray[np.int64]) -> Hashes:
    """A number for each piece of a string of letters, from `start` to before `end`; NONE for an empty one."""
    return of_roomy(np.append(np.frombuffer(data, np.uint8), np.zeros(8, np.uint8)), start, end)


def of_roomy(letters: NDArray[np.uint8], start: NDArray[np.int64], end: NDArray[np.int64]) -> Hashes:
    """The same where eight letters more follow the last piece, whatever they are."""
    words, length = np.ndarray((len(letters) - 7,), "<u8", letters, 0, (1,)), end - start
    value = words[start] & _KEEP[np.minimum(length, 8)]
    value = _stirred(value, length.astype(np.uint64))
    more, at = np.flatnonzero(length > 8), 8
    while len(more):
        word = words[start[more] + at] & _KEEP[np.minimum(length[more] - at, 8)]
        value[more] = _stirred(value[more], word)
        at += 8
        more = more[length[more] > at]
    value[value == NONE] = _ONE
    value[length == 0] = NONE
    return value


def _stirred(a: Hashes, b: Hashes) -> Hashes:
    value: Hashes = a + _ONE
    value *= _ONE
    other = b + np.uint64(7)
    other *= _TWO
    value ^= other
    np.right_shift(value, np.uint64(29), out=other)
    value ^= other
    value *= _THREE
    np.right_shift(value, np.uint64(32), out=other)
    value ^= other
    return value


def mixed(kind: int, a: Hashes, b: Hashes) -> Hashes:
    """One number for a kind and two numbers."""
    return _stirred(a + np.uint64(kind + 1) * _THREE, b)


def unordered(a: Hashes, b: Hashes) -> Hashes:
    """One number for two, whichever comes first."""
    return _stirred(a + b, a ^ b)


Whole = TypeVar("Whole", np.int64, np.uint64, np.int16)


def distinct(numbers: NDArray[Whole]) -> NDArray[Whole]:
    """Each of some numbers once, in order."""
    ordered = np.sort(numbers)
    once: NDArray[Whole] = ordered[np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]]
    return once


def among(numbers: NDArray[Whole], wanted: NDArray[Whole]) -> NDArray[np.bool_]:
    """Which of these numbers are wanted; the wanted ones are in order."""
    if not len(wanted):
        return np.zeros(len(numbers), bool)
    met: NDArray[np.bool_] = wanted[np.minimum(np.searchsorted(wanted, numbers), len(wanted) - 1)] == numbers
    return met


def counted_through(ordered: NDArray[np.int64]) -> NDArray[np.int64]:
    """For numbers in order: 0 for all that are the first, 1 for all that are the second, and so on."""
    places: NDArray[np.int64] = np.cumsum(np.append(False, ordered[1:] != ordered[:-1])[: len(ordered)])
    return places


class Numbered:
    """The number that was given to each of some distinct hashes, in a table with room for twice as many.

    A hash tells its place. Where two want one place, the second goes to the next one that is free.
    """

    def __init__(self) -> None:
        self._size, self._key, self._number = 0, np.zeros(1, np.uint64), np.zeros(1, np.int64)

    def of(self, keys: Hashes, unknown: int) -> NDArray[np.int64]:
        """The number of each hash; `unknown` when it has none."""
        numbers = np.full(len(keys), unknown, np.int64)
        if not self._size:
            return numbers
        left, at = np.arange(len(keys)), self._places(keys)
        while len(left):
            there = self._key[at]
            full = there != NONE
            met = full & (there == keys[left])
            numbers[left[met]] = self._number[at[met]]
            on = full & ~met
            left, at = left[on], at[on] + 1 & len(self._key) - 1
        return numbers

    def add(self, keys: Hashes, numbers: NDArray[np.int64]) -> None:
        """Give numbers to hashes that are distinct and had none; that of no text is not among them."""
        self._size += len(keys)
        if self._size * 2 > len(self._key):
            had = self._key != NONE
            keys, numbers = np.append(self._key[had], keys), np.append(self._number[had], numbers)
            room = 1 << int(np.ceil(np.log2(self._size * 2))) + 1
            self._key, self._number = np.zeros(room, np.uint64), np.zeros(room, np.int64)
        left, at = np.arange(len(keys)), self._places(keys)
        while len(left):
            free = self._key[at] == NONE
            self._key[at[free]] = keys[left[free]]
            mine = self._key[at] == keys[left]  # of several at one free place, one has it now
            self._number[at[mine]] = numbers[left[mine]]
            left, at = left[~mine], at[~mine] + 1 & len(self._key) - 1

    def _places(self, keys: Hashes) -> NDArray[np.int64]:
        return (keys & np.uint64(len(self._key) - 1)).astype(np.int64)


class Bits:
    """A map of numbers, a bit for each: it may take a number for known that is not, never the other way about."""

    def __init__(self, expected: int, spare: int = 16) -> None:
        """Room for `expected` numbers, with `spare` bits for each."""
        self.size = max(16, int(np.ceil(np.log2(max(expected, 1) * spare))))
        self.bits = np.zeros(1 << (self.size - 3), np.uint8)
        self.shift, self.mask = np.uint64(8), np.uint64((1 << self.size) - 1)

    @staticmethod
    def of(ordered: Hashes) -> Bits:
        """A map with just these numbers, which are in order and so are their bits."""
        bits = Bits(len(ordered))
        bits.shift = np.uint64(64 - bits.size)
        bits._set(ordered >> bits.shift)
        return bits

    def add(self, numbers: Hashes) -> None:
        """Put the numbers on the map."""
        self._set(np.sort(numbers >> self.shift & self.mask))

    def _set(self, places: Hashes) -> None:
        """Set the bits at these places, which are in order: all of one byte at once."""
        byte = places >> np.uint64(3)
        first = np.flatnonzero(np.append(True, byte[1:] != byte[:-1])[: len(byte)])
        if len(first):
            bit = np.uint8(1) << (places & np.uint64(7)).astype(np.uint8)
            self.bits[byte[first]] |= np.bitwise_or.reduceat(bit, first)

    def has(self, numbers: Hashes) -> NDArray[np.bool_]:
        """Whether each number may be on the map."""
        place = numbers >> self.shift & self.mask
        bit = np.uint8(1) << (place & np.uint64(7)).astype(np.uint8)
        there: NDArray[np.bool_] = self.bits[place >> np.uint64(3)] & bit != 0
        return there
