"""Questions that no rulebook can tell apart: what was worked out for one holds for all of them, but for their days.

Two questions look alike when the same is held and claimed, the places are the same, and every day lies between the
same two days on which anything in the rulebooks changes. Whatever is not certainly alike is kept apart.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from exeat.regimes import vocabulary
from exeat.regimes.answering import Situation
from exeat.regimes.conditions import facts_in
from exeat.regimes.facts import Holding, Question, WrongFacts, reader
from exeat.regimes.ladders import Regime, regime
from exeat.regimes.outcome import Step
from exeat.regimes.readings import others
from exeat.regimes.shapes import KINDS, Breach, Category, Duty, Procedure, Provision, Rulebook

NEVER = date.max
MANY = 2000  # situations that are kept
ONCE = 2  # rulebooks that are asked no more often than this are not worth the looking


class Alike:
    """The situations of some rulebooks, read in some way and told in one language."""

    def __init__(self, regimes: Sequence[Regime], language: str) -> None:
        self.regimes = tuple(regimes)
        self.books = tuple(each.source for each in regimes)
        self.language = language
        self.reader = reader(self.books)
        self.names = [each.name for each in regimes]
        self.asked = 0
        self.known: dict[Hashable, Situation] = {}
        self.steps: dict[Hashable, Step] = {}  # by what they say

    def situation(self, question: Question, on: date | None, filing_day: date) -> Situation:
        """The situation of a question: one that is known, or a new one."""
        self.asked += 1
        if self.asked <= ONCE:
            return Situation(self.regimes, question, self.language, on, filing_day, self.steps)
        key = self.key(question, on, filing_day)
        found = self.known.get(key)
        if found is None:
            if len(self.known) >= MANY:
                self.known.clear()
                self.steps.clear()
            found = Situation(self.regimes, question, self.language, on, filing_day, self.steps)
            self.known[key] = found
        return found

    def key(self, question: Question, on: date | None, filing_day: date) -> Hashable:
        """All that the rulebooks see of a question."""
        cuts, exact = self.cuts, self.exact
        first, last = question.begins or date.min, question.ends or NEVER
        stays: list[Hashable] = []
        for stay in question.stays:
            begin, end, mode, country, territory, controlled_by = stay
            if begin is None or end is None or territory is not None or exact:
                stays.append(stay)
            else:
                stays.append((bisect_right(cuts, begin), bisect_left(cuts, end), country, mode, controlled_by))
        apart = False
        held: list[Hashable] = []
        for holdings in (question.posts, question.clearances):
            for each in holdings or ():
                held.append(self.seen(each.facts))
                if _throughout(each, first, last):
                    held.append(each.first is None)
                else:
                    apart = True
                    held.append((each.first, each.until, each.bound_until))
            held.append(holdings is None)
        return (
            tuple(stays), tuple(held), self.seen(question.facts), on, bisect_right(cuts, filing_day),
            question.names_ground, (first, last) if apart else None, question.earlier if exact else None,
        )  # fmt: skip

    def seen(self, facts: Mapping[str, Any]) -> Hashable:
        """What the rulebooks see of some facts: not the codes that nothing looks at, nor on which day something was."""
        if self.passed_over.isdisjoint(facts):
            return tuple(facts.items())
        return tuple([
            (name, True if isinstance(value, date) else value)
            for name, value in facts.items() if name not in self.unseen
        ])  # fmt: skip

    @cached_property
    def every(self) -> list[Regime]:
        """The regimes as they are read, and under every other reading of one point."""
        found = {id(each): each for each in self.regimes}
        for each in self.regimes:
            for point, reading in others(each.source, each.chosen):
                other = regime(each.source, {**each.chosen, point: reading})
                found[id(other)] = other
        return [*found.values()]

    @cached_property
    def cuts(self) -> list[date]:
        """Every day on which something changes, under any reading."""
        days: set[date] = set()
        for each in self.every:
            days |= {*each.cuts, *_days(each.rulebook)}
        return sorted(days)

    @cached_property
    def looked_at(self) -> set[str]:
        """The facts that some condition looks at, under any reading."""
        return {fact for each in self.every for when in _conditions(each.rulebook) for fact in facts_in(when)}

    @cached_property
    def exact(self) -> bool:
        """Whether the days themselves matter, and not only between which changes they lie."""
        return any(fact.startswith(("stay.", "count.")) and fact != "stay.mode" for fact in self.looked_at)

    @cached_property
    def unseen(self) -> frozenset[str]:
        """Codes and numbers that nothing looks at."""
        numbers = {name for name, fact in vocabulary.FACTS.items() if fact.kind in ("code", "number")}
        return frozenset(numbers - self.looked_at)

    @cached_property
    def passed_over(self) -> frozenset[str]:
        """The facts that are not seen as they stand."""
        return self.unseen | {name for name, fact in vocabulary.FACTS.items() if fact.kind == "day"}


def _throughout(holding: Holding, first: date, last: date) -> bool:
    """Whether a holding lasts through the whole journey, so that its own days make no difference."""
    if holding.bound_until is not None:
        return False
    begun = holding.first is None or holding.first <= first
    return begun and (holding.until is None or last <= holding.until)


def _wordings(book: Rulebook) -> Iterator[Any]:
    for kind in KINDS:
        for part in getattr(book, kind).values():
            yield from part.wordings


def _days(book: Rulebook) -> Iterator[date]:
    """The days on which a wording begins or ends, or its measures begin."""
    for wording in _wordings(book):
        measures = wording.measures_from if isinstance(wording, Breach) else None
        yield from (day for day in (wording.in_force, wording.until, measures) if day is not None)


def _conditions(book: Rulebook) -> Iterator[Mapping[str, Any]]:
    """Every condition of a rulebook."""
    for wording in _wordings(book):
        match wording:
            case Category() | Breach():
                yield wording.when
            case Provision():
                yield wording.when
                yield from (each.when for each in wording.exceptions.values())
            case Duty():
                yield wording.only_if
            case Procedure(decider=list() as cases):
                yield from (each.when for each in cases)


_KNOWN: dict[Hashable, Alike] = {}


def alike(books: Sequence[Rulebook], chosen: Mapping[str, Mapping[str, str]], language: str) -> Alike:
    """The situations of rulebooks that are in use, under these readings."""
    key: Hashable = (*map(id, books), language)
    if chosen:
        key = (key, *[(name, *each.items()) for name, each in chosen.items()])
    found = _KNOWN.get(key)
    if found is None or found.books != tuple(books):
        if len({book.regime for book in books}) < len(books):
            raise WrongFacts("each regime is asked once")
        if len(_KNOWN) >= 128:
            _KNOWN.clear()
        found = _KNOWN[key] = Alike([regime(book, chosen.get(book.regime)) for book in books], language)
    return found
