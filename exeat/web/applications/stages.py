"""The stages of a trip as its person sees them, from asking to reporting; none that no rule provides for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exeat.web import wording
from exeat.web.applications.wording import Words
from exeat.web.templatetags.exeat import language

if TYPE_CHECKING:
    from exeat.applications.models import Application

NAMES: dict[str, Words] = {
    "submitted": _("Received"), "in_check": _("Checked"), "awaiting_opinion": _("Opinion"),
    "awaiting_decision": _("Decided"), "departure": _("Departure"), "return": _("Return"), "report": _("Report"),
}  # fmt: skip
OVER = frozenset({"refused", "withdrawn", "cancelled"})  # states after which nobody departs


@dataclass(frozen=True)
class Stage:
    """One stage: what it is called, its day where one is known, and whether it is done, now, or to come."""

    name: Words
    note: str
    state: str


def of(row: Application, *, on: date, back: bool = False, reported: bool = False) -> list[Stage]:
    """The stages of a file on a day; `back` and `reported` say what was heard of its person since."""
    order = _order(row)
    here = _here(row, order, on=on, back=back, reported=reported)
    return [
        Stage(NAMES[name], _note(row, name), "done" if n < here else "now" if n == here else "")
        for n, name in enumerate(order)
    ]


def _order(row: Application) -> list[str]:
    order = ["submitted"]
    if row.kind == "application":
        order.append("in_check")
        if row.outcome.get("asked", {}).get("opinion"):
            order.append("awaiting_opinion")
        order.append("awaiting_decision")
    if row.state not in OVER and not row.standing:
        order += ["departure", "return"]
        if _report(row) is not None:
            order.append("report")
    return order


def _here(row: Application, order: list[str], *, on: date, back: bool, reported: bool) -> int:
    """Which stage is under way; the number of all where none is left."""
    allowed = row.state == ("submitted" if row.kind == "notice" else "granted")
    if allowed and row.standing:
        return len(order)
    if not allowed or row.departs_on is None or row.returns_on is None:
        at = {"returned": "in_check"}.get(row.state, row.state)
        return order.index(at) if at in order else len(order)
    over = back or on > row.returns_on
    if reported or (over and "report" not in order):
        return len(order)
    return order.index("report" if over else "return" if on >= row.departs_on else "departure")


def _report(row: Application) -> dict[str, str] | None:
    """The report after the return that a rule asked for when the file was filed."""
    duties = row.outcome.get("outcome", {}).get("en", {}).get("duties", [])
    return next((due for due in duties if due.get("kind") == "return_report"), None)


def _note(row: Application, name: str) -> str:
    if name == "submitted":
        return _day(row.filed_at)
    if name == "awaiting_decision":
        return _day(row.decided_at) or _until(row.decide_by)
    if name == "departure":
        return _day(row.departs_on)
    if name == "return":
        return _day(row.returns_on)
    if name == "report":
        by = (_report(row) or {}).get("by")
        return _until(date.fromisoformat(by)) if by else ""
    return ""


def _day(value: date | datetime | None) -> str:
    if value is None:
        return ""
    return wording.short_day(timezone.localdate(value) if isinstance(value, datetime) else value, language())


def _until(value: date | datetime | None) -> str:
    return gettext("by %(day)s") % {"day": _day(value)} if value else ""
