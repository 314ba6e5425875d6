"""The `exeat` command: one word for each noun, loaded only when it is called for.

Nothing here starts Django: a command that needs it starts it itself, so that `exeat rulebook` and
`exeat crossings match` run where no server is installed.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from typing import Annotated

import typer

from exeat import __version__

# Each word and the module that holds its commands as `app`.
NOUNS = {
    "rulebook": "Read, check, show and ask the law as data.",
    "crossings": "Border records: match them with the register, import them.",
    "drafts": "Drafts beside the law in force, on past trips.",
    "accounts": "Who signs in: make the first administrator, let them in again.",
    "register": "People, posts and institutions: hand in a file.",
    "permit": "Signed permissions: check one, write the lists that checking needs.",
    "keys": "Keys for signing and for what is kept at rest.",
    "audit": "The record of what was done: prove that nothing was changed.",
    "letters": "What people are told: list the kinds, read one with made-up facts.",
    "demo": "The made-up nation.",
}
# Words that stand alone, without a noun; exeat.cli.server holds them.
WORDS = ("migrate", "serve", "tick", "backup", "restore")


def command(wanted: str | None) -> typer.Typer:
    """The command with the noun or word that is wanted, or with all of them when none is named."""
    app = typer.Typer(
        name="exeat",
        help="Travel of people in trusted posts.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,  # a traceback with its local values would show personal data
    )

    @app.callback()
    def whole(
        version: Annotated[
            bool, typer.Option("--version", is_eager=True, callback=_version, help="Which one this is.")
        ] = False,
    ) -> None:
        """Travel of people in trusted posts: the law as data, permission, the border, and a fair case."""

    for noun, what in NOUNS.items():
        if wanted in (noun, None) and find_spec(f"exeat.cli.{noun}"):
            found = loaded(noun, named=wanted is not None)
            if found is not None:
                app.add_typer(found, name=noun, help=what)
    if (wanted in WORDS or wanted is None) and find_spec("exeat.cli.server"):
        server = loaded("server", named=wanted is not None)
        if server is not None:
            alone = [each for each in server.registered_commands if _word(each) in WORDS]
            app.registered_commands.extend(alone)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"exeat {__version__}")
        raise typer.Exit


def loaded(noun: str, *, named: bool) -> typer.Typer | None:
    """The commands of a noun; where a library is missing, says which extra brings it if the noun was named."""
    try:
        app: typer.Typer = import_module(f"exeat.cli.{noun}").app
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.startswith("exeat."):
            raise
        if named:
            raise SystemExit(_needs(noun, missing.name)) from None
        return None
    return app


def _word(each: typer.models.CommandInfo) -> str:
    return str(each.name or getattr(each.callback, "__name__", ""))


def main() -> None:
    """Run the command that was typed; a library or a database that is missing is named, with what brings it."""
    typed = sys.argv[1] if len(sys.argv) > 1 else None
    try:
        command(typed if typed in (*NOUNS, *WORDS) else None)()
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.partition(".")[0] in ("exeat", "exeat_seal"):
            raise
        raise SystemExit(_needs(typed or "", missing.name)) from None
    except Exception as wrong:
        if not _is_of_database(wrong):
            raise
        said = str(wrong).partition("\n")[0]
        typer.echo(f"exeat: the database does not answer: {said}. To set it up, type: exeat migrate", err=True)
        raise SystemExit(2) from None


def _is_of_database(wrong: Exception) -> bool:
    """Whether a table is missing, or the whole database; by name, since most commands never load Django."""
    kind = type(wrong)
    return kind.__module__ == "django.db.utils" and kind.__name__ in ("OperationalError", "ProgrammingError")


def _needs(noun: str, library: str) -> int:
    """Says which library a command needs and what brings it."""
    typer.echo(f"exeat {noun} needs {library}, which is not installed: pip install 'exeat[server,matching]'.", err=True)
    return 2
