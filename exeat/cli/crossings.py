"""`exeat crossings`: border records. `match` goes from files to files, without database and without Django."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from exeat.cli import matching
from exeat.cli.crossings_import import import_file
from exeat.cli.crossings_senders import admit, dismiss, senders
from exeat.cli.crossings_work import work

app = typer.Typer(no_args_is_help=True)
app.command("import")(import_file)
app.command("work")(work)
app.command("admit")(admit)
app.command("dismiss")(dismiss)
app.command("senders")(senders)


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
    ] = matching.PRECISION,
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
    try:
        matching.match_files(register, crossings, out, precision, spark=engine is Engine.SPARK, master=master)
    except matching.CannotMatch as why:
        typer.echo(f"exeat: {why}", err=True)
        raise typer.Exit(matching.WRONG) from None
