"""Words for the rows of a trial: kinds of post, institutions by their names, sectors where no institution is told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from exeat.drafts.finest import OTHER
from exeat.regimes import vocabulary
from exeat.register import queries as register

SECTORS = {
    "ministry": _("ministries"),
    "army": _("army"),
    "border_guard": _("border guard"),
    "police": _("police"),
    "company": _("state companies"),
    "service": _("services"),
    "appeals_body": _("appeals bodies"),
    "municipality": _("municipalities"),
    "none": _("no public post"),
    "unknown": _("not known"),
    OTHER: _("other institutions"),
}


def kind(code: str, language: str) -> str:
    """A kind of post in words."""
    return dict(vocabulary.post_kinds("LT"))[code].get(language, code)


def row_of(row: str, language: str) -> str:
    """An institution by its name, or a sector in words; a code that nobody knows stays what it is."""
    if not row:
        return "\u2013"
    if row in SECTORS:
        return str(SECTORS[row])
    return register.names_of_institutions().get(row, {}).get(language, row)
