"""The traffic in blocks, from files, and batch after batch against one register made ready."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from exeat.engines.files import Blocks, UnreadableTable, write
from exeat.linkage import Register, WrongIds, match
from tests.linkage import tables

PAPER = (1, "24680135")
ROWS = [{}, {"document_number": "97531642", "surname": "ZHUKAUSKENE"}, {"document_number": None}]


class InPieces:
    """A table a few rows at a time."""

    def __init__(self, table, rows):
        self.table, self.rows = table, rows

    def __len__(self):
        return len(self.table)

    def __iter__(self):
        return (self.table.slice(at, self.rows) for at in range(0, len(self.table), self.rows))


@pytest.mark.parametrize("rows", [1, 7, 30])
def test_blocks_of_any_size_give_the_same_pairs(rows):
    crossings = tables.crossings(*ROWS)

    whole = match(tables.register(), tables.papers(PAPER), crossings)
    pieces = match(tables.register(), tables.papers(PAPER), InPieces(crossings, rows))

    assert pieces.table.select(["crossing_id", "person_id", "verdict"]) == whole.table.select(
        ["crossing_id", "person_id", "verdict"]
    )
    assert pieces.crossings == whole.crossings == 43


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_a_file_in_blocks_gives_what_the_table_gives(tmp_path, ending):
    crossings = tables.crossings(*ROWS)
    write(crossings, tmp_path / f"crossings.{ending}")

    read = Blocks(tmp_path / f"crossings.{ending}", rows=20)
    found = match(tables.register(), tables.papers(PAPER), read)

    told = found.table["verdict"].to_pylist()
    assert len(read) == 43
    assert told == match(tables.register(), tables.papers(PAPER), crossings).table["verdict"].to_pylist()


def test_a_parquet_file_is_read_by_groups_of_rows(tmp_path):
    pq.write_table(tables.crossings(strangers=100), tmp_path / "crossings.parquet", row_group_size=10)

    sizes = [len(block) for block in Blocks(tmp_path / "crossings.parquet", ("crossing_id",), rows=30)]

    assert sizes == [30, 30, 30, 10]


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_a_file_without_rows_gives_no_pairs(tmp_path, ending):
    write(tables.crossings(strangers=0), tmp_path / f"crossings.{ending}")

    found = match(tables.register(), tables.papers(PAPER), Blocks(tmp_path / f"crossings.{ending}"))

    assert (found.crossings, found.table.num_rows) == (0, 0)


def test_a_file_that_is_not_there_is_named_before_anything_is_read(tmp_path):
    with pytest.raises(UnreadableTable, match="there is no such file"):
        Blocks(tmp_path / "crossings.csv")


def test_one_register_serves_batch_after_batch_and_remembers_nobody():
    register = Register(tables.register(), tables.papers(PAPER))
    before = len(register.people.texts)

    first = register.match(tables.crossings(*ROWS))
    second = register.match(tables.crossings(*ROWS))

    assert first.table == second.table
    assert len(register.people.texts) == before


def test_repeated_numbers_are_found_across_blocks():
    crossings = pa.concat_tables([tables.crossings({}), tables.crossings({})])

    with pytest.raises(WrongIds, match="41 rows repeat a crossing_id"):
        match(tables.register(), tables.papers(PAPER), InPieces(crossings, 41))


def test_a_few_rows_cut_out_of_a_large_packed_table_give_the_same():
    crossings = tables.crossings(*ROWS, strangers=200)
    packed = pa.table(
        {
            name: column if name == "crossing_id" else column.dictionary_encode()
            for name, column in zip(crossings.column_names, crossings.columns, strict=True)
        }
    )
    register = Register(tables.register(), tables.papers(PAPER))

    assert register.match(packed.slice(0, 50)).table == register.match(crossings.slice(0, 50)).table


def test_of_strangers_nothing_is_kept_once_the_pairs_are_told():
    stranger = {"surname": "UNSEENOVICIUS", "given_names": "NIEKAS", "document_number": "U0000001"}
    register = Register(tables.register(), tables.papers(PAPER))

    found = register.match(tables.crossings({}, stranger))

    assert set(found.found.written.values()) == {"Žukauskienė", "ZUKAUSKIENE", "Rasa", "RASA"}
    assert found.found.records.ids.to_pylist() == [1]
    assert "U0000001" not in found.found.records.documents


def test_rows_are_told_as_they_are_done_and_never_backwards():
    told = []

    match(
        tables.register(), tables.papers(PAPER), InPieces(tables.crossings(*ROWS), 7),
        progress=lambda *said: told.append(said),
    )  # fmt: skip

    counted = [done for _step, done, total in told if total]
    assert counted == sorted(counted)
    assert (counted[0], counted[-1]) == (0, 43)
    assert [step for step, _done, total in told if not total][-1] == "Giving verdicts"
