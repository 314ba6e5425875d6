"""What DuckDB computes: CSV files of any size read into columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from exeat.engines.files import UnreadableTable

READER = "read_csv(?, all_varchar = true, header = true)"


def read_csv(path: Path, columns: Sequence[str] = ()) -> pa.Table:
    """The table in a CSV file, every value as text; of `columns` those that it has, or all when none are named."""
    with duckdb.connect() as connection:
        try:
            table = connection.sql(f"FROM {READER} LIMIT 0", params=[str(path)]).to_arrow_table()
            there = [name for name in table.column_names if not columns or name in columns]
            if not there:
                return table.select([])
            listed = ", ".join('"' + name.replace('"', '""') + '"' for name in there)
            return connection.sql(f"SELECT {listed} FROM {READER}", params=[str(path)]).to_arrow_table()  # noqa: S608 -- quoted names of its own columns
        except (duckdb.Error, UnicodeDecodeError) as error:
            reason = str(error).splitlines()[0]
            raise UnreadableTable(f"{path}: cannot be read as csv: {reason}") from error
