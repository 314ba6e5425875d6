"""The traffic sifted by other processes gives what it gives here: a block goes nowhere but to whoever works on it."""

import pickle

import pyarrow.parquet as pq
import pytest

from exeat.engines.files import Blocks, UnreadableTable, write
from exeat.linkage import USED, match
from tests.linkage.nation import Nation


class Box:
    """What a process was sent."""

    def __init__(self, thing):
        self.value = pickle.loads(pickle.dumps(thing))


class Packed:
    """Hands to which everything goes packed, and from which everything comes packed, as between processes."""

    def share(self, thing):
        return Box(thing)

    def each(self, work, items):
        return (pickle.loads(pickle.dumps(work(pickle.loads(pickle.dumps(item))))) for item in items)


def rounded(matches):
    return [{**row, "score": row["score"] and round(row["score"], 6)} for row in matches.table.to_pylist()]


@pytest.mark.parametrize(("seed", "rows"), [(1, 500), (2, 2000), (3, 100_000)])
def test_other_processes_give_the_same_pairs_verdicts_and_scores(tmp_path, seed, rows):
    people, papers, crossings = Nation(seed).tables()
    pq.write_table(crossings, tmp_path / "crossings.parquet", row_group_size=500)
    blocks = Blocks(tmp_path / "crossings.parquet", USED["crossings"], rows=rows)

    here, there = match(people, papers, blocks), match(people, papers, blocks, spread=Packed())

    assert here.count("match") > 50
    assert rounded(there) == rounded(here)
    assert (there.crossings, there.threshold) == (here.crossings, pytest.approx(here.threshold))


def test_what_spoke_for_a_pair_is_told_as_it_is_here(tmp_path):
    people, papers, crossings = Nation(4).tables()
    pq.write_table(crossings, tmp_path / "crossings.parquet", row_group_size=500)
    blocks = Blocks(tmp_path / "crossings.parquet", USED["crossings"], rows=1000)

    here, there = match(people, papers, blocks), match(people, papers, blocks, spread=Packed())

    for pair in here.table.to_pylist()[:50]:
        wanted = pair["crossing_id"], pair["person_id"]
        assert [(e.feature, e.why_code, round(e.weight, 6)) for e in there.evidence(*wanted)] == [
            (e.feature, e.why_code, round(e.weight, 6)) for e in here.evidence(*wanted)
        ]


def test_a_file_that_cannot_be_read_in_parts_is_named(tmp_path):
    people, papers, crossings = Nation(4, people=20, travellers=5, strangers=50).tables()
    write(crossings, tmp_path / "crossings.csv")

    with pytest.raises(UnreadableTable, match=r"only a \.parquet file can be read in parts"):
        match(people, papers, Blocks(tmp_path / "crossings.csv"), spread=Packed())
