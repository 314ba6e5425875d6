"""Columns of tables that may lack what is optional, and may come packed or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from exeat.linkage import hashes

Numbers = NDArray[np.int64]

NEEDED = {
    "register": ("person_id", "surname", "given_names", "date_of_birth"),
    "documents": ("person_id", "document_number"),
    "crossings": ("crossing_id", "surname", "given_names", "date_of_birth"),
}
USED = {
    "register": (*NEEDED["register"], "former_surname", "sex", "nationality"),
    "documents": NEEDED["documents"],
    "crossings": (
        *NEEDED["crossings"], "sex", "nationality", "document_number", "crossed_at", "crossing_point", "direction",
    ),
}  # fmt: skip

MOMENT = ("crossed_at", "crossing_point", "direction")


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


def check(name: str, table: pa.Table, ids: str = "") -> None:
    """Refuse a table without what is needed, or whose numbers do not tell its rows apart."""
    for needed in NEEDED[name]:
        if needed not in table.column_names:
            raise MissingColumn(name, needed)
    if not ids:
        return
    column = table.column(ids)
    if column.null_count:
        raise WrongIds(name, f"{column.null_count} rows have no {ids}.")
    if not rising(column):
        repeated = len(column) - pc.count_distinct(column).as_py()
        if repeated:
            raise WrongIds(name, f"{repeated} rows repeat a {ids} that another row has.")


def rising(column: pa.ChunkedArray) -> bool:
    """Whether each value is larger than the one before it."""
    values = column.to_numpy()
    return bool((values[1:] > values[:-1]).all())


def whole(table: pa.Table, column: str) -> pa.Array:
    """A column in one piece."""
    pieces = table.column(column)
    return pieces.combine_chunks() if pieces.num_chunks != 1 else pieces.chunk(0)


def text(table: pa.Table, column: str) -> pa.Array:
    """A column as plain text in one piece; missing values, and a missing column, are null."""
    if column not in table.column_names:
        return pa.nulls(len(table), pa.string())
    return whole(table.select([column]), column).cast(pa.large_string())


def pieces(table: pa.Table, column: str) -> list[pa.DictionaryArray]:
    """A column piece by piece as it came, each packed: its distinct texts, and for each row which."""
    if column not in table.column_names:
        return [pa.nulls(len(table), pa.large_string()).dictionary_encode()]
    return [packed(chunk) for chunk in table.column(column).chunks]


def places(rows: Numbers) -> pa.Array:
    """Numbers of rows as they are taken by; made so that a small file is not kept waiting for what only masks need."""
    whole = np.ascontiguousarray(rows, np.int64)
    return pa.Array.from_buffers(pa.int64(), len(whole), [None, pa.py_buffer(whole)])


def masked(values: NDArray[np.float64], missing: NDArray[np.bool_]) -> pa.Array:
    """Numbers as a column, with nothing where they are missing."""
    there = np.packbits(~missing, bitorder="little")
    return pa.Array.from_buffers(pa.float64(), len(values), [pa.py_buffer(there), pa.py_buffer(values)])


def taken(table: pa.Table, rows: Numbers) -> pa.Table:
    """Some rows, which only rise, with plain texts: without the distinct texts of the whole block they came from."""
    pieces, before = [plain(batch) for batch in table.schema.empty_table().to_batches()], 0
    for batch in table.to_batches():
        start, end = np.searchsorted(rows, (before, before + len(batch)))
        if end > start:
            pieces.append(plain(batch.take(places(rows[start:end] - before))))
        before += len(batch)
    return pa.Table.from_batches(pieces) if pieces else plain(table.schema.empty_table())


Rows = TypeVar("Rows", pa.RecordBatch, pa.Table)


def plain(rows: Rows) -> Rows:
    """The same rows with texts that are not packed."""
    for at, column in enumerate(rows.columns):
        if pa.types.is_dictionary(column.type):
            rows = rows.set_column(at, rows.schema.names[at], column.cast(column.type.value_type))
    return rows


def packed(piece: pa.Array) -> pa.DictionaryArray:
    """A piece of a column packed; a few rows cut out of many without the distinct texts of all."""
    if pa.types.is_dictionary(piece.type):
        if len(piece.dictionary) <= len(piece):
            return piece
        piece = piece.dictionary_decode()
    return piece.cast(pa.large_string()).dictionary_encode()


def spread(
    pieces: Iterable[pa.DictionaryArray], meaning: Callable[[pa.Array], NDArray[Any]], nothing: NDArray[Any]
) -> NDArray[Any]:
    """What each row means, by what each distinct text means; `nothing` for a missing one."""
    rows = [nothing[:0]]
    for piece in pieces:
        own = np.concatenate([meaning(piece.dictionary), nothing])
        rows.append(own[piece.indices.fill_null(len(own) - 1).to_numpy(zero_copy_only=False)])
    return np.concatenate(rows) if len(rows) != 2 else rows[1]


class Codes:
    """Codes of several tables under one numbering; empty, X and < say nothing and are -1."""

    def __init__(self, base: Codes | None = None) -> None:
        self.seen: dict[str, int] = dict(base.seen) if base else {}

    def numbers(self, pieces: Iterable[pa.DictionaryArray]) -> Numbers:
        """The number of each code."""
        return spread(pieces, self._of, np.full(1, -1, np.int64))

    def _of(self, codes: pa.Array) -> Numbers:
        names = [(name or "").strip().strip("<").upper() for name in codes.to_pylist()]
        own = [self.seen.setdefault(name, len(self.seen)) if name not in ("", "X", "U") else -1 for name in names]
        return np.array(own, np.int64)


def minutes(crossings: pa.Table) -> Numbers:
    """Minutes since 1970 of each passage, -1 when the time is not known."""
    if "crossed_at" not in crossings.column_names:
        return np.full(len(crossings), -1, np.int64)
    times = crossings.column("crossed_at")
    if not pa.types.is_timestamp(times.type):
        times = text(crossings, "crossed_at").cast(pa.large_string())
        times = pc.strptime(pc.utf8_slice_codeunits(pc.replace_substring(times, "T", " "), 0, 19),
                            "%Y-%m-%d %H:%M:%S", "s", error_is_null=True)  # fmt: skip
    seconds = pc.cast(times, pa.timestamp("s", tz=times.type.tz), safe=False).cast(pa.int64())
    if isinstance(seconds, pa.ChunkedArray):
        seconds = seconds.combine_chunks()
    known: Numbers = np.asarray(seconds.fill_null(-60).to_numpy(zero_copy_only=False)) // 60
    return known


def moments(crossings: pa.Table) -> tuple[Numbers, hashes.Hashes]:
    """The minute of each passage, -1 when it is not known, and a number for its point and direction."""
    place = np.zeros(len(crossings), np.uint64)
    for name in ("crossing_point", "direction"):
        place = hashes.mixed(1, place, spread(pieces(crossings, name), hashes.of_texts, np.zeros(1, np.uint64)))
    return minutes(crossings), place
