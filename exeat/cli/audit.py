"""`exeat audit verify`, `head`, `proof` and `check`: prove that nothing of the record was changed."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from exeat.cli.server import begin

app = typer.Typer(no_args_is_help=True)


@app.command()
def verify() -> None:
    """Read the whole record and name every place that was changed, removed or moved. Exit 0 whole, 1 not."""
    begin()
    from django.conf import settings

    from exeat.audit import queries
    from exeat.batch import heads

    folder = Path(settings.EXEAT_FOLDER)
    report, against = queries.verify(), heads.faults(folder)
    for said in [*(fault.why for fault in report.faults), *against]:
        typer.echo(said)
    kept = len(heads.kept_in(folder))
    if report.faults or against:
        typer.echo(f"exeat: the record is NOT whole: {len(report.faults) + len(against)} faults")
        raise typer.Exit(1)
    typer.echo(
        f"exeat: the record is whole: {report.entries} entries, {report.erased} of them erased with a person, "
        f"{kept} kept heads agree"
    )


@app.command()
def head() -> None:
    """Print the head of the record as JSON: keep it elsewhere, and nothing before it can be changed unnoticed."""
    begin()
    from exeat.audit import queries

    typer.echo(json.dumps(asdict(queries.tree_head())))


@app.command()
def proof(entry: Annotated[int, typer.Argument(help="The number of the entry.")]) -> None:
    """Print what shows that an entry is in the record, as JSON."""
    begin()
    from exeat.audit import queries

    try:
        typer.echo(json.dumps(asdict(queries.inclusion_proof(entry)), ensure_ascii=False, indent=2))
    except queries.NoEntry:
        typer.echo(f"exeat: there is no entry {entry}", err=True)
        raise typer.Exit(2) from None


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="A proof, as it was downloaded.", exists=True, dir_okay=False)],
    head: Annotated[str, typer.Option(help="The head that was kept elsewhere; without one, that of the proof.")] = "",
) -> None:
    """Check a proof without the installation and without its database. Exit 0 proven, 1 not, 2 unreadable."""
    from exeat.audit import policy

    try:
        given: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        root = bytes.fromhex(head or given["root"])
        steps = [bytes.fromhex(step) for step in given["path"]]
        leaf = policy.leaf(given["entry"].encode())
        proven = policy.leads_to(root, leaf, int(given["index"]), int(given["size"]), steps)
    except (ValueError, KeyError, TypeError, AttributeError):
        typer.echo("exeat: this file is not a proof", err=True)
        raise typer.Exit(2) from None
    typer.echo("proven: the entry is in the record with this head" if proven else "not proven")
    if not proven:
        raise typer.Exit(1)
