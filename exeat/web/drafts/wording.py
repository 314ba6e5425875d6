"""Words for what is required, for the columns and the rows of the tables of the draft lab."""

from __future__ import annotations

import re

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exeat.drafts.finest import OTHER
from exeat.drafts.naming import kind, row_of

QUARTER = re.compile(r"(\d{4})-Q([1-4])")

REQUIREMENTS = {
    "free": _("nothing is asked"),
    "advice": _("advised against"),
    "return_report": _("report on return"),
    "notice": _("notice"),
    "permission": _("permission"),
    "undetermined": _("cannot be said"),
    "ban": _("ban"),
}
SHAPES = {
    "free": "go", "advice": "go", "return_report": "ask", "notice": "ask", "permission": "ask", "ban": "stop",
    "undetermined": "unknown",
}  # fmt: skip
STATES = {
    "waiting": _("waits for its turn"),
    "working": _("is being worked on"),
    "done": _("done"),
    "refused": _("could not be made"),
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
    "applications": _("Applications for permission to expect, by institution and month or quarter"),
}


def row_name(table: str, row: str, language: str) -> str:
    """The name of a row: a kind of post, an institution or a sector, a month, or what the law asks."""
    if table == "people-by-kind":
        return kind(row, language)
    if table == "trips-by-change":
        return str(REQUIREMENTS[row])
    return row if table == "trips-by-month" else row_of(row, language)


def column_name(column: str) -> str:
    """The head of a column: what is asked, what happens to people, a month or a quarter."""
    quarter = QUARTER.fullmatch(column)
    if quarter is not None:
        year, number = quarter.groups()
        return gettext("quarter %(number)s of %(year)s") % {"number": number, "year": year}
    return gettext("other months") if column == OTHER else str(COLUMNS.get(column, column))
