"""What do the rules ask of this trip, and what do they say of how it is handled?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from exeat import regimes
from exeat.applications import asking, terms
from exeat.applications.asking import facts_of
from exeat.applications.policy import Kind
from exeat.check import policy as check_policy
from exeat.check import queries as check
from exeat.regimes.calendars import later
from exeat.register import queries as register
from exeat.values.destination import Destination
from exeat.values.period import Period

if TYPE_CHECKING:
    from exeat.applications.models import Application


@dataclass(frozen=True)
class Asked:
    """The answer of the rules for one trip on one day, with how the file is handled."""

    requires: str
    outcome: Any
    law: tuple[str, ...]
    terms: terms.Terms
    last_day: date | None  # the last day on which a rule lets one file, where one says so
    kept: dict[str, Any]  # what is stored with the file: the outcome in both languages and the terms


MODES = {"stay": "stay", "land": "transit", "airside": "transit_airside"}


def trip_of(row: Application, *, on: date) -> check_policy.Trip:
    """The trip of a file in the words of the check; of a change only the parts that no earlier decision covers."""
    legs = list(row.legs.order_by("position"))
    legs = [leg for leg in legs if not leg.decided_in] or legs
    stays = tuple(
        check_policy.Stay(
            destination=Destination(leg.country, leg.territory or None),
            period=Period.through(leg.first_on, leg.last_on),
            mode=MODES[leg.transit],
        )
        for leg in legs
    )
    return check_policy.Trip(
        stays=stays,
        purpose="private",
        reason=row.reason or None,
        filed_on=on,
        urgent=row.urgent,
        more=facts_of(row.answers, row.relation),
    )


def asked(row: Application, *, on: date) -> Asked:
    """What the rules ask of the trip of this file, as they read on a day."""
    trip = trip_of(row, on=on)
    languages = dict.fromkeys(["en", "lt", register.language_of_person(row.person)])
    said = {language: check.outcome(row.person, trip, on=on, language=language) for language in languages}
    outcome = said["en"]
    handled = terms.narrowed(handling(row.person, kind=row.kind, on=on), outcome.way)
    last = None
    if handled.before and trip.stays:
        last = last_day(handled.before, min(stay.period.first for stay in trip.stays))
    return Asked(
        requires=outcome.requires,
        outcome=outcome,
        law=tuple(outcome.law),
        terms=handled,
        last_day=last,
        kept={
            "asked": handled.as_json(),
            "outcome": {language: one.model_dump(mode="json") for language, one in said.items()},
        },
    )


def called_for(row: Application, *, requires: str) -> frozenset[str]:
    """The blocks of questions that this file calls for, by its rules, its reason and its parts."""
    legs = list(row.legs.all())
    return asking.called_for(
        kind=row.kind,
        requires=requires,
        reason=row.reason,
        transports=frozenset(leg.transport for leg in legs),
        named_point=any(leg.point_in for leg in legs),
        only_passing=bool(legs) and all(leg.transit != "stay" for leg in legs),
    )


def handling(person: str, *, kind: str, on: date) -> terms.Terms:
    """How a file of this person is handled: by the law, and by the orders of their institutions."""
    books = [regimes.rulebook(name) for name in check.regimes_for(person, on=on)]
    return terms.read(books, kind=str(kind or Kind.APPLICATION), on=on)


def last_day(span: str, departs_on: date) -> date | None:
    """The last day on which something is done that long before leaving; None where no rule says so."""
    try:
        return regimes.calendar("LT").last_day_to(span, before=departs_on)
    except (LookupError, ValueError):
        return None


def last_valid_day(span: str, first_on: date) -> date | None:
    """The last day of what is valid for a span from a day on; None where no rule gives a span."""
    return later(first_on, span) - timedelta(days=1) if span else None
