"""Crossings as columns of numbers: those that came through the sieve."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from exeat.linkage import columns, dates, documents, hashes
from exeat.linkage.columns import Codes
from exeat.linkage.hands import together
from exeat.linkage.people import People
from exeat.linkage.texts import Numbers, Texts

WAYS = {"out": 1, "exit": 1, "in": 0, "entry": 0}
BEARERS = 6  # records from which on a document number with many birth dates is a placeholder


@dataclass(frozen=True)
class Records:
    """Crossings in numbers; `document` numbers the distinct documents, -1 for none."""

    ids: pa.Array
    surname: Numbers
    given: Numbers
    born: NDArray[np.int32]
    sex: Numbers
    nation: Numbers
    document: Numbers
    documents: list[str]
    minute: Numbers
    way: NDArray[np.int8]  # 1 out of the country, 0 into it, -1 not known
    point: Numbers
    sexes: list[str]  # what the codes of both tables stand for
    nations: list[str]

    def __len__(self) -> int:
        return len(self.ids)


def read(crossings: pa.Table, people: People, texts: Texts) -> Records:
    """The crossings; their texts are added to `texts`."""
    sexes, nations = Codes(people.sexes), Codes(people.nations)
    (born, document, tidied), (surname, given) = together(
        len(crossings),
        lambda: _documents(crossings),
        lambda: [texts.numbers(columns.pieces(crossings, name)) for name in ("surname", "given_names")],
    )
    return Records(
        columns.whole(crossings, "crossing_id"), surname, given, born,
        sexes.numbers(columns.pieces(crossings, "sex")), nations.numbers(columns.pieces(crossings, "nationality")),
        document, tidied, columns.minutes(crossings),
        columns.spread(columns.pieces(crossings, "direction"), _ways, np.full(1, -1, np.int8)),
        Codes().numbers(columns.pieces(crossings, "crossing_point")),
        list(sexes.seen), list(nations.seen),
    )  # fmt: skip


def _documents(crossings: pa.Table) -> tuple[NDArray[np.int32], Numbers, list[str]]:
    """Dates of birth, the number of each record's document, and the distinct documents."""
    encoded = columns.packed(columns.text(crossings, "document_number"))
    tidied = documents.tidied(encoded.dictionary).to_pylist()
    blank = np.append(np.fromiter((not text for text in tidied), bool, len(tidied)), True)
    rows = encoded.indices.fill_null(len(tidied)).to_numpy(zero_copy_only=False).astype(np.int64)
    born = dates.parts(columns.pieces(crossings, "date_of_birth"))
    return born, _worn(np.where(blank[rows], -1, rows), born), tidied


def _ways(directions: pa.Array) -> NDArray[np.int8]:
    """Which of these texts says out of the country, and which into it."""
    return np.array([WAYS.get((text or "").strip().lower(), -1) for text in directions.to_pylist()], np.int8)


def _worn(document: Numbers, born: NDArray[np.int32]) -> Numbers:
    """Documents without those numbers that stand for no number: most of their bearers were born on different days."""
    often = np.bincount(document[document >= 0], minlength=1)
    rows = np.flatnonzero((document >= 0) & (born[:, 1] > 0))
    rows = rows[often[document[rows]] >= BEARERS]
    day = (born[rows, 0] * 10000 + born[rows, 1] * 100 + born[rows, 2]).astype(np.int64)
    distinct = np.bincount(hashes.distinct(document[rows] * 100_000_000 + day) // 100_000_000, minlength=len(often))
    seen = np.bincount(document[rows], minlength=len(often))
    nobodys = (distinct * 2 > seen) & (seen >= BEARERS)
    return np.where(nobodys[document] & (document >= 0), -1, document)
