"""`exeat register import`: hand in people, posts and institutions as a keeper does on the page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exeat.values.rights import Right

app = typer.Typer(no_args_is_help=True)

WRONG = 2  # exit status when the file was not taken


@app.callback()
def register() -> None:
    """The register of people, posts, clearances and institutions."""


@app.command("import")
def import_file(
    file: Annotated[
        Path, typer.Argument(help="The file, as docs/import.md describes it.", exists=True, dir_okay=False)
    ],
    account: Annotated[str, typer.Option(help="Name of the account of the keeper who hands it in.")],
    preview: Annotated[bool, typer.Option("--preview", help="Only say what it would change.")] = False,
) -> None:
    """Bring a whole file into the register, or nothing of it; the same file again changes nothing.

    What is wrong is listed by line and column. Exit status 2 when it was not taken.
    """
    from exeat.cli.server import acting

    keeper = acting(account, Right.IMPORT_REGISTER, does="keeps the register")
    from django.utils import timezone

    from exeat.register import actions
    from exeat.values.moves import MoveRefused

    at = timezone.now()
    data = file.read_bytes()
    try:
        made = actions.preview(data, by=keeper, at=at)
        if made.faults:
            for fault in made.faults:
                near = f" Nearest: {fault.nearest}." if fault.nearest else ""
                typer.echo(f"line {fault.line}, {fault.column}: {fault.message}{near}", err=True)
            raise typer.Exit(WRONG)
        if not preview:
            made = actions.import_rows(data, by=keeper, at=at)
    except MoveRefused as refused:
        typer.echo(str(refused), err=True)
        raise typer.Exit(WRONG) from None
    for record, count in made.counts.items():
        typer.echo(
            f"{record}: {count.added:,} added, {count.changed:,} changed, {count.ended:,} ended, "
            f"{count.unchanged:,} unchanged"
        )
    typer.echo("Nothing was changed: this was a preview." if preview else "Applied.")
