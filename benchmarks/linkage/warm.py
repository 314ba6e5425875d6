"""How long a batch of new crossings takes against a register that was made ready once.

    python benchmarks/linkage/warm.py FOLDER [--rows 200] [--batches 20]

FOLDER is a set of the linkage benchmark; batches are taken from its first crossings. Printed are medians.
"""

import argparse
import os
import statistics
import time
from pathlib import Path

from exeat.engines import files
from exeat.linkage import USED, Register


def main():
    """Make the register ready, then match one batch after the other."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("folder", type=Path)
    ask.add_argument("--rows", type=int, default=200)
    ask.add_argument("--batches", type=int, default=20)
    given = ask.parse_args()
    people = files.read(given.folder / "register.parquet", USED["register"])
    documents = files.read(given.folder / "register_documents.parquet", USED["documents"])
    begun = time.process_time()
    register = Register(people, documents)
    print(f"{len(register):,} people made ready in {time.process_time() - begun:.1f} s of processor")
    pace(register, given)


def pace(register, given):
    """Match one batch after the other and print how long one takes."""
    block = next(iter(files.Blocks(given.folder / "crossings.parquet", USED["crossings"], rows=100_000)))
    clock, busy = [], []
    for nth in range(given.batches + 1):
        batch = block.slice(nth * given.rows, given.rows)
        times = time.perf_counter(), time.process_time()
        register.match(batch)
        clock.append(time.perf_counter() - times[0])
        busy.append(time.process_time() - times[1])
    # The first batch makes what the later ones share.
    print(
        f"a batch of {given.rows}: {statistics.median(clock[1:]) * 1000:.0f} ms, "
        f"{statistics.median(busy[1:]) * 1000:.0f} ms of processor (load {os.getloadavg()[0]:.1f})"
    )


if __name__ == "__main__":
    main()
