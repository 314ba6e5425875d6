"""Ladders as one Python function, for one question at a time: no call for each condition, every fact read once.

A condition becomes two expressions: that it is true, and that it is false; where neither holds it is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from exeat.engines.plain import Condition, Ladder, NoSuchCondition, facts_of

Facts = Mapping[str, Any]


class _Names:
    """Where the function finds facts and values: a local name for each fact, a constant for each value."""

    def __init__(self, facts: Sequence[str]) -> None:
        self.facts = {fact: f"f{n}" for n, fact in enumerate(facts)}
        self.constants: dict[str, Any] = {}

    def constant(self, value: Any) -> str:
        """The name of a constant."""
        name = f"v{len(self.constants)}"
        self.constants[name] = value
        return name

    def among(self, fact: str, values: Sequence[Any]) -> tuple[str, str]:
        """That a fact is among values, and that it is known and not among them."""
        at = self.facts[fact]
        if not values:
            return "False", f"({at} is not None)"
        if len(values) == 1:
            value = self.constant(values[0])
            return f"({at} == {value})", f"({at} is not None and {at} != {value})"
        several = self.constant(frozenset(values))
        return f"({at} in {several})", f"({at} is not None and {at} not in {several})"

    def both(self, condition: Condition) -> tuple[str, str]:
        """The expressions that a condition is true, and that it is false."""
        match condition:
            case ("always", value):
                return ("True", "False") if value else ("False", "True")
            case ("in", fact, values):
                return self.among(fact, values)
            case ("not_in", fact, values):
                true, false = self.among(fact, values)
                return false, true
            case ("at_least" | "at_most" as test, fact, measure):
                at, m = self.facts[fact], self.constant(measure)
                inside, outside = (">=", "<") if test == "at_least" else ("<=", ">")
                return f"({at} is not None and {at} {inside} {m})", f"({at} is not None and {at} {outside} {m})"
            case ("given", fact, wanted):
                known, unknown = f"({self.facts[fact]} is not None)", f"({self.facts[fact]} is None)"
                return (known, unknown) if wanted else (unknown, known)
            case ("all" | "any" as kind, *parts):
                pairs = [self.both(part) for part in parts]
                every, some = (_joined([p[i] for p in pairs], by) for i, by in ((0, "and"), (1, "or")))
                if kind == "all":
                    return every, some
                return _joined([p[0] for p in pairs], "or"), _joined([p[1] for p in pairs], "and")
            case ("not", part):
                true, false = self.both(part)
                return false, true
        raise NoSuchCondition(f"no engine knows the condition {condition!r}")

    def ladder(self, ladder: Ladder) -> str:
        """A ladder as one chain of choices."""
        chain: list[str] = []
        for code, undetermined, condition in ladder:
            true, false = self.both(condition)
            if condition == ("always", True):
                return "".join([*chain, str(code)])
            chain.append(f"{code} if {true} else ")
            if facts_of(condition):
                chain.append(f"{undetermined} if not {false} else ")
        raise NoSuchCondition("a ladder has no last rung that always holds")


def _joined(texts: Sequence[str], by: str) -> str:
    if not texts:
        return "True" if by == "and" else "False"
    return texts[0] if len(texts) == 1 else f"({f' {by} '.join(texts)})"


class Decider:
    """All ladders of a question as one function of the facts."""

    def __init__(self, ladders: Sequence[Ladder]) -> None:
        self.facts = tuple(sorted({f for ladder in ladders for _, _, condition in ladder for f in facts_of(condition)}))
        names = _Names(self.facts)
        chains = [names.ladder(ladder) for ladder in ladders]
        self.codes: Callable[[Facts], tuple[int, ...]] = _function(names, f"({', '.join(chains)},)")
        heaviest = f"max({', '.join(chains)})" if len(chains) > 1 else chains[0]
        self.decide: Callable[[Facts], int] = _function(names, heaviest)


def _function(names: _Names, result: str) -> Any:
    """A function that reads each fact once and returns the result; made of names and numbers chosen here."""
    reads = "".join(f"    {name} = get({fact!r})\n" for fact, name in names.facts.items())
    space: dict[str, Any] = dict(names.constants)
    exec(f"def decide(facts):\n    get = facts.get\n{reads}    return {result}\n", space)  # noqa: S102 -- our own text
    return space["decide"]


@lru_cache(maxsize=4096)
def decider(ladders: tuple[Ladder, ...]) -> Decider:
    """The function of these ladders, made once."""
    return Decider(ladders)


def decide(ladders: Sequence[Ladder], rows: Mapping[Any, Facts]) -> dict[Any, int]:
    """The code that decides for each row of facts, by its key."""
    function = decider(tuple(ladders)).decide
    return {key: function(row) for key, row in rows.items()}
