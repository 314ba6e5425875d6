"""Exeat and Splink in turn on the same set, as whole processes; medians, their ratio, and recall by kind of trouble.

    python benchmarks/linkage/compare.py FOLDER [FOLDER ...] [--rounds 5] [--without-splink]

FOLDER is a set as the linkage benchmark's generator writes it: register.parquet, register_documents.parquet,
crossings.parquet and, for the accuracy, truth.parquet. Nothing is kept.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow.parquet as pq
from score import Scores, Truth, by_trouble, promise

HERE = Path(__file__).resolve().parent
# As installed: Python's compiled files are there, wherever this checkout may not hold them.
COMPILED = tempfile.TemporaryDirectory()
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
ENVIRONMENT["PYTHONPYCACHEPREFIX"] = COMPILED.name


def run(command, root):
    """Seconds, seconds of processor and largest resident memory (GiB) of one process, from start to end."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=root, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024**2


def compare(folder, rounds, with_splink, kept):
    """Run both in turn and print what came out; the headline figures of each."""
    root = HERE.parents[1]
    out = {name: Path(kept) / f"{name}.parquet" for name in ("exeat", "splink")}
    files = ["--register", str(folder), "--crossings", str(folder / "crossings.parquet"), "--out"]
    commands = {"exeat": [sys.executable, "-m", "exeat.cli", "crossings", "match", *files, str(out["exeat"])]}
    if with_splink:
        commands["splink"] = [sys.executable, str(HERE / "splink_peer.py"), *files, str(out["splink"])]
    runs = {name: [] for name in commands}
    for command in commands.values():
        run(command, root)  # not counted: compiles what the installation has not compiled
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(run(command, root))
    print(f"\n{folder.name}: load of the machine {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors")
    for name, times in runs.items():
        seconds, busy, memory = (statistics.median(values) for values in zip(*times, strict=True))
        print(f"{name}: {seconds:.2f} s, {busy:.2f} s of processor, {memory:.2f} GiB (median of {rounds})")
    if len(runs) == 2:
        for at, what in enumerate(("clock", "processor")):
            exeat, splink = (statistics.median(times[at] for times in runs[name]) for name in ("exeat", "splink"))
            print(f"Splink takes {splink / exeat:.1f} times as long by the {what}")
    if not (folder / "truth.parquet").is_file():
        return {}
    truth = Truth(folder)
    pairs = {name: pq.read_table(out[name]) for name in runs}
    scores = {name: Scores(table, truth) for name, table in pairs.items()}
    for name, of in scores.items():
        print(f"{name}: {of.line()}")
    print(*promise(pairs["exeat"], truth), sep="\n")
    print(*by_trouble(scores, truth), sep="\n")
    return {name: (of.f1(), of.recall_at(0.99), of.recall_at(0.999)) for name, of in scores.items()}


def main():
    """Compare on each folder, and print the medians over all."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    ask.add_argument("--rounds", type=int, default=5)
    ask.add_argument("--without-splink", action="store_true")
    given = ask.parse_args()
    figures = []
    with tempfile.TemporaryDirectory() as kept:
        for folder in given.folders:
            figures.append(compare(folder.resolve(), given.rounds, not given.without_splink, kept))
    if len(figures) > 1 and all(figures):
        print("\nMedians over all sets")
        for name in figures[0]:
            f1, at99, at999 = (statistics.median(values) for values in zip(*(of[name] for of in figures), strict=True))
            print(f"{name}: F1 {f1:.4f}, recall at .99 {at99:.4f}, at .999 {at999:.4f}")


if __name__ == "__main__":
    main()
