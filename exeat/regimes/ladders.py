"""A provision as a ladder: ordered steps, each a condition and a result; the first that holds decides and is why.

A code is `weight * 2^20 + step * 2^10 + ladder`, so that the heaviest requirement comes first and, among equals,
the step that got furthest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from exeat.engines import compiled as functions
from exeat.engines.plain import Condition, Ladder
from exeat.regimes import places, readings, vocabulary
from exeat.regimes.conditions import about_holdings, compiled, facts_in
from exeat.regimes.shapes import WEIGHTS, Category, Count, Destination, Exemption, Ground, Provision, Rulebook
from exeat.regimes.soundness import names_of

STEPS = {
    "not_in_force": 1,
    "under_way": 2,
    "not_covered": 3,
    "destination_not_listed": 4,
    "transit_exempt": 5,
    "other_purpose": 6,
    "no_order": 7,
    "condition_not_met": 8,
    "set_aside": 9,
}
FIRST_EXCEPTION = 16
REQUIREMENT = 1000
LADDERS = 1024


@dataclass(frozen=True)
class Rung:
    """One step of a ladder: its reason, what it leads to, its condition."""

    step: int
    reason: str
    requires: str
    condition: Condition
    exception: str | None = None


@dataclass(frozen=True)
class Climb:
    """The ladder of one provision in one epoch, with the wording from which it was made."""

    regime: str
    name: str
    index: int
    wording: Provision | None
    rungs: tuple[Rung, ...]
    ladder: Ladder
    filed_on: date | None = None  # where the wording goes by the day of filing

    def rung(self, step: int) -> Rung:
        """The rung of a step."""
        return next(rung for rung in self.rungs if rung.step == step)


def code(requires: str, step: int, index: int) -> int:
    """The code of a step: heavier first, then further, then the earlier ladder."""
    return WEIGHTS[requires] * 2**20 + step * 2**10 + (LADDERS - 1 - index)


REQUIREMENTS = {weight: name for name, weight in WEIGHTS.items()}


def read_code(number: int) -> tuple[str, int, int]:
    """What a code says: requirement, step, ladder."""
    return REQUIREMENTS[number >> 20], (number >> 10) & 1023, LADDERS - 1 - (number & 1023)


@dataclass(frozen=True)
class Epoch:
    """A stretch of days in which a regime does not change, with every wording that applies.

    The last four say which facts are judged before the ladders: journeys under way, who is bound, where, and
    conditions on posts and clearances.
    """

    first: date
    until: date
    categories: Mapping[str, tuple[Category, Condition]]
    destinations: Mapping[str, Destination]
    grounds: Mapping[str, Ground]
    provisions: Mapping[str, Provision | None]
    under_way: tuple[tuple[str, date], ...]
    binding: tuple[tuple[str, Category, Condition], ...]
    listing: tuple[tuple[str, Destination], ...]
    conditions: tuple[tuple[str, Condition], ...]
    counts: tuple[tuple[str, Count], ...] = ()

    @property
    def looks_at(self) -> tuple[object, ...]:
        """All from which the facts of a stay in this epoch are made."""
        return (
            self.first, self.until, self.under_way, self.binding, self.listing, self.conditions, self.counts,
            {name: ground.reasons for name, ground in self.grounds.items()},
        )  # fmt: skip

    def ground_of(self, reason: str) -> str:
        """The ground that a reason opens on these days; "other" where it opens none."""
        if reason == "none":
            return "none"
        for name, ground in self.grounds.items():
            if isinstance(ground.reasons, list) and reason in ground.reasons:
                return name
        return "other"


class Regime:
    """A rulebook under chosen readings, cut into epochs, with the ladders of each."""

    def __init__(self, rulebook: Rulebook, chosen: Mapping[str, str]) -> None:
        self.chosen = {**readings.default_readings(rulebook), **chosen}
        self.source = rulebook
        self.rulebook = readings.read_as(rulebook, chosen)
        self.name = rulebook.regime
        self.names = names_of(self.rulebook)
        self.cuts = sorted(self._cuts())
        self._epochs: dict[int, Epoch] = {}
        self._climbs: dict[tuple[int, date | None, int], tuple[Climb, ...]] = {}
        self._deciding: dict[tuple[int, date | None, int], tuple[tuple[Climb, ...], functions.Decider]] = {}
        self._alike: dict[tuple[int, int, date | None], tuple[Regime, bool, bool]] = {}
        self.governed = any(
            wording.governed_by == "application"
            for part in self.rulebook.provisions.values()
            for wording in part.wordings
        )

    def _cuts(self) -> set[date]:
        book = self.rulebook
        days: set[date] = {date.min}
        for parts in (book.categories, book.destinations, book.grounds, book.counts, book.provisions):
            for part in parts.values():
                for wording in part.wordings:
                    days.add(wording.in_force)
                    if wording.until:
                        days.add(wording.until)
        followed = any(wording.occupied_by for part in book.destinations.values() for wording in part.wordings)
        if followed or "destination.occupied_by" in _tested(book):
            days |= places.control_cuts()
        for part in book.destinations.values():
            for wording in part.wordings:
                for name in (*wording.except_in, *([wording.as_in] if wording.as_in else [])):
                    days |= _days(vocabulary.load(f"lists/{name}.yaml")["entries"])
        for part in book.provisions.values():
            for wording in part.wordings:
                if wording.while_:
                    days |= _days(_state(wording.while_, book.jurisdiction))
        return days

    def index(self, day: date) -> int:
        """Which epoch a day lies in."""
        return bisect_right(self.cuts, day) - 1

    def epoch(self, i: int) -> Epoch:
        """The epoch of that number."""
        if i not in self._epochs:
            book, day = self.rulebook, self.cuts[i]
            until = self.cuts[i + 1] if i + 1 < len(self.cuts) else date.max
            categories = {
                name: (wording, compiled(wording.when, self.names))
                for name, part in book.categories.items()
                if (wording := part.on(day))
            }
            destinations = {name: place for name, part in book.destinations.items() if (place := part.on(day))}
            provisions = {name: self._in_force(part.on(day), day) for name, part in book.provisions.items()}
            self._epochs[i] = Epoch(
                day,
                until,
                categories,
                destinations,
                {name: ground for name, part in book.grounds.items() if (ground := part.on(day))},
                provisions,
                tuple(
                    (self.atom("under_way", name), part.wordings[0].in_force) for name, part in book.provisions.items()
                ),
                tuple((self.atom("category", name), *each) for name, each in categories.items()),
                tuple((self.atom("destination", name), each) for name, each in destinations.items()),
                tuple(self._conditions_on_holdings(provisions)),
                tuple((f"count.{name}", count) for name, part in book.counts.items() if (count := part.on(day))),
            )
        return self._epochs[i]

    def _in_force(self, provision: Provision | None, day: date) -> Provision | None:
        if provision is None or provision.while_ is None:
            return provision
        lasting = any(
            entry["from"] <= day and (entry.get("until") is None or day < entry["until"])
            for entry in _state(provision.while_, self.rulebook.jurisdiction)
        )
        return provision if lasting else None

    def stretches(self, first: date, until: date) -> list[tuple[int, date, date]]:
        """The epochs that a period touches, with the days of it that lie in each."""
        found = []
        for i in range(self.index(first), len(self.cuts)):
            begin = max(first, self.cuts[i])
            end = min(until, self.cuts[i + 1]) if i + 1 < len(self.cuts) else until
            if begin >= until:
                break
            found.append((i, begin, end))
        return found

    def atom(self, kind: str, name: str) -> str:
        """The name of a fact that is judged before the ladders."""
        return f"{self.name}:{kind}.{name}"

    def climbs(self, i: int, filed_on: date | None, offset: int) -> tuple[Climb, ...]:
        """The ladders of an epoch, numbered from `offset`."""
        key = (i, filed_on if self.governed else None, offset)
        if key not in self._climbs:
            epoch = self.epoch(i)
            rungs = {name: self._rungs(name, epoch, filed_on) for name in epoch.provisions}
            self._climbs[key] = tuple(
                self._climb(name, offset + n, epoch, filed_on, rungs) for n, name in enumerate(epoch.provisions)
            )
        return self._climbs[key]

    def deciding(self, i: int, filed_on: date | None, offset: int) -> tuple[tuple[Climb, ...], functions.Decider]:
        """The ladders of an epoch with the one function that decides them all."""
        key = (i, filed_on if self.governed else None, offset)
        found = self._deciding.get(key)
        if found is None:
            climbs = self.climbs(i, filed_on, offset)
            found = self._deciding[key] = climbs, functions.decider(tuple(climb.ladder for climb in climbs))
        return found

    def alike(self, other: Regime, day: date, filed_on: date | None) -> tuple[bool, bool]:
        """Whether another reading of the same rulebook looks at the same facts on a day, and decides alike by them."""
        i, theirs = self.index(day), other.index(day)
        key = (id(other), i, filed_on)
        found = self._alike.get(key)
        if found is None or found[0] is not other:
            one, two = self.epoch(i), other.epoch(theirs)
            facts = one.looks_at == two.looks_at
            ladders = [each.ladder for each in self.climbs(i, filed_on, 0)]
            decided = facts and ladders == [each.ladder for each in other.climbs(theirs, filed_on, 0)]
            found = self._alike[key] = (other, facts, decided)
        return found[1:]

    def _wording(self, name: str, epoch: Epoch, filed_on: date | None) -> Provision | None:
        """The wording that decides: that of the stay, or of the day of filing where the provision says so."""
        wording = epoch.provisions[name]
        if wording is None or wording.governed_by == "stay" or filed_on is None:
            return wording
        return self.rulebook.provisions[name].on(filed_on)

    def _climb(
        self, name: str, index: int, epoch: Epoch, filed_on: date | None, rungs: Mapping[str, tuple[Rung, ...]]
    ) -> Climb:
        wording = self._wording(name, epoch, filed_on)
        own = rungs[name]
        if wording is not None:
            over = [
                Rung(STEPS["set_aside"], "set_aside", "free", _applies(rungs[other]))
                for other, special in epoch.provisions.items()
                if special is not None and name in special.prevails_over
            ]
            before = [rung for rung in own if rung.step < STEPS["set_aside"]]
            own = (*before, *over, *own[len(before) :])
        ladder = tuple(
            (code(rung.requires, rung.step, index), code("undetermined", rung.step, index), rung.condition)
            for rung in own
        )
        return Climb(self.name, name, index, wording, own, ladder, filed_on if self.governed else None)

    def _rungs(self, name: str, epoch: Epoch, filed_on: date | None) -> tuple[Rung, ...]:
        wording = self._wording(name, epoch, filed_on)
        if wording is None:
            return (_exit("not_in_force", ("always", True)),)
        rungs: list[Rung] = []
        if wording.governed_by == "application" and filed_on is None:
            rungs.append(_exit("not_in_force", ("in", "application.filed_on", ())))
        if wording.under_way == "exempt":
            rungs.append(_exit("under_way", ("in", self.atom("under_way", name), (True,))))
        binding = tuple(
            ("in", self.atom("category", each), (True,)) for each in wording.binds if each in epoch.categories
        )
        listed = tuple(
            ("in", self.atom("destination", each), (True,)) for each in wording.to if each in epoch.destinations
        )
        rungs.append(_exit("not_covered", ("not", ("any", *binding))))
        rungs.append(_exit("destination_not_listed", ("not", ("any", *listed))))
        modes = {"exempt_airside": ("transit_airside",), "exempt": ("transit", "transit_airside")}.get(wording.transit)
        if modes:
            rungs.append(_exit("transit_exempt", ("in", "stay.mode", modes)))
        if set(wording.purpose) != {"private", "duty"}:
            rungs.append(_exit("other_purpose", ("not_in", "trip.purpose", tuple(wording.purpose))))
        if wording.live_by_order:
            rungs.append(_exit("no_order", ("in", self.atom("ordered", name), (False,))))
        if wording.when:
            rungs.append(_exit("condition_not_met", ("not", self._own(name, wording, "when", wording.when))))
        for n, (exception, each) in enumerate(ordered(wording.exceptions)):
            condition = self._own(name, wording, exception, each.when)
            reason = f"{name}.{exception}"
            rungs.append(Rung(FIRST_EXCEPTION + n, reason, each.requires, condition, exception))
        rungs.append(Rung(REQUIREMENT, name, wording.requires, ("always", True)))
        return tuple(rungs)

    def _own(self, name: str, wording: Provision, what: str, when: Mapping[str, Any]) -> Condition:
        """A condition of a provision, or the fact that stands for it where it looks at posts or clearances."""
        if about_holdings(when):
            return ("in", self.atom("condition", f"{name}.{what}.{wording.in_force}"), (True,))
        condition = compiled(when, self.names)
        return _renamed(condition, {"application.ground": self.atom("ground", "claimed")})

    def _conditions_on_holdings(self, provisions: Mapping[str, Provision | None]) -> list[tuple[str, Condition]]:
        """The conditions of provisions that are judged day by day, with the facts that stand for them."""
        found = []
        for name, applying in provisions.items():
            every = self.rulebook.provisions[name].wordings
            # A provision that goes by the day of filing may be asked under another wording than that of the stay.
            for wording in (
                every if any(each.governed_by == "application" for each in every) else filter(None, [applying])
            ):
                whens = {"when": wording.when, **{key: each.when for key, each in wording.exceptions.items()}}
                for what, when in whens.items():
                    if about_holdings(when):
                        atom = self.atom("condition", f"{name}.{what}.{wording.in_force}")
                        found.append((atom, compiled(when, self.names)))
                if wording.live_by_order:
                    found.append((self.atom("ordered", name), compiled({"post.ordered": True}, self.names)))
        return found


def _tested(book: Rulebook) -> set[str]:
    """The facts that some condition of a rulebook tests on the way to what it asks."""
    whens = [wording.when for part in book.categories.values() for wording in part.wordings]
    for wording in (wording for part in book.provisions.values() for wording in part.wordings):
        whens += [wording.when, *(exception.when for exception in wording.exceptions.values())]
    return {fact for when in whens for fact in facts_in(when)}


def _days(entries: Any) -> set[date]:
    return {day for entry in entries for day in (entry["from"], entry.get("until")) if day}


def _state(name: str, jurisdiction: str) -> Any:
    return vocabulary.load("lists/public-states.yaml")[name].get(jurisdiction, [])


def _exit(reason: str, condition: Condition) -> Rung:
    return Rung(STEPS[reason], reason, "free", condition)


def _applies(rungs: tuple[Rung, ...]) -> Condition:
    """That a provision applies: none of the steps that free from it holds."""
    return ("all", *(("not", rung.condition) for rung in rungs if rung.step < FIRST_EXCEPTION))


def _renamed(condition: Condition, names: Mapping[str, str]) -> Condition:
    match condition:
        case ("always", _):
            return condition
        case ("all" | "any" | "not" as kind, *parts):
            return (kind, *(_renamed(part, names) for part in parts))
        case (test, fact, wanted):
            return (test, names.get(fact, fact), wanted)
    return condition


def ordered(exceptions: Mapping[str, Exemption]) -> list[tuple[str, Exemption]]:
    """Exceptions so that whichever prevails over another comes before it; otherwise by name, never by place."""
    left = dict(sorted(exceptions.items()))
    found: list[tuple[str, Exemption]] = []
    while left:
        free = [name for name in left if not any(name in other.prevails_over for o, other in left.items() if o != name)]
        name = free[0] if free else next(iter(left))
        found.append((name, left.pop(name)))
    return found


_READ: dict[tuple[int, tuple[tuple[str, str], ...]], tuple[Rulebook, Regime]] = {}


def regime(rulebook: Rulebook, chosen: Mapping[str, str] | None = None) -> Regime:
    """The ladders of a rulebook under these readings, made once for each rulebook that is in use."""
    key = (id(rulebook), tuple(sorted((chosen or {}).items())))
    found = _READ.get(key)
    if found is None or found[0] is not rulebook:
        if len(_READ) > 512:
            _READ.clear()
        found = (rulebook, Regime(rulebook, chosen or {}))
        _READ[key] = found
    return found[1]
