"""`exeat crossings admit`, `dismiss` and `senders`: systems that send events of the border by themselves."""

from __future__ import annotations

from typing import Annotated

import typer

from exeat.values.rights import Right

WRONG = 2


def admit(
    source: Annotated[str, typer.Argument(help="The source, as it stands beside every number that rests on it.")],
    account: Annotated[str, typer.Option(help="Name of the account of the administrator who admits it.")],
    point: Annotated[
        list[str] | None, typer.Option(help="A crossing point that it reports; repeat. None: all.")
    ] = None,
    a_minute: Annotated[int, typer.Option(help="How many batches it may send in a minute.", min=1, max=6000)] = 60,
) -> None:
    """Admit a system and print its token. The token is shown this once; hand it over by a safe way."""
    from exeat.cli.server import acting

    by = acting(account, Right.ADMINISTER, does="administers")
    from django.utils import timezone

    from exeat.crossings import actions

    reference, token = actions.admit(source, points=point or (), a_minute=a_minute, by=by, at=timezone.now())
    typer.echo(f"{reference} is admitted. Its token, shown this once:", err=True)
    typer.echo(token)


def dismiss(
    reference: Annotated[str, typer.Argument(help="The number of the system.")],
    account: Annotated[str, typer.Option(help="Name of the account of the administrator.")],
) -> None:
    """Take a system's token away."""
    from exeat.cli.server import acting

    by = acting(account, Right.ADMINISTER, does="administers")
    from django.utils import timezone

    from exeat.crossings import actions

    if not actions.dismiss(reference, by=by, at=timezone.now()):
        typer.echo(f"{reference}: no such system is admitted.", err=True)
        raise typer.Exit(WRONG)
    typer.echo(f"{reference} is dismissed.", err=True)


def senders() -> None:
    """List the systems that were admitted, with their points, pace and batches; never their tokens."""
    from exeat.cli.server import begin

    begin()
    from exeat.crossings import queries

    for one in queries.senders():
        state = f"dismissed {one.dismissed_at:%Y-%m-%d}" if one.dismissed_at else f"{one.a_minute} batches a minute"
        points = ", ".join(one.points) or "all points"
        typer.echo(f"{one.reference}  {one.source}: {points}; {state}; batches in thirty days: {one.batches}")
