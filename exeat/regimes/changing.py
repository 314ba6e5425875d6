"""What if: one situation, and what would be asked if one fact at a time were another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from exeat.regimes import places, words
from exeat.regimes.ladders import regime
from exeat.regimes.regions import LEFT, PLACE, REASON, Axis, Place, Region, Space, View, scale_of
from exeat.regimes.shapes import WEIGHTS, Rulebook, said
from exeat.regimes.situating import Told
from exeat.regimes.walking import Box, answered

FEW = 6  # values of a group that are named; the rest are counted


@dataclass(frozen=True)
class Choice:
    """One group of values of a fact: what is asked with it, and whether it is the one of the situation."""

    key: str
    words: str
    requires: str
    taken: bool


@dataclass(frozen=True)
class Fact:
    """One fact that the regime looks at, with every group of values that it tells apart."""

    name: str
    words: str
    choices: tuple[Choice, ...]

    @property
    def moves(self) -> bool:
        """Whether another value would move the answer."""
        return len({choice.requires for choice in self.choices}) > 1


@dataclass(frozen=True)
class WhatIf:
    """A situation, what is asked in it and by which step, and the facts that it rests on."""

    requires: str
    provision: str
    reason: str
    facts: tuple[Fact, ...]

    @property
    def given(self) -> dict[str, str]:
        """The situation as it may be given again."""
        return {fact.name: choice.key for fact in self.facts for choice in fact.choices if choice.taken}


def what_if(book: Rulebook, day: date, given: Mapping[str, str], language: str = "en") -> WhatIf:
    """A situation on a day, one fact at a time changed; facts that are not given are those of the heaviest answer."""
    each = regime(book)
    space = Space([View(each, day, day if each.governed else None, setting_out=True)])
    boxes = answered(space, 0)
    heaviest = max(
        boxes, key=lambda found: (WEIGHTS[found[0].requires] * (found[0].requires != "undetermined"), found[0].rank)
    )
    taken = tuple(_taken(axis, given.get(axis.name), mask) for axis, mask in zip(space.axes, heaviest[1], strict=True))
    told = _Values(book.jurisdiction, language)

    def asked(box: Box) -> Any:
        return next(
            answer for answer, other in boxes if all(mine & theirs for mine, theirs in zip(box, other, strict=True))
        )

    here = asked(taken)
    facts = []
    for n, axis in enumerate(space.axes):
        choices = tuple(
            Choice(
                _key(region.value),
                told.region(axis.name, region),
                asked((*taken[:n], 1 << i, *taken[n + 1 :])).requires,
                taken[n] == 1 << i,
            )
            for i, region in enumerate(axis.regions)
        )
        facts.append(Fact(axis.name, told.fact(axis.name), choices))
    facts.sort(key=lambda fact: _order(fact.name))
    return WhatIf(here.requires, here.provision, here.reason, tuple(facts))


def _order(name: str) -> tuple[int, str]:
    known = ("post.kind", "clearance.level", PLACE, "trip.purpose", REASON)
    return (known.index(name) if name in known else len(known), name)


def _taken(axis: Axis, key: str | None, mask: int) -> int:
    """The region that is given; the plainest of the situation where none, or none that is known, is given."""
    for i, region in enumerate(axis.regions):
        if key is not None and any(_key(member) == key for member in region.members):
            return 1 << i
    return mask & -mask


def _key(value: Any) -> str:
    if isinstance(value, Place):
        return "/".join(filter(None, (value.country, value.territory, value.controlled_by)))
    return "" if value is None else str(value)


class _Values:
    """Facts and their values in words."""

    def __init__(self, jurisdiction: str, language: str) -> None:
        self.told, self.language, self.jurisdiction = Told(jurisdiction, language), language, jurisdiction

    def fact(self, name: str) -> str:
        """A fact in words."""
        known = {PLACE: "destination.country", LEFT["post."]: "post.until", LEFT["clearance."]: "clearance.until"}
        found = words.fact(known.get(name, name), self.language)
        return found[0].upper() + found[1:]

    def region(self, name: str, region: Region) -> str:
        """A group of values in words, the first few named."""
        named = [self.value(name, member) for member in region.members]
        named = [*dict.fromkeys(filter(None, named))]
        rest = len(named) - FEW
        return ", ".join(named[:FEW]) + (f" (+{rest})" if rest > 0 else "")

    def value(self, name: str, value: Any) -> str:
        """One value in words."""
        if isinstance(value, Place):
            by = f" ({places.country(value.controlled_by, self.language)})" if value.controlled_by else ""
            return places.place(value.country, value.territory, self.language) + by
        if name == "post.kind":
            return said(self.told.kinds[value], self.language)
        if name == "application.reason" and value:
            return words.reason(value, self.language)
        if name == "trip.purpose":
            return self.told.small[value]
        if name in LEFT.values():
            return "–" if value is None else f"−{value}"
        scale: Sequence[str] = scale_of(name, self.jurisdiction)
        if name == "clearance.level" and value is not None:
            return said(self.told.levels[scale[value]], self.language)
        return self.told.value(name, value)
