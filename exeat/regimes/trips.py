"""Past trips as rulebooks see them: two trips that no rulebook can tell apart are judged once.

A person is a number that means nothing elsewhere. Nothing here knows a name.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from exeat.regimes import vocabulary
from exeat.regimes.conditions import compiled, holds
from exeat.regimes.facts import question
from exeat.regimes.judging import judge
from exeat.regimes.ladders import Regime, regime
from exeat.regimes.places import territories
from exeat.regimes.readings import others
from exeat.regimes.shapes import Destination, Rulebook
from exeat.regimes.soundness import names_of

ONE = timedelta(days=1)


@dataclass(frozen=True)
class Leg:
    """One stay of a trip; `until` is the day after the last day there."""

    country: str
    territory: str | None
    first: date
    until: date


@dataclass(frozen=True)
class Trip:
    """One past trip of somebody known only by a number."""

    person: str
    trip: str
    legs: tuple[Leg, ...]
    purpose: str
    reason: str | None

    @property
    def first(self) -> date:
        """The day of departure."""
        return self.legs[0].first if len(self.legs) == 1 else min(leg.first for leg in self.legs)

    def moved(self, days: int) -> Trip:
        """The same trip so many days later."""
        if not days:
            return self
        by = days * ONE
        legs = tuple(Leg(leg.country, leg.territory, leg.first + by, leg.until + by) for leg in self.legs)
        return Trip(self.person, self.trip, legs, self.purpose, self.reason)


@dataclass(frozen=True)
class Held:
    """A post or a clearance of somebody known only by a number."""

    person: str
    facts: Mapping[str, Any]  # as a rulebook names them, without post. or clearance.
    clearance: bool
    institution: str
    first: date
    until: date | None

    def moved(self, days: int) -> Held:
        """The same holding so many days later."""
        if not days:
            return self
        by = days * ONE
        until = self.until + by if self.until else None
        return Held(self.person, self.facts, self.clearance, self.institution, self.first + by, until)


@dataclass(frozen=True)
class Scenario:
    """Rulebooks that are asked together, and how their open points are read; "" is the law as it stands."""

    name: str
    books: tuple[Rulebook, ...]
    reading: str = ""  # regime/point: reading, where it is not the default
    chosen: Mapping[str, str] = field(default_factory=dict)


def scenarios(law: Sequence[Rulebook], drafts: Sequence[Rulebook], *, every_reading: bool = True) -> list[Scenario]:
    """The law, then each draft, each read by default and then with one open point read otherwise."""
    found = [Scenario("", tuple(law))]
    for draft in drafts:
        books = beside(law, draft)
        found.append(Scenario(draft.regime, books))
        if every_reading:
            found += [
                Scenario(
                    draft.regime, books, f"{draft.regime}/{point}: {reading}", {f"{draft.regime}/{point}": reading}
                )
                for point, reading in others(draft, {})
            ]
    return found


def beside(law: Sequence[Rulebook], draft: Rulebook) -> tuple[Rulebook, ...]:
    """What would be asked if the draft were law: it takes the place of what it changes, or of all where it is new."""
    if draft.draft_of and any(book.regime == draft.draft_of for book in law):
        return tuple(draft if book.regime == draft.draft_of else book for book in law)
    return (draft,)


def facts_of(trip: Trip, holdings: Sequence[Held], others: Sequence[Leg] | None = None) -> dict[str, Any]:
    """The facts of a question about one trip; `others` are the stays of other trips, for what is counted over them."""

    def said(each: Held) -> dict[str, Any]:
        return {**each.facts, "from": each.first, **({"until": each.until} if each.until else {})}

    facts: dict[str, Any] = {
        "posts": [said(each) for each in holdings if not each.clearance],
        "clearances": [said(each) for each in holdings if each.clearance],
        "stays": [*map(_stay_of, trip.legs)],
        "trip.purpose": trip.purpose,
    }
    if others is not None:
        facts["earlier"] = [*map(_stay_of, others)]
    return facts if trip.reason is None else {**facts, "application.reason": trip.reason}


def _stay_of(leg: Leg) -> dict[str, Any]:
    territory = {"territory": leg.territory} if leg.territory else {}
    return {"country": leg.country, "from": leg.first, "until": leg.until, **territory}


class Sight:
    """What a set of rulebooks can see of a trip: two trips that look alike are answered alike."""

    def __init__(self, cases: Sequence[Scenario]) -> None:
        self.cases = [
            [regime(book, readings_of(book, case.chosen)) for book in case.books] for case in cases
        ]  # of each scenario its rulebooks, as they are read in it
        self.books = [book for case in cases for book in case.books]
        self.regimes: list[Regime] = [*{id(each): each for case in self.cases for each in case}.values()]
        self.scale = [level for level, _ in vocabulary.levels(self.regimes[0].rulebook.jurisdiction)]
        self.cuts = sorted({cut for each in self.regimes for cut in each.cuts})
        tests = [test for each in self.regimes for test in _tests(each)]
        self.tests: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for test in tests:
            self.tests[test[1]].append(test)
        self.counts = any(each.rulebook.counts for each in self.regimes)  # over the other trips of a person as well
        self.exact = self.counts or "stay.days" in self.tests
        self.leavers = any(
            wording.after_leaving
            for each in self.regimes
            for part in each.rulebook.categories.values()
            for wording in part.wordings
        )
        self._seen: dict[tuple[str, Any], int] = {}
        self._index: dict[date, int] = {}
        self._places: dict[tuple[str, str | None], int] = {}
        self._facts: dict[int, tuple[Mapping[str, Any], int]] = {}
        self._numbers: dict[Any, int] = {}

    def _number(self, seen: Any) -> int:
        """One number for everything that looks alike."""
        return self._numbers.setdefault(seen, len(self._numbers))

    def key(self, trip: Trip, holdings: Sequence[Held], others: Sequence[Leg] = ()) -> Any:
        """What is seen of a trip, of what its person held and, where something is counted, of their other trips."""
        first, index, place = trip.first, self.index, self.place
        legs = tuple([(place(leg.country, leg.territory), index(leg.first), index(leg.until)) for leg in trip.legs])
        until = trip.legs[0].until if len(legs) == 1 else max(leg.until for leg in trip.legs)
        days = tuple([(leg.first, leg.until) for leg in trip.legs]) if self.exact else None
        held = [seen for each in holdings if (seen := self.held(each, first, until)) is not None]
        told = self.seen("trip.purpose", trip.purpose), self.reason(trip.reason)
        beside = (
            frozenset((leg.country, leg.territory, leg.first, leg.until) for leg in others) if self.counts else None
        )
        return (legs, days, frozenset(held), *told, beside)

    def answers(self, trip: Trip, holdings: Sequence[Held], others: Sequence[Leg] = ()) -> tuple[str, ...]:
        """What each scenario asks for a trip."""
        asked = question(facts_of(trip, holdings, others if self.counts else None), self.books)
        return tuple(judge(asked, case).requires for case in self.cases)

    def index(self, day: date) -> int:
        """The stretch of days in which nothing changes, under any of the rulebooks, and whether the day opens it."""
        found = self._index.get(day)
        if found is None:
            found = self._index[day] = bisect_right(self.cuts, day) * 2 - (day in self.cuts)
        return found

    def held(self, holding: Held, first: date, until: date) -> Any:
        """What is seen of a holding during a trip; nothing where it does not reach it and nobody asks about leavers."""
        over = holding.until is not None and holding.until <= first
        if (over and not self.leavers) or holding.first >= until:
            return None
        kept = self._facts.get(id(holding.facts))
        if kept is None or kept[0] is not holding.facts:
            prefix = "clearance." if holding.clearance else "post."
            seen = [self.seen(f"{prefix}{name}", value) for name, value in sorted(holding.facts.items())]
            kept = self._facts[id(holding.facts)] = (holding.facts, self._number((prefix, *seen)))
        if holding.first <= first and (holding.until is None or until <= holding.until):
            return kept[1]
        return (kept[1], holding.first, holding.until, first)

    def seen(self, fact: str, value: Any) -> int:
        """How every test of a fact answers."""
        key = (fact, value)
        if key not in self._seen:
            scale = self.scale if fact == "clearance.level" else []
            told = scale.index(value) if value in scale else value
            answers = tuple(holds(test, lambda _: told, set()) for test in self.tests[fact])
            absent = fact in ("post.kind", "clearance.level") and value == "none"
            self._seen[key] = self._number((fact, answers, absent))
        return self._seen[key]

    def reason(self, reason: str | None) -> int:
        """Which ground each rulebook finds in a reason, in each stretch of its history."""
        key = ("application.reason", reason)
        if key not in self._seen:
            grounds = tuple(
                None if reason is None else each.epoch(i).ground_of(reason)
                for each in self.regimes
                for i in range(len(each.cuts))
            )
            direct = tuple(holds(test, lambda _: reason, set()) for test in self.tests["application.reason"])
            self._seen[key] = self._number((grounds, direct, reason is None))
        return self._seen[key]

    def place(self, country: str, territory: str | None) -> int:
        """Which lists name a place; itself where a list follows others or control of territory."""
        key = (country, territory)
        if key not in self._places:
            asked = tuple(holds(test, lambda _: country, set()) for test in self.tests["destination.country"])
            exact = key if self.tests["destination.territory"] or self.tests["destination.occupied_by"] else None
            lists = tuple(
                _named(wording, country, territory)
                for each in self.regimes
                for part in each.rulebook.destinations.values()
                for wording in part.wordings
            )
            self._places[key] = self._number((lists, asked, exact))
        return self._places[key]


def readings_of(book: Rulebook, chosen: Mapping[str, str]) -> dict[str, str]:
    """The readings that were chosen for one rulebook."""
    return {key.partition("/")[2]: each for key, each in chosen.items() if key.startswith(f"{book.regime}/")}


def _named(wording: Destination, country: str, territory: str | None) -> Any:
    """How a list names a place; the place itself where that depends on other lists, or on who controls it."""
    parts = any(code.startswith(f"{country}-") for code in wording.territories)
    if wording.except_in or wording.as_in or parts or (wording.occupied_by and _divided(country)):
        return (country, territory)
    return country in wording.countries or (wording.all_except is not None and country not in wording.all_except)


def _divided(country: str) -> bool:
    return any(code.startswith(f"{country}-") for code in territories())


def _tests(each: Regime) -> Iterator[tuple[Any, ...]]:
    """Every single test of a rulebook, about any fact."""
    names = names_of(each.rulebook)
    whens = [wording.when for part in each.rulebook.categories.values() for wording in part.wordings]
    for provision in (wording for part in each.rulebook.provisions.values() for wording in part.wordings):
        whens += [provision.when, *(exception.when for exception in provision.exceptions.values())]
    for when in whens:
        yield from _leaves(compiled(when, names))
    yield ("in", "trip.purpose", ("private",))
    yield ("in", "trip.purpose", ("duty",))
    yield ("in", "post.ordered", (True,))


def _leaves(condition: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    match condition:
        case ("always", _):
            return
        case ("all" | "any" | "not", *parts):
            for part in parts:
                yield from _leaves(part)
        case _:
            yield condition
