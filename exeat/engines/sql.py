"""Ladders of conditions as text that any SQL engine reads: one CASE for each ladder, the largest code of all.

Values are small whole numbers. SQL's own three values (true, false, null) are those of the reference engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from exeat.engines.plain import Condition, Ladder, NoSuchCondition, facts_of

Coded = Callable[[str, Any], int]
Column = Callable[[str], str]


class Text:
    """How conditions are written: where each fact stands, and which number stands for each of its values."""

    def __init__(self, column: Column, coded: Coded) -> None:
        self.column = column
        self.coded = coded

    def truth(self, fact: str) -> str | None:
        """A fact that was judged before, as an expression that is true or false itself."""
        return None

    def certain(self, fact: str) -> bool:
        """Whether a fact is known of every row, so that nothing needs to be asked about doubt."""
        return False

    def condition(self, condition: Condition) -> str:
        """A condition as an expression that is true, false or null."""
        match condition:
            case ("always", value):
                return "CAST(NULL AS BOOLEAN)" if value is None else "TRUE" if value else "FALSE"
            case ("in", fact, values):
                return self.among(fact, values)
            case ("not_in", fact, values):
                return f"(NOT {self.among(fact, values)})"
            case ("at_least", fact, least):
                return f"({self.column(fact)} >= {least})"
            case ("at_most", fact, most):
                return f"({self.column(fact)} <= {most})"
            case ("given", fact, wanted):
                return f"({self.column(fact)} IS {'NOT ' if wanted else ''}NULL)"
            case ("all", *parts):
                return self.joined(parts, " AND ", "TRUE")
            case ("any", *parts):
                return self.joined(parts, " OR ", "FALSE")
            case ("not", part):
                return f"(NOT {self.condition(part)})"
        raise NoSuchCondition(f"no engine knows the condition {condition!r}")

    def among(self, fact: str, values: Sequence[Any]) -> str:
        """That a fact is among these values."""
        truth = self.truth(fact)
        if truth is not None:
            return truth if set(values) == {True} else f"(NOT {truth})" if set(values) == {False} else "(FALSE)"
        column = self.column(fact)
        if not values:
            return f"(CASE WHEN {column} IS NULL THEN NULL ELSE FALSE END)"
        return among(column, {self.coded(fact, value) for value in values})

    def joined(self, parts: Sequence[Condition], by: str, empty: str) -> str:
        """Several conditions as one."""
        return f"({by.join(map(self.condition, parts))})" if parts else empty

    def ladder(self, ladder: Ladder) -> str:
        """A ladder as one CASE: the first rung that holds decides, one that is not known stops it."""
        whens: list[str] = []
        for code, undetermined, condition in ladder:
            if condition == ("always", True):
                return f"CASE {' '.join(whens)} ELSE {code} END" if whens else str(code)
            text = self.condition(condition)
            whens.append(f"WHEN {text} THEN {code}")
            if not all(map(self.certain, facts_of(condition))):
                whens.append(f"WHEN {text} IS NULL THEN {undetermined}")
        raise NoSuchCondition("a ladder has no last rung that always holds")

    def heaviest(self, ladders: Sequence[Ladder]) -> str:
        """The largest code of all ladders."""
        texts = [self.ladder(ladder) for ladder in ladders]
        return texts[0] if len(texts) == 1 else f"GREATEST({', '.join(texts)})"


def among(at: str, numbers: Iterable[int]) -> str:
    """That what stands in a column is one of these numbers."""
    found = sorted(numbers)
    if len(found) == 1:
        return f"({at} = {found[0]})"
    return f"({at} IN ({', '.join(map(str, found))}))" if found else "FALSE"


class Codes:
    """A dictionary beside a column: each value once, and the number that stands for it."""

    def __init__(self) -> None:
        self.known: dict[str, dict[Any, int]] = {}

    def __call__(self, fact: str, value: Any) -> int:
        """The number of a value; true and false are 1 and 0, numbers stand for themselves."""
        if isinstance(value, bool | int):
            return int(value)
        numbers = self.known.setdefault(fact, {})
        return numbers.setdefault(value, len(numbers))


def column(fact: str) -> str:
    """The name of the column of a fact."""
    return "".join(letter if letter.isalnum() else "_" for letter in fact)


def table_of(ladders: Sequence[Ladder], rows: Mapping[Any, Mapping[str, Any]]) -> tuple[dict[str, list[Any]], str]:
    """Rows of facts as columns of numbers, and the question that decides them: `SELECT key, code FROM facts`."""
    codes = Codes()
    facts = sorted({fact for ladder in ladders for _, _, condition in ladder for fact in facts_of(condition)})
    names = {fact: f"f{n}" for n, fact in enumerate(facts)}
    columns: dict[str, list[Any]] = {"key": list(range(len(rows)))}
    for fact, name in names.items():
        values = (row.get(fact) for row in rows.values())
        columns[name] = [None if value is None else codes(fact, value) for value in values]
    text = Text(names.__getitem__, codes).heaviest(ladders)
    return columns, f"SELECT key, {text} AS code FROM facts"  # noqa: S608 -- names and numbers made here


def keyed(rows: Mapping[Any, Any], answers: Sequence[tuple[int, int]]) -> dict[Any, int]:
    """The codes by the keys of the rows."""
    keys = list(rows)
    return {keys[key]: code for key, code in answers}


__all__ = ["Codes", "Text", "among", "column", "keyed", "table_of"]
