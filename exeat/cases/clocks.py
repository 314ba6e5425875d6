"""How much time the steps of a case have: as its regimes say, else as the institution sets it; told with why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from exeat import regimes
from exeat.cases.factors import BY_HOUSE, HOUSE, regimes_in
from exeat.regimes import calendars, dates, vocabulary, words

CALENDAR = "LT"
COUNTED = {
    "en": "{span}, counted from {after}, which is not counted itself ({source}).",
    "lt": "{span}. Skaičiuojama nuo {after}, pati ši diena neįskaičiuojama ({source}).",
    "lv": "{span}. Skaita no nākamās dienas pēc šīs: {after} ({source}).",
}


@dataclass(frozen=True)
class Term:
    """How long a step has, and who says so."""

    within: str
    regime: str = HOUSE
    cite: tuple[str, ...] = ()

    def ends(self, after: date) -> date:
        """The last day, counted from a day that does not count itself."""
        try:
            return regimes.calendar(_calendar(self.regime)).due(self.within, after=after)
        except regimes.OutsideCalendar:
            return calendars.later(after, self.within)

    def explained(self, after: date, language: str) -> str:
        """Why this last day."""
        source = BY_HOUSE.get(language, BY_HOUSE["en"])
        if self.regime != HOUSE:
            book = regimes.rulebook(self.regime)
            source = "; ".join(c.words for c in words.citations(book, list(self.cite), language))
        told = COUNTED.get(language, COUNTED["en"])
        return told.format(span=dates.span(self.within, language), after=dates.day(after, language), source=source)


def term(outcome: Mapping[str, Any], step: str, on: date) -> Term:
    """How long a step of this case has on a day. A regime goes before the institution; the kindest of several counts.

    For whoever is heard that is the longest; for the office that decides, the shortest.
    """
    said = [found for name in regimes_in(outcome) for found in _of(name, step, on)]
    if not said:
        return Term(vocabulary.load("house.yaml")["clocks"][step]["within"])
    choose = min if step == "decide" else max
    return choose(said, key=lambda one: one.ends(on))


def _of(name: str, step: str, on: date) -> list[Term]:
    try:
        parts = regimes.rulebook(name).clocks.values()
    except regimes.NoSuchRegime:
        return []
    wordings = [wording for part in parts if (wording := part.on(on)) is not None and wording.step == step]
    return [Term(wording.within, name, tuple(wording.cite)) for wording in wordings]


def _calendar(regime: str) -> str:
    return CALENDAR if regime == HOUSE else regimes.rulebook(regime).calendar
