"""Spark finds what this machine finds alone, with the same verdicts and scores; slow, since Java has to start."""

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from exeat.cli.crossings import app
from exeat.engines.files import Blocks
from exeat.linkage import USED, match
from tests.linkage.nation import Nation
from tests.linkage.test_elsewhere import rounded

pytest.importorskip("pyspark", reason="pyspark is an extra")
pytestmark = pytest.mark.slow


@pytest.fixture
def spread():
    from exeat.engines import on_spark

    with on_spark.session(cores=2) as spark:
        yield on_spark.Spread(spark)


@pytest.mark.parametrize(("seed", "rows"), [(11, 1000), (12, 5000)])
def test_spark_gives_the_pairs_verdicts_and_scores_that_duckdb_gives(spread, tmp_path, seed, rows):
    people, papers, crossings = Nation(seed, people=3000, travellers=400, strangers=60_000).tables()
    pq.write_table(crossings, tmp_path / "crossings.parquet", row_group_size=1000)
    blocks = Blocks(tmp_path / "crossings.parquet", USED["crossings"], rows=rows)

    here, there = match(people, papers, blocks), match(people, papers, blocks, spread=spread)

    assert here.count("match") > 300
    assert rounded(there) == rounded(here)


def test_the_command_writes_the_same_pairs_with_spark(tmp_path):
    people, papers, crossings = Nation(13).tables()
    for name, table in {"register": people, "register_documents": papers, "crossings": crossings}.items():
        pq.write_table(table, tmp_path / f"{name}.parquet", row_group_size=500)

    for engine in ("duckdb", "spark"):
        typed = ["match", "--register", str(tmp_path), "--crossings", str(tmp_path / "crossings.parquet")]
        done = CliRunner().invoke(app, [*typed, "--out", str(tmp_path / f"{engine}.csv"), "--engine", engine])
        assert done.exit_code == 0, done.output

    assert (tmp_path / "spark.csv").read_text() == (tmp_path / "duckdb.csv").read_text()
