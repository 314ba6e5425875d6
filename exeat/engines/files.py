"""Tables in and out of files, by the ending of their name: Parquet as it is packed, CSV through DuckDB.

Texts of a Parquet file stay as its own dictionaries: each distinct text once, and a number for each row. Seventy
thousand surnames are read where half a million rows would be.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

ENDINGS = (".parquet", ".csv")


class UnreadableTable(ValueError):
    """A file is not there, has an ending that is not known, or is not what its ending says; the message says which."""


def read(path: Path, columns: Sequence[str] = ()) -> pa.Table:
    """The table in a Parquet or CSV file; of `columns` those that it has, or all when none are named."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise UnreadableTable(f"{path}: the name must end in .parquet or .csv.")
    if not path.is_file():
        raise UnreadableTable(f"{path}: there is no such file.")
    if ending == ".csv":
        from exeat.engines import on_duckdb  # only here: a Parquet file is read without it

        return on_duckdb.read_csv(path, columns)
    try:
        schema = pa.parquet.read_schema(path)
        texts = [
            field.name for field in schema if pa.types.is_string(field.type) or pa.types.is_large_string(field.type)
        ]
        there = [name for name in schema.names if not columns or name in columns]
        return pa.parquet.read_table(path, columns=there, read_dictionary=texts)
    except (pa.ArrowException, OSError) as error:
        raise UnreadableTable(f"{path}: cannot be read as parquet: {str(error).splitlines()[0]}") from error


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
