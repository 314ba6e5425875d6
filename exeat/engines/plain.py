"""The reference engine: ladders of conditions as closures, with three values (true, false, not known).

A condition is a plain tuple, a ladder a tuple of rungs `(code, undetermined, condition)`. The first rung whose
condition holds decides; one whose condition is not known stops the ladder. Of all ladders the largest code wins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

Condition = tuple[Any, ...]
Rung = tuple[int, int, Condition]
Ladder = tuple[Rung, ...]
Row = Sequence[Any]
Test = Callable[[Row], bool | None]


class NoSuchCondition(ValueError):
    """A condition of a kind that the engines do not know."""


def facts_of(condition: Condition) -> frozenset[str]:
    """The facts that a condition looks at."""
    match condition:
        case ("all" | "any", *parts):
            return frozenset().union(*(facts_of(part) for part in parts)) if parts else frozenset()
        case ("not", part):
            return facts_of(part)
        case ("always", _):
            return frozenset()
        case _:
            return frozenset({condition[1]})


def closure(condition: Condition, at: Mapping[str, int]) -> Test:
    """A condition as a function of a row; `at` says where in the row each fact stands."""
    match condition:
        case ("always", value):
            return lambda row: None if value is None else bool(value)
        case ("in", fact, values):
            return _one_of(at[fact], frozenset(values))
        case ("not_in", fact, values):
            return _none_of(at[fact], frozenset(values))
        case ("at_least", fact, least):
            return _at_least(at[fact], least)
        case ("at_most", fact, most):
            return _at_most(at[fact], most)
        case ("given", fact, wanted):
            i = at[fact]
            return lambda row: (row[i] is not None) is wanted
        case ("all", *parts):
            return _every(tuple(closure(part, at) for part in parts))
        case ("any", *parts):
            return _some(tuple(closure(part, at) for part in parts))
        case ("not", part):
            return _negated(closure(part, at))
    raise NoSuchCondition(f"no engine knows the condition {condition!r}")


def _one_of(i: int, values: frozenset[Any]) -> Test:
    return lambda row: None if row[i] is None else row[i] in values


def _none_of(i: int, values: frozenset[Any]) -> Test:
    return lambda row: None if row[i] is None else row[i] not in values


def _at_least(i: int, least: float) -> Test:
    return lambda row: None if row[i] is None else row[i] >= least


def _at_most(i: int, most: float) -> Test:
    return lambda row: None if row[i] is None else row[i] <= most


def _every(tests: tuple[Test, ...]) -> Test:
    def every(row: Row) -> bool | None:
        unknown = False
        for test in tests:
            value = test(row)
            if value is False:
                return False
            unknown = unknown or value is None
        return None if unknown else True

    return every


def _some(tests: tuple[Test, ...]) -> Test:
    def some(row: Row) -> bool | None:
        unknown = False
        for test in tests:
            value = test(row)
            if value:
                return True
            unknown = unknown or value is None
        return None if unknown else False

    return some


def _negated(test: Test) -> Test:
    def negated(row: Row) -> bool | None:
        value = test(row)
        return None if value is None else not value

    return negated


def climb(ladder: Ladder, at: Mapping[str, int]) -> Callable[[Row], int]:
    """One ladder as a function of a row: the code of the rung that decides."""
    rungs = tuple((code, undetermined, closure(condition, at)) for code, undetermined, condition in ladder)

    def decide_one(row: Row) -> int:
        for code, undetermined, test in rungs:
            value = test(row)
            if value:
                return code
            if value is None:
                return undetermined
        raise NoSuchCondition("a ladder has no last rung that always holds")

    return decide_one


class Decider:
    """All ladders of a question, ready to be asked of many rows."""

    def __init__(self, ladders: Sequence[Ladder]) -> None:
        facts = sorted({fact for ladder in ladders for _, _, condition in ladder for fact in facts_of(condition)})
        self.facts = tuple(facts)
        self.at = {fact: i for i, fact in enumerate(facts)}
        self.ladders = tuple(climb(ladder, self.at) for ladder in ladders)

    def row(self, facts: Mapping[str, Any]) -> tuple[Any, ...]:
        """The facts in the order in which the ladders look for them; what is absent is not known."""
        return tuple(map(facts.get, self.facts))

    def codes(self, facts: Mapping[str, Any]) -> tuple[int, ...]:
        """What each ladder says, in their order."""
        row = self.row(facts)
        return tuple([ladder(row) for ladder in self.ladders])

    def decide(self, facts: Mapping[str, Any]) -> int:
        """The heaviest code of all ladders."""
        return max(self.codes(facts))


@lru_cache(maxsize=1024)
def decider(ladders: tuple[Ladder, ...]) -> Decider:
    """The closures of these ladders, made once."""
    return Decider(ladders)


def decide(ladders: Sequence[Ladder], row: Mapping[str, Any]) -> int:
    """The code of the rung that decides for a row of facts, over all ladders."""
    return decider(tuple(ladders)).decide(row)
