"""What each kind of evidence brings, and what a model with labels reaches on the same features.

    python benchmarks/linkage/contribution.py FOLDER [--train FOLDER]

Kinds of evidence are left out one after the other, in one process on one set. With --train, boosted trees are trained
on the true pairs of that other set, on levels and weights of each pair, and judged on FOLDER (needs scikit-learn).
"""

import argparse
from pathlib import Path

import numpy as np
import pyarrow as pa
from score import Scores, Truth

from exeat.engines import files
from exeat.linkage import USED, journeys, match, travellers

NAMES = {"register": "register", "documents": "register_documents", "crossings": "crossings"}
FEATURES = ("surname", "given", "born", "sex", "nation", "document", "company")


def tables(folder):
    """The three tables of a set."""
    return [files.read(folder / f"{name}.parquet", USED[kind]) for kind, name in NAMES.items()]


def without(folder, truth, left_out):
    """The headline figures with some kinds of evidence left out."""
    kept = travellers.beside, travellers._joined, journeys.recognised
    beside = travellers.beside

    def no_company(people, records, texts, row, person, search=None):
        return kept[0](people, records, texts, row, person, None)

    def apart(records, texts, pairs, rows):
        return np.arange(len(pairs.person))

    register, documents, crossings = tables(folder)
    if "journeys" in left_out:
        journeys.recognised = lambda people, records, pairs, rows, scored: scored
    if "company" in left_out:
        travellers.beside = no_company
    if "joined" in left_out:
        travellers._joined = apart
    try:
        found = match(register, documents, crossings)
    finally:
        travellers.beside, travellers._joined, journeys.recognised = beside, kept[1], kept[2]
    return Scores(found.table, truth)


def features(folder):
    """A row of numbers for each pair that is told, whether it is true, and the pairs."""
    truth, found = Truth(folder), match(*tables(folder))
    run = found.found
    pair = run.rows.pair[run.kept]
    columns = [np.bincount(run.pairs.traveller)[run.pairs.traveller][pair], run.pairs.records[pair]]
    for name in FEATURES:
        columns += [getattr(run.pairs, name)[pair], run.scored.bits[name][pair]]
    columns += [getattr(run.rows, name)[run.kept] for name in ("surname", "given", "born")]
    columns += [run.scored.journey[pair], run.scored.bits.get("journey", np.zeros(len(run.pairs.person)))[pair]]
    columns += [run.scored.against[pair], run.scored.total[pair]]
    told = list(zip(found.table["crossing_id"].to_pylist(), found.table["person_id"].to_pylist(), strict=True))
    return np.stack(columns, axis=1).astype(float), np.array([one in truth.noise for one in told]), found, truth


def with_labels(train, folder):
    """Boosted trees trained on the true pairs of one set, judged on another."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    x, y, _, _ = features(train)
    model = HistGradientBoostingClassifier(max_iter=300, learning_rate=0.05, random_state=1).fit(x, y)
    x, _, found, truth = features(folder)
    chance = model.predict_proba(x)[:, 1]
    place = found.table.column_names.index("score")
    return Scores(found.table.set_column(place, "score", pa.array(chance)), truth)


def main():
    """Print a table of figures."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("folder", type=Path)
    ask.add_argument("--train", type=Path)
    given = ask.parse_args()
    truth = Truth(given.folder)
    print("| evidence | best F1 | at .99 | at .999 |", "| --- | --- | --- | --- |", sep="\n")
    for what, left_out in (
        ("pairs, records of one document weighed as one traveller", ("journeys", "company", "joined")),
        ("and so are misread and missing numbers", ("journeys", "company")),
        ("and family who cross along", ("journeys",)),
        ("and an exit waits for its return", ()),
    ):
        of = without(given.folder, truth, left_out)
        print(f"| {what} | {of.f1():.4f} | {of.recall_at(0.99):.4f} | {of.recall_at(0.999):.4f} |", flush=True)
    if given.train:
        of = with_labels(given.train, given.folder)
        print(f"| boosted trees with labels | {of.f1():.4f} | {of.recall_at(0.99):.4f} | {of.recall_at(0.999):.4f} |")


if __name__ == "__main__":
    main()
