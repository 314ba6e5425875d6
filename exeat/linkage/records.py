"""The register and the crossings as columns of numbers, read from tables that may lack what is optional."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from exeat.linkage import dates, documents
from exeat.linkage.texts import Numbers, Texts

NEEDED = {
    "register": ("person_id", "surname", "given_names", "date_of_birth"),
    "documents": ("person_id", "document_number"),
    "crossings": ("crossing_id", "surname", "given_names", "date_of_birth"),
}


USED = {
    "register": (*NEEDED["register"], "former_surname", "sex", "nationality"),
    "documents": NEEDED["documents"],
    "crossings": (
        *NEEDED["crossings"], "sex", "nationality", "document_number", "crossed_at",
    ),
}  # fmt: skip


BEARERS = 6  # records from which on a document number with many birth dates is a placeholder


class MissingColumn(ValueError):
    """A table lacks a column without which nothing can be matched; says which table and which column."""

    def __init__(self, table: str, column: str) -> None:
        super().__init__(f"{table}: there is no column {column}.")
        self.table, self.column = table, column


class WrongIds(ValueError):
    """Numbers of people or crossings are missing or repeated; says in which table and how many."""

    def __init__(self, table: str, what: str) -> None:
        super().__init__(what)
        self.table = table


@dataclass(frozen=True)
class People:
    """Registered people: text numbers, parts of dates, codes; documents as pairs (row of the person, number)."""

    ids: pa.Array
    surname: Numbers
    former: Numbers
    given: Numbers
    born: NDArray[np.int32]
    sex: Numbers
    woman: NDArray[np.bool_]
    nation: Numbers
    document_of: Numbers
    document: list[str]


@dataclass(frozen=True)
class Records:
    """Crossings in the same columns; `document` numbers the distinct documents, -1 for none."""

    ids: pa.Array
    surname: Numbers
    given: Numbers
    born: NDArray[np.int32]
    sex: Numbers
    nation: Numbers
    document: Numbers
    documents: list[str]
    minute: Numbers
    sexes: list[str]  # what the codes of both tables stand for
    nations: list[str]

    def __len__(self) -> int:
        return len(self.ids)


def read(register: pa.Table, papers: pa.Table, crossings: pa.Table) -> tuple[People, Records, Texts]:
    """The three tables as columns of numbers, with the distinct texts of their names."""
    for name, table in (("register", register), ("documents", papers), ("crossings", crossings)):
        for needed in NEEDED[name]:
            if needed not in table.column_names:
                raise MissingColumn(name, needed)
    _check_ids(register, "person_id", "register")
    _check_ids(crossings, "crossing_id", "crossings")
    texts = Texts(
        [
            _text(register, "surname"), _text(register, "former_surname"), _text(register, "given_names"),
            _text(crossings, "surname"), _text(crossings, "given_names"),
        ]
    )  # fmt: skip
    sexes, nations = _codes(register, crossings, "sex"), _codes(register, crossings, "nationality")
    owner, paper = _papers(register, papers)
    people = People(
        _whole(register, "person_id"), texts.numbers[0], texts.numbers[1], texts.numbers[2],
        dates.parts(_text(register, "date_of_birth")), sexes[0], _women(register), nations[0], owner, paper,
    )  # fmt: skip
    number = _text(crossings, "document_number").dictionary_encode()
    tidied = documents.tidy(number.dictionary.to_pylist())
    rows = number.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    blank = np.append(np.fromiter((not text for text in tidied), bool, len(tidied)), True)
    born = dates.parts(_text(crossings, "date_of_birth"))
    records = Records(
        _whole(crossings, "crossing_id"), texts.numbers[3], texts.numbers[4],
        born, sexes[1], nations[1],
        _worn(np.where(blank[rows], -1, rows), born), tidied,
        _minutes(crossings), sexes[2], nations[2],
    )  # fmt: skip
    return people, records, texts


def _check_ids(table: pa.Table, column: str, name: str) -> None:
    ids = table.column(column)
    if ids.null_count:
        raise WrongIds(name, f"{ids.null_count} rows have no {column}.")
    numbers = ids.to_numpy()
    if (numbers[1:] > numbers[:-1]).all():
        return
    repeated = len(ids) - pc.count_distinct(ids).as_py()
    if repeated:
        raise WrongIds(name, f"{repeated} rows repeat a {column} that another row has.")


def _whole(table: pa.Table, column: str) -> pa.Array:
    whole = table.column(column)
    return pa.concat_arrays(whole.chunks) if whole.num_chunks != 1 else whole.chunk(0)


def _text(table: pa.Table, column: str) -> pa.Array:
    """A column as text, or as numbers of its distinct texts; missing values, and a missing column, are null."""
    if column not in table.column_names:
        return pa.nulls(len(table), pa.string())
    whole = table.column(column)
    if pa.types.is_dictionary(whole.type):
        whole = whole.unify_dictionaries()
    elif not (pa.types.is_string(whole.type) or pa.types.is_large_string(whole.type)):
        whole = whole.cast(pa.string())
    return whole.combine_chunks() if whole.num_chunks != 1 else whole.chunk(0)


def _codes(register: pa.Table, crossings: pa.Table, column: str) -> tuple[Numbers, Numbers, list[str]]:
    """Codes of both tables under one numbering, and what they stand for; empty, X and < say nothing and are -1."""
    one, two = _text(register, column).dictionary_encode(), _text(crossings, column).dictionary_encode()
    seen: dict[str, int] = {}
    out = []
    for encoded in (one, two):
        names = [(name or "").strip().strip("<").upper() for name in encoded.dictionary.to_pylist()]
        own = [seen.setdefault(name, len(seen)) if name not in ("", "X", "U") else -1 for name in names]
        out.append(np.array([*own, -1], np.int64)[encoded.indices.fill_null(len(own)).to_numpy(zero_copy_only=False)])
    return out[0], out[1], list(seen)


def _women(register: pa.Table) -> NDArray[np.bool_]:
    encoded = _text(register, "sex").dictionary_encode()
    own = [(name or "").strip().upper() == "F" for name in encoded.dictionary.to_pylist()]
    women: NDArray[np.bool_] = np.array([*own, False])[
        encoded.indices.fill_null(len(own)).to_numpy(zero_copy_only=False)
    ]
    return women


def _worn(document: Numbers, born: NDArray[np.int32]) -> Numbers:
    """Documents without those numbers that stand for no number: most of their bearers were born on different days."""
    often = np.bincount(document[document >= 0], minlength=1)
    rows = np.flatnonzero((document >= 0) & (born[:, 1] > 0))
    rows = rows[often[document[rows]] >= BEARERS]
    day = (born[rows, 0] * 10000 + born[rows, 1] * 100 + born[rows, 2]).astype(np.int64)
    distinct = np.bincount(np.unique(document[rows] * 100_000_000 + day) // 100_000_000, minlength=len(often))
    seen = np.bincount(document[rows], minlength=len(often))
    nobodys = (distinct * 2 > seen) & (seen >= BEARERS)
    return np.where(nobodys[document] & (document >= 0), -1, document)


def _papers(register: pa.Table, papers: pa.Table) -> tuple[Numbers, list[str]]:
    kind = register.schema.field("person_id").type
    owner = pc.index_in(papers.column("person_id").cast(kind), value_set=_whole(register, "person_id"))
    if isinstance(owner, pa.ChunkedArray):
        owner = owner.combine_chunks()
    rows = owner.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    tidied = documents.tidy(_text(papers, "document_number").to_pylist())
    kept = [at for at in range(len(rows)) if rows[at] >= 0 and tidied[at]]
    return rows[kept], [tidied[at] for at in kept]


def _minutes(crossings: pa.Table) -> Numbers:
    """Minutes since 1970 of each passage, -1 when the time is not known."""
    if "crossed_at" not in crossings.column_names:
        return np.full(len(crossings), -1, np.int64)
    whole = crossings.column("crossed_at")
    if not pa.types.is_timestamp(whole.type):
        whole = _text(crossings, "crossed_at")
        whole = whole.cast(pa.large_string())
        whole = pc.strptime(pc.utf8_slice_codeunits(pc.replace_substring(whole, "T", " "), 0, 19),
                            "%Y-%m-%d %H:%M:%S", "s", error_is_null=True)  # fmt: skip
    seconds = pc.cast(whole, pa.timestamp("s", tz=whole.type.tz), safe=False).cast(pa.int64())
    if isinstance(seconds, pa.ChunkedArray):
        seconds = seconds.combine_chunks()
    minutes: Numbers = np.asarray(seconds.fill_null(-60).to_numpy(zero_copy_only=False)) // 60
    return minutes
