"""A trip as plain values, and the facts that it and a person's holdings put to the regimes. No database, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from exeat import regimes
from exeat.values.destination import Destination
from exeat.values.period import Period

JURISDICTION = "LT"


@dataclass(frozen=True)
class Stay:
    """One destination for some days: a stay, or a way through by land or airside."""

    destination: Destination
    period: Period
    mode: str = "stay"  # stay, port_call, transit, transit_airside


@dataclass(frozen=True)
class Trip:
    """A journey as the regimes judge it; what is None has not been said yet."""

    stays: tuple[Stay, ...]
    purpose: str | None = "private"
    reason: str | None = None
    filed_on: date | None = None
    decision: str | None = None
    urgent: bool | None = None
    more: Mapping[str, Any] = field(default_factory=dict)  # further facts, such as application.relative_state


def facts(holdings: Mapping[str, Sequence[Mapping[str, Any]]], trip: Trip) -> dict[str, Any]:
    """The question to the regimes: what the register records, and what the person says of the trip.

    A post or clearance that the register does not record counts as absent, not as unknown.
    """
    asked: dict[str, Any] = {
        "posts": [_said(post) for post in holdings["posts"]],
        "clearances": [_said(clearance) for clearance in holdings["clearances"]],
        "stays": [_stay(stay) for stay in trip.stays],
        "trip.purpose": trip.purpose,
        "application.reason": trip.reason,
        "application.filed_on": trip.filed_on,
        "application.decision": trip.decision,
        "application.urgent": trip.urgent,
        **trip.more,
    }
    return {name: value for name, value in asked.items() if value is not None}


def _said(holding: Mapping[str, Any]) -> dict[str, Any]:
    """A holding without what is empty, and without a grade where the country's law knows no grades."""
    silent = set() if regimes.vocabulary.grades(JURISDICTION) else {"grade"}
    return {name: value for name, value in holding.items() if value not in (None, "") and name not in silent}


def _stay(stay: Stay) -> dict[str, Any]:
    said: dict[str, Any] = {
        "from": stay.period.first,
        "until": stay.period.until,
        "mode": stay.mode,
        "country": stay.destination.country,
    }
    if stay.destination.territory is not None:
        said["territory"] = stay.destination.territory
    return said


def law() -> tuple[str, ...]:
    """The regimes of the country that everybody is asked about, the law first and the advice last."""
    names = regimes.rulebooks(status="law", jurisdiction=JURISDICTION)
    return tuple(sorted(names, key=lambda name: (name.endswith("-advice"), name)))


def public_answer(
    question: Mapping[str, Any], language: str, *, on: date | None = None, readings: Mapping[str, str] | None = None
) -> regimes.Outcome:
    """The answer to a question that anybody asks: the law alone, no register, nothing kept.

    `on` is the day of asking, from which what is still to be done is counted.
    """
    return regimes.ask(law(), question, language=language, today=on, readings=readings)
