"""What DuckDB computes: CSV files of any size read into columns, whole or in blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from exeat.engines.files import UnreadableTable

READER = "read_csv(?, all_varchar = true, header = true)"


def read_csv(path: Path, columns: Sequence[str] = (), *, look: bool = False) -> pa.Table:
    """The table in a CSV file, every value as text; of `columns` those that it has, or all when none are named.

    With `look` only its columns, without rows.
    """
    with duckdb.connect() as connection:
        try:
            query = _query(connection, path, columns)
            return connection.sql(query + (" LIMIT 0" if look else ""), params=[str(path)]).to_arrow_table()
        except (duckdb.Error, UnicodeDecodeError) as error:
            raise _unreadable(path, error) from error


def csv_blocks(path: Path, columns: Sequence[str], rows: int) -> Iterator[pa.Table]:
    """The same table in blocks of `rows` rows."""
    with duckdb.connect() as connection:
        try:
            relation = connection.sql(_query(connection, path, columns), params=[str(path)])
            reader: pa.RecordBatchReader = relation.to_arrow_reader(rows)
            for batch in reader:
                yield pa.Table.from_batches([batch])
        except (duckdb.Error, UnicodeDecodeError, pa.ArrowException) as error:
            raise _unreadable(path, error) from error


def count_csv(path: Path) -> int:
    """How many rows a CSV file has."""
    with duckdb.connect() as connection:
        try:
            row = connection.execute(f"SELECT count(*) FROM {READER}", [str(path)]).fetchone()  # noqa: S608 -- a constant
            return int(row[0]) if row else 0
        except (duckdb.Error, UnicodeDecodeError) as error:
            raise _unreadable(path, error) from error


def _query(connection: duckdb.DuckDBPyConnection, path: Path, columns: Sequence[str]) -> str:
    names = connection.sql(f"FROM {READER} LIMIT 0", params=[str(path)]).columns
    there = [name for name in names if not columns or name in columns] or names[:1]
    listed = ", ".join('"' + name.replace('"', '""') + '"' for name in there)
    return f"SELECT {listed} FROM {READER}"  # noqa: S608 -- quoted names of its own columns


def _unreadable(path: Path, error: Exception) -> UnreadableTable:
    return UnreadableTable(f"{path}: cannot be read as csv: {str(error).splitlines()[0]}")
