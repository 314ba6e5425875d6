"""Whether a crossing costs the same however many there are: one register beside the first so many rows of one file.

    python benchmarks/linkage/flat.py FOLDER [--rows 1000000 3000000 10000000]

FOLDER is a set of the linkage benchmark. Each run is a process of its own. Seconds of processor are compared, also
without those that making the register ready takes, which a run on one crossing tells.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import pyarrow.parquet as pq
from compare import HERE, run

COMMAND = ("-m", "exeat.cli", "crossings", "match", "--register")


def cost(folder, rows, kept):
    """Seconds, seconds of processor and memory (GiB) of one run beside the first `rows` crossings."""
    cut = Path(kept) / "crossings.parquet"
    with pq.ParquetFile(folder / "crossings.parquet") as file, pq.ParquetWriter(cut, file.schema_arrow) as out:
        left = rows
        for batch in file.iter_batches(250_000):
            if left <= 0:
                break
            out.write_batch(batch.slice(0, left))
            left -= len(batch)
    files = [str(folder), "--crossings", str(cut), "--out", str(Path(kept) / "pairs.parquet")]
    return run([sys.executable, *COMMAND, *files], HERE.parents[1])


def main():
    """Print a table."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("folder", type=Path)
    ask.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 3_000_000, 10_000_000])
    given = ask.parse_args()
    with tempfile.TemporaryDirectory() as kept:
        _, ready, _ = cost(given.folder.resolve(), 1, kept)
        print(f"The register alone takes {ready:.1f} s of processor.\n")
        print("| crossings | by the clock | processor | memory | µs a crossing | without the register |")
        print("| --- | --- | --- | --- | --- | --- |")
        for rows in given.rows:
            seconds, busy, memory = cost(given.folder.resolve(), rows, kept)
            each, more = (of / rows * 1e6 for of in (busy, busy - ready))
            print(
                f"| {rows:,} | {seconds:.1f} s | {busy:.1f} s | {memory:.2f} GiB | {each:.1f} | {more:.1f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
