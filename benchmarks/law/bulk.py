"""Many stays prepared and decided: ours in DuckDB or Spark, by hand-written SQL, and three peers; one run a process.

Prints seconds by the clock, seconds of processor, peak memory above what the tables need, and the answers counted.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nation
import numpy as np
import pyarrow as pa
import pyarrow.parquet

from exeat.engines import on_duckdb
from exeat.regimes import bulk
from exeat.regimes.ladders import read_code, regime
from exeat.regimes.reading import rulebook

BY_HAND = """
WITH kept AS (SELECT * FROM stays WHERE place IN ({listed})),
service AS (
    SELECT s.stay, bool_or(TRUE) AS bound FROM kept s JOIN posts p ON p.person = s.person
    WHERE p.post_kind IN ({serving}) AND p.first < s.until
    AND (p.until IS NULL OR GREATEST(s.first, 19746) < p.until) GROUP BY s.stay
),
secrets AS (
    SELECT s.stay, bool_or(TRUE) AS bound FROM kept s
    JOIN posts p ON p.person = s.person JOIN clearances c ON c.person = s.person
    WHERE c.clearance_level >= 1 AND (p.post_body_handles_secrets = 1 OR p.post_kind = {rifleman})
    AND p.first < s.until AND (p.until IS NULL OR s.first < p.until)
    AND c.first < s.until AND (c.until IS NULL OR s.first < c.until)
    AND (p.until IS NULL OR c.first < p.until) AND (c.until IS NULL OR p.first < c.until) GROUP BY s.stay
)
SELECT k.stay, GREATEST(
    CASE WHEN k.begins < 19723 OR service.bound IS NULL OR k.until <= 19746 OR k.trip_purpose <> {private} THEN 0
         WHEN k.application_reason IN ({reasons}) THEN 4 ELSE 6 END,
    CASE WHEN k.begins < 20089 OR secrets.bound IS NULL OR k.trip_purpose <> {private} THEN 0
         WHEN k.application_reason IN ({reasons}) THEN 4 ELSE 6 END) * 1048576 AS code
FROM kept k LEFT JOIN service USING (stay) LEFT JOIN secrets USING (stay)
"""


class Watch:
    """The clock, the processor, and the highest memory while something runs."""

    def __enter__(self) -> Watch:
        self.before = self._now()
        self.peak, self.running = self.before, True
        self.thread = threading.Thread(target=self._look)
        self.thread.start()
        self.start, self.work = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *error: object) -> None:
        self.clock, self.processor = time.perf_counter() - self.start, time.process_time() - self.work
        self.running = False
        self.thread.join()

    def _look(self) -> None:
        while self.running:
            self.peak = max(self.peak, self._now())
            time.sleep(0.01)

    @staticmethod
    def _now() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()

    def told(self, answers: dict[str, int]) -> dict[str, Any]:
        """What was measured."""
        return {
            "clock": self.clock,
            "processor": self.processor,
            "above": (self.peak - self.before) / 2**20,
            "whole": self.peak / 2**20,
            "answers": answers,
        }


def counted(codes: np.ndarray) -> dict[str, int]:
    """How many stays are asked for what, leaving out those that are free."""
    weights, numbers = np.unique(np.asarray(codes) >> 20, return_counts=True)
    return {read_code(int(w) << 20)[0]: int(n) for w, n in zip(weights, numbers, strict=True) if w}


def ours(tables: Mapping[str, pa.Table | str], plan: bulk.Plan) -> dict[str, int]:
    """The text of the ladders, run by DuckDB on two cores in two gibibytes."""
    found = on_duckdb.answers(plan.text, plan.tables, tables, threads=2, memory="2GiB")
    return counted(found["code"].to_numpy())


def by_hand(tables: Mapping[str, pa.Table | str], plan: bulk.Plan) -> dict[str, int]:
    """The same two regimes written in SQL by a person."""
    found = on_duckdb.answers(hand(plan), {}, tables, threads=2, memory="2GiB")
    return counted(found["code"].to_numpy())


def hand(plan: bulk.Plan) -> str:
    """The text of the person, with the numbers that stand for words."""
    code = plan.codes
    return BY_HAND.format(
        listed=", ".join(str(n) for n, place in enumerate(nation.PLACES) if place[0] in ("RU", "BY", "CN")),
        serving=", ".join(str(code("post.kind", kind)) for kind in SERVING),
        rifleman=code("post.kind", "rifleman"),
        private=code("trip.purpose", "private"),
        reasons=", ".join(str(code("application.reason", reason)) for reason in REASONS),
    )


FROM_FILES = ("spark", "spark by hand", "from files", "from files by hand")
SERVING = ("professional_soldier", "police_officer", "border_guard", "interior_service_officer")
REASONS = ("death_of_relative", "serious_illness_of_relative", "parental_duty", "guardianship", "property")


def drafts() -> bulk.Plan:
    """Four drafts beside each other in one question: the largest code of each, one column for each."""
    return bulk.plan_of_many(
        [[regime(rulebook("lt-2023-draft"))], *([made] for made in nation.regimes()), nation.regimes()],
        nation.PLACES,
        nation.FACTS,
        doubtful=False,
    )


def prepared(tables: dict[str, pa.Table], plan: bulk.Plan, n: int) -> list[dict[str, Any]]:
    """The first stays as requests with the person's facts put beside them, as the peers need them."""
    posts, clearances = tables["posts"].slice(0).to_pydict(), tables["clearances"].to_pydict()
    levels = dict(zip(clearances["person"], clearances["clearance_level"], strict=True))
    words = {fact: {n: word for word, n in known.items()} for fact, known in plan.codes.known.items()}
    found = []
    for stay in tables["stays"].slice(0, n).to_pylist():
        person = stay["person"]
        found.append(
            {
                "kind": words["post.kind"][posts["post_kind"][person]],
                "secrets": bool(posts["post_body_handles_secrets"][person]),
                "level": levels.get(person, 0),
                "country": nation.PLACES[stay["place"]][0],
                "begins": stay["begins"],
                "purpose": words["trip.purpose"][stay["trip_purpose"]],
                "reason": words["application.reason"][stay["application_reason"]],
            }
        )
    return found


