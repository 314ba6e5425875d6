"""What drafts do to a nation's year of trips: from two Parquet files to the tables, in one process of its own.

    python benchmarks/law/lab.py [TRIPS] [counting]

With `counting`, a draft stands beside the others that asks for permission from ten days in three months on, earlier
trips included. Prints seconds by the clock of reading, judging and counting, those of the processor for the whole, and
the highest memory.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet

from exeat.drafts import many, past, tables
from exeat.regimes import vocabulary
from exeat.regimes.reading import rulebook
from exeat.regimes.shapes import Rulebook
from exeat.regimes.trips import scenarios

LAW = ("lt-service-travel", "lt-secrets-travel")
DRAFTS = ("lt-2023-draft", "lt-draft-georgia")
WHERE = {"BY": 0.6, "RU": 0.1, "CN": 0.02, "GE": 0.03, "PL": 0.15, "LV": 0.04, "DE": 0.03, "TR": 0.03}
KINDS = [kind for kind, _ in vocabulary.post_kinds("LT") if kind != "none"]
LEVELS = [level for level, _ in vocabulary.levels("LT")]
START = np.datetime64("2025-11-01")


def words(draw: np.random.Generator, among: list[str], many_rows: int, shares: list[float] | None = None) -> pa.Array:
    """Words drawn from a list."""
    return pa.DictionaryArray.from_arrays(
        pa.array(draw.choice(len(among), many_rows, p=shares).astype(np.int32)), pa.array(among)
    ).cast(pa.string())


def write(folder: Path, trips: int) -> tuple[Path, Path]:
    """As many trips of a year as residents made to Belarus in one, with what their people held."""
    draw = np.random.default_rng(3)
    people = trips // 4
    first = START + draw.integers(0, 365, trips).astype("timedelta64[D]")
    table = pa.table(
        {
            "person": pa.array(draw.integers(0, people, trips)).cast(pa.string()),
            "trip": pa.array(np.arange(trips)).cast(pa.string()),
            "leg": pa.array(["1"] * trips),
            "country": words(draw, [*WHERE], trips, [*WHERE.values()]),
            "territory": pa.nulls(trips, pa.string()),
            "from": pa.array(first),
            "until": pa.array(first + draw.integers(1, 15, trips).astype("timedelta64[D]")),
            "purpose": words(draw, ["private", "duty"], trips, [0.95, 0.05]),
            "reason": words(draw, [*vocabulary.REASONS], trips),
        }
    )
    held = pa.table(
        {
            "person": pa.array(np.arange(people)).cast(pa.string()),
            "kind": words(draw, KINDS, people),
            "level": words(draw, LEVELS, people, [0.75] + [0.25 / (len(LEVELS) - 1)] * (len(LEVELS) - 1)),
            "institution": words(draw, [f"I-{n:03}" for n in range(60)], people),
            "from": pa.array(START - draw.integers(1, 3000, people).astype("timedelta64[D]")),
            "until": pa.array(
                START + draw.integers(1, 600, people).astype("timedelta64[D]"), mask=draw.random(people) < 0.8
            ),
            "body_handles_secrets": words(draw, ["yes", "no"], people),
        }
    )
    paths = folder / "trips.parquet", folder / "holdings.parquet"
    for path, each in zip(paths, (table, held), strict=True):
        pa.parquet.write_table(each, path)
    return paths


def counting() -> Rulebook:
    """A draft that counts days over the earlier trips of a person."""
    book = rulebook("lt-2023-draft").model_dump(mode="python", by_alias=True, exclude_unset=True)
    since = {"in_force": date(2023, 9, 1), "cite": ["proposal"]}
    book["regime"] = "lt-counting"
    book["counts"] = {"days": {**since, "of": "days", "to": ["named"], "over": "3 months"}}
    (rule,) = book["provisions"]["permission-before-travel"]["wordings"]
    rule["when"] = {"count.days": {"at_least": 10}}
    return Rulebook.model_validate(book)


def main(trips: int, *, counted: bool) -> None:
    """Measure once."""
    with tempfile.TemporaryDirectory() as folder:
        paths = write(Path(folder), trips)
        drafts = [*map(rulebook, DRAFTS), *([counting()] if counted else [])]
        cases = scenarios([*map(rulebook, LAW)], drafts)
        begun, before = time.perf_counter(), time.process_time()
        given = past.read(*paths)
        read = time.perf_counter()
        found = many.simulate(given, cases)
        judged = time.perf_counter()
        report = tables.report(found)
        ended = time.perf_counter()
    told = {
        "trips": report["trips"],
        "scenarios": len(cases),
        "reading": read - begun,
        "judging and counting": judged - read,
        "tables": ended - judged,
        "whole": ended - begun,
        "processor": time.process_time() - before,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    said = [each for each in sys.argv[1:] if each != "counting"]
    main(int(float(said[0])) if said else 430_000, counted="counting" in sys.argv)
