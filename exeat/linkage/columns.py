"""Columns of tables that may lack what is optional, and may come packed or not."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from exeat.linkage import hashes
from exeat.linkage.texts import Numbers

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
    return pa.concat_arrays(pieces.chunks) if pieces.num_chunks != 1 else pieces.chunk(0)


def text(table: pa.Table, column: str) -> pa.Array:
    """A column as text, or packed as numbers of its distinct texts; missing values, and a missing column, are null."""
    if column not in table.column_names:
        return pa.nulls(len(table), pa.string())
    pieces = table.column(column)
    if pa.types.is_dictionary(pieces.type):
        pieces = pieces.unify_dictionaries() if pieces.num_chunks > 1 else pieces
    elif not (pa.types.is_string(pieces.type) or pa.types.is_large_string(pieces.type)):
        pieces = pieces.cast(pa.string())
    return _lean(pieces.combine_chunks() if pieces.num_chunks != 1 else pieces.chunk(0))


def _lean(piece: pa.Array) -> pa.Array:
    """A few rows cut out of many without the distinct texts of all."""
    return (
        piece.dictionary_decode()
        if pa.types.is_dictionary(piece.type) and len(piece.dictionary) > len(piece)
        else piece
    )


def pieces(table: pa.Table, column: str) -> Iterator[pa.DictionaryArray]:
    """A column that is there, piece by piece as it came, each packed."""
    for chunk in table.column(column).chunks:
        piece = _lean(chunk)
        if pa.types.is_dictionary(piece.type):
            yield piece
        else:
            yield piece.cast(pa.large_string()).dictionary_encode()


def packed(table: pa.Table, column: str) -> tuple[pa.Array, Numbers]:
    """The distinct texts of a column, and for each row which; the number of distinct texts stands for null."""
    pieces = text(table, column)
    encoded = pieces if pa.types.is_dictionary(pieces.type) else pieces.dictionary_encode()
    rows = encoded.indices.fill_null(len(encoded.dictionary)).to_numpy(zero_copy_only=False)
    return encoded.dictionary, rows.astype(np.int64)


class Codes:
    """Codes of several tables under one numbering; empty, X and < say nothing and are -1."""

    def __init__(self, base: Codes | None = None) -> None:
        self.seen: dict[str, int] = dict(base.seen) if base else {}

    def numbers(self, column: pa.Array) -> Numbers:
        """The number of each code."""
        encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
        names = [(name or "").strip().strip("<").upper() for name in encoded.dictionary.to_pylist()]
        own = [self.seen.setdefault(name, len(self.seen)) if name not in ("", "X", "U") else -1 for name in names]
        rows = encoded.indices.fill_null(len(own)).to_numpy(zero_copy_only=False)
        numbers: Numbers = np.array([*own, -1], np.int64)[rows]
        return numbers


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
        distinct, rows = packed(crossings, name)
        place = hashes.mixed(1, place, np.append(hashes.of_texts(distinct), hashes.NONE)[rows])
    return minutes(crossings), place
