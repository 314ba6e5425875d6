"""How days, places and roles are written on pages, in English and Lithuanian."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from babel.dates import format_date
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exeat.regimes import dates, words
from exeat.register import queries as register
from exeat.values.destination import Destination
from exeat.values.rights import Actor

ROLES: dict[str, str | Promise] = {
    "traveller": _("Traveller"),
    "security_officer": _("Security officer"),
    "register_keeper": _("Keeper of the register"),
    "duty_officer": _("Duty officer"),
    "duty_decider": _("Duty decider"),
    "head": _("Head of institution"),
    "deputy": _("Deputy who stands in for the head"),
    "counter_intelligence": _("Counter-intelligence officer"),
    "border_officer": _("Border officer"),
    "case_officer": _("Case officer"),
    "appeals_body": _("Appeals body"),
    "analyst": _("National analyst"),
    "drafter": _("Regime drafter"),
    "law_keeper": _("Keeper of the law"),
    "auditor": _("Auditor"),
    "administrator": _("Administrator"),
}


def day(value: date, language: str) -> str:
    """A day in a sentence, with its weekday."""
    if language == "lt":
        return f"{dates.day(value, language)}, {format_date(value, 'EEEE', locale='lt')}"
    if language != "en":
        return format_date(value, "full", locale=language)
    return f"{format_date(value, 'EEEE', locale='en_GB')} {dates.day(value, language)}"


def short_day(value: date, language: str) -> str:
    """A day in a table or a narrow column."""
    return format_date(value, "EEE d MMM y", locale="en_GB") if language == "en" else value.isoformat()


def moment(value: datetime, language: str) -> str:
    """A moment in a sentence; the value is in local time already."""
    if language == "lt":
        return dates.moment(value, language)
    return f"{day(value.date(), language)}, {value:%H:%M}"


def short_moment(value: datetime, language: str) -> str:
    """A moment in a table; the value is in local time already."""
    if language == "lt":
        return f"{value:%Y-%m-%d %H:%M}"
    return f"{format_date(value.date(), 'd MMM y', locale='en_GB')}, {value:%H:%M}"


def span(first: date, last: date | None, language: str) -> str:
    """A period with both days included; one that does not end says only since when."""
    if last is None:
        return gettext("from %(day)s") % {"day": dates.day(first, language)}
    return dates.days(first, last + timedelta(days=1), language)


def country(code: str, language: str) -> str:
    """The name of a country in the nominative."""
    return words.country(code, language)


def place(value: Any, language: str) -> str:
    """The name of a destination, of a dict that holds one, or of a bare code of a country or territory."""
    if isinstance(value, str):
        return words.place(value.partition("-")[0], value if "-" in value else None, language)
    if isinstance(value, Destination):
        return words.place(value.country, value.territory, language)
    return words.place(value["country"], value.get("territory"), language) if isinstance(value, dict) else str(value)


def institution(reference: str, language: str) -> str:
    """The name of an institution; its reference while the register does not know it."""
    return register.names_of_institutions().get(reference, {}).get(language, reference) if reference else ""


def acts_as(actor: Actor, language: str) -> str:
    """As what someone acts, for which institution, for whom and under which order; names stay in the nominative."""
    parts = [str(ROLES.get(actor.role, actor.role))]
    if actor.institution:
        parts.append(institution(actor.institution, language))
    if actor.stands_in:
        stands = {"name": actor.stands_in.for_name, "order": actor.stands_in.order}
        parts.append(gettext("stands in for: %(name)s, order: %(order)s") % stands)
    return " · ".join(parts)
