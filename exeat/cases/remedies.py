"""Until when a decision may be appealed: counted from the rules that bind the person, explained, never shortened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from exeat import regimes
from exeat.regimes import calendars, dates, words

WORDS = {
    "en": {
        "counted": "{span}. The day {after} itself is not counted ({cite}).",
        "moved": "The last day would be a day off, so it is the next working day.",
        "corrected": "Corrected by the officer: {because}",
        "elsewhere": "The rules that bind you do not say how long. The time limit stands elsewhere: {because}",
    },
    "lt": {
        "counted": "{span}. Pati diena {after} neįskaičiuojama ({cite}).",
        "moved": "Paskutinė diena būtų ne darbo diena, todėl ji nukelta į artimiausią darbo dieną.",
        "corrected": "Pareigūno patikslinimas: {because}",
        "elsewhere": "Jums taikomose taisyklėse termino nėra. Kur jis nustatytas: {because}",
    },
    "lv": {
        "counted": "{span}. Pašu dienu neskaita: {after} ({cite}).",
        "moved": "Pēdējā diena būtu brīvdiena, tāpēc tā ir nākamā darba diena.",
        "corrected": "Amatpersonas precizējums: {because}",
        "elsewhere": "Noteikumos, kas jums piemērojami, termiņa nav. Kur tas noteikts: {because}",
    },
}


@dataclass(frozen=True)
class LastDay:
    """The last day to appeal as the rules give it, and how it was counted; no day where no rule says."""

    day: date | None = None
    within: str = ""
    regime: str = ""
    after: date | None = None

    def kept(self, because: str = "") -> dict[str, str]:
        """What is kept beside the decision, so that the counting can be told and repeated later."""
        after = self.after.isoformat() if self.after else ""
        return {"within": self.within, "regime": self.regime, "after": after, "because": because}


def last_day(names: Iterable[str], *, after: date) -> LastDay:
    """The last day that any of these regimes gives for an appeal against a decision of a day: the latest counts."""
    found = [one for name in names if (one := _of(name, after)).day is not None]
    return max(found, key=lambda one: one.day or after, default=LastDay(after=after))


def regimes_of(outcome: Mapping[str, Any]) -> list[str]:
    """The regimes that bind the person in this outcome, in its order."""
    return list(dict.fromkeys(item["regime"] for item in outcome.get("en", {}).get("remedies", [])))


def _of(name: str, after: date) -> LastDay:
    try:
        book = regimes.rulebook(name)
        spans = [part.on(after) for part in book.remedies.values()]
        known = [wording.within for wording in spans if wording is not None and wording.within[:1].isdigit()]
        days = regimes.calendar(book.calendar)
        return max(
            (LastDay(days.due(span, after=after), span, name, after) for span in known),
            key=lambda one: one.day or after, default=LastDay(after=after),
        )  # fmt: skip
    except (regimes.NoSuchRegime, regimes.OutsideCalendar):
        return LastDay(after=after)


def runs_until(stored: date, kept: Mapping[str, str], served_on: date | None) -> date:
    """The last day to appeal, later where the decision reached the person later than it was taken."""
    after = date.fromisoformat(kept["after"]) if kept.get("after") else None
    if served_on is None or after is None or served_on <= after:
        return stored
    if kept.get("within"):
        again = _of(kept["regime"], served_on).day
        return max(stored, again or stored)
    return stored + (served_on - after)


def counted_anew(kept: Mapping[str, str]) -> date | None:
    """The last day to appeal by the calendar as it reads now; None where it was not counted by a rule."""
    return _of(kept["regime"], date.fromisoformat(kept["after"])).day if kept.get("within") else None


def explained(kept: Mapping[str, str], language: str) -> str:
    """Why this day, in words; empty where nothing was kept."""
    told = WORDS.get(language, WORDS["en"])
    if not kept.get("within"):
        return told["elsewhere"].format(because=kept["because"]) if kept.get("because") else ""
    after = date.fromisoformat(kept["after"])
    book = regimes.rulebook(kept["regime"])
    wordings = [part.on(after) for part in book.remedies.values()]
    cite = [
        citation.words
        for wording in wordings if wording is not None
        for citation in words.citations(book, wording.cite, language)
    ]  # fmt: skip
    said = [
        told["counted"].format(
            span=dates.span(kept["within"], language), after=dates.day(after, language), cite="; ".join(cite)
        )
    ]
    plain = calendars.later(after, kept["within"]) if "working" not in kept["within"] else None
    if plain is not None and not regimes.calendar(book.calendar).is_working(plain):
        said.append(told["moved"])
    if kept.get("because"):
        said.append(told["corrected"].format(because=kept["because"]))
    return " ".join(said)
