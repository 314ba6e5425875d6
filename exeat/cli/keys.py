"""`exeat keys`: keys for signing permits, and secrets for what is kept at rest. Needs no running installation."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from types import ModuleType

app = typer.Typer(no_args_is_help=True)
Folder = Annotated[
    Path | None,
    typer.Option(help="Where the keys lie; else EXEAT_KEYS, else the folder keys in EXEAT_FOLDER.", show_default=False),
]
SECRET_BYTES = 48


@app.callback()
def keys() -> None:
    """Keys for signing and for what is kept at rest."""


@app.command()
def new(
    key_id: Annotated[str, typer.Option("--id", help="Its name; else the year and part of its fingerprint.")] = "",
    start: Annotated[str, typer.Option("--from", help="The moment from which it signs; else see below.")] = "",
    days: Annotated[int, typer.Option(min=1, max=3660, help="For how many days it signs.")] = 400,
    folder: Folder = None,
) -> None:
    """Make a key that signs permits and lists, and print its public half as a JSON Web Key.

    The first key signs at once. A later one begins 26 hours after it was made, so that every border post has it on its
    list by then; until then, and while its permits run, the earlier one stays on the list too.
    """
    with _said():
        begins = _moment(start) if start else None
        now = datetime.now(UTC)
        place = _place(folder)
        first = begins or (now + _ring().AHEAD if _ring().keys_in(place) else now).replace(microsecond=0)
        key = _ring().new(place, at=now, key_id=key_id, start=begins, end=first + timedelta(days=days))
    typer.echo(json.dumps(key.public.jwk(), indent=1))
    typer.echo(f"Kept in {place}. Back this folder up, and let nobody else read it.", err=True)


@app.command(name="list")
def show(folder: Folder = None) -> None:
    """List the keys with the time in which each signs."""
    with _said():
        found = _ring().keys_in(_place(folder))
    for key in found:
        start, end = (
            f"{at:%Y-%m-%d %H:%M}" if at else "always" for at in (key.public.not_before, key.public.not_after)
        )
        now = "  signs now" if key.public.in_use(datetime.now(UTC)) else ""
        typer.echo(f"{key.key_id}  from {start}  until {end}{now}")


@app.command()
def public(folder: Folder = None) -> None:
    """Print the public keys as a JSON Web Key Set, for `exeat-seal verify --keys`."""
    with _said():
        from exeat_seal import KeySet

        found = KeySet(_ring().listed(_ring().keys_in(_place(folder)), at=datetime.now(UTC)))
    typer.echo(json.dumps(found.jwks(), indent=1))


@app.command()
def retire(key_id: Annotated[str, typer.Argument(help="Its name.")], folder: Folder = None) -> None:
    """Let a key sign no longer; what it has signed stays valid."""
    with _said():
        _ring().retire(_place(folder), key_id, at=datetime.now(UTC))
    typer.echo(f"{key_id} signs no more. Write the lists anew: exeat permit lists --out FOLDER")


@app.command()
def distrust(key_id: Annotated[str, typer.Argument(help="Its name.")], folder: Folder = None) -> None:
    """Take a key off the list because others may have it: every permit that it signed stops being believed."""
    with _said():
        aside = _ring().distrust(_place(folder), key_id)
    typer.echo(f"{key_id} is off the list; it lies in {aside}. Its permits must be issued again.")
    typer.echo("Write the lists anew, and carry them to every post: exeat permit lists --out FOLDER")


@app.command()
def secret() -> None:
    """Print a fresh secret for EXEAT_SECRET_KEY or EXEAT_MASTER_KEY; make one for each."""
    typer.echo(secrets.token_urlsafe(SECRET_BYTES))


def _ring() -> ModuleType:
    """The keyring, which needs the seal; a bare installation may lack it."""
    try:
        from exeat.permits import keyring
    except ModuleNotFoundError as missing:
        raise ValueError(f"Keys need {missing.name}, which is not installed: pip install exeat-seal") from missing
    return keyring


def _place(folder: Path | None) -> Path:
    """The folder of the signing keys; keys must be made before the settings of an installation are whole."""
    if folder:
        return folder
    named = os.environ.get("EXEAT_KEYS")
    return (Path(named) if named else Path(os.environ.get("EXEAT_FOLDER", "var")) / "keys").resolve()


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"--from {text}: give a moment such as 2026-12-15T08:00:00Z") from None
    if moment.tzinfo is None:
        raise ValueError(f"--from {text}: say in which zone, such as {text}Z")
    return moment.astimezone(UTC).replace(microsecond=0)


@contextmanager
def _said() -> Iterator[None]:
    """Tell of what went wrong in one line, and end with 2."""
    try:
        yield
    except (ValueError, RuntimeError, OSError) as error:
        typer.echo(f"exeat: {error}", err=True)
        raise typer.Exit(2) from error
