"""People who hold two posts or two clearances at once: where the second changes the answer and one alone would not.

Whoever holds two is asked for the heavier of what each alone would ask; where it is something else, one holding opens
an exception to the rule that binds by the other, or both together meet a condition that neither meets. The walk takes
one post and one clearance; here each situation of the walk is asked again with each other holding beside its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from exeat.regimes.facts import WrongFacts, question
from exeat.regimes.judging import judge
from exeat.regimes.ladders import Regime, regime
from exeat.regimes.regions import Space
from exeat.regimes.shapes import WEIGHTS, Rulebook
from exeat.regimes.walking import answered, views_of, witness

HOLDINGS = ("post", "clearance")
MOST = 12  # different holdings that are tried beside each other in one stretch of days
SITUATIONS = 60  # situations of one stretch that are asked again


@dataclass(frozen=True)
class Together:
    """A trip on which somebody who holds two is asked for something else than with either of them alone."""

    provision: str
    since: date
    until: date
    holding: str  # post or clearance
    first: Mapping[str, Any]
    second: Mapping[str, Any]
    alone: tuple[str, str]
    together: str
    witness: Mapping[str, Any]

    @property
    def lighter(self) -> bool:
        """Whether less is asked than of somebody who holds only the one that binds more."""
        return WEIGHTS[self.together] < max(WEIGHTS[each] for each in self.alone)


def together(book: Rulebook) -> Iterator[Together]:
    """Of each stretch of days and each pair of answers the first trip on which two holdings are not like either."""
    law = regime(book)
    for view in views_of(law):
        if view.epoch.first == date.min:
            continue
        space = Space([view])
        trips = [witness(space, box, view.filed_on) for _, box in answered(space, 0)][:SITUATIONS]
        found: set[tuple[str, ...]] = set()
        for holding in HOLDINGS:
            held = _distinct(trips, holding)
            for trip in trips:
                mine = _of(trip, holding)
                for other in held:
                    if not mine or other == mine:
                        continue
                    told = _asked(law, book, trip, holding, mine, other)
                    key = (holding, *sorted(told[:2]), told[2])
                    if "undetermined" in told[:3] or key in found or _heaviest(*told[:2]) == told[2]:
                        continue
                    found.add(key)
                    yield Together(
                        told[3], view.day, view.epoch.until, holding, mine, other, told[:2], told[2], trip
                    )  # fmt: skip


def _heaviest(*asked: str) -> str:
    return max(asked, key=lambda each: WEIGHTS[each])


def _of(trip: Mapping[str, Any], holding: str) -> dict[str, Any]:
    """What a trip says of a post or of a clearance."""
    return {name: value for name, value in trip.items() if name.startswith(f"{holding}.")}


def _distinct(trips: list[dict[str, Any]], holding: str) -> list[dict[str, Any]]:
    """The different posts or clearances of some trips, as far as they are tried."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for trip in trips:
        mine = _of(trip, holding)
        if mine and mine.get(f"{holding}.kind", mine.get(f"{holding}.level")) not in ("none", None):
            found.setdefault(tuple(sorted(mine.items(), key=str)), mine)
    return list(found.values())[:MOST]


def _asked(
    law: Regime,
    book: Rulebook,
    trip: Mapping[str, Any],
    holding: str,
    mine: Mapping[str, Any],
    other: Mapping[str, Any],
) -> tuple[str, str, str, str]:
    """What is asked with one, with the other, with both, and which provision decides for both."""
    rest = {name: value for name, value in trip.items() if not name.startswith(f"{holding}.")}
    answers, provision = [], ""
    for items in ([mine], [other], [mine, other]):
        listed = [{name.partition(".")[2]: value for name, value in item.items()} for item in items]
        try:
            judged = judge(question({**rest, f"{holding}s": listed}, (book,)), (law,))
        except WrongFacts:
            return ("undetermined", "undetermined", "undetermined", "")
        answers.append(judged.requires)
        provision = judged.decisive.climb.name if judged.decisive else ""
    return answers[0], answers[1], answers[2], provision
