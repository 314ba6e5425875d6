"""Every distinct name text once: plain, heard, and its words as numbers.

Names repeat: seventy thousand surnames stand for half a million records. Whatever costs time is done on distinct
texts, all at once in one string of letters, and rows only carry the number of their text. The register's texts are
made once; each run adds those that its crossings bring, to a copy of its own, which several hands may share: a text
is added by one of them at a time, and what is known of a text never changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from exeat.linkage import columns, hashes, letters
from exeat.linkage.distance import LONGEST
from exeat.linkage.hashes import NONE, Hashes, Numbered

Numbers = NDArray[np.int64]
PLAIN, HEARD, BEGINS, ENDS, OPENING, FAMILY, FIRST, LAST = range(8)
ROWS, OPENED = 8, 5  # numbers of each text; letters by which a text that was cut off is found
ROOM = 2_000  # new texts for which there is room from the beginning: those of a batch
SPARE = 1  # places without a text at the end, so that the number -1 finds nothing
WAYS = (PLAIN, HEARD, BEGINS)  # kinds of which the register's own are numbered
UNKNOWN = -2  # stands for a text that was not taken apart yet
NEWLINE, SPACE = ord("\n"), ord(" ")
# What else is known of each text: where in `said` and in `spelt` it begins and how long it is there, how long its first
# and last words are, how many words it has, and which letters are heard, a bit for each.
_ROWS = ("start", "length", "plain_start", "plain_length", "first_length", "last_length", "words", "letters")
_KINDS = (np.int64, np.int32, np.int64, np.int32, np.int32, np.int32, np.int16, np.uint32)
_VOWEL = np.isin(np.arange(256), [ord(letter) for letter in "AEIOU"])
_ENDING = np.isin(np.arange(256), [ord(letter) for letter in "SNT"])
_LETTER = np.zeros(256, np.uint32)
_LETTER[ord("A") : ord("Z") + 1] = 1 << np.arange(26, dtype=np.uint32)


@dataclass(frozen=True)
class Lines:
    """Texts one after the other in one string of letters: where each begins and ends."""

    data: bytes
    start: Numbers
    end: Numbers

    @property
    def length(self) -> Numbers:
        """How long each text is."""
        return self.end - self.start

    @staticmethod
    def of(data: bytes) -> Lines:
        """A text for each line; the last one ends without a new line."""
        end = np.append(np.flatnonzero(np.frombuffer(data, np.uint8) == NEWLINE), len(data))
        return Lines(data, np.append(0, end[:-1] + 1), end)


class Letters:
    """Letters of texts one after the other, with room for more; at least LONGEST follow the last text."""

    def __init__(self, base: Letters | None = None) -> None:
        """Empty, or with all that `base` has; what is added here does not reach `base`."""
        self.end: int = base.end if base is not None else 0
        self.letters: NDArray[np.uint8] = np.zeros(LONGEST, np.uint8)
        if base is not None:
            self.letters = base.letters[: self.end + LONGEST]  # full, so that nothing is added to that of `base`

    def add(self, data: bytes) -> int:
        """Put letters after all that are there; where they begin."""
        start, self.end = self.end, self.end + len(data)
        if self.end + LONGEST > len(self.letters):
            self.letters = _roomier(self.letters, max(self.end + LONGEST, 2 * len(self.letters)))
        self.letters[start : self.end] = np.frombuffer(data, np.uint8)
        return start

    def texts(self, start: Numbers, length: Numbers) -> list[str]:
        """The texts that begin at these places and are so long."""
        ends = zip(start.tolist(), (start + length).tolist(), strict=True)
        return [self.letters[x:y].tobytes().decode("ascii") for x, y in ends]


@dataclass(frozen=True)
class Lot:
    """Texts that were added together as they were written, the first of them with the number `first`."""

    first: int
    written: pa.Array


class Texts:
    """Distinct texts of names, so that equal numbers mean equal texts; -1 is the number of no text.

    `plain_hash` and `heard_hash` are equal for texts that are plain, or heard, the same way; `places` numbers those
    ways, and the first words, among the register's own, its size standing for all others.
    """

    def __init__(self, base: Texts | None = None) -> None:
        """Empty, or with all that `base` knows; what is added here does not reach `base`."""
        self.start: Numbers
        self.length: Numbers
        self.plain_start: Numbers
        self.plain_length: Numbers
        self.first_length: Numbers
        self.last_length: Numbers
        self.words: Numbers
        self.letters: Numbers
        self.base = base
        self.size = len(base) if base is not None else 0
        self.lots: list[Lot] = list(base.lots) if base is not None else []
        room = self.size + SPARE + (ROOM if base is not None else 0)
        self._hashes = np.zeros((ROWS, room), np.uint64)
        self._said: Letters = Letters(base._said if base is not None else None)
        self._spelt: Letters = Letters(base._spelt if base is not None else None)
        for name, kind in zip(_ROWS, _KINDS, strict=True):
            setattr(self, name, np.zeros(room, kind))
        if base is not None:
            self._hashes[:, : self.size] = base._hashes[:, : self.size]
            for name in _ROWS:
                getattr(self, name)[: self.size] = getattr(base, name)[: self.size]
        self._numbers = Numbered()
        self._adding = Lock() if base is not None else nullcontext()
        self._ways: tuple[Hashes, ...] | None = base.ways() if base is not None else None
        self._places: list[Numbers] = (
            [base._placed(kind) for kind in WAYS] if base is not None else [np.zeros(0, np.int64) for _kind in WAYS]
        )

    def __len__(self) -> int:
        return self.size

    @property
    def said(self) -> NDArray[np.uint8]:
        """The letters that are heard in all texts, one text after the other."""
        return self._said.letters

    @property
    def spelt(self) -> NDArray[np.uint8]:
        """The plain letters of all texts, one text after the other."""
        return self._spelt.letters

    @property
    def plain_hash(self) -> Hashes:
        """One number for texts that are plain the same way."""
        return self.hashed(PLAIN)

    @property
    def heard_hash(self) -> Hashes:
        """One number for texts that are heard the same way."""
        return self.hashed(HEARD)

    def hashed(self, kind: int) -> Hashes:
        """Numbers of one kind: first and last words, what families share, the first few letters."""
        numbers: Hashes = self._hashes[kind]
        return numbers

    def ways(self) -> tuple[Hashes, ...]:
        """All ways to be plain, to be heard and to begin, in order; asked of the register's texts."""
        if self._ways is None:
            self._ways = tuple(hashes.distinct(self._hashes[kind, : self.size]) for kind in WAYS)
        return self._ways

    def places(self, kind: int, numbers: Numbers, by: int | None = None) -> Numbers:
        """The place among the register's ways of each of these texts; the number of ways for none of them.

        With `by` that of the texts which are, or begin, as these are `by` that other kind.
        """
        if by is None:
            return self._placed(kind)[numbers]
        return _places(self.ways()[kind], self._hashes[by][numbers])

    def _placed(self, kind: int) -> Numbers:
        """The places of all texts, and at the end that of no text; each is looked up once."""
        placed = self._places[kind]
        if len(placed) != self.size + SPARE:
            done = max(len(placed) - SPARE, 0)
            new = np.append(self._hashes[kind, done : self.size], NONE)
            placed = self._places[kind] = np.append(placed[:done], _places(self.ways()[kind], new))
        return placed

    def numbers(self, column: pa.Array | Iterable[pa.DictionaryArray]) -> Numbers:
        """The number of each text of a column, plain or in packed pieces; what is new is added."""
        pieces = [columns.packed(column)] if isinstance(column, pa.Array) else column
        return columns.spread(pieces, self._of, np.full(1, -1, np.int64))

    def written(self, numbers: Numbers) -> list[str]:
        """These texts as they were written."""
        which = np.searchsorted([lot.first for lot in self.lots], numbers, "right") - 1
        out = np.empty(len(numbers), object)
        for at in hashes.distinct(which).tolist():
            mine, lot = which == at, self.lots[at]
            out[mine] = lot.written.take(columns.places(numbers[mine] - lot.first)).to_pylist()
        written: list[str] = out.tolist()
        return written

    def heard(self, numbers: Numbers) -> list[str]:
        """What is heard in these texts."""
        return self._said.texts(self.start[numbers], self.length[numbers])

    def _of(self, texts: pa.Array) -> Numbers:
        """The number of each of some distinct texts; what is new is added."""
        raw = hashes.of_texts(texts)
        with self._adding:
            numbers = self._known(raw)
            new = np.flatnonzero((numbers < 0) & (raw != NONE))
            if len(new):
                ids, first = np.unique(raw[new], return_index=True)
                added = self._add(texts.take(columns.places(new[first])))
                self._numbers.add(ids, added)
                numbers[new] = added[np.searchsorted(ids, raw[new])]
        return np.maximum(numbers, -1)

    def _known(self, raw: Hashes) -> Numbers:
        """The numbers of texts by their own hashes; UNKNOWN for those that are new, -1 for those of no letter."""
        numbers = self._numbers.of(raw, UNKNOWN)
        if self.base is not None:
            left = np.flatnonzero(numbers == UNKNOWN)
            numbers[left] = self.base._numbers.of(raw[left], UNKNOWN)
        return numbers

    def _add(self, written: pa.Array) -> Numbers:
        """Take apart texts that are new, and their numbers; -1 for those without any letter."""
        written = written.cast(pa.large_string())
        whole = _joined(written)
        if whole.count(b"\n") >= len(written):
            whole = _joined(pc.replace_substring(written, "\n", " "))
        plain = Lines.of(letters.plain_lines(whole))
        heard = Lines.of(letters.heard_lines(plain.data))
        start, end = self.size, self.size + len(written)
        self._make_room(end)
        self._hashes[:, start:end], rows = _taken_apart(plain, heard)
        said, spelt = self._said.add(heard.data), self._spelt.add(plain.data)
        known = (heard.start + said, heard.length, plain.start + spelt, plain.length, *rows)
        for name, row in zip(_ROWS, known, strict=True):
            getattr(self, name)[start:end] = row
        self.lots.append(Lot(start, written))
        self.size = end
        return np.where(plain.end > plain.start, np.arange(start, end), -1)

    def _make_room(self, size: int) -> None:
        """Room for so many texts, and no text after them."""
        have = self._hashes.shape[1]
        if size + SPARE <= have:
            return
        room = max(size + SPARE, 2 * have)
        self._hashes = _roomier(self._hashes, room)
        for name in _ROWS:
            setattr(self, name, _roomier(getattr(self, name), room))


