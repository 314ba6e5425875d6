"""What Spark computes, on one machine or many: the text that DuckDB is asked, word for word."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pyarrow as pa
import pyarrow.parquet

from exeat.engines import sql
from exeat.engines.plain import Ladder

if TYPE_CHECKING:
    from pyspark import Broadcast
    from pyspark.sql import DataFrame, SparkSession

Item = TypeVar("Item")
Result = TypeVar("Result")
FOLDER = "exeat-spark-"  # how the names of its folders begin; the number of the process follows
FEW = 200  # rows of a small table that are told in the question rather than read from a file
ROUNDS = 4  # items for each processor whose results are fetched together
Small = Mapping[str, tuple[tuple[str, ...], Sequence[tuple[int | None, ...]]]]


@contextmanager
def own_folder() -> Iterator[str]:
    """A folder for what Spark writes down while it works, which goes afterwards; what stopped runs left goes first."""
    for left in Path(tempfile.gettempdir()).glob(f"{FOLDER}*"):
        if not _runs(left.name.removeprefix(FOLDER)):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.gettempdir()) / f"{FOLDER}{os.getpid()}"  # one for the process: Java keeps to the first
    folder.mkdir(mode=0o700)
    try:
        yield str(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _runs(process: str) -> bool:
    """Whether a process of this number runs, or one of which that cannot be said."""
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except (ValueError, PermissionError):
        return True
    return True


@contextmanager
def session(*, cores: int = 2, memory: str = "2g", master: str = "") -> Iterator[SparkSession]:
    """Spark on this machine, which listens to nobody else and says nothing; or that of another master."""
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)

    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")  # no name of this machine is looked up
    os.environ.setdefault("SPARK_LOCAL_HOSTNAME", "localhost")
    with own_folder() as folder, _begun(SparkSession.builder, cores, memory, master, folder) as spark:
        yield spark


@contextmanager
def _begun(builder: Any, cores: int, memory: str, master: str, folder: str) -> Iterator[SparkSession]:
    builder = builder.master(master or f"local[{cores}]").appName("exeat")
    alone = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"} if not master else {}
    for key, value in {
        **alone,
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.local.dir": folder,
        "spark.driver.memory": memory,
        # Short questions to few cores: a collector of garbage that works at times costs less than one that always does.
        "spark.driver.extraJavaOptions": "-XX:+UseParallelGC",
        # One machine: as many parts as cores, no plans made anew on the way, the holdings sent whole to every part.
        "spark.sql.shuffle.partitions": str(cores),
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.autoBroadcastJoinThreshold": str(64 * 2**20),
        "spark.sql.session.timeZone": "UTC",
    }.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    try:
        yield spark
    finally:
        spark.stop()


class Spread:
    """The hands of Spark, which work on parts of something with what was sent to them once."""

    def __init__(self, spark: SparkSession) -> None:
        self._context = spark.sparkContext

    def share(self, thing: object) -> Broadcast[Any]:
        """Send something to all of them."""
        return self._context.broadcast(thing)

    def each(self, work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """The work on each item, in the order of the items; a few rounds, so that not all results wait here at once."""
        at_once = ROUNDS * self._context.defaultParallelism
        for start in range(0, len(items), at_once):
            some = items[start : start + at_once]
            yield from self._context.parallelize(some, len(some)).map(work).collect()


def decide(spark: SparkSession, ladders: Sequence[Ladder], rows: Mapping[Any, Mapping[str, Any]]) -> dict[Any, int]:
    """The code that decides for each row of facts, by its key."""
    columns, text = sql.table_of(ladders, rows)
    facts = pa.table({name: pa.array(values, pa.int64()) for name, values in columns.items()})
    with _asked(spark, text, {}, {"facts": facts}) as found:
        return sql.keyed(rows, [(row["key"], row["code"]) for row in found.collect()])


def answers(spark: SparkSession, text: str, small: Small, large: Mapping[str, pa.Table | str]) -> dict[int, int]:
    """The code of each stay that a question says something of."""
    with _asked(spark, text, small, large) as found:
        return {row["stay"]: row["code"] for row in found.collect()}


def counts(spark: SparkSession, text: str, small: Small, large: Mapping[str, pa.Table | str]) -> dict[int, int]:
    """How many stays have each code."""
    with _asked(spark, text, small, large) as found:
        return {row["code"]: row["count"] for row in found.groupBy("code").count().collect()}


@contextmanager
def _asked(spark: SparkSession, text: str, small: Small, large: Mapping[str, pa.Table | str]) -> Iterator[DataFrame]:
    """The answer to a text, while the tables that it names lie in a folder that goes afterwards."""
    with tempfile.TemporaryDirectory(prefix="exeat-") as folder:
        few = {name: each for name, each in small.items() if 0 < len(each[1]) <= FEW}
        for name, each in few.items():
            spark.sql(f"CREATE OR REPLACE TEMP VIEW {name} AS {_said(*each)}")
        tables = {name: _table(*each) for name, each in small.items() if name not in few}
        for name, table in {**tables, **large}.items():
            path = table if isinstance(table, str) else str(Path(folder) / f"{name}.parquet")
            if not isinstance(table, str):
                pa.parquet.write_table(table, path)
            spark.read.parquet(path).createOrReplaceTempView(name)
        yield spark.sql(text)


def _said(columns: Sequence[str], rows: Sequence[tuple[int | None, ...]]) -> str:
    """Few rows as text, which need not be read from a file."""
    cast = ", ".join(f"CAST({column} AS INT) AS {column}" for column in columns)
    told = ", ".join(f"({', '.join('NULL' if value is None else str(value) for value in row)})" for row in rows)
    return f"SELECT {cast} FROM VALUES {told} AS t({', '.join(columns)})"  # noqa: S608 -- names and numbers made by plans


def _table(columns: Sequence[str], rows: Sequence[tuple[int | None, ...]]) -> pa.Table:
    values = [list(each) for each in zip(*rows, strict=True)] if rows else [[] for _ in columns]
    return pa.table([pa.array(each, pa.int32()) for each in values], names=list(columns))
