"""Situations in words: who, where, on what reason, from when; for comparisons and findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from exeat.regimes import dates, places, vocabulary, words
from exeat.regimes.regions import BEGUN, LEFT, Place, scale_of
from exeat.regimes.shapes import said

Rest = Sequence[tuple[str, tuple[Any, ...]]]
SAID: Mapping[str, Mapping[str, str]] = {
    "or": {"en": "or", "lt": "arba"},
    "yes": {"en": "yes", "lt": "taip"},
    "no": {"en": "no", "lt": "ne"},
    "everywhere except": {"en": "everywhere except", "lt": "visur, išskyrus"},
    "any reason except": {"en": "any reason except", "lt": "bet kuri priežastis, išskyrus"},
    "duty": {"en": "on duty", "lt": "tarnybos tikslais"},
    "private": {"en": "privately", "lt": "ne tarnybos tikslais"},
    "before": {"en": "already under way", "lt": "jau esant kelionėje"},
    "left": {"en": "after leaving", "lt": "palikus pareigas ar netekus leidimo"},
    "at_least": {"en": "at least", "lt": "ne mažiau kaip"},
    "at_most": {"en": "at most", "lt": "ne daugiau kaip"},
}
MANY = 40  # more places than this are told by what they leave out


class Told:
    """Facts of situations in the words of one jurisdiction and one language."""

    def __init__(self, jurisdiction: str, language: str) -> None:
        self.language = language
        self.kinds = dict(vocabulary.post_kinds(jurisdiction))
        self.levels = dict(vocabulary.levels(jurisdiction))
        self.jurisdiction = jurisdiction
        self.small = {key: said(each, language) for key, each in SAID.items()}

    def holding(self, facts: Mapping[str, Any]) -> str:
        """A post or a clearance with what is said of it."""
        told: list[str] = []
        for name, value in facts.items():
            if name == "post.kind":
                told.insert(0, said(self.kinds[value], self.language))
            elif name == "clearance.level":
                told.insert(0, said(self.levels[value], self.language))
            elif not name.endswith((".from", ".until")):
                told.append(self.fact(name, (value,)))
        return ", ".join(told)

    def listed(self, told: Iterable[str]) -> str:
        """Several words of which one holds."""
        return dates.listed([*told], self.language, self.small["or"])

    def people(self, kinds: frozenset[Any] | None, rest: Rest) -> tuple[str, ...]:
        """The kinds of post, and what else must hold of the person."""
        names = [said(label, self.language) for kind, label in self.kinds.items() if kinds and kind in kinds]
        if kinds is None or len(names) == len(self.kinds):
            names = []
        held = [self.fact(name, values) for name, values in rest if name.startswith(("post.", "clearance."))]
        told = ", ".join(names) + (f" ({'; '.join(held)})" if held and names else "; ".join(held))
        return (told,) if told else ()

    def places(self, found: frozenset[Any] | None) -> str:
        """The states and parts of states, or what they leave out."""
        if not found:
            return ""
        whole = {place.country for place in found if place.territory is None}
        if len(whole) > MANY:
            left = [places.country(code, self.language) for code in places.countries() if code not in whole]
            return f"{self.small['everywhere except']} {', '.join(left)}" if 0 < len(left) < MANY else ""
        parts = {place.territory: place for place in found if place.territory and place.country not in whole}
        named = sorted(places.country(code, self.language) for code in whole)
        inside = (places.place(each.country, code, self.language) for code, each in sorted(parts.items()))
        return ", ".join([*named, *inside])

    def reasons(self, found: frozenset[Any] | None) -> str:
        """The reasons, where not every reason is meant."""
        if not found or len(found) >= len(vocabulary.REASONS):
            return ""
        left = [name for name in vocabulary.REASONS if name not in found]
        if len(left) >= len(found):
            return ", ".join(words.reason(name, self.language) for name in vocabulary.REASONS if name in found)
        told = ", ".join(words.reason(name, self.language) for name in left)
        return f"{self.small['any reason except']}: {told}"

    def rest(self, rest: Rest) -> list[str]:
        """What else must hold of the trip."""
        return [self.fact(name, values) for name, values in rest if not name.startswith(("post.", "clearance."))]

    def fact(self, name: str, values: tuple[Any, ...]) -> str:
        """A fact with the values it may have."""
        if name == "trip.purpose":
            return self.listed(self.small[str(value)] for value in values)
        if name == BEGUN:
            return "" if "now" in values else self.small["before"]
        if name in LEFT.values():
            return self.small["left"] if "held" not in values else ""
        return f"{words.fact(name, self.language)}: {self.listed(self.value(name, value) for value in values)}"

    def value(self, name: str, value: Any) -> str:
        """A value in words."""
        if value is None:
            return "–"
        if isinstance(value, tuple):
            return f"{self.small[value[0]]} {value[1]}"
        if isinstance(value, bool):
            return self.small["yes" if value else "no"]
        if isinstance(value, date):
            return dates.day(value, self.language)
        scale = scale_of(name, self.jurisdiction)
        if scale and isinstance(value, int):
            return said(self.levels[scale[value]], self.language) if name == "clearance.level" else scale[value]
        if vocabulary.FACTS.get(name) and vocabulary.FACTS[name].kind == "code" and str(value) in places.countries():
            return places.country(str(value), self.language)
        return str(value)

    def words(self, before: str, after: str, parts: Iterable[str], since: date, until: date | None) -> str:
        """The change, whom it touches, where, on which reasons, from when."""
        change = f"{words.asks(before, self.language)} → {words.asks(after, self.language)}"
        return " · ".join(filter(None, [change, *parts, dates.days(since, until or date.max, self.language)]))

    def trip(self, facts: Mapping[str, Any]) -> str:
        """The facts of one trip in few words."""
        kind, level = facts.get("post.kind", "none"), facts.get("clearance.level", "none")
        parts = [said(self.kinds[kind], self.language)] if kind != "none" else []
        if level != "none":
            parts.append(said(self.levels[level], self.language))
        parts.append(places.place(facts.get("destination.country"), facts.get("destination.territory"), self.language))
        first, until = facts.get("stay.from"), facts.get("stay.until")
        if first and until:
            parts.append(dates.days(first, until, self.language))
        if facts.get("application.reason", "none") != "none":
            parts.append(words.reason(facts["application.reason"], self.language))
        if facts.get("trip.purpose") == "duty":
            parts.append(self.small["duty"])
        return ", ".join(filter(None, parts))


__all__ = ["Place", "Told"]
