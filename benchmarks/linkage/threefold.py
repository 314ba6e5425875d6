"""A set with three times the crossings: the same ones over again under other numbers, for `flat.py`.

    python benchmarks/linkage/threefold.py FOLDER TO

FOLDER is a set of the linkage benchmark; TO is a new folder.
"""

import argparse
import shutil
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

APART = 100_000_000  # between the numbers of a crossing and those of its copies


def main():
    """Write the crossings three times, and the register as it is."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("folder", type=Path)
    ask.add_argument("to", type=Path)
    given = ask.parse_args()
    given.to.mkdir()
    for name in ("register.parquet", "register_documents.parquet"):
        shutil.copy(given.folder / name, given.to / name)
    source = pq.ParquetFile(given.folder / "crossings.parquet")
    with source, pq.ParquetWriter(given.to / "crossings.parquet", source.schema_arrow) as out:
        for times in range(3):
            for rows in source.iter_batches(250_000):
                at = rows.schema.get_field_index("crossing_id")
                moved = pc.add(rows.column(at), times * APART)
                out.write_batch(rows.set_column(at, rows.schema.field(at), moved))


if __name__ == "__main__":
    main()
