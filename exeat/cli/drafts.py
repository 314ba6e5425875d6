"""`exeat drafts` and `exeat rulebook simulate`: what a draft does to past trips that carry no names."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from exeat.drafts.telling import told
from exeat.regimes import NoSuchRegime, Rulebook, RulebookError, read_rulebook, rulebook, rulebooks
from exeat.values.rights import Right

app = typer.Typer(no_args_is_help=True)


@app.callback()
def root() -> None:
    """Drafts beside the law in force, on past trips."""


def _stop(message: object) -> typer.Exit:
    typer.echo(str(message), err=True)
    return typer.Exit(2)


def _book(name: str) -> Rulebook:
    try:
        return read_rulebook(Path(name)) if name.endswith((".yaml", ".yml")) else rulebook(name)
    except (NoSuchRegime, RulebookError) as wrong:
        raise _stop(wrong) from None


def _law(names: list[str] | None, jurisdiction: str) -> list[Rulebook]:
    """The law that drafts are held against: what is named, or all law of the country that binds."""
    if names:
        return [_book(name) for name in names]
    books = [rulebook(name) for name in rulebooks(status="law", jurisdiction=jurisdiction)]
    return [book for book in books if not book.supplements and not book.regime.endswith("-advice")]


def simulate(
    drafts: Annotated[list[str], typer.Argument(metavar="DRAFT...", help="names of drafts, or rulebook files")],
    trips: Annotated[Path, typer.Option("--trips", help="Parquet or CSV: person, trip, leg, country, territory, ...")],
    holdings: Annotated[Path, typer.Option("--holdings", help="Parquet or CSV: person, kind, level, institution, ...")],
    law: Annotated[list[str] | None, typer.Option("--law", help="regimes to compare with; all that bind")] = None,
    readings: Annotated[bool, typer.Option("--readings/--no-readings", help="also each other reading")] = True,
    as_if_from: Annotated[str | None, typer.Option("--as-if-from", help="as if the trips began on this day")] = None,
    per_permission: Annotated[float | None, typer.Option("--hours-per-permission", help="of an officer")] = None,
    per_notice: Annotated[float | None, typer.Option("--hours-per-notice", help="of an officer")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="nothing but JSON on standard output")] = False,
    parquet: Annotated[Path | None, typer.Option("--parquet", help="write every table there, as one")] = None,
) -> None:
    """Judge past trips under the law and under drafts, in one pass; small numbers are withheld."""
    from exeat.drafts import many, past, tables
    from exeat.drafts.policy import TripsUnreadable
    from exeat.regimes.trips import scenarios

    books = [_book(name) for name in drafts]
    against = _law(law, books[0].jurisdiction)
    try:
        day = date.fromisoformat(as_if_from) if as_if_from else None
        given = past.read(trips, holdings, jurisdiction=books[0].jurisdiction)
    except (TripsUnreadable, ValueError) as wrong:
        raise _stop(wrong) from None
    cases = scenarios(against, books, every_reading=readings)
    hours = {"permission": per_permission, "notice": per_notice}
    rates = {key: rate for key, rate in hours.items() if rate is not None}
    report = tables.report(many.simulate(given, cases, as_if_from=day), hours=rates)
    if parquet is not None:
        import pyarrow as pa

        from exeat.engines import files
        from exeat.engines.unreadable import UnreadableTable

        try:
            files.write(pa.Table.from_pylist(tables.long(report)), parquet)
        except UnreadableTable as wrong:
            raise _stop(wrong) from None
    typer.echo(json.dumps(report, ensure_ascii=False, indent=2) if as_json else told(report))


def in_people(one: Rulebook, two: Rulebook, trips: Path, holdings: Path) -> str:
    """What a second rulebook does to past trips beside a first, as text; small numbers are withheld."""
    from exeat.drafts import many, past, tables
    from exeat.drafts.policy import TripsUnreadable
    from exeat.regimes.trips import scenarios

    try:
        given = past.read(trips, holdings, jurisdiction=one.jurisdiction)
    except TripsUnreadable as wrong:
        raise _stop(wrong) from None
    return told(tables.report(many.simulate(given, scenarios([one], [two], every_reading=False))))


@app.command("count")
def count(
    drafts: Annotated[list[str], typer.Argument(metavar="DRAFT...", help="names of drafts")],
    staff: Annotated[Path, typer.Option("--staff", help="Parquet or CSV: person_id, names, date_of_birth, kind, ...")],
    border: Annotated[Path, typer.Option("--border", help="Parquet or CSV: the border records")],
    basis: Annotated[str, typer.Option("--basis", help="the basis in law on which the two are linked; recorded")],
    account: Annotated[str, typer.Option("--account", help="name of the account of the drafter")],
    as_if_from: Annotated[str | None, typer.Option("--as-if-from", help="as if the trips began on this day")] = None,
    per_permission: Annotated[float | None, typer.Option("--hours-per-permission", help="of an officer")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="nothing but JSON on standard output")] = False,
) -> None:
    """Count what drafts would ask of people on a staff list, whom no law binds today.

    The list and the border records are linked in memory; nothing of either is written anywhere. Only counts leave,
    small ones withheld; who counted, when and on what basis is recorded. Exits with 2 when nothing was counted.
    """
    from exeat.cli.server import acting

    drafter = acting(account, Right.TRY_DRAFTS, does="tries drafts")
    from django.utils import timezone

    from exeat.drafts import actions, counting
    from exeat.drafts.past import laid_out
    from exeat.drafts.policy import TripsUnreadable
    from exeat.values.moves import MoveRefused

    at = timezone.now()
    try:
        day = date.fromisoformat(as_if_from) if as_if_from else None
        found = counting.linked(staff, border)
        trial = actions.count(
            *drafts, past=laid_out(found.trips, found.holdings), basis=basis, by=drafter, at=at, as_if_from=day,
            hours={"permission": per_permission} if per_permission is not None else None,
        )  # fmt: skip
    except (TripsUnreadable, MoveRefused, NoSuchRegime, ValueError) as wrong:
        raise _stop(wrong) from None
    typer.echo(json.dumps(trial.found, ensure_ascii=False, indent=2) if as_json else told(trial.found))
    people, records, unfinished, doubtful = map(
        _few, (found.people, found.crossings, found.open_journeys, found.doubtful)
    )
    typer.echo(
        f"{trial.reference}: {people} people on the list, {records} records. Journeys without a way back in the "
        f"records: {unfinished}. Pairs that were too doubtful: {doubtful}.", err=True,
    )  # fmt: skip


def _few(many: int) -> str:
    """A count as it may leave: small ones are not told here either."""
    from exeat.statistics.disclosure import THRESHOLD

    return f"fewer than {THRESHOLD}" if 0 < many < THRESHOLD else str(many)
