"""What DuckDB computes: CSV files read into columns, ladders over many rows, questions to large tables."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from exeat.engines import sql
from exeat.engines.plain import Ladder
from exeat.engines.unreadable import UnreadableTable

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


def decide(ladders: Sequence[Ladder], rows: Mapping[Any, Mapping[str, Any]]) -> dict[Any, int]:
    """The code that decides for each row of facts, by its key."""
    columns, text = sql.table_of(ladders, rows)
    facts = pa.table({name: pa.array(values, pa.int64()) for name, values in columns.items()})
    with duckdb.connect() as connection:
        connection.register("facts", facts)
        return sql.keyed(rows, connection.execute(text).fetchall())


@lru_cache(maxsize=4)
def _database(process: int, threads: int | None, memory: str | None) -> duckdb.DuckDBPyConnection:
    """A database in memory with these limits, opened once in a process; every question has a cursor of its own."""
    connection = duckdb.connect(f":memory:questions-{process}-{threads}-{memory}")
    if threads:
        connection.execute(f"SET threads = {int(threads)}")
    if memory:
        connection.execute("SET memory_limit = ?", [memory])
    connection.execute("SET preserve_insertion_order = false")
    return connection


def answers(
    text: str,
    small: Mapping[str, tuple[tuple[str, ...], Sequence[tuple[int | None, ...]]]],
    large: Mapping[str, pa.Table | str],
    *,
    threads: int | None = None,
    memory: str | None = None,
) -> pa.Table:
    """What a question says of large tables, given as tables or as names of Parquet files, with small ones beside."""
    with _database(os.getpid(), threads, memory).cursor() as connection:
        for name, (columns, rows) in small.items():
            values = zip(*rows, strict=True) if rows else [[] for _ in columns]
            arrays = [pa.array(list(each), pa.int32()) for each in values]
            connection.register(name, pa.table(arrays, names=list(columns)))
        for name, table in large.items():
            if isinstance(table, str):
                connection.execute(
                    f"CREATE TEMP VIEW {name} AS FROM read_parquet('{table.replace(chr(39), chr(39) * 2)}')"
                )
            else:
                connection.register(name, table)
        found = connection.execute(text).fetchnumpy()  # a relation would be planned twice
        return pa.table({name: pa.array(values) for name, values in found.items()})
