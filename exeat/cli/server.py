"""`exeat migrate`, `serve`, `tick`, `backup` and `restore`: running an installation."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from exeat.values.rights import Actor, Right

app = typer.Typer(no_args_is_help=True)


def begin() -> None:
    """Start Django, or say in plain words which setting it does not start with."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "exeat.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(2) from None


def acting(account: str, right: Right, *, does: str) -> Actor:
    """Who acts by an account with a right, or a plain refusal and exit status 2; `does` names the right in words."""
    begin()
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from exeat.access import queries as access

    held = get_user_model().objects.filter(username=account, is_active=True).first()
    actors = access.actors_of(held, on=timezone.localdate()) if held is not None else []
    found = next((actor for actor in actors if actor.may(right)), None)
    if found is None:
        typer.echo(f"This account holds no role that {does}. Name another with --account.", err=True)
        raise typer.Exit(2)
    return found


@app.command()
def migrate() -> None:
    """Bring the database up to this version. Safe to repeat."""
    begin()
    from django.conf import settings
    from django.core.management import call_command

    Path(settings.EXEAT_FOLDER).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    typer.echo("exeat: the database is up to date")


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 is every one.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option(help="How many processes answer.")] = 1,
) -> None:
    """Serve the pages until stopped."""
    begin()
    from django.conf import settings
    from django.core.management import call_command
    from granian import Granian
    from granian.constants import Interfaces

    if settings.STATIC_ROOT is not None:
        call_command("collectstatic", verbosity=0, interactive=False)
    typer.echo(f"exeat: serving on http://{'localhost' if host == '127.0.0.1' else host}:{port}")
    worker = subprocess.Popen([sys.executable, "-m", "exeat.cli", "crossings", "work", "--watch"])
    server = Granian(
        "exeat.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        websockets=False,
        log_enabled=bool(os.environ.get("EXEAT_DEBUG")),
    )
    try:
        server.serve()
    finally:
        worker.terminate()
        worker.wait()


@app.command()
def tick() -> None:
    """Do what the clock does: deliver, remind, escalate, erase. Safe to run twice or late; run it every few minutes."""
    begin()
    from django.utils import timezone

    from exeat.batch.tick import tick as take
    from exeat.cases import queries as cases

    done = take(at=timezone.now(), keep=cases.people_in_open_cases())
    for step in done:
        typer.echo(f"{step.name}: {step.fault or step.count}")
    if any(step.fault for step in done):
        raise typer.Exit(1)


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="Where to write the copy.")]) -> None:
    """Write database, files and keys to one sealed file. The master key is not in it: keep that apart."""
    begin()
    from django.utils import timezone

    from exeat.batch import copies

    count = copies.backup(file, at=timezone.now())
    typer.echo(f"exeat: wrote {file} ({file.stat().st_size:,} bytes): the database and {count} files")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="The copy to put back.", exists=True, dir_okay=False)],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Put everything back as it was in a copy, then erase again whoever was erased since. Stop the server first."""
    begin()
    from django.utils import timezone

    from exeat.audit import queries as audit
    from exeat.batch import copies
    from exeat.register import actions as register
    from exeat.values.rights import machine

    now = timezone.now()
    if not yes:
        typer.confirm("Everything in this installation is replaced by the copy. Go on?", abort=True)
    try:
        done = copies.restore(
            file, at=now, erase_person=lambda person: register.erase(person, by=machine("restore"), at=now)
        )
    except copies.NoBackup as wrong:
        typer.echo(f"exeat: {wrong} Nothing was changed.", err=True)
        raise typer.Exit(2) from None
    report = audit.verify()
    typer.echo(f"exeat: restored as of {done.made_at}: the database and {done.files} files")
    typer.echo(f"exeat: erasures told again: {done.erased_again}")
    typer.echo(f"exeat: record of acts: {report.entries} entries, {'whole' if report.ok else report.why}")
    if not report.ok:
        raise typer.Exit(1)