def _roomier(row: NDArray[Any], room: int) -> NDArray[Any]:
    """The same with room for more, of which the machine gives only what is used."""
    larger = np.zeros((*row.shape[:-1], room), row.dtype)
    larger[..., : row.shape[-1]] = row
    return larger


def _places(ways: Hashes, value: Hashes) -> Numbers:
    """Where each number stands among the ways, which are in order; their size for none of them."""
    if not len(ways):
        return np.zeros(len(value), np.int64)
    order = np.argsort(value)  # so that the search goes through memory once
    value = value[order]
    at = np.minimum(np.searchsorted(ways, value), len(ways) - 1)
    placed = np.empty(len(value), np.int64)
    placed[order] = np.where(ways[at] == value, at, len(ways))
    return placed


def _joined(texts: pa.Array) -> bytes:
    """The texts, a line each."""
    lists = pa.ListArray.from_arrays(pa.array([0, len(texts)], pa.int32()), texts)
    whole: bytes = pc.binary_join(lists, pa.scalar("\n", pa.large_string()))[0].as_buffer().to_pybytes()
    return whole


def _taken_apart(plain: Lines, heard: Lines) -> tuple[NDArray[np.uint64], tuple[NDArray[Any], ...]]:
    """The numbers of each kind; how long first and last words are, how many words, and which letters are heard.

    Records are looked up by the consonants of the first word and the last: vowels are what transcription changes most.
    Where there are too few consonants to tell words apart, what is heard stands in.
    """
    out = np.zeros((ROWS, len(plain.start)), np.uint64)
    said = np.frombuffer(heard.data, np.uint8)
    space = np.flatnonzero(said == SPACE)
    before, after = np.searchsorted(space, heard.start), np.searchsorted(space, heard.end)
    several = after > before
    first_end, last_start = heard.end.copy(), heard.start.copy()
    first_end[several], last_start[several] = space[before[several]], space[after[several] - 1] + 1
    out[PLAIN] = hashes.of_pieces(plain.data, plain.start, plain.end)
    out[OPENING] = hashes.of_pieces(plain.data, plain.start, np.minimum(plain.end, plain.start + OPENED))
    out[HEARD] = hashes.of_pieces(heard.data, heard.start, heard.end)
    out[BEGINS] = hashes.of_pieces(heard.data, heard.start, first_end)
    out[ENDS] = hashes.of_pieces(heard.data, last_start, heard.end)
    consonant = ~_VOWEL[said]
    bones, place = said[consonant].tobytes(), np.append(0, np.cumsum(consonant))
    for kind, instead, start, end in (
        (FIRST, BEGINS, heard.start, first_end), (LAST, ENDS, last_start, heard.end),
    ):  # fmt: skip
        word = hashes.of_pieces(bones, place[start], place[end])
        few = place[end] - place[start] < 2
        word[few] = hashes.mixed(0, out[instead][few], out[instead][few])
        out[kind] = word
    out[LAST][~several] = NONE
    # Kazlauskas, Kazlauskienė and Kazlauskaitė end in S, N and T; Petrov and Petrova differ by a vowel alone.
    start, end = place[heard.start], place[first_end]
    final = np.append(np.frombuffer(bones, np.uint8), 0)[np.maximum(end - 1, 0)]
    out[FAMILY] = hashes.of_pieces(bones, start, end - (_ENDING[final] & (end - start > 3)))
    heard_letters = np.bitwise_or.reduceat(_LETTER[np.append(said, 0)], heard.start)
    return out, (first_end - heard.start, heard.end - last_start, 1 + after - before, heard_letters)
