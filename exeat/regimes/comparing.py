"""Two rulebooks compared: every situation in which they ask for different things, grouped by what changes.

Both are walked at once, so nothing is sampled. Situations with the same change, the same days and the same people are
told together, and each group has a witness: one trip, real values, the plainest there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from exeat.regimes import readings, vocabulary
from exeat.regimes.facts import WrongFacts, question
from exeat.regimes.falsifying import told_apart
from exeat.regimes.judging import judge
from exeat.regimes.ladders import Regime, regime
from exeat.regimes.reading import rulebook
from exeat.regimes.regions import BEGUN, LEFT, PLACE, REASON, Axis, Place, Region, Space, View
from exeat.regimes.shapes import WEIGHTS, Rulebook
from exeat.regimes.situating import Told
from exeat.regimes.walking import apart, facts_of, filings

PEOPLE, HELD = "post.kind", "clearance.level"
SPREAD = (PEOPLE, PLACE, REASON)


@dataclass(frozen=True)
class Difference:
    """Situations that the second rulebook treats otherwise than the first, and all in the same way."""

    before: str
    after: str
    who: tuple[str, ...]
    where: tuple[str, ...]
    where_words: str
    reasons: tuple[str, ...]
    since: date
    until: date | None
    situations: int
    witness: Mapping[str, Any]
    words: str
    witness_words: str
    under_way: bool = False  # only of journeys that had begun before the rule did

    @property
    def heavier(self) -> bool:
        """Whether the second asks for more."""
        return WEIGHTS[self.after] > WEIGHTS[self.before]


@dataclass(frozen=True)
class OpenReading:
    """Another reading of an open point of one of the two, with a trip on which it changes the answer, if any."""

    regime: str
    point: str
    reading: str
    witness: Mapping[str, Any] | None
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Cell:
    """One indivisible piece of a difference: on one day, for people, a place and a reason told apart from others."""

    before: str
    after: str
    day: date
    spread: tuple[frozenset[Any] | None, ...]  # people, places, reasons; None where nothing tells them apart
    rest: tuple[tuple[str, tuple[Any, ...]], ...]
    chosen: Mapping[str, Any]
    filed_on: date | None


def compare(
    a: str | Rulebook, b: str | Rulebook, language: str = "en", *, chosen: Mapping[str, str] | None = None
) -> list[Difference]:
    """How the second rulebook differs from the first, the heaviest change first, each group with a witness.

    `chosen` reads open points otherwise than by default, as `regime/point`: reading.
    """
    one, two = (each if isinstance(each, Rulebook) else rulebook(each) for each in (a, b))
    pair = (regime(one, _of(one, chosen)), regime(two, _of(two, chosen)))
    cells = _atoms([*_cells(*pair)])
    told = Told(one.jurisdiction, language)
    groups = [each for group in _groups(cells) if (each := _difference(pair, group, told)) is not None]
    return sorted(groups, key=lambda each: (each.under_way, _weight(each), -each.situations, each.words))


def _weight(difference: Difference) -> int:
    return WEIGHTS[difference.before] - WEIGHTS[difference.after]


def open_readings(a: str | Rulebook, b: str | Rulebook) -> list[OpenReading]:
    """Each other reading of each open point of the two, and whether it matters for any trip."""
    found = []
    for book in (each if isinstance(each, Rulebook) else rulebook(each) for each in (a, b)):
        plain = regime(book).rulebook.model_copy(update={"open_points": {}})
        for point, reading in readings.others(book, {}):
            read = regime(book, {point: reading}).rulebook.model_copy(update={"open_points": {}})
            apart = told_apart(plain, read)
            found.append(OpenReading(book.regime, point, reading, *(apart or (None,))))
    return found


def compare_days(book: str | Rulebook, one: date, two: date, language: str = "en") -> list[Difference]:
    """How a regime answers a journey that begins on one day otherwise than the same journey on another."""
    found = book if isinstance(book, Rulebook) else rulebook(book)
    each = regime(found)
    space = Space([View(each, day, _filed(each, day), setting_out=True) for day in (one, two)])
    cells = [_cell(space, box, before.requires, after.requires, None) for before, after, box in apart(space)]
    told = Told(found.jurisdiction, language)
    groups = []
    for group in _groups(_atoms(cells)):
        difference = _difference((each, each), group, told, days=(one, two))
        if difference is not None:
            groups.append(difference)
    return sorted(groups, key=lambda each: (_weight(each), -each.situations, each.words))


def _filed(each: Regime, day: date) -> date | None:
    return day if each.governed else None


def _of(book: Rulebook, chosen: Mapping[str, str] | None) -> dict[str, str]:
    split = ((*key.partition("/")[::2], reading) for key, reading in (chosen or {}).items())
    return {point: reading for name, point, reading in split if name == book.regime and point in book.open_points}


def days_of(one: Regime, two: Regime) -> list[date]:
    """The first day of each stretch in which neither changes."""
    return sorted({day for each in (one, two) for day in each.cuts if day > date.min})


def _cells(one: Regime, two: Regime) -> Iterator[Cell]:
    """The boxes in which the two differ, on each day and for each day of filing that matters."""
    for day in days_of(one, two):
        filed_on = sorted({each for r in (one, two) for each in filings(r, day) if each})
        for filed in filed_on or (None,):
            space = Space([View(one, day, filed), View(two, day, filed)])
            for before, after, box in apart(space):
                yield _cell(space, box, before.requires, after.requires, filed)


def _cell(space: Space, box: tuple[int, ...], before: str, after: str, filed: date | None) -> Cell:
    taken = {axis.name: axis.taken(mask) for axis, mask in zip(space.axes, box, strict=True)}
    whole = {axis.name for axis, mask in zip(space.axes, box, strict=True) if mask == axis.every}
    spread = tuple(
        None if name not in taken else frozenset(member for region in taken[name] for member in region.members)
        for name in SPREAD
    )
    rest = tuple(
        (name, _steady(space.axes[space.at[name]], regions, space.day))
        for name, regions in taken.items()
        if name not in SPREAD and name not in whole
    )
    if filed is not None:
        rest = (*rest, ("application.filed_on", (filed,)))
    chosen = {name: regions[0].value for name, regions in taken.items()}
    return Cell(before, after, space.day, spread, rest, chosen, filed)


def _steady(axis: Axis, regions: Sequence[Region], day: date) -> tuple[Any, ...]:
    """The values of a fact, in terms that do not change from one day to the next."""
    values = tuple(value for region in regions for value in region.members)
    if axis.name == BEGUN:
        return tuple("now" if value == day else "before" for value in values)
    if axis.name in LEFT.values():
        return tuple(dict.fromkeys("held" if value is None else "left" for value in values))
    fact = vocabulary.FACTS.get(axis.name)
    if fact is not None and fact.kind != "number":
        return values
    every = [value for region in axis.regions for value in region.members]
    if max(every) in values:
        return (("at_least", min(values)),)
    return (("at_most", max(values)),) if min(every) in values else values


def _atoms(cells: Sequence[Cell]) -> list[Cell]:
    """The cells, cut so that people, places and reasons of any two are the same or have nothing in common."""
    for n in range(len(SPREAD)):
        sets = list(dict.fromkeys(cell.spread[n] for cell in cells if cell.spread[n] is not None))
        marks: dict[Any, tuple[bool, ...]] = {
            value: tuple(value in each for each in sets if each is not None) for each in sets if each for value in each
        }
        pieces: dict[tuple[bool, ...], set[Any]] = {}
        for value, mark in marks.items():
            pieces.setdefault(mark, set()).add(value)
        cut = []
        for cell in cells:
            mine = cell.spread[n]
            if mine is None:
                cut.append(cell)
                continue
            for piece in (frozenset(each) for each in pieces.values() if each <= mine):
                spread = (*cell.spread[:n], piece, *cell.spread[n + 1 :])
                value = cell.chosen[SPREAD[n]]
                chosen = cell.chosen if value in piece else {**cell.chosen, SPREAD[n]: min(piece, key=_plainness)}
                cut.append(Cell(cell.before, cell.after, cell.day, spread, cell.rest, chosen, cell.filed_on))
        cells = cut
    return list(cells)


def _plainness(value: Any) -> tuple[Any, ...]:
    if isinstance(value, Place):
        return (value.territory is not None, value.controlled_by is not None, value.country, str(value))
    return (value == "none", value != "tourism", str(value))


def _groups(cells: Sequence[Cell]) -> list[list[Cell]]:
    """Cells with one change, told as one where people, places, reasons or days are all that differs."""
    groups: dict[Any, list[Cell]] = {}
    for cell in cells:
        groups.setdefault((cell.before, cell.after, cell.rest, cell.spread), []).append(cell)

    def together(of: Iterable[list[Cell]], n: int) -> list[list[Cell]]:
        """Groups joined along one of people, places, reasons: the others, and the days, are the same."""
        found: dict[Any, list[Cell]] = {}
        for group in of:
            first = group[0]
            days = tuple(sorted({cell.day for cell in group}))
            others = tuple(frozenset(cell.spread[m] for cell in group) for m in range(len(SPREAD)) if m != n)
            found.setdefault((first.before, first.after, first.rest, days, others), []).extend(group)
        return [*found.values()]

    found = [*groups.values()]
    for n in (2, 1, 0):
        found = together(found, n)
    return found


def _difference(
    pair: tuple[Regime, Regime], group: Sequence[Cell], told: Told, days: tuple[date, date] | None = None
) -> Difference | None:
    first = group[0]
    shown = _witness(pair, group, days)
    if shown is None:
        return None
    people, everywhere, reasons = (_united(cell.spread[n] for cell in group) for n in range(len(SPREAD)))
    begins = sorted({cell.day for cell in group})
    later = [day for day in days_of(*pair) if day > begins[-1]]
    since, until = (days[1], None) if days else (begins[0], later[0] if later else None)
    who = told.people(people, first.rest)
    where = told.places(everywhere)
    rest = told.rest(first.rest)
    return Difference(
        before=first.before,
        after=first.after,
        who=who,
        where=_codes(everywhere),
        where_words=where,
        reasons=tuple(sorted(reasons or ())),
        since=since,
        until=until,
        situations=len(group),
        witness=shown,
        words=told.words(first.before, first.after, [*who, where, told.reasons(reasons), *rest], since, until),
        witness_words=told.trip(shown),
        under_way=any(name == BEGUN and "now" not in values for name, values in first.rest),
    )


def _codes(found: frozenset[Any] | None) -> tuple[str, ...]:
    """The codes of states, and of parts of states that are not meant as a whole."""
    whole = {place.country for place in found or () if place.territory is None}
    parts = {place.territory for place in found or () if place.territory and place.country not in whole}
    return (*sorted(whole), *sorted(parts))


def _united(sets: Iterable[frozenset[Any] | None]) -> frozenset[Any] | None:
    found: set[Any] = set()
    for each in sets:
        if each is None:
            return None
        found |= each
    return frozenset(found)


def _witness(
    pair: tuple[Regime, Regime], group: Sequence[Cell], days: tuple[date, date] | None = None
) -> dict[str, Any] | None:
    """The first and plainest trip of a group on which the two really differ, over all its days."""
    jurisdiction = pair[0].rulebook.jurisdiction

    def plainness(cell: Cell) -> tuple[Any, ...]:
        begun = cell.chosen.get(BEGUN, cell.day) != cell.day
        values = tuple(_plainness(cell.chosen[name]) for name in SPREAD if name in cell.chosen)
        return (cell.day, begun, cell.chosen.get(HELD, 0) not in (0, "none"), values)

    for cell in sorted(group, key=plainness):
        asked = [
            facts_of(cell.chosen, day, jurisdiction, cell.filed_on or (_filed(each, day) if days else None))
            for each, day in zip(pair, days or (cell.day, cell.day), strict=True)
        ]
        facts = asked[1]
        try:
            answers = [judge(question(a, (r.source,)), (r,)).requires for a, r in zip(asked, pair, strict=True)]
        except WrongFacts:
            continue
        if answers == [cell.before, cell.after]:
            return facts
    return None
