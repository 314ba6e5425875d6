"""What an answer rests on: what no source says and is assumed, and the wordings that were used."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from exeat.regimes import consequences, dates, explaining, releases, words
from exeat.regimes.duties import Called
from exeat.regimes.facts import Question
from exeat.regimes.judging import Unit
from exeat.regimes.ladders import FIRST_EXCEPTION, REQUIREMENT, STEPS, Regime
from exeat.regimes.shapes import Wording, said


def assumed(
    regimes: Sequence[Regime],
    units: Sequence[Unit],
    procedures: Sequence[tuple[Regime, str]],
    question: Question,
    language: str,
) -> list[str]:
    """What no source says and this outcome rests on."""
    found: dict[str, None] = {}
    for each in regimes:
        own = [unit for unit in units if unit.regime is each]
        used = _rests_on(own, procedures)
        day = each.rulebook.in_force_assumed
        if day and any(unit.step > STEPS["not_covered"] or unit.step <= STEPS["under_way"] for unit in own):
            title = said(each.rulebook.title, language)
            text = words.phrase("in_force_assumed", language, title=title, day=dates.day(day, language))
            found[text] = None
        for assumed in each.rulebook.assumed:
            if ".".join(assumed.on.split(".")[:2]) in used:
                found[said(assumed.why, language)] = None
    found.update(dict.fromkeys(_taken_for_granted(units, question, language)))
    return [*found]


def _rests_on(units: Sequence[Unit], procedures: Sequence[tuple[Regime, str]]) -> set[str]:
    """The parts of a regime that these units looked at, beyond who is bound."""
    used: set[str] = set()
    for unit in units:
        if unit.step == STEPS["under_way"]:
            used.add(f"provisions.{unit.climb.name}")
        if unit.step >= STEPS["destination_not_listed"] and unit.climb.wording:
            used |= {f"destinations.{name}" for name in unit.climb.wording.to}
        if unit.step > STEPS["destination_not_listed"]:
            used.add(f"provisions.{unit.climb.name}")
    return used | {f"procedures.{name}" for each, name in procedures if units and each is units[0].regime}


def _taken_for_granted(units: Sequence[Unit], question: Question, language: str) -> list[str]:
    """What the question left out and was taken in the ordinary way."""
    found = []
    bound = any(unit.step > STEPS["not_covered"] for unit in units)
    holdings = (*(question.posts or ()), *(question.clearances or ()))
    if bound and any(holding.first is None for holding in holdings):
        found.append(words.phrase("held_throughout", language))
    transit = any(
        unit.applies
        and unit.climb.wording is not None
        and unit.climb.wording.transit in ("unknown", "silent")
        and unit.stay.mode in ("transit", "transit_airside")
        for unit in units
    )
    if transit:
        found.append(words.phrase("transit_read", language))
    return found


def law(
    units: Sequence[Unit], ways: Sequence[tuple[Regime, str]], called: Sequence[Called], question: Question, on: date
) -> list[str]:
    """The fingerprint of each wording that was used: rules, then how it is asked, duties, and what a breach brings."""
    used: dict[str, None] = {}
    for unit in units:
        wording = unit.climb.wording
        parts: list[tuple[str, str, Any]] = []
        if wording is None:
            last = unit.regime.rulebook.provisions[unit.climb.name].wordings[-1]
            parts.append(("provisions", unit.climb.name, last))
        else:
            parts.append(("provisions", unit.climb.name, wording))
            if unit.step >= STEPS["not_covered"]:
                categories = unit.epoch.categories
                parts += [("categories", n, categories[n][0]) for n in wording.binds if n in categories]
            if unit.step >= STEPS["destination_not_listed"]:
                places = unit.epoch.destinations
                parts += [("destinations", n, places[n]) for n in wording.to if n in places]
            if FIRST_EXCEPTION <= unit.step <= REQUIREMENT:
                grounds = unit.epoch.grounds
                parts += [("grounds", n, grounds[n]) for n in explaining.open_grounds(unit)]
        used.update((_law(unit.regime, kind, name, each), None) for kind, name, each in parts)
    for regime, name in ways:
        procedure = regime.rulebook.procedures[name].on(on)
        if procedure is not None:
            used[_law(regime, "procedures", name, procedure)] = None
    for call in called:
        used[_law(call.regime, "duties", call.name, call.duty)] = None
    for unit, name, breach, _certain in consequences.attached(units, question):
        used[_law(unit.regime, "breaches", name, breach)] = None
    return [*used]


def _law(regime: Regime, kind: str, name: str, wording: Wording) -> str:
    return f"{regime.name}@{releases.fingerprint(regime.name, kind, name, wording)}"
