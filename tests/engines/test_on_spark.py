"""Spark reads the text that DuckDB reads and gives the same codes; slow, since Java has to start."""

from __future__ import annotations

import pytest

from exeat.engines import plain
from exeat.regimes import bulk, rulebook
from exeat.regimes.ladders import regime
from tests.engines.test_agreement import drawn_ladders
from tests.regimes.test_bulk import FACTS, PLACES, Nation

pytest.importorskip("pyspark", reason="pyspark is an extra")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def spark():
    from exeat.engines import on_spark

    with on_spark.session(cores=2) as made:
        yield made


@pytest.mark.parametrize("seed", range(200, 205))
def test_spark_gives_the_code_of_the_reference(spark, seed):
    from exeat.engines import on_spark

    ladders, rows = drawn_ladders(seed)

    expected = {key: plain.decide(ladders, row) for key, row in rows.items()}

    assert on_spark.decide(spark, ladders, rows) == expected


def test_spark_decides_many_stays_as_they_are_decided_one_by_one(spark):
    from exeat.engines import on_spark

    nation = Nation(11, 80)
    regimes = [regime(rulebook(name)) for name in ("lt-service-travel", "lt-secrets-travel", "lt-advice")]
    plan = bulk.plan(regimes, PLACES, FACTS, whole=True)

    expected = nation.one_by_one(regimes)

    assert on_spark.answers(spark, plan.text, plan.tables, nation.tables(plan.codes)) == expected
