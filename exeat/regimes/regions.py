"""What a rulebook can tell apart: for each fact, the groups of values that every test of it treats alike.

The conditions of one or more regimes, each on a day, are rewritten as trees over such groups. A group is a bit; a
set of groups is a number; a leaf says of which groups a test is true and of which it cannot be known. A person is
taken to hold one post and one clearance at most.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from exeat.engines.plain import Condition
from exeat.regimes import places, vocabulary
from exeat.regimes.calendars import later
from exeat.regimes.conditions import ABSENT, holds
from exeat.regimes.facts import Stay
from exeat.regimes.judging import reaches
from exeat.regimes.ladders import Climb, Regime
from exeat.regimes.shapes import Category, Destination

Tree = tuple[Any, ...]  # ("leaf", axis, true, unknown) | ("all" | "any" | "not", ...) | ("always", value)
Asked = Callable[[Any], bool | None]

YES: Tree = ("always", True)
NO: Tree = ("always", False)
PLACE, REASON, BEGUN = "place", "application.reason", "stay.begun"
LEFT = {"post.": "post.left", "clearance.": "clearance.left"}
HELD = {"post.": "post.kind", "clearance.": "clearance.level"}
PLAIN = ("PL", "LV", "FR", "CA")
ONE = timedelta(days=1)


@dataclass(frozen=True)
class Place:
    """Where a stay is, and who controls it where that has to be said."""

    country: str
    territory: str | None = None
    controlled_by: str | None = None

    def __hash__(self) -> int:
        """Asked for so often that it is worked out once."""
        known: int | None = self.__dict__.get("known")
        if known is None:
            known = self.__dict__["known"] = hash((self.country, self.territory, self.controlled_by))
        return known


@dataclass(frozen=True)
class Region:
    """Values of one fact that nothing tells apart; the first is the plainest."""

    members: tuple[Any, ...]

    @property
    def value(self) -> Any:
        """The value that stands for all."""
        return self.members[0]


@dataclass(frozen=True)
class Axis:
    """One fact with the regions that are told apart."""

    name: str
    regions: tuple[Region, ...]

    @property
    def every(self) -> int:
        """All its regions."""
        return (1 << len(self.regions)) - 1

    def taken(self, mask: int) -> list[Region]:
        """The regions that a set holds."""
        return [region for i, region in enumerate(self.regions) if mask >> i & 1]


@dataclass(frozen=True)
class Step:
    """One rung of a ladder with its condition over regions."""

    step: int
    reason: str
    requires: str
    tree: Tree


class View:
    """One regime on one day of stay, and one day of filing where that matters."""

    def __init__(
        self,
        regime: Regime,
        day: date,
        filed_on: date | None = None,
        only: Collection[str] | None = None,
        *,
        setting_out: bool = False,
    ) -> None:
        self.regime, self.day, self.filed_on = regime, day, filed_on
        self.setting_out = setting_out  # only journeys that begin on the day are looked at
        self.epoch = regime.epoch(regime.index(day))
        climbs = regime.climbs(regime.index(day), filed_on, 0)
        self.climbs: tuple[Climb, ...] = tuple(each for each in climbs if only is None or each.name in only)
        self.categories = {atom: (category, condition) for atom, category, condition in self.epoch.binding}
        self.places = dict(self.epoch.listing)
        self.firsts = dict(self.epoch.under_way)
        self.conditions = dict(self.epoch.conditions)


class Space:
    """The facts that matter to some views, their regions, and every ladder over them."""

    def __init__(self, views: Sequence[View]) -> None:
        self.views = tuple(views)
        self.day = views[0].day
        self.jurisdiction = views[0].regime.rulebook.jurisdiction
        self._asked: dict[str, dict[Hashable, Asked]] = {}
        self._wanted: dict[str, set[Any]] = {}
        drafted = [
            [(climb, [(rung, self._tree(rung.condition, view)) for rung in climb.rungs]) for climb in view.climbs]
            for view in self.views
        ]
        self.axes: tuple[Axis, ...] = ()
        self.at: dict[str, int] = {}
        self._leaves: dict[tuple[str, Hashable], Tree] = {}
        self._divide()
        self.ladders: tuple[tuple[tuple[Climb, tuple[Step, ...]], ...], ...] = tuple(
            tuple(
                (climb, tuple(Step(rung.step, rung.reason, rung.requires, self._over(tree)) for rung, tree in rungs))
                for climb, rungs in ladders
            )
            for ladders in drafted
        )

    @property
    def every(self) -> tuple[int, ...]:
        """Every situation: all regions of all facts."""
        return tuple(axis.every for axis in self.axes)

    def _leaf(self, axis: str, key: Hashable, test: Asked, wanted: Iterable[Any] = ()) -> Tree:
        self._asked.setdefault(axis, {})[key] = test
        self._wanted.setdefault(axis, set()).update(wanted)
        return ("ask", axis, key)

    def _tree(self, condition: Condition, view: View) -> Tree:
        """A condition over facts and atoms as a tree of questions about axes."""
        match condition:
            case ("always", _):
                return condition
            case ("all" | "any" | "not" as kind, *parts):
                return (kind, *(self._tree(part, view) for part in parts))
        test, fact, wanted = condition
        if fact in view.categories:
            category, inner = view.categories[fact]
            return self._holding(inner, view, category)
        if fact in view.places:
            return self._listed(view.places[fact])
        if fact in view.firsts:
            if view.setting_out:
                return NO
            first = view.firsts[fact]
            return self._leaf(BEGUN, ("before", first), lambda begun: begun < first, [first])
        if fact in view.conditions:
            inner = self._holding(view.conditions[fact], view, None)
            return inner if True in wanted else ("not", inner)
        return self._plain(test, fact, wanted, view)

    def _plain(self, test: str, fact: str, wanted: Any, view: View) -> Tree:
        """A test of a fact that is not about a holding."""
        if fact in ("application.ground", view.regime.atom("ground", "claimed")):
            grounds = view.epoch.ground_of
            names = {
                reason: grounds(reason) for reason in vocabulary.REASONS
            }  # what each reason opens on this day under this regime
            key = ("ground", tuple(sorted(names.items())), test, wanted)
            return self._leaf(REASON, key, lambda reason: _said((test, fact, wanted), names.get(reason)), _absent(test))
        if fact == "application.filed_on":
            return ("always", test == "given" and bool(wanted) is (view.filed_on is not None))
        if fact.startswith("destination."):
            field = {"destination.country": "country", "destination.territory": "territory"}.get(fact)
            return self._leaf(
                PLACE,
                (test, fact, wanted),
                lambda place: _said(
                    (test, fact, wanted), getattr(place, field) if field else _controller(place, self.day)
                ),
            )
        return self._leaf(
            fact, (test, wanted), lambda value: _said((test, fact, wanted), value), self._values(test, wanted)
        )

    @staticmethod
    def _values(test: str, wanted: Any) -> list[Any]:
        if test == "given":
            return [None]
        return [wanted] if test in ("at_least", "at_most") else [*wanted]

    def _listed(self, destination: Destination) -> Tree:
        reached = where(destination, self.day)
        named = [Place(code.partition("-")[0], code) for code in destination.territories]
        return self._leaf(PLACE, ("destination", id(destination)), reached, named)

    def _holding(self, condition: Condition, view: View, category: Category | None) -> Tree:
        """A condition on posts and clearances that are held, or were held not too long ago."""
        held = {prefix: self._still(prefix, category) for prefix in HELD}

        def tree(part: Condition) -> Tree:
            match part:
                case ("always", _):
                    return part
                case ("all" | "any" | "not" as kind, *parts):
                    return (kind, *map(tree, parts))
            test, fact, wanted = part
            prefix = next((each for each in HELD if fact.startswith(each)), None)
            if prefix is None:
                return self._plain(test, fact, wanted, view)
            none: Any = "none" if prefix == "post." else 0
            absent: Any = none if fact == HELD[prefix] else ABSENT
            otherwise = ("always", bool(_said(part, absent)))
            there = [held[prefix]]
            if fact != HELD[prefix]:
                there.append(self._leaf(HELD[prefix], ("held",), lambda value: value != none))
            asked = self._leaf(fact, (test, wanted), lambda value: _said(part, value), self._values(test, wanted))
            self._leaf(HELD[prefix], ("held",), lambda value: value != none)
            if there == [YES]:
                return asked
            return ("any", ("all", *there, asked), ("all", ("not", ("all", *there)), otherwise))

        return tree(condition)

    def _still(self, prefix: str, category: Category | None) -> Tree:
        """That a holding counts: it is held, or was left not longer ago than a category says."""
        span = category.after_leaving if category else None
        if span is None:
            return self._leaf(LEFT[prefix], (None,), lambda left: left is None) if self._leavers() else YES
        return self._leaf(LEFT[prefix], (span,), lambda left: _counts(left, span, self.day), [span])

    def _leavers(self) -> bool:
        return any(category.after_leaving for view in self.views for category, _ in view.categories.values())

    def _divide(self) -> None:
        """Each axis into regions: values of which every question has the same answer."""
        axes = []
        for n, name in enumerate(sorted(self._asked)):
            asked = self._asked[name]
            found: dict[tuple[bool | None, ...], list[Any]] = {}
            values = self._candidates(name)
            answered = zip(*([*map(test, values)] for test in asked.values()), strict=True)
            for value, answers in zip(values, answered, strict=True):
                found.setdefault(answers, []).append(value)
            axis = Axis(name, tuple(Region(tuple(members)) for members in found.values()))
            for k, key in enumerate(asked):
                column = [answers[k] for answers in found]
                true = sum(1 << i for i, answer in enumerate(column) if answer is True)
                unknown = sum(1 << i for i, answer in enumerate(column) if answer is None)
                self._leaves[name, key] = ("leaf", n, true, unknown)
            axes.append(axis)
        self.axes = tuple(axes)
        self.at = {axis.name: n for n, axis in enumerate(axes)}

    def _over(self, tree: Tree) -> Tree:
        match tree:
            case ("ask", axis, key):
                return self._leaves[axis, key]
            case ("all" | "any" | "not" as kind, *parts):
                return (kind, *map(self._over, parts))
        return tree

    def _candidates(self, name: str) -> list[Any]:
        """Values that stand for all that a fact may hold, the plainest first."""
        wanted = self._wanted.get(name, set())
        unknown = [None] if None in wanted else []
        named = wanted - {None}
        if name == PLACE:
            return [*self._all_places(named)]
        if name == BEGUN:
            return [self.day, *sorted({first - ONE for first in named if first <= self.day and first > date.min})]
        if name in LEFT.values():
            return [None, *_offsets([span for span in named if span != "unlimited"], self.day)]
        if name == REASON:
            return ["tourism", *(reason for reason in vocabulary.REASONS if reason != "tourism"), *unknown]
        kind = vocabulary.FACTS[name].kind if name in vocabulary.FACTS else "number"
        if name == "stay.days":
            return _numbers(named, least=1)
        if kind == "number":
            return [*_numbers(named), *unknown]
        if kind == "flag":
            return [False, True, *unknown]
        if kind == "day":
            return [self.day, *unknown]
        if kind == "scale":
            return [*range(len(scale_of(name, self.jurisdiction))), *unknown]
        values = vocabulary.values_of(name, self.jurisdiction) if kind == "name" else None
        if values is None:
            state = kind == "code" and name != "post.institution"  # the only code that is no state's
            other = next(code for code in (*PLAIN, *places.countries()) if code not in named) if state else "other"
            values = (*sorted(named - {other}), other)
        return [*values, *unknown]

    def _all_places(self, named: set[Any]) -> Iterable[Place]:
        yield from _everywhere()
        known = {place.territory for place in _everywhere()}
        yield from sorted((place for place in named if place.territory not in known), key=str)


def _said(condition: Condition, value: Any) -> bool | None:
    """Whether a single test holds of a value."""
    return holds(condition, lambda _: value, set())


def _absent(test: str) -> list[Any]:
    return [None] if test == "given" else []


def _counts(left: int | None, span: str, day: date) -> bool:
    """Whether somebody who left so many days ago is still bound."""
    return left is None or span == "unlimited" or day < later(day - left * ONE, span)


def _offsets(spans: Sequence[str], day: date) -> list[int]:
    """How long ago somebody left: within each span and beyond it."""
    found = {1}
    for span in spans:
        ago = (later(day, span) - day).days
        found |= {max(ago - 40, 1), ago + 40}
    return sorted(ago for ago in found if day - date.min > ago * ONE)


def _numbers(named: set[Any], *, least: float | None = None) -> list[Any]:
    around = {n + d for n in named for d in (-1, 0, 1)} | {least if least is not None else 0}
    return sorted(n for n in around if least is None or n >= least)


@cache
def _everywhere() -> tuple[Place, ...]:
    """Every state, a part of it where its control is told, and who controls what is divided."""
    codes = [*PLAIN, *(code for code in places.countries() if code not in PLAIN)]
    found = [Place(code) for code in codes]
    for code, entry in places.territories().items():
        state = code.partition("-")[0]
        found.append(Place(state, code))
        for by in dict.fromkeys(each["by"] for each in entry["control"]):
            found.append(Place(state, code, by))
        if any(each.get("part") for each in entry["control"]):
            found.append(Place(state, code, state))
        found.append(Place(state, f"{state}-0"))
    return tuple(dict.fromkeys(found))


def _controller(place: Place, day: date) -> str | None:
    if place.controlled_by or not place.territory:
        return place.controlled_by
    whole = places.occupied_by(place.territory, day, day + ONE) - places.partly(place.territory, day, day + ONE)
    return next(iter(sorted(whole)), None)


_REACHED: dict[tuple[int, date], tuple[Destination, dict[Place, bool | None]]] = {}


def where(destination: Destination, day: date) -> Callable[[Place], bool | None]:
    """Whether a list of destinations names a place on a day; each answer is found once."""
    dated = destination.occupied_by or destination.as_in or destination.except_in
    key = (id(destination), day if dated else date.min)
    found = _REACHED.get(key)
    if found is None or found[0] is not destination:
        if len(_REACHED) > 4096:
            _REACHED.clear()
        found = _REACHED[key] = (destination, {})
    answers = found[1]

    def reached(place: Place) -> bool | None:
        if place not in answers:
            stay = Stay(day, day + ONE, "stay", place.country, place.territory, place.controlled_by)
            answers[place] = reaches(destination, stay, day, day + ONE, set())
        return answers[place]

    return reached


def scale_of(fact: str, jurisdiction: str) -> list[str]:
    """The names on an ordered scale, from the lowest; nothing for a fact that has none."""
    if fact == "clearance.level":
        return [name for name, _ in vocabulary.levels(jurisdiction)]
    return vocabulary.grades(jurisdiction) if fact == "post.grade" else []


__all__ = [
    "BEGUN",
    "LEFT",
    "PLACE",
    "REASON",
    "Axis",
    "Place",
    "Region",
    "Space",
    "Step",
    "Tree",
    "View",
    "scale_of",
    "where",
]
