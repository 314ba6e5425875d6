"""Every distinct name text once: plain, heard, and its words as numbers.

Names repeat: seventy thousand surnames stand for half a million records. Whatever costs time is done on distinct
texts, and rows only carry the number of their text. The register's texts are made once; each run adds those that its
crossings bring, to a copy of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from exeat.linkage import hashes, letters

Numbers = NDArray[np.int64]
PLAIN, HEARD, BEGINS, OPENING, FAMILY = range(5)
ROWS, OPENED = 7, 5  # numbers of each text; letters by which a text that was cut off is found


class Texts:
    """Distinct texts of names, so that equal numbers mean equal texts; -1 is the number of no text.

    `plain_hash` and `heard_hash` are equal for texts that are plain, or heard, the same way; `places` numbers those
    ways, and the first words, among the register's own, its size standing for all others.
    """

    def __init__(self, base: Texts | None = None) -> None:
        """Empty, or with all that `base` knows; what is added here does not reach `base`."""
        self.base = base
        self.written: list[str] = list(base.written) if base is not None else []
        self.plain: list[str] = list(base.plain) if base is not None else []
        self.heard: list[str] = list(base.heard) if base is not None else []
        self.plain_hash: hashes.Hashes
        self.heard_hash: hashes.Hashes
        self.opening: hashes.Hashes  # the first few letters
        self.family: hashes.Hashes  # what the surnames of one family share
        self.first: hashes.Hashes  # the consonants of the first word, and of the last of several
        self.last: hashes.Hashes
        self._known: dict[str, int] = {}
        size = len(self.written)
        self._hashes: hashes.Hashes = (
            base._hashes[:, :size].copy() if base is not None else np.zeros((ROWS, 0), np.uint64)
        )
        self._many: NDArray[np.bool_] = base._many[:size].copy() if base is not None else np.zeros(0, bool)
        self._ways = base.ways() if base is not None else None
        self._show()

    def __len__(self) -> int:
        return len(self.written)

    def ways(self) -> tuple[hashes.Hashes, ...]:
        """All ways to be plain, to be heard and to begin, in order; asked of the register's texts."""
        if self._ways is None:
            self._ways = tuple(np.unique(self._hashes[kind]) for kind in (PLAIN, HEARD, BEGINS))
        return self._ways

    def places(self, kind: int, numbers: Numbers) -> Numbers:
        """The place among the register's ways of each of these texts; the number of ways for none of them."""
        ways = self.ways()[kind]
        value = self._hashes[kind][numbers]
        at = np.minimum(np.searchsorted(ways, value), max(len(ways) - 1, 0))
        return np.where(ways[at] == value, at, len(ways)) if len(ways) else np.zeros(len(numbers), np.int64)

    def numbers(self, column: pa.Array) -> Numbers:
        """The number of each text of a column, plain or packed; what is new is added."""
        encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
        own = np.append(self.add(encoded.dictionary.to_pylist()), -1)
        rows: Numbers = own[encoded.indices.fill_null(len(own) - 1).to_numpy(zero_copy_only=False)]
        return rows

    def add(self, texts: Sequence[str | None]) -> Numbers:
        """The number of each text; what is new is added."""
        known = self._known
        base = self.base._known if self.base is not None else known
        new = [text for text in dict.fromkeys(texts) if text and text not in known and text not in base]
        if new:
            self._analyse(new)
        return np.array(
            [-1 if not text else at if (at := known.get(text)) is not None else base[text] for text in texts], np.int64
        )

    def forget(self, size: int) -> None:
        """Let go of all texts from the `size`th on."""
        if size >= len(self):
            return
        for text in self.written[size:]:
            del self._known[text]
        del self.written[size:], self.plain[size:], self.heard[size:]
        self._hashes, self._many = self._hashes[:, :size], self._many[:size]
        self._show()

    def _analyse(self, new: list[str]) -> None:
        plain = letters.plain(new)
        if not all(plain):
            self._known.update((text, -1) for text, said in zip(new, plain, strict=True) if not said)
            new = [text for text, said in zip(new, plain, strict=True) if said]
            plain = [said for said in plain if said]
        heard = letters.heard(plain)
        start = len(self)
        self._known.update(zip(new, range(start, start + len(new)), strict=True))
        first = [text.partition(" ")[0] for text in heard]
        added = np.zeros((ROWS, len(new)), np.uint64)
        for kind, of in enumerate((plain, heard, first, [text[:OPENED] for text in plain])):
            added[kind] = hashes.of_texts(pa.array(of, pa.large_string()))
        bones = letters.bones(heard)
        stem = [text.partition(" ")[0] for text in bones]
        added[FAMILY] = hashes.of_texts(pa.array(letters.families(stem), pa.large_string()))
        many, added[5:] = _words(heard, first, bones, stem)
        self.written += new
        self.plain += plain
        self.heard += heard
        self._hashes = np.concatenate([self._hashes, added], axis=1)
        self._many = np.append(self._many, many)
        self._show()

    def _show(self) -> None:
        """The columns by which other modules look numbers up; their last place stands for no text."""
        whole = np.append(self._hashes, np.zeros((ROWS, 1), np.uint64), axis=1)
        self.plain_hash, self.heard_hash, _, self.opening, self.family, self.first, self.last = whole
        self.many = np.append(self._many, False)


def _words(heard: list[str], first: list[str], bones: list[str], stem: list[str]) -> tuple[
    NDArray[np.bool_], hashes.Hashes
]:  # fmt: skip
    """Which texts have several words; numbers of the consonants of the first and the last word, NONE where none is.

    Where there are too few consonants to tell words apart, what is heard stands in.
    """
    many = np.array([" " in text for text in heard], bool)
    one = [word if len(word) > 1 else "~" + said for word, said in zip(stem, first, strict=True)]
    several = np.flatnonzero(many).tolist()
    two = [bones[at].rpartition(" ")[2] for at in several]
    two = [word if len(word) > 1 else "~" + heard[at].rpartition(" ")[2] for word, at in zip(two, several, strict=True)]
    numbers = np.zeros((2, len(heard)), np.uint64)
    numbers[0] = hashes.of_texts(pa.array(one, pa.large_string()))
    numbers[1, several] = hashes.of_texts(pa.array(two, pa.large_string()))
    return many, numbers
