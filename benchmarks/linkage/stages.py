"""What each stage of matching costs: seconds of processor, by million people or crossings, and memory after it.

    python benchmarks/linkage/stages.py FOLDER [--blocks N] [--spark 2]

FOLDER is a set of the linkage benchmark; with --blocks only the first N blocks of its crossings. With --spark the
crossings are sifted by that many processors under Spark as well, and the pairs are compared. Nothing is kept.
"""

import argparse
import os
import resource
import time
from pathlib import Path

from exeat.engines import files
from exeat.linkage import USED, Register

SIFTING = "Looking for shared keys"


class Part(files.Blocks):
    """The first blocks of a file."""

    def __init__(self, path, columns, most):
        super().__init__(path, columns)
        self.most = most

    def places(self):
        """The blocks that count."""
        return super().places()[: self.most]

    def __len__(self):
        return sum(rows for rows, _place in self.places())

    def __iter__(self):
        return (self.at(place) for _rows, place in self.places())


class Clock:
    """Tells at each new step what the one before it took."""

    def __init__(self):
        self.step, self.begun, self.wall, self.took = "", time.process_time(), time.perf_counter(), {}

    def next(self, step):
        """The step before this one is over."""
        now, wall = time.process_time(), time.perf_counter()
        if self.step:
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
            self.took[self.step] = now - self.begun, wall - self.wall, memory
        self.step, self.begun, self.wall = step, now, wall

    def say(self, step, done, total):
        """Progress as matching tells it: the rows are read twice."""
        name = step
        if step == SIFTING:
            name = "first reading" if done < total // 2 else "second reading"
        if name != self.step:
            self.next(name)


def measure(folder, blocks, spark):
    """Print the table of stages."""
    people = files.read(folder / "register.parquet", USED["register"])
    documents = files.read(folder / "register_documents.parquet", USED["documents"])
    path = folder / "crossings.parquet"
    crossings = Part(path, USED["crossings"], blocks) if blocks else files.Blocks(path, USED["crossings"])
    clock = Clock()
    clock.next("the register made ready")
    register = Register(people, documents)
    found = register.match(crossings, progress=clock.say)
    clock.next("")
    told(found, clock, {"the register made ready": len(people) / 1e6})
    if spark:
        _beside(spark, register, crossings, found)
    print(f"load of the machine {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors")


def told(found, clock, millions):
    """Print the stages; each by million crossings, or by the millions that are named for it."""
    print(f"{found.people:,} people, {found.crossings:,} crossings, {len(found.table):,} pairs")
    for step, (busy, wall, memory) in clock.took.items():
        a_million = busy / millions.get(step, found.crossings / 1e6)
        print(f"{step}: {busy:.1f} s of processor, {wall:.1f} s, {a_million:.2f} for each million, {memory:.2f} GiB")


def _beside(spark, register, crossings, found):
    """Print how long Spark takes, and whether it finds the same."""
    from exeat.engines import on_spark

    with on_spark.session(cores=spark) as session:
        begun = time.perf_counter()
        there = register.match(crossings, spread=on_spark.Spread(session))
        took = time.perf_counter() - begun
    same = there.table.drop_columns("score") == found.table.drop_columns("score")
    far = max(
        abs((a or 0) - (b or 0))
        for a, b in zip(there.table["score"].to_pylist(), found.table["score"].to_pylist(), strict=True)
    )
    print(f"Spark: {took:.1f} s; the same pairs and verdicts: {same}; scores differ by {far:.1e} at most")


if __name__ == "__main__":
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("folder", type=Path)
    ask.add_argument("--blocks", type=int, default=0)
    ask.add_argument("--spark", type=int, default=0)
    given = ask.parse_args()
    measure(given.folder, given.blocks, given.spark)
