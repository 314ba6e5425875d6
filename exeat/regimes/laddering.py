"""Ladders and conditions as many stays at once need them: who is reached, who is silent, what is left of a mixture."""

from __future__ import annotations

from exeat.engines.plain import Condition, Ladder, facts_of
from exeat.regimes.conditions import HELD
from exeat.regimes.ladders import FIRST_EXCEPTION, STEPS


def free_parts(condition: Condition) -> list[Condition]:
    """The largest parts of a condition that look at no holding, each once."""
    about = {fact.startswith(HELD) for fact in facts_of(condition)}
    if about == {False}:
        return [condition]
    if condition[0] not in ("all", "any", "not"):
        return []
    return [*dict.fromkeys(part for each in condition[1:] for part in free_parts(each))]


def put(condition: Condition, part: Condition, value: bool | None) -> Condition:
    """A condition with the answer of one of its parts put in its place."""
    if condition == part:
        return ("always", value)
    if condition[0] in ("all", "any", "not"):
        return (condition[0], *(put(each, part, value) for each in condition[1:]))
    return condition


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
