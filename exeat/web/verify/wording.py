"""What the verifier says, for its page and for the script that answers without the server."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exeat.travel.queries import ClosedBorder
from exeat.web import wording
from exeat_seal import Permit

# By the word of the answer, or by why somebody must be asked.
LINES: dict[str, str | Promise] = {
    "valid": _("Compare the face and the document."),
    "unreadable": _("This is not the code of a permit, or it is damaged."),
    "unknown key": _("Unknown signing key."),
    "forged": _("The signature is wrong. The document may be forged."),
    "not yet valid": _("The permit is not valid yet. Its first day is below."),
    "expired": _("The permit is no longer valid."),
    "revoked": _("The permit has been revoked."),
    "no list": _("There is no list of revoked permits on this device."),
    "strange list": _("The lists on this device are signed by a key that it does not know."),
    "old list": _("The signature is right, but the list is out of date."),
    "clock": _("The signature is right, but the clock cannot be relied on."),
}
NUMBER = re.compile(r"[A-Z]-[A-Z0-9]{4}(-[A-Z0-9]{4}){2}", re.IGNORECASE)  # the script knows the same shape
FAULTS: dict[str, str | Promise] = {
    "fault-nothing": _("Choose a picture of the code, or type its text."),
    "fault-number": _("This is the number of the permit. It proves nothing: give the code, or its text."),
}
FACTS: dict[str, str | Promise] = {
    "fact-name": _("Name, year of birth"),
    "fact-document": _("Travel document"),
    "fact-where": _("Where"),
    "fact-days": _("Valid"),
    "fact-points": _("Through"),
    "fact-number": _("Number"),
}
OTHER: dict[str, str | Promise] = {
    "list-fresh": _("age of the lists; 24 hours are allowed"),
    "list-old": _("The list is out of date. The answer cannot be relied on."),
    "list-strange": _("The list of keys changed in a way that this device cannot check."),
    "no-list-yet": _("No list"),
    "clock-agrees": _("Agrees"),
    "clock-doubt": _("In doubt"),
    "clock-with-list": _("the clock, with the list"),
    "clock-check": _("Check the clock."),
    "online": _("Online"),
    "offline": _("Without a network"),
    "minutes": _("min"),
    "hours": _("h"),
}


def for_script() -> list[tuple[str, str | Promise]]:
    """Everything that the script may have to say, by the name under which it asks."""
    return [(name.replace(" ", "-"), text) for name, text in (LINES | FAULTS | FACTS | OTHER).items()]


def facts(permit: Permit, language: str) -> list[tuple[str | Promise, str]]:
    """What the officer compares, line by line."""
    lines = {
        "fact-name": f"{permit.name}, {permit.birth_year}",
        "fact-document": f"{permit.document_state} …{permit.document_last4}",
        "fact-where": ", ".join(wording.place(code, language) for code in permit.countries),
        "fact-days": wording.span(permit.first_day, permit.last_day, language),
        "fact-points": ", ".join(permit.crossing_points),
        "fact-number": permit.number,
    }
    return [(FACTS[name], value) for name, value in lines.items() if value]


def borders(closed: Iterable[ClosedBorder], at: datetime, language: str) -> dict[str, Any]:
    """The closed borders in words, and as of when; the language is that of the page."""
    return {
        "at": wording.short_moment(at, language),
        "closed": [
            {
                "where": ", ".join(part for part in (wording.place(one.country, language), one.points) if part),
                "when": _when(one, language),
                "source": one.source,
            }
            for one in closed
        ],
    }


def _when(one: ClosedBorder, language: str) -> str:
    told = gettext("From %(day)s.") % {"day": wording.short_day(one.since, language)}
    if one.until is None:
        return told
    return f"{told} " + gettext("Open again from %(day)s.") % {"day": wording.short_day(one.until, language)}
