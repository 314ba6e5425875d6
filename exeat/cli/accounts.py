"""`exeat accounts administrator|password`: whoever has the machine makes the first administrator, or lets one in again.

Everybody else's accounts are made by an administrator on the page of accounts.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from exeat.values.rights import Right, machine

if TYPE_CHECKING:
    from exeat.values.rights import Actor

app = typer.Typer(no_args_is_help=True)

WRONG = 2  # exit status when nothing was changed


@app.callback()
def accounts() -> None:
    """Who signs in."""


@app.command()
def administrator(
    username: Annotated[str, typer.Argument(help="The name for signing in.")],
    name: Annotated[str, typer.Option(help="First name and surname.")],
    language: Annotated[str, typer.Option(help="The language of the pages: lt or en.")] = "lt",
) -> None:
    """Make a national administrator, and show the first password once."""
    from exeat.cli.server import begin

    begin()
    from django.utils import timezone

    from exeat.access import actions
    from exeat.values.moves import MoveRefused

    at, password = timezone.now(), secrets.token_urlsafe(15)
    try:
        made = actions.make_account(username, password=password, name=name, language=language, by=_console(), at=at)
        actions.give_role(made.reference, "administrator", since=timezone.localdate(at), by=_console(), at=at)
    except MoveRefused as refused:
        typer.echo(str(refused), err=True)
        raise typer.Exit(WRONG) from None
    _show(username, password)


@app.command()
def password(username: Annotated[str, typer.Argument(help="The name for signing in.")]) -> None:
    """Make a new first password for an account, and show it once; its passkeys and recovery codes stop."""
    from exeat.cli.server import begin

    begin()
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from exeat.access import actions

    found = get_user_model().objects.filter(username=username, is_active=True).first()
    if found is None:
        typer.echo("There is no such account, or it is closed.", err=True)
        raise typer.Exit(WRONG)
    made = secrets.token_urlsafe(15)
    actions.set_password(found.reference, made, by=_console(), at=timezone.now())
    _show(username, made)


def _console() -> Actor:
    """Whoever has the machine, as the record names them."""
    return replace(machine("console"), rights=frozenset({Right.ADMINISTER}))


def _show(username: str, password: str) -> None:
    typer.echo(f"Name for signing in: {username}\nFirst password: {password}")
    typer.echo("It is shown once and kept nowhere. Change it after signing in, and add a passkey.")
