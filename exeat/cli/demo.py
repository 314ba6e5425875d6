"""`exeat demo`: the made-up nation through the whole loop, then served with one sign-in for each role."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from exeat.cli.server import begin

if TYPE_CHECKING:
    from exeat.demo.running import Summary

app = typer.Typer()
MADE = "nation.json"  # written last: what stands in the folder is whole


class Size(StrEnum):
    """A tenth of the published numbers, or all of them."""

    SMALL = "small"
    FULL = "full"


@app.callback(invoke_without_command=True)
def demo(
    size: Annotated[
        Size, typer.Option(help="small: a tenth of the published numbers; full: all of them.")
    ] = Size.SMALL,
    seed: Annotated[int, typer.Option(help="The same seed gives the same nation on the same day.")] = 2026,
    port: Annotated[int, typer.Option(help="The port to serve on.")] = 8000,
    serve: Annotated[bool, typer.Option(help="Serve the pages when the nation is made.")] = True,
    anew: Annotated[bool, typer.Option(help="Make the nation anew even when it stands already.")] = False,
) -> None:
    """Make a nation that nobody lives in, run its year through the loop, and serve it."""
    os.environ["EXEAT_MODE"] = "demo"
    os.environ.setdefault("EXEAT_FOLDER", "var/demo")
    os.environ.setdefault("EXEAT_ORIGIN", f"http://localhost:{port}")
    folder = Path(os.environ["EXEAT_FOLDER"]).resolve()
    wanted = {"size": size.value, "seed": seed, "day": datetime.now(UTC).date().isoformat()}
    console = Console(stderr=False)
    if anew or _standing(folder) != wanted:
        _make(console, folder, wanted)
    else:
        console.print(f"exeat: the nation of today stands in {_shown(folder)} already; --anew makes it again")
    _say(console, folder, port)
    if serve:
        from exeat.cli.server import serve as serve_pages

        serve_pages(port=port)


def _standing(folder: Path) -> dict[str, object] | None:
    """Which nation stands in the folder; None when there is none, or one that was not finished."""
    try:
        said: dict[str, object] = json.loads((folder / MADE).read_text(encoding="utf-8"))["made"]
    except (OSError, ValueError, KeyError):
        return None
    return said


def _make(console: Console, folder: Path, wanted: Mapping[str, object]) -> None:
    """Clear what an earlier run left, found the nation and run its year."""
    if folder.exists() and not (folder / "exeat.sqlite3").exists() and any(folder.iterdir()):
        console.print(f"exeat: {_shown(folder)} holds other things. Name an empty folder: EXEAT_FOLDER=... exeat demo")
        raise typer.Exit(2)
    if os.environ.get("DATABASE_URL"):
        console.print("exeat: the demonstration makes its own database. Take DATABASE_URL out of the environment.")
        raise typer.Exit(2)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    begin()
    from django.core.management import call_command

    from exeat.demo import running

    console.print(f"exeat: making a nation that nobody lives in ({wanted['size']}, seed {wanted['seed']})")
    call_command("migrate", verbosity=0, interactive=False)
    with Telling(console) as tell:
        summary = running.run(
            size=str(wanted["size"]),
            seed=int(str(wanted["seed"])),
            now=datetime.now(UTC).replace(microsecond=0),
            folder=folder,
            progress=tell,
        )
    told = {"made": wanted, "summary": _lines(summary)}
    (folder / MADE).write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


class Telling:
    """A bar for long work that says what is being done."""

    def __init__(self, console: Console) -> None:
        self.bar = Progress(
            SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=console
        )
        self.task = self.bar.add_task("Beginning", total=None)

    def __enter__(self) -> Callable[[str, int, int], None]:
        self.bar.start()

        def tell(what: str, done: int, of: int) -> None:
            self.bar.update(self.task, description=what, completed=done, total=of if of > 1 else None)

        return tell

    def __exit__(self, *unused: object) -> None:
        self.bar.stop()


def _lines(summary: Summary) -> list[list[str]]:
    cases = ", ".join(f"{what} {reference}" for what, reference in summary.cases.items())
    return [
        ["registered people", f"{summary.people:,}"],
        ["passages of the year", f"{summary.passages:,}"],
        ["applications", f"{summary.applications} filed, {summary.granted} granted"],
        ["possible matches answered", f"{summary.answered}, {summary.waiting} wait"],
        ["passages by registered people", f"{summary.real}, of which {summary.found} were found and confirmed"],
        ["discrepancies waiting", str(summary.discrepancies)],
        ["cases", cases],
        ["trips without names", ", ".join(_shown(Path(file)) for file in summary.files)],
    ]


def _say(console: Console, folder: Path, port: int) -> None:
    """The summary of the year, the address and the sign-ins."""
    told = json.loads((folder / MADE).read_text(encoding="utf-8"))
    year = Table(title="The year of the made-up nation", show_header=False)
    for what, said in told["summary"]:
        year.add_row(what, said)
    console.print(year)
    seats = Table(title="Sign-ins, one for each role (passphrase for all: “leave to be away”)")
    for column in ("sign-in name", "who", "role", "what to do next"):
        seats.add_column(column)
    for seat in json.loads((folder / "sign-ins.json").read_text(encoding="utf-8")):
        seats.add_row(seat["username"], seat["name"], seat["role"].replace("_", " "), seat["next"]["en"])
    console.print(seats)
    console.print(f"exeat: the pages are at http://localhost:{port}, the sign-ins at http://localhost:{port}/demo/")


def _shown(path: Path) -> str:
    """A path as it is typed from here."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
