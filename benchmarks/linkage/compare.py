"""Exeat and Splink in turn on the same set, as whole processes; the median of each and their ratio.

    python benchmarks/linkage/compare.py FOLDER [--rounds 5] [--without-splink]

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

import numpy as np
import pyarrow.parquet as pq

HERE = Path(__file__).resolve().parent


def run(command, root):
    """Seconds, seconds of processor and largest resident memory (GiB) of one process, from start to end."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024**2


def accuracy(pairs, folder):
    """Best F1, and recall at precision .99 and .999, over thresholds that fall between different scores."""
    truth = pq.read_table(folder / "truth.parquet")
    true = set(zip(truth["crossing_id"].to_pylist(), truth["person_id"].to_pylist(), strict=True))
    best = {}
    for crossing, person, score in zip(
        *(pairs[name].to_pylist() for name in ("crossing_id", "person_id", "score")), strict=True
    ):
        if score is not None:
            best[crossing, person] = max(score, best.get((crossing, person), score))
    scores = np.array(list(best.values()))
    right = np.array([pair in true for pair in best])
    order = np.argsort(-scores, kind="stable")
    scores, right = scores[order], np.cumsum(right[order])
    cut = np.flatnonzero(np.append(scores[1:] != scores[:-1], True))
    right, said = right[cut], cut + 1
    precision, recall = right / said, right / len(true)
    out = {"F1": (2 * right / (said + len(true))).max()}
    for wanted in (0.99, 0.999):
        out[f"recall at {wanted}"] = recall[precision >= wanted].max(initial=0)
    return out


def promise(pairs, folder):
    """What was called a match, and how much of that is right; candidates for each true person."""
    truth = pq.read_table(folder / "truth.parquet")
    true = set(zip(truth["crossing_id"].to_pylist(), truth["person_id"].to_pylist(), strict=True))
    said = {"match": [], "candidate": [], "undecidable": []}
    for row in pairs.to_pylist():
        said[row["verdict"]].append((row["crossing_id"], row["person_id"]))
    lines = [f"  {name:12} {len(of):7,}  right {sum(pair in true for pair in of):6,}" for name, of in said.items()]
    people, found = {person for _, person in true}, {pair[1] for pair in said["match"] if pair in true}
    wrong = {pair[1] for pair in said["match"]} - people
    lines.append(f"  people: {len(found)} of {len(people)} found by a match; {len(wrong)} others named by one")
    lines.append(f"  to review: {len(said['candidate']) + len(said['undecidable']):,} pairs, {len(people)} true people")
    return lines


def main():
    """Run both in turn and print what came out."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("folder", type=Path)
    ask.add_argument("--rounds", type=int, default=5)
    ask.add_argument("--without-splink", action="store_true")
    given = ask.parse_args()
    folder, root = given.folder.resolve(), HERE.parents[1]
    with tempfile.TemporaryDirectory() as kept:
        out = {name: Path(kept) / f"{name}.parquet" for name in ("exeat", "splink")}
        files = ["--register", str(folder), "--crossings", str(folder / "crossings.parquet"), "--out"]
        commands = {
            "exeat": [sys.executable, "-m", "exeat.cli", "crossings", "match", *files, str(out["exeat"])],
            "splink": [sys.executable, str(HERE / "splink_peer.py"), *files, str(out["splink"])],
        }
        if given.without_splink:
            del commands["splink"]
        runs = {name: [] for name in commands}
        for _ in range(given.rounds):
            for name, command in commands.items():
                runs[name].append(run(command, root))
        for name, times in runs.items():
            seconds, busy, memory = (statistics.median(values) for values in zip(*times, strict=True))
            print(f"{name}: {seconds:.2f} s ({busy:.2f} s of processor), {memory:.2f} GiB (median of {given.rounds})")
            if (folder / "truth.parquet").is_file():
                pairs = pq.read_table(out[name])
                print("  " + ", ".join(f"{what} {value:.4f}" for what, value in accuracy(pairs, folder).items()))
                print(
                    *(promise(pairs, folder) if name == "exeat" else []), sep="\n", end="\n" if name == "exeat" else ""
                )
        if len(runs) == 2:
            exeat, splink = (statistics.median(times[0] for times in runs[name]) for name in ("exeat", "splink"))
            print(f"Splink takes {splink / exeat:.1f} times as long.")


if __name__ == "__main__":
    main()
