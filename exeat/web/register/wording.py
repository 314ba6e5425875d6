"""The words of the register's pages: kinds of post, levels, documents and why someone opens an entry."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from exeat.regimes import vocabulary
from exeat.values.moves import MoveRefused

DOCUMENTS: dict[str, str | Promise] = {
    "passport": _("Passport"),
    "identity_card": _("Identity card"),
    "service_passport": _("Service passport"),
}
NAMES: dict[str, str | Promise] = {
    "native": _("Present name"),
    "document": _("As a document writes it"),
    "former": _("Former name"),
}
SEXES: dict[str, str | Promise] = {"M": pgettext_lazy("sex", "Male"), "F": pgettext_lazy("sex", "Female")}
PURPOSES: dict[str, str | Promise] = {
    "application": _("To check an application"),
    "keeping": _("To keep the register right"),
    "correction": _("To answer someone who says that an entry is wrong"),
    "other": _("For another purpose"),
}
SUBJECTS: dict[str, str | Promise] = {
    "register": _("Keeping the register"),
    "matching": _("Matching the register with border records"),
}
RECORDS: dict[str, str | Promise] = {
    "institution": _("Institutions"),
    "person": _("People"),
    "name": _("Names"),
    "citizenship": _("Citizenships"),
    "document": _("Travel documents"),
    "post": _("Posts"),
    "clearance": _("Clearances"),
    "head": _("Heads of institutions"),
    "deputy": _("Deputies"),
    "absence": _("Absences"),
}
KINDS: dict[str, str | Promise] = {
    "added": pgettext_lazy("import", "added"),
    "changed": pgettext_lazy("import", "changed"),
    "ended": pgettext_lazy("import", "ended"),
}
CORRECTION_STATES: dict[str, tuple[str, str | Promise]] = {
    "open": ("you", _("Not answered yet")),
    "corrected": ("go", _("Corrected")),
    "declined": ("stop", _("Left as it is")),
}
IMPORT_STATES: dict[str, tuple[str, str | Promise]] = {
    "waiting": ("you", _("Waits to be looked at")),
    "applied": ("go", _("Applied")),
    "thrown_away": ("wait", _("Not applied")),
}


def language() -> str:
    """The language in which the page is being written."""
    return "lt" if (get_language() or "en").startswith("lt") else "en"


def post_kind(kind: str) -> str:
    """A kind of post in words."""
    words = dict(vocabulary.post_kinds("LT")).get(kind)
    return words[language()] if words else kind


def level(name: str) -> str:
    """A level of clearance in words."""
    words = dict(vocabulary.levels("LT")).get(name)
    return words[language()] if words else name


def said(refused: MoveRefused) -> list[str]:
    """Every reason of a refusal in the language of the page."""
    return [gettext(refusal.message) for refusal in refused.refusals]


def named(words: dict[str, str]) -> str:
    """A name that is kept in both languages, in the language of the page."""
    return words[language()]


def choices(words: dict[str, str | Promise], keys: Iterable[str] | None = None) -> list[tuple[str, str | Promise]]:
    """The choices of a question, in the order of the table."""
    return [(key, words[key]) for key in (keys or words)]
