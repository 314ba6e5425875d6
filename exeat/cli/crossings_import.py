"""`exeat crossings import`: receive a file of border records into the installation, as an officer does on the page."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from exeat.values.rights import Right

WRONG = 2  # exit status when the file was not taken
STEPS = {
    "read": "Reading rows", "ready": "Making the register ready", "match": "Matching",
    "weigh": "Weighing what speaks for and against",
}  # fmt: skip


def import_file(
    file: Annotated[
        Path,
        typer.Argument(help="The border records: .csv, .parquet, .jsonl, .mrz or .edi.", exists=True, dir_okay=False),
    ],
    account: Annotated[str, typer.Option(help="Name of the account of the officer who receives it.")],
    source: Annotated[str, typer.Option(help="Where the records come from, where the file does not say it.")] = "",
) -> None:
    """Receive a file of border records: everybody is counted, only possible matches are kept.

    Rows with a fault are left out and listed with their field and the reason. Exit status 2 when nothing was taken.
    """
    from exeat.cli.server import acting

    officer = acting(account, Right.RECEIVE_CROSSINGS, does="receives border records")
    from django.utils import timezone

    from exeat.crossings import actions, queries
    from exeat.crossings.policy import FileRefused
    from exeat.values.moves import MoveRefused

    at = timezone.now()
    try:
        with file.open("rb") as records:
            done = actions.receive(records, file.name, source=source, by=officer, at=at, progress=_saying())
    except FileRefused as refused:
        for fault in refused.faults:
            typer.echo(_named(file, fault.row, fault.column, fault.message), err=True)
        raise typer.Exit(WRONG) from None
    except MoveRefused as refused:
        typer.echo(str(refused), err=True)
        raise typer.Exit(WRONG) from None
    for one in done.faults:
        typer.echo(_named(file, one["row"], one["column"], one["message"]), err=True)
    if done.refused:
        typer.echo(f"Rows left out: {done.refused:,}. Send them mended, in a file of their own.", err=True)
    if twice := ", ".join(reference for reference, _cells in queries.overlaps(done)):
        typer.echo(
            f"Perhaps counted twice: {twice} counted the same days and points. "
            f"If {done.reference} holds all of it, say so on the page of {done.reference}.",
            err=True,
        )
    typer.echo(f"{done.reference}: {done.rows:,} records counted, {done.proposed:,} possible matches wait for people.")


def _named(file: Path, row: int, column: str, message: str) -> str:
    """A fault with its file, row, field and reason."""
    where = ", ".join(filter(None, (f"row {row}" if row else "", column)))
    return f"{file.name}: {where}: {message}" if where else f"{file.name}: {message}"


def _saying() -> Callable[[str, int, int], None]:
    """Tell on standard error how far the work is, how fast it goes and how long it will take."""
    from exeat.crossings.pace import Steps

    told, last = Steps(time.monotonic), ""

    def say(stage: str, done: int, total: int) -> None:
        nonlocal last
        line = told.line(STEPS.get(stage, stage), done, total)
        if stage != "done" and line != last:
            typer.echo(line, err=True)
        last = line

    return say
