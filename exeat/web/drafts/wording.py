"""Words for what is required, for the columns and the rows of the tables of the draft lab."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from exeat.regimes import vocabulary
from exeat.web import wording

REQUIREMENTS = {
    "free": _("nothing is asked"),
    "advice": _("advised against"),
    "return_report": _("report on return"),
    "notice": _("notice"),
    "permission": _("permission"),
    "undetermined": _("cannot be said"),
    "ban": _("ban"),
}
STATES = {
    "waiting": _("waits for its turn"),
    "working": _("is being worked on"),
    "done": _("done"),
    "refused": _("could not be made"),
}
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
}
COLUMNS = {
    **REQUIREMENTS,
    "newly": _("newly bound"),
    "freed": _("freed"),
    "neither": _("neither newly bound nor freed"),
}
TABLES = {
    "people-by-kind": _("People by kind of post"),
    "people-by-institution": _("People by institution"),
    "trips-by-change": _("Trips: what the law asks, and what the draft asks"),
    "trips-by-month": _("Trips by month of departure and what is asked"),
    "trips-by-institution": _("Trips by institution and what is asked"),
    "applications": _("Applications for permission to expect, by institution and month"),
}


def kind(code: str, language: str) -> str:
    """A kind of post in words."""
    return dict(vocabulary.post_kinds("LT"))[code].get(language, code)


def row_name(table: str, row: str, language: str) -> str:
    """The name of a row: a kind of post, an institution or a sector, a month, or what the law asks."""
    if table == "people-by-kind":
        return kind(row, language)
    if table == "trips-by-change":
        return str(REQUIREMENTS[row])
    if table == "trips-by-month":
        return row
    if not row:
        return "–"
    return str(SECTORS[row]) if row in SECTORS else wording.institution(row, language)
