"""How good a table of pairs is, held against the truth: all figures of docs/benchmarks.md."""

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq


class Truth:
    """The true pairs of a set, with the trouble of each."""

    def __init__(self, folder: Path):
        table = pq.read_table(folder / "truth.parquet")
        pairs = zip(table["crossing_id"].to_pylist(), table["person_id"].to_pylist(), strict=True)
        noise = table["noise"].to_pylist() if "noise" in table.column_names else ["clean"] * len(table)
        self.noise = dict(zip(pairs, noise, strict=True))
        self.people = {person for _, person in self.noise}

    def __len__(self) -> int:
        return len(self.noise)


class Scores:
    """Pairs in the order of their scores, those without a score left out."""

    def __init__(self, pairs, truth: Truth):
        best: dict = {}
        columns = (pairs[name].to_pylist() for name in ("crossing_id", "person_id", "score"))
        for crossing, person, score in zip(*columns, strict=True):
            if score is not None:
                best[crossing, person] = max(score, best.get((crossing, person), score))
        self.truth, self.pairs = truth, list(best)
        scores = np.array(list(best.values()))
        order = np.argsort(-scores, kind="stable")
        self.pairs, self.scores = [self.pairs[at] for at in order], scores[order]
        right = np.cumsum([pair in truth.noise for pair in self.pairs])
        # thresholds fall between different scores
        self.cut = np.flatnonzero(np.append(self.scores[1:] != self.scores[:-1], True))
        self.right, self.said = right[self.cut], self.cut + 1
        self.precision, self.recall = self.right / self.said, self.right / max(len(truth), 1)

    def f1(self) -> float:
        """The best F1 over all thresholds."""
        return float((2 * self.right / (self.said + len(self.truth))).max(initial=0))

    def recall_at(self, precision: float) -> float:
        """The highest recall over thresholds that keep this precision."""
        return float(self.recall[self.precision >= precision].max(initial=0))

    def above(self, precision: float) -> set:
        """The pairs down to the lowest threshold that keeps this precision."""
        kept = np.flatnonzero(self.precision >= precision)
        return set(self.pairs[: self.said[kept[np.argmax(self.recall[kept])]]]) if len(kept) else set()

    def line(self) -> str:
        """The headline figures."""
        found = {person for pair in self.above(0.99) for person in pair[1:] if pair in self.truth.noise}
        return (
            f"F1 {self.f1():.4f}, recall at .99 {self.recall_at(0.99):.4f}, at .999 {self.recall_at(0.999):.4f}, "
            f"people found at .99 {len(found) / max(len(self.truth.people), 1):.4f}"
        )


def by_trouble(scores: dict[str, Scores], truth: Truth) -> list[str]:
    """Recall at precision .99 of each kind of trouble, a column for each linker."""
    found = {name: of.above(0.99) for name, of in scores.items()}
    kinds: dict[str, list] = {}
    for pair, noise in truth.noise.items():
        for kind in noise.split(";"):
            kinds.setdefault(kind, []).append(pair)
    lines = [f"| trouble | pairs | {' | '.join(scores)} |", "| --- " * (len(scores) + 2) + "|"]
    for kind, pairs in sorted(kinds.items(), key=lambda item: -len(item[1])):
        shares = " | ".join(f"{sum(pair in of for pair in pairs) / len(pairs):.3f}" for of in found.values())
        lines.append(f"| {kind} | {len(pairs):,} | {shares} |")
    return lines


def promise(pairs, truth: Truth) -> list[str]:
    """What was called a match and how much of that is right, for crossings and people; and what is left to review."""
    said: dict[str, list] = {"match": [], "candidate": [], "undecidable": []}
    for row in pairs.to_pylist():
        said[row["verdict"]].append((row["crossing_id"], row["person_id"]))
    lines = []
    for name, of in said.items():
        right = sum(pair in truth.noise for pair in of)
        lines.append(f"  {name:12} {len(of):7,}  right {right:6,}  {right / max(len(of), 1):.4f}")
    named = {person for _, person in said["match"]}
    found = {pair[1] for pair in said["match"] if pair in truth.noise}
    lines.append(
        f"  people named by a match {len(named):,}, rightly {len(found):,}: {len(found) / max(len(named), 1):.4f}; "
        f"of {len(truth.people):,} who travelled"
    )
    left = len(said["candidate"]) + len(said["undecidable"])
    proposed = sum(pair in truth.noise for of in said.values() for pair in of)
    lines.append(f"  to review: {left / max(len(truth.people), 1):.1f} pairs for each true person")
    lines.append(f"  true pairs among all that is written: {proposed / max(len(truth), 1):.4f}")
    return lines
