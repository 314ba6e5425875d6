"""Where does this person stand? What the register holds of them is put to every regime that may bind them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from exeat import regimes
from exeat.check import policy
from exeat.regimes.outcome import Outcome
from exeat.register import queries as register
from exeat.values.period import Period


def regimes_for(person: str, *, on: date | None = None) -> tuple[str, ...]:
    """The regimes that are asked about a person: the law of the country, then the orders of their institutions.

    An institution may be named in place of a person. An order that no rulebook describes is not asked.
    """
    houses = [person] if person.startswith("I-") else []
    if not houses and on is not None:
        houses = register.institutions_of(person, on)
    if not houses:
        house = register.primary_institution(person, on)
        houses = [house] if house else []
    known = set(regimes.rulebooks())
    orders = dict.fromkeys(o for house in houses for o in register.institution(house).orders if o in known)
    return (*policy.law(), *orders)


def outcome(
    person: str,
    trip: policy.Trip,
    *,
    on: date | None = None,
    language: str = "en",
    permits: Iterable[Period] = (),
    notices: Iterable[date] = (),
    reports: Iterable[date] = (),
) -> Outcome:
    """What is asked of a registered person for a trip, with every step cited; `on` is the day for which it is told.

    Permits, notices and reports come as plain values from the callers that keep them.
    """
    asked = policy.facts(register.holdings(person), trip) | _done(trip, permits, notices, reports)
    return regimes.ask(regimes_for(person, on=on or _first(trip)), asked, language=language, today=on)


def prefilled(person: str, *, on: date) -> dict[str, list[dict[str, Any]]]:
    """What the register would answer to "what am I" on a day, for the page that asks it."""
    return {
        name: [one for one in held if one["from"] <= on and (one["until"] is None or one["until"] > on)]
        for name, held in register.holdings(person).items()
    }


def _first(trip: policy.Trip) -> date | None:
    return min((stay.period.first for stay in trip.stays), default=None)


def _done(
    trip: policy.Trip, permits: Iterable[Period], notices: Iterable[date], reports: Iterable[date]
) -> dict[str, Any]:
    """What has been done already, as the facts that only the standing looks at."""
    done: dict[str, Any] = {}
    held = list(permits)
    if held:
        covering = [p for p in held if all(p.covers(stay.period) for stay in trip.stays)]
        chosen = (covering or held)[0]
        done |= {"permit.from": chosen.first, "permit.until": chosen.until, "permit.covers_stay": bool(covering)}
    if given := sorted(notices):
        done["notice.given_on"] = given[0]
    if told := sorted(reports):
        done["report.given_on"] = told[0]
    return {name: value for name, value in done.items() if value is not None}
