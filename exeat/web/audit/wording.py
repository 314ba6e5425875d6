"""What was done or seen, in words for the person whom it concerns."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "person.consulted": _("Your entry in the register was opened"),
    "person.forgotten": _("Your data was erased"),
    "letter.written": _("A letter was written to you"),
    "letter.opened": _("A letter was opened"),
    "letter.served": _("It was recorded that a letter reached you"),
    "letter.resent": _("You were told again by e-mail of a letter"),
}
# Where a verb has no sentence of its own, the noun before the dot says on what something was done.
NOUNS: dict[str, str | Promise] = {
    "person": _("Your entry in the register"),
    "register": _("Your entry in the register"),
    "application": _("Your application"),
    "notice": _("Your notice"),
    "evidence": _("A document of your application"),
    "opinion": _("An opinion on your application"),
    "permit": _("Your permit"),
    "briefing": _("Your briefing"),
    "report": _("Your return report"),
    "candidate": _("A crossing that may be yours"),
    "crossing": _("A crossing that may be yours"),
    "crossings": _("A crossing that may be yours"),
    "discrepancy": _("A trip that no permit covers"),
    "case": _("Your case"),
    "appeal": _("Your appeal"),
    "letter": _("A letter to you"),
    "account": _("Your account"),
    "role": _("Your account"),
}


def deed(verb: str) -> str:
    """What was done, in a sentence; for a rare act, on what it was done."""
    if verb in VERBS:
        return str(VERBS[verb])
    return str(NOUNS.get(verb.split(".")[0], _("Something that concerns you")))
