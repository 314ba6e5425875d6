"""The eight tests of a rulebook as conditions that an engine can run, and as a check of what was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exeat.engines.plain import Condition
from exeat.regimes import vocabulary

TESTS = ("not_in", "at_least", "at_most", "given")
HELD = ("post.", "clearance.")


class WrongCondition(ValueError):
    """A test that the vocabulary does not have, or a value that a fact cannot hold."""


@dataclass(frozen=True)
class Names:
    """What a condition may name: facts, and the values that each may hold."""

    jurisdiction: str
    grounds: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()

    def facts(self) -> tuple[str, ...]:
        """Every fact that may be tested."""
        return (*vocabulary.FACTS, *(f"count.{name}" for name in self.counts))

    def values(self, fact: str) -> tuple[str, ...] | None:
        """The words that a fact may hold."""
        if fact == "application.ground":
            return (*self.grounds, "none", "other")
        return vocabulary.values_of(fact, self.jurisdiction) if fact in vocabulary.FACTS else None

    def kind(self, fact: str) -> str:
        """The kind of a fact."""
        return vocabulary.FACTS[fact].kind if fact in vocabulary.FACTS else "number"


def compiled(when: Mapping[str, Any], names: Names) -> Condition:
    """A condition from a rulebook as a tree of tuples. Raises WrongCondition with the nearest known name."""
    parts = [_part(key, value, names) for key, value in when.items()]
    if not parts:
        return ("always", True)
    return parts[0] if len(parts) == 1 else ("all", *parts)


def _part(key: str, value: Any, names: Names) -> Condition:
    if key in ("any", "all"):
        if not isinstance(value, list) or not value:
            raise WrongCondition(f"{key}: a list of conditions is expected here")
        return (key, *(compiled(_mapping(key, item), names) for item in value))
    if key == "not":
        return ("not", compiled(_mapping(key, value), names))
    known = names.facts()
    if key not in known:
        raise WrongCondition(vocabulary.unknown("fact", key, (*known, "any", "all", "not")))
    if isinstance(value, Mapping):
        return _test(key, value, names)
    values = value if isinstance(value, list) else [value]
    return ("in", key, tuple(_value(key, item, names) for item in values))


def _mapping(key: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise WrongCondition(f"{key}: a condition is expected here; found {value!r}")
    return value


def _test(fact: str, tests: Mapping[str, Any], names: Names) -> Condition:
    parts: list[Condition] = []
    for test, value in tests.items():
        if test not in TESTS:
            raise WrongCondition(f"{fact}: {vocabulary.unknown('test', test, TESTS)}")
        if test == "given":
            if not isinstance(value, bool):
                raise WrongCondition(f"{fact}: given is true or false; found {value!r}")
            parts.append(("given", fact, value))
        elif test == "not_in":
            values = value if isinstance(value, list) else [value]
            parts.append(("not_in", fact, tuple(_value(fact, item, names) for item in values)))
        else:
            parts.append((test, fact, _measure(fact, value, names)))
    if not parts:
        raise WrongCondition(f"{fact}: a test is expected here")
    return parts[0] if len(parts) == 1 else ("all", *parts)


def _measure(fact: str, value: Any, names: Names) -> float | int:
    kind = names.kind(fact)
    if kind == "scale":
        try:
            return vocabulary.rank(fact, value, names.jurisdiction)
        except vocabulary.UnknownName as wrong:
            raise WrongCondition(f"{fact}: {wrong}") from None
    if kind != "number" or isinstance(value, bool) or not isinstance(value, int | float):
        raise WrongCondition(f"{fact}: at_least and at_most need an ordered scale or a number; found {value!r}")
    return value


def _value(fact: str, value: Any, names: Names) -> Any:
    kind = names.kind(fact)
    if kind == "flag":
        if not isinstance(value, bool):
            raise WrongCondition(f"{fact}: true or false is expected; found {value!r}")
        return value
    if kind == "number":
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise WrongCondition(f"{fact}: a number is expected; found {value!r}")
        return value
    if kind == "scale":
        return _measure(fact, value, names)
    if kind == "day":
        raise WrongCondition(f"{fact}: of a day is only asked whether it is given; the days stand in the wordings")
    if not isinstance(value, str):
        raise WrongCondition(f"{fact}: a name is expected; found {value!r}")
    known = names.values(fact)
    if known is not None and value not in known:
        where = "; each ground stands under grounds in this rulebook" if fact == "application.ground" else ""
        raise WrongCondition(f"{fact}: {vocabulary.unknown('value', value, known)}{where}")
    return value


def facts_in(when: Mapping[str, Any]) -> Iterator[str]:
    """The facts that a condition of a rulebook names."""
    for key, value in when.items():
        if key in ("any", "all"):
            for item in value:
                yield from facts_in(item)
        elif key == "not":
            yield from facts_in(value)
        else:
            yield key


def about_holdings(when: Mapping[str, Any]) -> bool:
    """Whether a condition looks at posts or clearances, and so is judged day by day before the ladders."""
    return any(fact.startswith(HELD) for fact in facts_in(when))


ABSENT = object()  # a holding that does not exist: it is absent, not unknown


def holds(condition: Condition, look: Callable[[str], Any], missing: set[str]) -> bool | None:
    """Whether a condition holds of the facts that `look` finds; notes the facts that are not known."""
    match condition:
        case ("always", value):
            return None if value is None else bool(value)
        case ("all", *parts):
            return _decided_by(False, parts, look, missing)
        case ("any", *parts):
            return _decided_by(True, parts, look, missing)
        case ("not", part):
            inner = holds(part, look, missing)
            return None if inner is None else not inner
        case (test, fact, wanted):
            value = look(fact)
            if test == "given":
                return (value is not None and value is not ABSENT) == bool(wanted)
            if value is None:
                missing.add(fact)
                return None
            if value is ABSENT:
                return bool(test == "not_in")
            if test in ("in", "not_in"):
                return bool(value in wanted) is (test == "in")
            return bool(value >= wanted) if test == "at_least" else bool(value <= wanted)
    raise WrongCondition(f"no such condition: {condition!r}")


def _decided_by(end: bool, parts: Sequence[Condition], look: Callable[[str], Any], missing: set[str]) -> bool | None:
    """`end` as soon as one part says so; else not known where a part is not, and the missing facts are noted."""
    unknown: set[str] = set()
    result: bool | None = not end
    for part in parts:
        value = holds(part, look, unknown)
        if value is end:
            return end
        if value is None:
            result = None
    missing |= unknown
    return result
