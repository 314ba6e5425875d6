"""The `exeat` command: one word for each noun, loaded only when it is called for.

Nothing here starts Django: a command that needs it starts it itself, so that `exeat rulebook` and
`exeat crossings match` run where no server is installed.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec

import typer

# Each word and the module that holds its commands as `app`.
NOUNS = {
    "rulebook": "Read, check, show and ask the law as data.",
    "crossings": "Border records: match them with the register, import them.",
    "permit": "Signed permissions: check one, write the lists that checking needs.",
    "keys": "Keys for signing and for what is kept at rest.",
    "audit": "The record of what was done: prove that nothing was changed.",
    "demo": "The made-up nation.",
}
# Words that stand alone, without a noun; exeat.cli.server holds them.
WORDS = ("migrate", "serve", "tick", "backup", "restore")


def command(wanted: str | None) -> typer.Typer:
    """The command with the noun or word that is wanted, or with all of them when none is named."""
    app = typer.Typer(
        name="exeat", help="Travel of people in trusted posts.", no_args_is_help=True, add_completion=False
    )

    @app.callback()
    def whole() -> None:
        """Travel of people in trusted posts: the law as data, permission, the border, and a fair case."""

    for noun, what in NOUNS.items():
        if wanted in (noun, None) and find_spec(f"exeat.cli.{noun}"):
            app.add_typer(import_module(f"exeat.cli.{noun}").app, name=noun, help=what)
    if wanted in (*WORDS, None):
        app.registered_commands += import_module("exeat.cli.server").app.registered_commands
    return app


def main() -> None:
    """Run the command that was typed."""
    typed = sys.argv[1] if len(sys.argv) > 1 else None
    command(typed if typed in NOUNS or typed in WORDS else None)()
