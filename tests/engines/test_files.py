"""Tables out of files: packed where texts repeat, plain where they hardly do."""

import pyarrow as pa
import pyarrow.parquet as pq

from exeat.engines import files


def test_texts_that_repeat_come_packed_and_others_plain(tmp_path):
    table = pa.table(
        {"surname": ["KAZLAUSKAS", "PETRAUSKAS"] * 500, "document_number": [f"{n:08}" for n in range(1000)]}
    )
    pq.write_table(table, tmp_path / "crossings.parquet", row_group_size=400)

    blocks = files.Blocks(tmp_path / "crossings.parquet", rows=400)
    read = files.read(tmp_path / "crossings.parquet")

    kinds = {name: pa.types.is_dictionary(read.schema.field(name).type) for name in read.column_names}
    assert kinds == {"surname": True, "document_number": False}
    assert all(block.schema == read.schema for block in blocks)
    assert [row for block in blocks for row in block.to_pylist()] == table.to_pylist() == read.to_pylist()


def test_a_file_without_rows_has_its_columns(tmp_path):
    pq.write_table(pa.table({"surname": pa.array([], pa.string())}), tmp_path / "crossings.parquet")

    blocks = list(files.Blocks(tmp_path / "crossings.parquet"))

    assert [block.column_names for block in blocks] == [["surname"]]
    assert len(blocks[0]) == 0
