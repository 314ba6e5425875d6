"""Ladders and conditions as many stays at once need them: who is reached, who is silent, ways to meet a condition."""

from __future__ import annotations

from itertools import product

from exeat.engines.plain import Condition, Ladder, facts_of
from exeat.regimes.conditions import HELD
from exeat.regimes.ladders import FIRST_EXCEPTION, STEPS

Way = tuple[tuple[Condition, ...], tuple[Condition, ...]]  # what is held on one day, and what is so of the trip


def ways(condition: Condition) -> list[Way]:
    """The ways in which a condition is met, each with what it asks of what is held and of the trip apart.

    On one of the days a condition is met exactly where one of its ways is: what is so of the trip is so on every day.
    That holds with three values as well, since no step takes what is not true for false.
    """
    about = {fact.startswith(HELD) for fact in facts_of(condition)}
    if about != {True, False}:
        return [((condition,), ()) if True in about else ((), (condition,))]
    kind, *parts = condition
    if kind == "not":
        return ways(_denied(parts[0]))
    if kind == "any":
        return [way for part in parts for way in ways(part)]
    return [
        (tuple(each for held, _ in chosen for each in held), tuple(each for _, said in chosen for each in said))
        for chosen in product(*map(ways, parts))
    ]


def _denied(condition: Condition) -> Condition:
    """What is so where a condition with parts is not."""
    kind, *parts = condition
    if kind == "not":
        return tuple(parts[0])
    return ("any" if kind == "all" else "all", *(("not", part) for part in parts))


def as_it_is(ladder: Ladder) -> Ladder:
    """The ladder that was given."""
    return ladder


def applied(ladder: Ladder) -> Ladder:
    """The ladder as whether its provision reaches the stay."""
    return tuple((int(reaches_stay(code)), int(reaches_stay(code)), condition) for code, _, condition in ladder)


def silent(ladder: Ladder) -> Ladder:
    """The ladder of a regime that yields: where it would reach the stay it says nothing."""
    aside = STEPS["set_aside"] * 2**10
    return tuple(
        (aside + (code & 1023), aside + (code & 1023), condition)
        if reaches_stay(code)
        else (code, undetermined, condition)
        for code, undetermined, condition in ladder
    )


def reaches_stay(code: int) -> bool:
    """Whether the step of a code is beyond those that free from a provision."""
    return (code >> 10) & 1023 >= FIRST_EXCEPTION
