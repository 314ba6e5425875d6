"""`exeat crossings`: border records. `match` goes from files to files, without database and without Django."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from exeat.cli.crossings_import import import_file
from exeat.cli.crossings_senders import admit, dismiss, senders
from exeat.cli.crossings_work import work

app = typer.Typer(no_args_is_help=True)
app.command("import")(import_file)
app.command("work")(work)
app.command("admit")(admit)
app.command("dismiss")(dismiss)
app.command("senders")(senders)

WRONG = 2  # exit status when what was given cannot be used


class Engine(StrEnum):
    """Where crossings are sifted."""

    DUCKDB = "duckdb"
    SPARK = "spark"


@app.callback()
def crossings() -> None:
    """Border records: match them with the register, import them."""


@app.command("match")
def match_files(
    register: Annotated[Path, typer.Option(help="Folder with register.parquet and register_documents.parquet.")],
    crossings: Annotated[Path, typer.Option(help="The crossings, .parquet or .csv.")],
    out: Annotated[Path, typer.Option(help="Where the pairs go, .parquet or .csv; replaced if it is there.")],
    precision: Annotated[
        float, typer.Option(help="Share of the matches that must be right, as far as foreseen.")
    ] = 0.99,
    engine: Annotated[
        Engine, typer.Option(help="Where the crossings are sifted: here, or by Spark in parts of a .parquet file.")
    ] = Engine.DUCKDB,
    master: Annotated[
        str, typer.Option(help="The master of a Spark that runs already, such as spark://host:7077. None: Spark here.")
    ] = "",
) -> None:
    """Propose which registered people made which crossings.

    OUT has crossing_id, person_id, score (a probability; empty when undecidable) and verdict: match, candidate or
    undecidable. A match is a proposal; a person answers it. Crossings of anyone else leave no trace. Both engines
    write the same pairs.
    """
    if not 0.5 <= precision < 1:
        refuse("--precision must be at least 0.5 and below 1, such as 0.99.")
    try:
        from exeat.engines import files as on_disk
        from exeat.engines.unreadable import UnreadableTable
        from exeat.linkage import USED, MissingColumn, WrongIds, match
    except ModuleNotFoundError as missing:
        refuse(f"Matching needs {missing.name}, which is not installed: pip install 'exeat[matching]'.")
    if engine is Engine.SPARK and find_spec("pyspark") is None:
        refuse("Spark is not installed: pip install 'exeat[spark]'. It needs Java 17.")
    files = {
        "register": _either(register, "register"), "documents": _either(register, "register_documents"),
        "crossings": crossings,
    }  # fmt: skip
    try:
        if out.suffix.lower() not in on_disk.ENDINGS:
            refuse(f"{out}: the name must end in .parquet or .csv.")
        if not out.parent.is_dir():
            refuse(f"{out}: there is no folder {out.parent}. Make it, or name another place with --out.")
        with steps() as say, _hands(engine, master) as spread:
            say("Reading files", 0, 0)
            passages = on_disk.Blocks(files["crossings"], USED["crossings"])
            people, documents = (on_disk.read(files[name], USED[name]) for name in ("register", "documents"))
            found = match(people, documents, passages, precision=precision, progress=say, spread=spread)
            say("Writing", 0, 0)
            on_disk.write(found.table, out)
    except UnreadableTable as error:
        refuse(str(error))
    except MissingColumn as error:
        refuse(f"{files[error.table]}: there is no column {error.column}. Rename the column that holds it, or add it.")
    except WrongIds as error:
        refuse(f"{files[error.table]}: {error} Give every row a number of its own.")
    counts = ", ".join(f"{found.count(verdict):,} {verdict}" for verdict in ("match", "candidate", "undecidable"))
    typer.echo(f"{found.crossings:,} crossings beside {found.people:,} people: {counts}. Written to {out}.", err=True)


@contextmanager
def _hands(engine: Engine, master: str) -> Iterator[Any]:
    """The hands of Spark, where it was asked for."""
    if engine is Engine.DUCKDB:
        yield None
        return
    from exeat.engines import on_spark

    with on_spark.session(cores=os.cpu_count() or 1, master=master) as spark:
        yield on_spark.Spread(spark)


def refuse(message: str) -> NoReturn:
    """Say on standard error what is wrong and what to do, and stop."""
    typer.echo(f"exeat: {message}", err=True)
    raise typer.Exit(WRONG)


def _either(folder: Path, name: str) -> Path:
    """The Parquet file of this name in the folder, or the CSV file when only that is there."""
    if not folder.is_dir():
        refuse(f"{folder}: there is no such folder. It must hold register.parquet and register_documents.parquet.")
    parquet, csv = folder / f"{name}.parquet", folder / f"{name}.csv"
    return csv if csv.is_file() and not parquet.is_file() else parquet


@contextmanager
def steps() -> Iterator[Callable[[str, int, int], None]]:
    """What is being done now, on standard error: at a terminal a line that changes, nothing in a pipe.

    Of a step that counts its rows it tells the share, the pace and the time left.
    """
    if not sys.stderr.isatty():
        yield lambda step, done, total: None
        return
    from rich.console import Console

    from exeat.crossings.pace import Steps

    told = Steps(time.monotonic)
    with Console(stderr=True).status("Starting") as status:
        yield lambda step, done, total: status.update(told.line(step, done, total))
