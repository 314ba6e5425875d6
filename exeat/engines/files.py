"""Tables in and out of files, by the ending of their name: Parquet as it is packed, CSV through DuckDB.

Texts of a Parquet file that repeat stay as its own dictionaries: each distinct text once, and a number for each row.
Seventy thousand surnames are read where half a million rows would be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from exeat.engines.unreadable import UnreadableTable

ENDINGS = (".parquet", ".csv")
PACKED = 8  # bytes of a row in a column up to which its texts are taken to repeat; else to read them so costs more


def read(path: Path, columns: Sequence[str] = (), *, look: bool = False) -> pa.Table:
    """The table in a Parquet or CSV file; of `columns` those that it has, or all when none are named.

    With `look` only its columns, without rows.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise UnreadableTable(f"{path}: the name must end in .parquet or .csv.")
    if not path.is_file():
        raise UnreadableTable(f"{path}: there is no such file.")
    if ending == ".csv":
        from exeat.engines import on_duckdb  # only here: a Parquet file is read without it

        return on_duckdb.read_csv(path, columns, look=look)
    try:
        metadata = pa.parquet.read_metadata(path)
        texts, there = _columns(metadata, columns)
        if look:
            schema = metadata.schema.to_arrow_schema()
            return pa.schema([schema.field(name) for name in there]).empty_table()
        with pa.parquet.ParquetFile(path, read_dictionary=texts) as file:  # read_table would load data sets as well
            return file.read(columns=there)
    except (pa.ArrowException, OSError) as error:
        raise UnreadableTable(f"{path}: cannot be read as parquet: {str(error).splitlines()[0]}") from error


class Blocks:
    """A Parquet or CSV file in blocks of rows, which can be gone through again; each block a table of `columns`."""

    def __init__(self, path: Path, columns: Sequence[str] = (), rows: int = 250_000) -> None:
        """Blocks of about `rows` rows."""
        self.path, self.columns, self.rows = path, columns, rows
        read(path, columns, look=True)
        self._count: int | None = None

    def __len__(self) -> int:
        if self._count is None:
            if self.path.suffix.lower() == ".csv":
                from exeat.engines import on_duckdb  # only here: a Parquet file is read without it

                self._count = on_duckdb.count_csv(self.path)
            else:
                self._count = pa.parquet.read_metadata(self.path).num_rows
        return self._count

    def __iter__(self) -> Iterator[pa.Table]:
        """The blocks in order; one without rows when the file has none."""
        some = False
        for block in self._csv() if self.path.suffix.lower() == ".csv" else self._parquet():
            some = True
            yield block
        if not some:
            yield read(self.path, self.columns, look=True)

    def places(self) -> list[tuple[int, list[int]]]:
        """How many rows each block has, and of which groups of rows it is made: for whoever reads it elsewhere.

        Raises UnreadableTable for a CSV file, which has no such groups.
        """
        if self.path.suffix.lower() == ".csv":
            raise UnreadableTable(f"{self.path}: only a .parquet file can be read in parts. Write it as Parquet.")
        metadata = pa.parquet.read_metadata(self.path)
        return [
            (sum(metadata.row_group(group).num_rows for group in groups), groups)
            for groups in _groups(metadata, self.rows)
        ]

    def at(self, place: list[int]) -> pa.Table:
        """The block that is made of these groups of rows."""
        try:
            texts, there = _columns(pa.parquet.read_metadata(self.path), self.columns)
            with pa.parquet.ParquetFile(self.path, read_dictionary=texts) as file:
                return file.read_row_groups(place, columns=there)
        except (pa.ArrowException, OSError) as error:
            raise UnreadableTable(f"{self.path}: cannot be read as parquet: {str(error).splitlines()[0]}") from error

    def _csv(self) -> Iterator[pa.Table]:
        from exeat.engines import on_duckdb  # only here: a Parquet file is read without it

        return on_duckdb.csv_blocks(self.path, self.columns, self.rows)

    def _parquet(self) -> Iterator[pa.Table]:
        """The blocks, each read while the one before it is worked on."""
        try:
            texts, there = _columns(pa.parquet.read_metadata(self.path), self.columns)
            with pa.parquet.ParquetFile(self.path, read_dictionary=texts) as file, ThreadPoolExecutor(1) as reader:
                coming = None
                for groups in _groups(file.metadata, self.rows):
                    block, coming = coming, reader.submit(file.read_row_groups, groups, columns=there)
                    if block is not None:
                        yield block.result()
                if coming is not None:
                    yield coming.result()
        except (pa.ArrowException, OSError) as error:
            raise UnreadableTable(f"{self.path}: cannot be read as parquet: {str(error).splitlines()[0]}") from error


def _groups(metadata: pa.parquet.FileMetaData, rows: int) -> Iterator[list[int]]:
    """Groups of rows of a file, put together until they have so many rows."""
    groups: list[int] = []
    size = 0
    for group in range(metadata.num_row_groups):
        groups.append(group)
        size += metadata.row_group(group).num_rows
        if size >= rows or group == metadata.num_row_groups - 1:
            yield groups
            groups, size = [], 0


def _columns(metadata: pa.parquet.FileMetaData, wanted: Sequence[str]) -> tuple[list[str], list[str]]:
    """The columns that hold texts which repeat, and those that are wanted and there."""
    schema = metadata.schema.to_arrow_schema()
    texts = [
        field.name
        for field in schema
        if (pa.types.is_string(field.type) or pa.types.is_large_string(field.type)) and _repeat(metadata, field.name)
    ]
    return texts, [name for name in schema.names if not wanted or name in wanted]


def _repeat(metadata: pa.parquet.FileMetaData, name: str) -> bool:
    """Whether the texts of a column repeat, by how much room they take in the first group of rows."""
    if not metadata.num_row_groups:
        return False
    first = metadata.row_group(0)
    here = (column for column in map(first.column, range(first.num_columns)) if column.path_in_schema == name)
    return any(column.total_uncompressed_size <= PACKED * first.num_rows for column in here)


def write(table: pa.Table, path: Path) -> None:
    """Write a table to a Parquet or CSV file, whole or not at all."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise UnreadableTable(f"{path}: the name must end in .parquet or .csv.")
    partial = path.with_name(f".{path.name}.partial")
    try:
        if ending == ".csv":
            pa.csv.write_csv(table, partial, pa.csv.WriteOptions(quoting_style="needed"))
        else:
            pa.parquet.write_table(table, partial, compression="zstd")
        partial.replace(path)
    except (pa.ArrowException, OSError) as error:
        raise UnreadableTable(f"{path}: cannot be written: {str(error).splitlines()[0]}") from error
    finally:
        partial.unlink(missing_ok=True)
