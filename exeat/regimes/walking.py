"""The walk: every situation that a rulebook can tell apart, each with a witness of real values.

The walk takes every branch of every condition, keeps for each fact the set of values that is still possible, and
drops branches that contradict themselves. A situation is a box: for each fact the regions that lead to one answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import and_
from typing import Any

from exeat.regimes.ladders import FIRST_EXCEPTION, Regime
from exeat.regimes.regions import BEGUN, LEFT, PLACE, REASON, Place, Space, Step, Tree, View, scale_of
from exeat.regimes.shapes import WEIGHTS

Box = tuple[int, ...]
BEGAN = date(2000, 1, 1)
ONE = timedelta(days=1)


@dataclass(frozen=True)
class Answer:
    """What decides in a situation: the heaviest step of all ladders."""

    requires: str
    step: int
    provision: str
    reason: str
    order: int = 0

    @property
    def rank(self) -> tuple[int, int, int]:
        """Heavier first, then the step that got furthest, then the earlier ladder."""
        return (WEIGHTS[self.requires], self.step, -self.order)

    @property
    def applies(self) -> bool:
        """Whether the provision reached the trip."""
        return self.step >= FIRST_EXCEPTION


@dataclass(frozen=True)
class Situation:
    """A set of trips that one regime answers alike from one day to another."""

    answer: Answer
    since: date
    until: date
    values: Mapping[str, tuple[Any, ...]]  # of each fact that was looked at, the values that lead here
    witness: Mapping[str, Any]


def split(tree: Tree, box: Box) -> Iterator[tuple[bool | None, Box]]:
    """The parts of a box in which a condition holds, does not hold, or cannot be known."""
    match tree:
        case ("leaf", i, true, unknown):
            have = box[i]
            for value, mask in ((True, have & true), (None, have & unknown), (False, have & ~true & ~unknown)):
                if mask:
                    yield value, box if mask == have else (*box[:i], mask, *box[i + 1 :])
        case ("always", value):
            yield value, box
        case ("not", part):
            for value, inner in split(part, box):
                yield (None if value is None else not value), inner
        case ("all", *parts):
            yield from _joined(parts, 0, box, False, False)
        case ("any", *parts):
            yield from _joined(parts, 0, box, True, False)


def _joined(parts: Sequence[Tree], n: int, box: Box, ends: bool, doubt: bool) -> Iterator[tuple[bool | None, Box]]:
    """Parts one after the other: `ends` is the value that settles the whole, false for all and true for any."""
    if n == len(parts):
        yield (None if doubt else not ends), box
        return
    for value, inner in split(parts[n], box):
        if value is ends:
            yield ends, inner
        else:
            yield from _joined(parts, n + 1, inner, ends, doubt or value is None)


def climbed(steps: Sequence[Step], box: Box, n: int = 0) -> Iterator[tuple[Step, str, Box]]:
    """The parts of a box by the step of a ladder that decides there, and what it asks."""
    step = steps[n]
    for value, inner in split(step.tree, box):
        if value is False:
            yield from climbed(steps, inner, n + 1)
        else:
            yield step, step.requires if value else "undetermined", inner


def answered(space: Space, view: int, boxes: Iterable[Box] | None = None) -> list[tuple[Answer, Box]]:
    """The parts of some boxes by what decides there over all ladders of a view; boxes with one answer are joined."""
    found: list[tuple[Answer | None, Box]] = [(None, box) for box in (boxes or [space.every])]
    for order, (climb, steps) in enumerate(space.ladders[view]):
        after: list[tuple[Answer | None, Box]] = []
        heaviest = max(WEIGHTS[step.requires] for step in steps)
        for best, box in found:
            if best is not None and WEIGHTS[best.requires] > max(heaviest, WEIGHTS["undetermined"]):
                after.append((best, box))
                continue
            for step, requires, inner in climbed(steps, box):
                here = Answer(requires, step.step, climb.name, step.reason, order)
                after.append((best if best is not None and best.rank > here.rank else here, inner))
        found = joined(after)
    return [(best, box) for best, box in found if best is not None]


def apart(space: Space) -> Iterator[tuple[Answer, Answer, Box]]:
    """The boxes in which the first two views of a space ask for different things."""
    others = answered(space, 1)
    for before, box in answered(space, 0):
        for after, other in others:
            if before.requires != after.requires:
                inner = tuple(map(and_, box, other))
                if all(inner):
                    yield before, after, inner


def joined(found: Sequence[tuple[Any, Box]]) -> list[tuple[Any, Box]]:
    """Boxes with the same answer that differ in one fact, as one."""
    if len(found) < 2:
        return list(found)
    numbers: dict[Any, int] = {}
    boxes = list(dict.fromkeys((numbers.setdefault(answer, len(numbers)), box) for answer, box in found))
    for i in range(len(boxes[0][1])):
        if len({box[i] for _, box in boxes}) < 2:
            continue
        together: dict[tuple[int, Box, Box], int] = {}
        for n, box in boxes:
            key = (n, box[:i], box[i + 1 :])
            together[key] = together.get(key, 0) | box[i]
        boxes = [(n, (*before, mask, *after)) for (n, before, after), mask in together.items()]
    answers = [*numbers]
    return [(answers[n], box) for n, box in boxes]


def views_of(regime: Regime) -> Iterator[View]:
    """A regime on a day of each stretch in which it does not change, for each day of filing that matters."""
    for day in regime.cuts:
        shown = day if day > date.min else (regime.cuts[1] - ONE if len(regime.cuts) > 1 else BEGAN)
        for filed in filings(regime, shown):
            yield View(regime, shown, filed)


def filings(regime: Regime, day: date) -> list[date | None]:
    """Days of filing that choose different wordings; none where no provision goes by it."""
    if not regime.governed:
        return [None]
    return [*{regime.index(cut): cut for cut in (*regime.cuts, day) if date.min < cut <= day}.values()] or [day]


def situations(regime: Regime) -> list[Situation]:
    """Every situation that a regime can tell apart, over all its history."""
    found: list[Situation] = []
    for view in views_of(regime):
        space = Space([view])
        until = view.epoch.until
        for answer, box in answered(space, 0):
            values = {
                axis.name: tuple(member for region in axis.taken(mask) for member in region.members)
                for axis, mask in zip(space.axes, box, strict=True)
                if mask != axis.every
            }
            found.append(Situation(answer, view.day, until, values, witness(space, box, view.filed_on)))
    return found


def lowest(box: Box, space: Space) -> dict[str, Any]:
    """The plainest value of each fact in a box."""
    return {axis.name: axis.taken(mask)[0].value for axis, mask in zip(space.axes, box, strict=True)}


def witness(space: Space, box: Box, filed_on: date | None = None) -> dict[str, Any]:
    """Real values of one trip in a box: facts that may be asked of the regime as they stand."""
    return facts_of(lowest(box, space), space.day, space.jurisdiction, filed_on)


def facts_of(chosen: Mapping[str, Any], day: date, jurisdiction: str, filed_on: date | None = None) -> dict[str, Any]:
    """One value for each axis as the facts of a question."""
    facts: dict[str, Any] = {}
    held = {prefix: chosen.get(f"{prefix}{key}") for prefix, key in (("post.", "kind"), ("clearance.", "level"))}
    for name, value in chosen.items():
        if name.startswith(("post.", "clearance.")):
            prefix = name.partition(".")[0] + "."
            if name in LEFT.values() or (held[prefix] in ("none", 0) and name not in ("post.kind", "clearance.level")):
                continue
            scale = name in ("clearance.level", "post.grade") and value is not None
            facts[name] = scale_of(name, jurisdiction)[value] if scale else value
        elif name not in (PLACE, BEGUN):
            facts[name] = value
    for prefix, left in LEFT.items():
        if held[prefix] not in (None, "none", 0):
            facts[f"{prefix}from"] = BEGAN
            if chosen.get(left) is not None:
                facts[f"{prefix}until"] = day - chosen[left] * ONE
    place = chosen.get(PLACE, Place("PL"))
    facts["destination.country"] = place.country
    if place.territory:
        facts["destination.territory"] = place.territory
    if place.controlled_by:
        facts["destination.occupied_by"] = place.controlled_by
    first = chosen.get(BEGUN, day)
    days = max(facts.pop("stay.days", 1), (day - first).days + 1)
    facts |= {"stay.from": first, "stay.until": first + days * ONE}
    facts.setdefault("trip.purpose", "private")
    facts.setdefault(REASON, "tourism")
    if filed_on is not None:
        facts["application.filed_on"] = filed_on
    return {name: value for name, value in facts.items() if value is not None}