def cedar(requests: list[dict[str, Any]]) -> Callable[[], Any]:
    """Requests for cedarpy's batch, with parsed policies; its batch takes all of them at once."""
    import cedarpy
    import single

    policies, entities = cedarpy.PolicySet.from_str(single.POLICIES), cedarpy.Entities.from_json_str("[]")
    asked = [
        {"principal": 'P::"1"', "action": 'A::"travel"', "resource": 'C::"x"', "context": request}
        for request in requests
    ]
    return lambda: len(cedarpy.is_authorized_batch(asked, policies, entities))


def zen(requests: list[dict[str, Any]]) -> Callable[[], Any]:
    """Requests for zen-engine, one after another, with a decision made before."""
    import single

    decision = single.zen_decision()
    return lambda: sum(1 for request in requests if decision.evaluate(request))


def openfisca(tables: dict[str, pa.Table], plan: bulk.Plan) -> Callable[[], dict[str, int]]:
    """The same ladders as variables of OpenFisca-Core; what each person holds is put beside each stay before."""
    from fisca import simulation

    return simulation(tables, plan, nation.PLACES, SERVING, REASONS)


def main(what: str, stays: int) -> None:
    """One measurement, as JSON."""
    one = bulk.plan(nation.regimes(), nation.PLACES, nation.FACTS, doubtful=False)
    plan = drafts() if what == "four drafts" else one
    tables = nation.tables(stays, plan.codes)
    if what in ("cedarpy", "zen-engine"):
        do = {"cedarpy": cedar, "zen-engine": zen}[what](prepared(tables, plan, stays))
        with Watch() as watch:
            answers = {"asked": do()}
    elif what == "openfisca":
        run = openfisca(tables, plan)
        with Watch() as watch:
            answers = run()
    elif what == "four drafts":
        with Watch() as watch:
            found = on_duckdb.answers(plan.text, plan.tables, tables, threads=2, memory="2GiB")
            answers = {"rows": found.num_rows}
    elif what == "again":
        watch, answers = least(lambda: ours(tables, plan))
    elif what in FROM_FILES:
        with tempfile.TemporaryDirectory(prefix="exeat-") as folder:
            files = {name: str(Path(folder) / f"{name}.parquet") for name in tables}
            for name, table in tables.items():
                pyarrow.parquet.write_table(table, files[name])
            text, small = (hand(plan), {}) if what.endswith("by hand") else (plan.text, plan.tables)
            if what.startswith("spark"):
                watch, answers = on_spark_again(text, small, files)
            else:
                watch, answers = twice(lambda: (by_hand if what.endswith("by hand") else ours)(files, plan))
    else:
        with Watch() as watch:
            answers = {"ours": ours, "by hand": by_hand}[what](tables, plan)
    print(json.dumps(watch.told(answers)))


def least(do: Callable[[], dict[str, int]]) -> tuple[Watch, dict[str, int]]:
    """The cheapest of five runs after the first, which opens a database and takes memory from the system."""
    found = [twice(do), *(timed(do) for _ in range(4))]
    return min(found, key=lambda each: each[0].processor)


def timed(do: Callable[[], dict[str, int]]) -> tuple[Watch, dict[str, int]]:
    """One run, and what it cost."""
    with Watch() as watch:
        answers = do()
    return watch, answers


def twice(do: Callable[[], dict[str, int]]) -> tuple[Watch, dict[str, int]]:
    """The second of two runs in one process: a database is opened once, and Java translates only after a while."""
    do()
    return timed(do)


def on_spark_again(text: str, small: Mapping[str, bulk.Table], files: dict[str, str]) -> tuple[Watch, dict[str, int]]:
    """The same files asked by Spark on this machine, the twelfth time: Java translates what it has run for a while."""
    from exeat.engines import on_spark

    with on_spark.session(cores=2) as spark:

        def ask() -> dict[str, int]:
            return counted_spark(on_spark.counts(spark, text, small, files))

        for _ in range(10):
            ask()
        before = java()
        watch, answers = twice(ask)
        watch.processor = (java() - before) / 2
        return watch, answers


def java() -> float:
    """Seconds of processor of the Java that this process began."""
    spent = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            name, _, rest = stat.read_text().rpartition(")")
            fields = rest.split()
            if name.endswith("java") and int(fields[1]) == os.getpid():
                spent += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return spent


def counted_spark(codes: dict[int, int]) -> dict[str, int]:
    """How many stays are asked for what."""
    found: dict[str, int] = {}
    for code, n in codes.items():
        if code >> 20:
            found[read_code(code)[0]] = found.get(read_code(code)[0], 0) + n
    return found


if __name__ == "__main__":
    main(sys.argv[1], int(float(sys.argv[2])))
