"""Runs every measurement of the law engine in a process of its own, and prints the figures beside their bounds.

    python benchmarks/law/compare.py [STAYS] [--without-spark]

Where the machine is busy with other work the clock says little; seconds of processor and ratios say more.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PEER_STAYS = 20_000


def run(script: str, *arguments: str) -> Any:
    """What one measurement printed last."""
    command = [sys.executable, str(HERE / script), *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=HERE.parents[1])
    return json.loads(done.stdout.strip().splitlines()[-1])


def line(what: str, found: str, bound: str, met: bool | None) -> None:
    """One row of the table; `met` is None for what has no bound."""
    print(f"| {what} | {found} | {bound} | {'' if met is None else 'yes' if met else 'no'} |", flush=True)


def single() -> None:
    """One question at a time."""
    told = run("single.py")
    median, worst = told["decision"]
    cedar, zen = told["decision, cedarpy"][0], told["decision, zen-engine"][0]
    outcome = told["full cited outcome"][0]
    line("one decision with its reason, two regimes: median", f"{median:.2f} µs", "5 µs", median < 5)
    line("99th of a hundred, in medians", f"{worst / median:.1f}", "4", worst < 4 * median)
    line(
        "beside cedarpy with parsed policies",
        f"{cedar:.0f} µs: {cedar / median:.0f} times",
        "10 times",
        cedar >= 10 * median,
    )
    line(
        "full cited outcome beside one bare zen-engine decision",
        f"{outcome:.0f} µs beside {zen:.0f} µs",
        "half",
        outcome < zen / 2,
    )


def bulk(stays: float, *, spark: bool) -> None:
    """Many stays at once."""
    ours, hand, drafts = (run("bulk.py", what, str(stays)) for what in ("ours", "by hand", "four drafts"))
    if ours["answers"] != hand["answers"]:
        raise SystemExit(f"the generated text says {ours['answers']}, the text by hand {hand['answers']}")
    rate = stays / ours["processor"]
    line(
        f"{stays:,.0f} stays prepared and decided",
        f"{ours['clock']:.1f} s ({ours['processor']:.2f} s of processor)",
        "5 s",
        ours["clock"] < 5,
    )
    line("memory of the whole process", f"{ours['whole'] / 1024:.2f} GiB", "2 GiB", ours["whole"] < 2048)
    line(
        "beside SQL by hand",
        f"{ours['processor'] / hand['processor']:.2f}",
        "1.5",
        ours["processor"] <= 1.5 * hand["processor"],
    )
    line(
        "four drafts in one pass",
        f"{drafts['processor'] / ours['processor']:.2f}",
        "2.5",
        drafts["processor"] <= 2.5 * ours["processor"],
    )
    for peer, times in (("cedarpy", 500), ("zen-engine", 50)):
        other = PEER_STAYS / run("bulk.py", peer, str(PEER_STAYS))["processor"]
        line(
            f"stays a second of processor, beside {peer}",
            f"{rate / other:,.0f} times",
            f"{times} times",
            rate >= times * other,
        )
    fisca = run("bulk.py", "openfisca", str(stays))
    if fisca["answers"] != ours["answers"]:
        raise SystemExit(f"the ladders say {ours['answers']}, OpenFisca's variables {fisca['answers']}")
    part = ours["above"] / fisca["above"]
    line("memory above the tables, beside OpenFisca-Core", f"{part:.2f}", "0.25", part <= 0.25)
    costs = {n: run("bulk.py", "again", str(n))["processor"] / n * 1e6 for n in (stays / 10, stays, stays * 3)}
    told = ", ".join(f"{n / 1e6:g} million: {cost:.3f}" for n, cost in sorted(costs.items()))
    line(
        "microseconds of processor for a stay, least of five questions after the first",
        told,
        "within 20 %",
        max(costs.values()) <= 1.2 * min(costs.values()),
    )
    more = {a: (costs[b] * b - costs[a] * a) / (b - a) for a, b in ((stays / 10, stays), (stays, stays * 3))}
    told = ", ".join(f"above {n / 1e6:g} million: {cost:.3f}" for n, cost in more.items())
    line("and for each further stay", told, "within 20 %", max(more.values()) <= 1.2 * min(more.values()))
    if spark:
        for text, bound in (("", "6 times"), (" by hand", "for comparison")):
            here, there = (run("bulk.py", what + text, str(stays)) for what in ("from files", "spark"))
            if not there["answers"] == here["answers"] == ours["answers"]:
                raise SystemExit(f"DuckDB says {ours['answers']}, Spark {there['answers']}")
            clock, processor = (f"{there[of] / here[of]:.1f} times" for of in ("clock", "processor"))
            met = None if text else there["clock"] <= 6 * here["clock"]
            line(
                f"Spark beside DuckDB, the same files, the text{text or ' of the ladders'}, once warm",
                f"{there['clock']:.1f} s: {clock}; {there['processor']:.1f} s of processor: {processor}",
                bound,
                met,
            )


def lab() -> None:
    """Drafts on a nation's year of trips, from the files to the tables."""
    told = run("lab.py")
    line(
        f"two drafts and every reading on {told['trips']:,} past trips, from the files to the tables",
        f"{told['whole']:.1f} s, {told['memory'] / 1024:.2f} GiB",
        "10 s",
        told["whole"] < 10,
    )


def check() -> None:
    """A whole check of a drawn rulebook; no peer tells what a rulebook leaves open, so there is none beside it."""
    told = run("check.py")
    line(
        f"check of {told['provisions']} provisions with {told['examples']} examples, of processor",
        f"{told['with its examples']:.1f} s",
        "5 s",
        told["with its examples"] < 5,
    )


def main() -> None:
    """The table, ready for the page of benchmarks."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("stays", nargs="?", type=float, default=1e7)
    reader.add_argument("--without-spark", action="store_true")
    chosen = reader.parse_args()
    print(f"Load of the machine, which has {os.cpu_count()} cores: {os.getloadavg()[0]:.1f}\n")
    print("| | measured | bound | met |\n| --- | --- | --- | --- |", flush=True)
    single()
    bulk(chosen.stays, spark=not chosen.without_spark)
    lab()
    check()


if __name__ == "__main__":
    main()
