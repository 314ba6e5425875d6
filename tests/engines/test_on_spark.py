"""Spark reads the text that DuckDB reads and gives the same codes; slow, since Java has to start."""

from __future__ import annotations

import pytest

from exeat.engines import plain
from exeat.regimes import bulk, rulebook
from exeat.regimes.ladders import regime
from tests.engines.test_agreement import drawn_ladders
from tests.engines.test_agreement_in_bulk import two
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


@pytest.mark.parametrize("seed", [0, 3, 4])  # in the first days or journeys are counted
def test_spark_decides_every_shape_as_it_is_decided_one_by_one(spark, seed):
    from exeat.engines import on_spark

    nation = Nation(seed + 500, 60)
    regimes = two(seed, counts=seed % 5 == 0)
    plan = bulk.plan(regimes, PLACES, FACTS, whole=True)

    expected = nation.one_by_one(regimes)

    assert on_spark.answers(spark, plan.text, plan.tables, nation.tables(plan.codes)) == expected


def test_spark_decides_many_stays_as_they_are_decided_one_by_one(spark):
    from exeat.engines import on_spark

    nation = Nation(11, 80)
    regimes = [regime(rulebook(name)) for name in ("lt-service-travel", "lt-secrets-travel", "lt-advice")]
    plan = bulk.plan(regimes, PLACES, FACTS, whole=True)

    expected = nation.one_by_one(regimes)

    assert on_spark.answers(spark, plan.text, plan.tables, nation.tables(plan.codes)) == expected
