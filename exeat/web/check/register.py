"""What the register holds of someone who is signed in, as the form's first answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from exeat.regimes import vocabulary
from exeat.register import queries as register
from exeat.values.period import Period
from exeat.web.check.forms import JURISDICTION, NONE


def known_of(person: str, *, on: date) -> dict[str, Any]:
    """Posts and the highest clearance on a day; only in the register does what is not recorded count as absent."""
    held = register.holdings(person, Period.through(on, on))
    levels = [level for level, _words in vocabulary.levels(JURISDICTION)]
    highest = max((clearance["level"] for clearance in held["clearances"]), key=levels.index, default=NONE)
    handles = any(post["body_handles_secrets"] for post in held["posts"])
    return {
        "who": list(dict.fromkeys(post["kind"] for post in held["posts"])) or [NONE],
        "clearance": highest,
        "body": "yes" if handles else "no",
        "from_register": True,
    }
