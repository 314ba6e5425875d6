"""`exeat letters list` and `preview`: every kind of letter with its version, and how one reads."""

from __future__ import annotations

from typing import Annotated

import typer

from exeat.cli.server import begin

app = typer.Typer(no_args_is_help=True)


@app.callback()
def letters() -> None:
    """What people are told: list the kinds, read one with made-up facts."""


@app.command(name="list")
def show() -> None:
    """List every kind of letter: language, version, since when letters are written from it, how many."""
    begin()
    from exeat.letters import queries

    for each in queries.versions():
        since = f"{each.since:%Y-%m-%d}" if each.since else "not used yet"
        decides = "  decides" if each.decides else ""
        typer.echo(f"{each.kind}  {each.language}  {each.version}  {since}  {each.letters}{decides}")


@app.command()
def preview(
    kind: Annotated[str, typer.Argument(help="A kind, as `exeat letters list` names it.")],
    language: Annotated[str, typer.Option(help="The language of the letter.")] = "lt",
    regime: Annotated[str, typer.Option(help="Under which regime it is written.")] = "demo-order",
    group: Annotated[str, typer.Option(help="The group of people, for the way to appeal.")] = "civil_servants",
) -> None:
    """Print a letter with made-up facts. Nothing is written to anybody."""
    begin()
    from exeat.letters import roads, samples, texts

    if regime not in roads.regime_names() or group not in roads.groups():
        typer.echo(f"exeat: regimes: {', '.join(roads.regime_names())}; groups: {', '.join(roads.groups())}", err=True)
        raise typer.Exit(2)
    try:
        title, text = samples.preview(kind, language, regime=regime, group=group)
    except texts.NoSuchLetter as unknown:
        typer.echo(f"exeat: {unknown}", err=True)
        raise typer.Exit(2) from None
    typer.echo(f"{title}\n\n{text}")
