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
        whole = pa.concat_arrays([one.dictionary.cast(pa.large_string()) for one in encoded]).dictionary_encode()
        places = whole.indices.to_numpy().astype(np.int64)
        self.numbers: list[Numbers] = []
        start = 0
        for one in encoded:
            own = np.append(places[start : start + len(one.dictionary)], -1)
            start += len(one.dictionary)
            self.numbers.append(own[one.indices.fill_null(len(own) - 1).to_numpy(zero_copy_only=False)])
        self.written: list[str] = whole.dictionary.to_pylist()
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
        short = [at for at, parts in enumerate(first) if len(parts[0]) < 2]
        words = [parts[0] for parts in first]
        for at in short:  # too few consonants to tell words apart: what is heard stands in
            words[at] = "~" + self.heard[at].partition(" ")[0]
        self.many = np.fromiter((bool(parts[1]) for parts in first), bool, len(words))
        several = np.flatnonzero(self.many)
        for at in several.tolist():
            word = bones[at].rpartition(" ")[2]
            words.append(word if len(word) > 1 else "~" + self.heard[at].rpartition(" ")[2])
        numbers = _number(words)[:-1]
        self.first, self.last = numbers[: len(bones)], np.full(len(bones), -1, np.int64)
        self.first[[at for at in short if words[at] == "~"]] = -1
        self.last[several] = numbers[len(bones) :]

    def __len__(self) -> int:
        return len(self.plain)


def _number(texts: Sequence[str]) -> Numbers:
    """The place of each text's first occurrence among the distinct ones; one more at the end, for no text."""
    encoded = pa.array(texts, pa.large_string()).dictionary_encode()
    return np.append(encoded.indices.to_numpy().astype(np.int64), len(encoded.dictionary))
