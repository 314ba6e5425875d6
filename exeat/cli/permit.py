"""`exeat permit`: check one, and write the lists that checking needs."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from types import ModuleType

    from exeat_seal import KeySet, Revoked

app = typer.Typer(no_args_is_help=True)


@app.callback()
def permit() -> None:
    """Signed permissions: check one, write the lists that checking needs."""


@app.command()
def verify(
    permit: Annotated[str, typer.Argument(help="The text of the code, or a file: PNG, JPEG, PDF or text; - reads it.")],
    keys: Annotated[str | None, typer.Option(metavar="FILE", help="The list of keys (a JSON Web Key Set).")] = None,
    revoked: Annotated[str | None, typer.Option(metavar="FILE", help="The signed list of revoked permits.")] = None,
    at: Annotated[str | None, typer.Option(metavar="TIME", help="The moment asked about: 2026-12-15T08:00:00Z")] = None,
) -> None:
    """Is this permit valid? The same check as `exeat-seal verify`; without --keys by this installation's own lists.

    Exit 0 valid, 1 not valid (one word says why), 2 the question could not be read, 3 somebody must be asked.
    """
    raise typer.Exit(_seal().answer(permit, keys=keys, revoked=revoked, at=at, lists=_own_lists))


@app.command()
def lists(
    out: Annotated[Path, typer.Option(help="The folder to write keys.json and status.json into.")],
) -> None:
    """Write the signed lists of keys and of revoked permits, for border posts that have no network."""
    queries = _queries()
    now = datetime.now(UTC).replace(microsecond=0)
    try:
        made = {"keys.json": queries.key_list(now), "status.json": queries.status_list(now)}
        out.mkdir(parents=True, exist_ok=True)
        for name, content in made.items():
            beside = out / f".{name}.{os.getpid()}"
            beside.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
            beside.replace(out / name)
    except (RuntimeError, OSError, ValueError, _database().Error) as error:
        typer.echo(f"exeat: {error}", err=True)
        raise typer.Exit(2) from error
    for name in made:
        typer.echo(str(out / name))
    typer.echo(f"The next lists are due at {made['keys.json']['next_due']}.", err=True)


def _own_lists() -> tuple[KeySet, Revoked]:
    """The lists as this installation would hand them out now."""
    try:
        queries = _queries()
    except typer.Exit as stop:
        raise _seal().WrongQuestion("there is no installation here to ask") from stop
    try:
        found: tuple[KeySet, Revoked] = queries.lists(datetime.now(UTC).replace(microsecond=0))
    except (RuntimeError, _database().Error) as error:  # never to be taken for an answer about the permit
        raise _seal().WrongQuestion(str(error)) from error
    return found


def _seal() -> ModuleType:
    """The command of the seal, which a bare installation may lack."""
    try:
        from exeat_seal import command
    except ModuleNotFoundError as missing:
        typer.echo(f"exeat: checking needs {missing.name}, which is not installed: pip install exeat-seal", err=True)
        raise typer.Exit(2) from missing
    return command


def _database() -> Any:
    """Where the errors of the database are named, once Django has started."""
    return import_module("django.db")


def _queries() -> Any:
    """The queries of permits, with Django started."""
    try:
        import_module("exeat.config").start()
        return import_module("exeat.permits.queries")
    except Exception as error:  # whatever keeps Django from starting says itself what is wrong
        typer.echo(f"exeat: {error}\nWithout an installation, name the lists: --keys FILE --revoked FILE", err=True)
        raise typer.Exit(2) from error
