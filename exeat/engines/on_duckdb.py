"""Tables in and out of files by DuckDB: Parquet and CSV, by the ending of their name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

READERS = {".parquet": "read_parquet(?)", ".csv": "read_csv(?, all_varchar = true, header = true)"}
WRITERS = {".parquet": "(FORMAT parquet, COMPRESSION zstd)", ".csv": "(FORMAT csv, HEADER)"}


class UnreadableTable(ValueError):
    """A file is not there, has an ending that is not known, or is not what its ending says; the message says which."""


def read(path: Path, columns: Sequence[str] = ()) -> pa.Table:
    """The table in a Parquet or CSV file; of `columns` those that it has, or all when none are named."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UnreadableTable(f"{path}: the name must end in .parquet or .csv.")
    if not path.is_file():
        raise UnreadableTable(f"{path}: there is no such file.")
    with duckdb.connect() as connection:
        try:
            table = connection.sql(f"FROM {reader} LIMIT 0", params=[str(path)]).to_arrow_table()
            there = [name for name in table.column_names if not columns or name in columns]
            listed = ", ".join('"' + name.replace('"', '""') + '"' for name in there)
            if not there:
                return table.select([])
            return connection.sql(f"SELECT {listed} FROM {reader}", params=[str(path)]).to_arrow_table()  # noqa: S608 -- quoted names of its own columns
        except duckdb.Error as error:
            reason = str(error).splitlines()[0]
            raise UnreadableTable(f"{path}: cannot be read as {path.suffix[1:].lower()}: {reason}") from error


def write(table: pa.Table, path: Path) -> None:
    """Write a table to a Parquet or CSV file, whole or not at all."""
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise UnreadableTable(f"{path}: the name must end in .parquet or .csv.")
    if not path.parent.is_dir():
        raise UnreadableTable(f"{path}: the folder {path.parent} does not exist.")
    partial = path.with_name(f".{path.name}.partial")
    with duckdb.connect() as connection:
        connection.register("result", table)
        try:
            target = str(partial).replace("'", "''")
            connection.execute(f"COPY (SELECT * FROM result) TO '{target}' {writer}")  # noqa: S608 -- quoted; COPY takes no parameters
            partial.replace(path)
        except (duckdb.Error, OSError) as error:
            raise UnreadableTable(f"{path}: cannot be written: {str(error).splitlines()[0]}") from error
        finally:
            partial.unlink(missing_ok=True)
