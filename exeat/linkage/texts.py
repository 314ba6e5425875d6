"""Every distinct name text once: plain, heard, and its words as numbers.

Names repeat: seventy thousand surnames stand for half a million records. Whatever costs time is done on distinct
texts, and rows only carry the number of their text.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from exeat.linkage import letters

Numbers = NDArray[np.int64]


class Texts:
    """Distinct texts of names, shared by the register and the crossings, so that equal numbers mean equal texts."""

    def __init__(self, columns: Sequence[pa.Array]) -> None:
        """`columns` are arrays of text; `numbers` afterwards holds one array of text numbers for each, -1 for empty."""
        encoded = [column.dictionary_encode() for column in columns]
        distinct: dict[str, int] = {}
        self.numbers: list[Numbers] = []
        for one in encoded:
            words = one.dictionary.to_pylist()
            own = np.fromiter((distinct.setdefault(word, len(distinct)) for word in words), np.int64, len(words))
            rows = one.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
            self.numbers.append(np.where(rows >= 0, np.append(own, -1)[rows], -1))
        self.written = list(distinct)
        self.plain = letters.plain(self.written)
        empty = np.fromiter((not text for text in self.plain), bool, len(self.plain))
        if empty.any():
            gone = np.append(empty, False)
            self.numbers = [np.where(gone[rows], -1, rows) for rows in self.numbers]
        self.heard = letters.heard(self.plain)
        self.plain_number = _number(self.plain)
        self.heard_number = _number(self.heard)
        self.first_number = _number([text.partition(" ")[0] for text in self.heard])
        self._words()

    def _words(self) -> None:
        """Numbers of the first, second and last word's consonants in each text, -1 where there is none."""
        bones = letters.bones(self.heard)
        first = [text.partition(" ") for text in bones]
        seen: dict[str, int] = {}
        short = [at for at, parts in enumerate(first) if len(parts[0]) < 2]
        words = [parts[0] for parts in first]
        for at in short:  # too few consonants to tell words apart: what is heard stands in
            words[at] = "~" + self.heard[at].partition(" ")[0]
        self.first = np.fromiter((seen.setdefault(word, len(seen)) for word in words), np.int64, len(words))
        self.first[[at for at in short if words[at] == "~"]] = -1
        self.last = np.full(len(words), -1, np.int64)
        self.many = np.fromiter((bool(parts[1]) for parts in first), bool, len(words))
        for at in np.flatnonzero(self.many).tolist():
            word = bones[at].rpartition(" ")[2]
            word = word if len(word) > 1 else "~" + self.heard[at].rpartition(" ")[2]
            self.last[at] = seen.setdefault(word, len(seen))

    def __len__(self) -> int:
        return len(self.plain)


def _number(texts: Sequence[str]) -> Numbers:
    """The place of each text's first occurrence among the distinct ones; one more at the end, for no text."""
    seen: dict[str, int] = {}
    numbers = [seen.setdefault(text, len(seen)) for text in texts]
    return np.array([*numbers, len(seen)], np.int64)
