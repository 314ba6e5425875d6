"""Whether the scores say how often they are right, and what the promise delivers over many sets together.

    python benchmarks/linkage/calibration.py FOLDER [FOLDER ...]

A set with few true pairs keeps a promise or breaks it by one traveller's luck; many sets together tell. For each set:
what was called a match, and the greatest recall that any threshold on the scores reaches at a precision of .985 (by
hindsight, so no rule can promise it). For all together: what was delivered for crossings and for people with its 95 %
interval, counted in travellers since a traveller's crossings are right or wrong together; and of travellers with scores
between two figures, how many were expected to be right and how many were.
"""

import argparse
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from contribution import tables
from score import Truth

from exeat.linkage import match

EDGES = (0.0001, 0.01, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999, 1.01)
ASKED = 0.985


@dataclass
class Told:
    """The pairs of one set: score, whether it is right, its traveller and person, and whether it was called a match."""

    score: np.ndarray
    right: np.ndarray
    traveller: np.ndarray
    person: np.ndarray
    match: np.ndarray
    crossings: int  # true ones
    people: int  # who truly travelled

    @staticmethod
    def of(folder):
        """Match one set and hold it against its truth."""
        truth, found = Truth(folder), match(*tables(folder))
        run, table = found.found, found.table
        pair = run.rows.pair[run.kept]
        told = list(zip(table["crossing_id"].to_pylist(), table["person_id"].to_pylist(), strict=True))
        verdict = table["verdict"].to_numpy(zero_copy_only=False)
        score = np.where(verdict == "undecidable", -1, run.scored.probability[pair])
        right = np.array([one in truth.noise for one in told], bool)
        return Told(
            score, right, run.pairs.head[pair], run.pairs.person[pair], verdict == "match", len(truth),
            len(truth.people),
        )  # fmt: skip

    def named(self):
        """How many people a match names, and how many rightly."""
        return len(np.unique(self.person[self.match])), len(np.unique(self.person[self.match & self.right]))

    def best(self):
        """The greatest recall of any threshold at the precision asked for."""
        order = np.argsort(-self.score, kind="stable")
        right, said = np.cumsum(self.right[order]), np.arange(1, len(order) + 1)
        last = np.append(self.score[order][1:] != self.score[order][:-1], True)
        kept = last & (right / said >= ASKED) & (self.score[order] >= 0)
        return right[kept].max(initial=0) / self.crossings


def interval(right, said, worth):
    """The share and its 95 % interval (Wilson), as if `worth` independent ones had been seen."""
    share, z = right / max(said, 1), 1.96
    middle = (share + z * z / (2 * worth)) / (1 + z * z / worth)
    wide = z * np.sqrt(share * (1 - share) / worth + z * z / (4 * worth * worth)) / (1 + z * z / worth)
    return f"{share:.4f} ({middle - wide:.4f} to {min(middle + wide, 1):.4f})"


def together(sets):
    """What was delivered over all sets, and the scores beside the truth."""
    sizes = np.concatenate([np.unique(of.traveller[of.match], return_counts=True)[1] for of in sets])
    said, right = (sum(int(np.count_nonzero(what)) for what in of) for of in (
        [one.match for one in sets], [one.match & one.right for one in sets]))  # fmt: skip
    named, rightly = (sum(counts) for counts in zip(*(of.named() for of in sets), strict=True))
    true, people = sum(of.crossings for of in sets), sum(of.people for of in sets)
    worth = said**2 / (sizes**2).sum()  # travellers, as if all crossed equally often
    print(f"\nall {len(sets)} sets: {said:,} crossings called a match, right {interval(right, said, worth)},")
    print(f"recall {right / true:.3f}; {named:,} people named, rightly {interval(rightly, named, named)},")
    print(f"of those who travelled {rightly / people:.3f}")
    print(f"greatest recall by hindsight at {ASKED}: {sum(of.best() * of.crossings for of in sets) / true:.3f}\n")
    print("| score | travellers | right, by the scores | right |", "| --- | --- | --- | --- |", sep="\n")
    for low, high in pairwise(EDGES):
        seen, expected, were = 0, 0.0, 0
        for of in sets:
            inside = np.flatnonzero((of.score >= low) & (of.score < high))
            _, first = np.unique(of.traveller[inside], return_index=True)
            seen, expected = seen + len(first), expected + of.score[inside[first]].sum()
            were += int(np.count_nonzero(of.right[inside[first]]))
        print(f"| {low} to {min(high, 1)} | {seen:,} | {expected:,.1f} | {were:,} |")


def main():
    """Print a line for each set, and all together."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    sets = []
    for folder in ask.parse_args().folders:
        of = Told.of(folder)
        sets.append(of)
        said, right, (named, rightly) = of.match.sum(), (of.match & of.right).sum(), of.named()
        print(f"{folder.name}: {said:,} crossings called a match, right {right / max(said, 1):.4f},", end=" ")
        print(f"recall {right / of.crossings:.3f} (by hindsight {of.best():.3f});", end=" ")
        print(f"{named} people, rightly {rightly / max(named, 1):.4f}", flush=True)
    together(sets)


if __name__ == "__main__":
    main()
