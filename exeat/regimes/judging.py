"""From facts to codes: which categories and destinations hold on which days, then the ladders, then the heaviest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from exeat.engines.plain import Condition
from exeat.regimes import counting, places
from exeat.regimes.calendars import later
from exeat.regimes.conditions import ABSENT, holds
from exeat.regimes.facts import Holding, Question, Stay
from exeat.regimes.ladders import FIRST_EXCEPTION, REQUIREMENT, STEPS, Climb, Epoch, Regime, read_code
from exeat.regimes.ladders import code as code_of
from exeat.regimes.lists import reaches
from exeat.regimes.shapes import Category

NOBODY = Holding({}, None, None)


@dataclass(slots=True)
class Unit:
    """What one ladder said of one stay in one epoch, with the facts it was said of."""

    regime: Regime
    climb: Climb
    stay: Stay
    n: int
    first: date
    until: date
    epoch: Epoch
    code: int
    row: Mapping[str, Any]
    missing: Mapping[str, frozenset[str]]

    requires: str = field(init=False)  # what the deciding step asks
    step: int = field(init=False)  # how far the ladder was climbed
    rank: tuple[int, bool, int, int] = field(init=False)  # heavier first, then one that does more than supplement

    def __post_init__(self) -> None:
        self.requires, self.step, _ = read_code(self.code)
        self.rank = (self.code >> 20, not self.regime.rulebook.supplements, self.step, self.code & 1023)

    @property
    def applies(self) -> bool:
        """Whether the provision reached this stay, whatever it then asked."""
        return self.step >= FIRST_EXCEPTION


@dataclass(frozen=True)
class Judgement:
    """Every unit of a question; the one that decides; what is missing where the end of a stay would settle it."""

    units: tuple[Unit, ...]
    decisive: Unit | None
    requires: str
    missing: tuple[str, ...]
    each: Mapping[int, Sequence[Unit]] = field(default_factory=dict)  # what each regime said by itself, by its place


def judge(
    question: Question, regimes: Sequence[Regime], on: date | None = None, before: Judgement | None = None
) -> Judgement:
    """The heaviest requirement over all stays, epochs, provisions and regimes.

    Where the same question was judged before, a regime that says the same as then is not asked again.
    """
    each: dict[int, Sequence[Unit]] = {}
    offset = 0
    for place, regime in enumerate(regimes):
        each[place] = _said(question, regime, on, offset, before.each.get(place, ()) if before else ())
        offset += len(regime.rulebook.provisions)
    units = [unit for said in each.values() for unit in said]
    if len(question.stays) > 1:
        units.sort(key=lambda unit: unit.n)
    unsettled: set[str] = set()
    for n, stay in enumerate(question.stays):
        if stay.first is None:
            unsettled.add("stay.from")
        if stay.until is None:
            unsettled |= _without_an_end(question, n, regimes, on)
    units = _yielding(units, regimes)
    decisive = max(units, key=lambda unit: unit.rank, default=None)
    requires = decisive.requires if decisive else "undetermined"
    if unsettled and requires != "ban":
        missing = (unsettled | _missing(units, question)) - {"stay.days"}  # counted from the two days
        return Judgement(tuple(units), decisive, "undetermined", tuple(sorted(missing)), each)
    undetermined = sorted(_missing(units, question)) if requires == "undetermined" else ()
    return Judgement(tuple(units), decisive, requires, tuple(undetermined), each)


def _said(
    question: Question, regime: Regime, on: date | None, offset: int, before: Sequence[Unit] = ()
) -> Sequence[Unit]:
    """What the ladders of one regime say of every stay, from what another reading of it said where that is the same."""
    if before:
        same = {id(unit.epoch): regime.alike(unit.regime, unit.epoch.first, unit.climb.filed_on) for unit in before}
        if all(decided for _, decided in same.values()):
            return before
        if len(regime.cuts) == len(before[0].regime.cuts) and all(facts for facts, _ in same.values()):
            return _decided_anew(question, regime, offset, before)
    return [unit for n in range(len(question.stays)) for unit in _stay(question, n, regime, on, offset)]


def _decided_anew(question: Question, regime: Regime, offset: int, before: Sequence[Unit]) -> list[Unit]:
    """The ladders of another reading over the facts that were prepared before."""
    filed_on = question.facts.get("application.filed_on")
    pieces = {(unit.n, unit.first): unit for unit in before}
    units: list[Unit] = []
    for unit in pieces.values():
        i = regime.index(unit.epoch.first)
        climbs, decider = regime.deciding(i, filed_on, offset)
        units += [
            Unit(
                regime, climb, unit.stay, unit.n, unit.first, unit.until, regime.epoch(i), code, unit.row, unit.missing
            )
            for climb, code in zip(climbs, decider.codes(unit.row), strict=True)
        ]
    return units


def with_days_of(unit: Unit, question: Question, *, clipped: bool) -> Unit:
    """What a ladder said, put on the days of another question that looks alike to it."""
    stay = question.stays[unit.n]
    assert stay.first is not None
    begin, end = stay.first, stay.until or stay.first + timedelta(days=1)
    if clipped:
        begin, end = max(begin, unit.epoch.first), min(end, unit.epoch.until)
    own = {"stay.from": stay.first, "stay.until": stay.until, "stay.days": stay.days}
    return replace(unit, stay=stay, first=begin, until=end, row={**unit.row, **question.facts, **own})


def _missing(units: Sequence[Unit], question: Question) -> set[str]:
    """The facts that stopped the ladders."""
    found: set[str] = set()
    for unit in units:
        if unit.requires == "undetermined":
            for fact in _unknown_facts(unit.climb.rung(unit.step).condition, unit.row):
                found |= unit.missing.get(fact, frozenset({fact}))
    asked = "application.ground" if question.names_ground else "application.reason"
    return {asked if fact.endswith(":ground.claimed") else fact for fact in found}


def _unknown_facts(condition: Condition, row: Mapping[str, Any]) -> set[str]:
    missing: set[str] = set()
    holds(condition, row.get, missing)
    return missing


def missing_of(unit: Unit, question: Question) -> list[str]:
    """The facts that stopped this ladder."""
    return sorted(_missing([unit], question))


def _without_an_end(question: Question, n: int, regimes: Sequence[Regime], on: date | None) -> set[str]:
    """Whether the end of the stay would change the answer: it does if staying for ever asks for more than one day."""
    stay = question.stays[n]
    if stay.first is None:
        return {"stay.until"}
    stays = list(question.stays)
    answers = []
    for until in (stay.first + timedelta(days=1), date.max):
        stays[n] = stay._replace(until=until)
        asked = question._replace(stays=tuple(stays))
        units = [unit for regime in regimes for unit in _stay(asked, n, regime, on, 0)]
        answers.append(max((unit.rank[0] for unit in units), default=0))
    return {"stay.until"} if answers[0] != answers[1] else set()


def _yielding(units: list[Unit], regimes: Sequence[Regime]) -> list[Unit]:
    """Regimes that yield to another that applies fall silent."""
    applied = {unit.regime.name for unit in units if unit.applies}
    silent = {regime.name for regime in regimes if set(regime.rulebook.yields_to) & (applied - {regime.name})}
    if not silent:
        return units
    return [
        replace(unit, code=code_of("free", STEPS["set_aside"], unit.climb.index))
        if unit.regime.name in silent and unit.applies
        else unit
        for unit in units
    ]


def _stay(question: Question, n: int, regime: Regime, on: date | None, offset: int) -> list[Unit]:
    """What the ladders of one regime say of one stay, in each epoch that it touches."""
    stay = question.stays[n]
    if stay.first is None:
        return []
    until = stay.until or stay.first + timedelta(days=1)
    filed_on = question.facts.get("application.filed_on")
    units: list[Unit] = []
    for i, begin, end in [(regime.index(on), stay.first, until)] if on else regime.stretches(stay.first, until):
        epoch = regime.epoch(i)
        row, missing = prepared(regime, epoch, question, stay, begin, end)
        climbs, decider = regime.deciding(i, filed_on, offset)
        for climb, number in zip(climbs, decider.codes(row), strict=True):
            units.append(Unit(regime, climb, stay, n, begin, end, epoch, number, row, missing))
    return units


def prepared(
    regime: Regime, epoch: Epoch, question: Question, stay: Stay, begin: date, end: date
) -> tuple[dict[str, Any], dict[str, frozenset[str]]]:
    """The facts of one stay in one epoch as the ladders look at them, and what is missing where one is not known."""
    row: dict[str, Any] = dict(question.facts)
    row.update(
        {
            "stay.mode": stay.mode,
            "stay.days": stay.days,
            "stay.from": stay.first,
            "stay.until": stay.until,
            "destination.country": stay.country,
            "destination.territory": stay.territory,
            "destination.occupied_by": stay.controlled_by or controller(stay.territory, begin, end),
        }
    )
    missing: dict[str, frozenset[str]] = {}

    def put(atom: str, value: bool | None, why: set[str]) -> None:
        row[atom] = value
        if value is None:
            missing[atom] = frozenset(why)

    if epoch.counts:
        row.update(counting.counted(epoch, question, stay, begin, end, row))
    begins = question.begins
    for atom, first in epoch.under_way:
        put(atom, None if begins is None else begins < first, {"stay.from"})
    ground = row.get("application.ground")
    if ground is None and row.get("application.reason") is not None:
        ground = epoch.ground_of(row["application.reason"])
    row["application.ground"] = row[regime.atom("ground", "claimed")] = ground
    for atom, category, condition in epoch.binding:
        why: set[str] = set()
        put(atom, held(condition, category, question, begin, end, row, why), why)
    for atom, destination in epoch.listing:
        why = set()
        put(atom, reaches(destination, stay, begin, end, why), why)
    for atom, condition in epoch.conditions:
        why = set()
        put(atom, held(condition, None, question, begin, end, row, why), why)
    return row, missing


def controller(territory: str | None, begin: date, end: date) -> str | None:
    """The state that controls the whole of a territory on these days."""
    if not territory:
        return None
    whole = places.occupied_by(territory, begin, end) - places.partly(territory, begin, end)
    return next(iter(sorted(whole)), None)


def held(
    condition: Condition,
    category: Category | None,
    question: Question,
    begin: date,
    end: date,
    row: Mapping[str, Any],
    missing: set[str],
) -> bool | None:
    """Whether on at least one of the days the person held a post, and a clearance, of which the condition is true."""
    posts = _reaching(question.posts, category, begin, end)
    clearances = _reaching(question.clearances, category, begin, end)
    result: bool | None = False
    unknown: set[str] = set()
    for day in _changes(begin, end, (posts or []) + (clearances or [])):
        for post in _on(posts, day):
            for clearance in _on(clearances, day):
                value = holds(condition, lambda fact: _look(fact, post, clearance, row), unknown)  # noqa: B023 - used at once
                if value:
                    return True
                if value is None:
                    result = None
    if result is None:
        missing |= unknown
    return result


def _look(fact: str, post: Holding | None, clearance: Holding | None, row: Mapping[str, Any]) -> Any:
    if fact.startswith("post."):
        return _of(post, fact, "none")
    if fact.startswith("clearance."):
        return _of(clearance, fact, 0)
    return row.get(fact)


def _of(holding: Holding | None, fact: str, none: object) -> Any:
    """A fact of a holding: not known where nothing is known, absent where there is none."""
    if holding is None:
        return None
    if holding is NOBODY:
        return none if fact in ("post.kind", "clearance.level") else ABSENT
    return holding.facts.get(fact)


def _reaching(
    holdings: Sequence[Holding] | None, category: Category | None, begin: date, end: date
) -> list[tuple[Holding, date, date]] | None:
    """Holdings with the days on which they count; a category may count them longer."""
    if holdings is None:
        return None
    found = []
    for holding in holdings:
        until = _counts_until(holding, category)
        first = holding.first or date.min
        if first < end and begin < until:
            found.append((holding, max(first, begin), min(until, end)))
    return found


def _counts_until(holding: Holding, category: Category | None) -> date:
    until = holding.until
    if until is None:
        return date.max
    if category is None or category.after_leaving is None:
        return until
    longer = date.max if category.after_leaving == "unlimited" else later(until, category.after_leaving)
    own = holding.bound_until
    if own and category.agency_may in ("lengthen", "both"):
        longer = max(longer, own)
    if own and category.agency_may in ("shorten", "both"):
        longer = min(longer, own)
    return longer


def _changes(begin: date, end: date, reaching: Sequence[tuple[Holding, date, date]]) -> list[date]:
    """The days on which what is held changes; between them nothing does."""
    days = {begin}
    for _, first, until in reaching:
        days |= {first, until}
    return sorted(day for day in days if begin <= day < end)


def _on(reaching: Sequence[tuple[Holding, date, date]] | None, day: date) -> list[Holding | None]:
    """What is held on a day: None stands for what is not known, NOBODY for nothing."""
    if reaching is None:
        return [None]
    return [holding for holding, first, until in reaching if first <= day < until] or [NOBODY]


__all__ = ["REQUIREMENT", "Judgement", "Unit", "judge", "missing_of", "prepared", "reaches"]
