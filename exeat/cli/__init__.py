"""The `exeat` command: one word for each noun, loaded only when it is called for.

Nothing here starts Django: a command that needs it starts it itself, so that `exeat rulebook` and
`exeat crossings match` run where no server is installed.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer


def command(wanted: str | None) -> typer.Typer:
    """The command with the noun or word that is wanted, or with all of them when none is named."""
    from exeat.cli import words

    return words.command(wanted)


def main() -> None:
    """Run the command that was typed; matching from files to files without what it does not need."""
    if sys.argv[1:3] == ["crossings", "match"]:
        from exeat.cli import matching

        given = matching.typed(sys.argv[3:])
        if given is not None:
            try:
                matching.match_files(**given)
            except matching.CannotMatch as why:
                sys.stderr.write(f"exeat: {why}\n")
                raise SystemExit(matching.WRONG) from None
            return
    from exeat.cli import words

    words.run()
