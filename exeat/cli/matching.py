"""`exeat crossings match`, from files to files: without database, without Django, and loaded in no time.

Nothing here needs the library that reads command lines, and what was typed in the plain form is read without it: on a
small file that library takes longer than a third of the matching.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypedDict

Say = Callable[[str, int, int], None]
PRECISION = 0.99
WRONG = 2  # exit status when what was given cannot be used


class CannotMatch(Exception):
    """What was given cannot be used; says why and what to do."""


class Given(TypedDict, total=False):
    """What was typed."""

    register: Path
    crossings: Path
    out: Path
    precision: float


def typed(arguments: Sequence[str]) -> Given | None:
    """The options, where they are nothing but `--name value` with every file named; None for anything else."""
    names, values = arguments[::2], arguments[1::2]
    if len(names) != len(values) or len(set(names)) != len(names) or any(value.startswith("-") for value in values):
        return None
    said = dict(zip(names, values, strict=True))
    try:
        register, crossings, out = (Path(said.pop(f"--{name}")) for name in ("register", "crossings", "out"))
        precision = float(said.pop("--precision", PRECISION))
    except (KeyError, ValueError):
        return None
    return None if said else Given(register=register, crossings=crossings, out=out, precision=precision)


def match_files(
    register: Path, crossings: Path, out: Path, precision: float = PRECISION, *, spark: bool = False, master: str = ""
) -> None:
    """Propose which registered people made which crossings. Raises CannotMatch; nothing is written then."""
    if not 0.5 <= precision < 1:
        raise CannotMatch("--precision must be at least 0.5 and below 1, such as 0.99.")
    try:
        from exeat.engines import files as on_disk
        from exeat.engines.unreadable import UnreadableTable
        from exeat.linkage import USED, MissingColumn, WrongIds, match
    except ModuleNotFoundError as missing:
        raise CannotMatch(
            f"Matching needs {missing.name}, which is not installed: pip install 'exeat[matching]'."
        ) from None
    if spark and find_spec("pyspark") is None:
        raise CannotMatch("Spark is not installed: pip install 'exeat[spark]'. It needs Java 17.")
    files = {
        "register": _either(register, "register"), "documents": _either(register, "register_documents"),
        "crossings": crossings,
    }  # fmt: skip
    if out.suffix.lower() not in on_disk.ENDINGS:
        raise CannotMatch(f"{out}: the name must end in .parquet or .csv.")
    if not out.parent.is_dir():
        raise CannotMatch(f"{out}: there is no folder {out.parent}. Make it, or name another place with --out.")
    try:
        with steps() as say, _hands(spark, master) as spread:
            say("Reading files", 0, 0)
            passages = on_disk.Blocks(files["crossings"], USED["crossings"])
            people, documents = (on_disk.read(files[name], USED[name]) for name in ("register", "documents"))
            found = match(people, documents, passages, precision=precision, progress=say, spread=spread)
            say("Writing", 0, 0)
            on_disk.write(found.table, out)
    except UnreadableTable as error:
        raise CannotMatch(str(error)) from None
    except MissingColumn as error:
        raise CannotMatch(
            f"{files[error.table]}: there is no column {error.column}. Rename the column that holds it, or add it."
        ) from None
    except WrongIds as error:
        raise CannotMatch(f"{files[error.table]}: {error} Give every row a number of its own.") from None
    counts = ", ".join(f"{found.count(verdict):,} {verdict}" for verdict in ("match", "candidate", "undecidable"))
    sys.stderr.write(f"{found.crossings:,} crossings beside {found.people:,} people: {counts}. Written to {out}.\n")


def _either(folder: Path, name: str) -> Path:
    """The Parquet file of this name in the folder, or the CSV file when only that is there."""
    if not folder.is_dir():
        raise CannotMatch(f"{folder}: there is no such folder. It must hold register.parquet and"
                          " register_documents.parquet.")  # fmt: skip
    parquet, csv = folder / f"{name}.parquet", folder / f"{name}.csv"
    return csv if csv.is_file() and not parquet.is_file() else parquet


@contextmanager
def _hands(spark: bool, master: str) -> Iterator[Any]:
    """The hands of Spark, where it was asked for."""
    if not spark:
        yield None
        return
    from exeat.engines import on_spark

    with on_spark.session(cores=os.cpu_count() or 1, master=master) as session:
        yield on_spark.Spread(session)


@contextmanager
def steps() -> Iterator[Say]:
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
