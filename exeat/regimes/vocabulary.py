"""The closed vocabulary: facts and their types, reasons, kinds of post, levels of clearance, words for roles."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from ruamel.yaml import YAML

LAW = Path(__file__).resolve().parent.parent / "law"

Kind = Literal["name", "scale", "flag", "number", "day", "code"]


@dataclass(frozen=True)
class Fact:
    """One thing that a question may say: its kind, its words, and which words it may hold."""

    kind: Kind
    words: Mapping[str, str]
    values: tuple[str, ...] = ()


class UnknownName(ValueError):
    """A name that no list has; says which known name is nearest."""


@cache
def load(name: str) -> Any:
    """A shared list of the law folder, as plain data."""
    yaml = YAML(typ="safe", pure=True)
    yaml.version = (1, 2)
    return yaml.load((LAW / name).read_text(encoding="utf-8"))


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    """The words of the law folder in a language that its files do not carry themselves, by their English."""
    return load(f"words/{language}.yaml") if (LAW / "words" / f"{language}.yaml").is_file() else {}


def said(words: Mapping[str, str], language: str) -> str:
    """Words in a language: as they stand beside each other, else from the language's catalogue, else in English."""
    english = words.get("en") or next(iter(words.values()), "")
    return words.get(language) or _catalogue(language).get(english) or english


def _facts() -> dict[str, Fact]:
    return {
        name: Fact(entry["kind"], {"en": entry["en"], "lt": entry["lt"]}, tuple(entry.get("values", ())))
        for name, entry in load("facts.yaml").items()
    }


FACTS: Mapping[str, Fact] = _facts()
REASONS: Mapping[str, Mapping[str, str]] = load("reasons.yaml")
LISTS = ("posts", "clearances", "stays", "earlier")


CLOSE, FAR = 0.6, 0.4  # how alike two names are: a slip of the pen, or the best of many
FEW = 24  # so many names are rather told than guessed at
OTHERWISE = {"UK": "GB", "EN": "GB", "EL": "GR"}  # codes of countries that others use


def nearest(name: str, known: Iterable[str], *, alike: float = FAR) -> str | None:
    """The known name that looks most like this one."""
    known = [*known]
    found = difflib.get_close_matches(name, known, n=1, cutoff=alike)
    if found:
        return found[0]
    lower = difflib.get_close_matches(name.lower(), [k.lower() for k in known], n=1, cutoff=alike)
    return next((k for k in known if lower and k.lower() == lower[0]), None)


def unknown(what: str, name: object, known: Iterable[str]) -> str:
    """A sentence that says which name is not known, and the nearest one that is, or all where they are few."""
    known = [*known]
    if what == "country":
        if (LAW / "lists" / f"{str(name).lower()}.yaml").is_file():
            listed = str(name).lower()
            return f"no such country: {name!r}; it is a list: as_in: {listed}, or all_except with except_in: [{listed}]"
        code = OTHERWISE.get(str(name).upper(), str(name).upper())
        return f"no such country: {name!r}; " + (
            f"it is written {code!r}" if code in known else "two letters, such as 'LT'"
        )
    near = nearest(str(name), known, alike=CLOSE if len(known) <= FEW else FAR)
    if near:
        return f"no such {what}: {name!r}; the nearest known is {near!r}"
    return f"no such {what}: {name!r}; known are {', '.join(known) if known else 'none'}"


@cache
def jurisdiction(code: str) -> Mapping[str, Any]:
    """Kinds of post, grades, kinds of clearance and levels in one jurisdiction."""
    path = f"jurisdictions/{code.lower()}.yaml"
    if not (LAW / path).exists():
        known = sorted(p.stem.upper() for p in (LAW / "jurisdictions").glob("*.yaml"))
        said = unknown("jurisdiction", code, known)
        raise UnknownName(f"{said}. Another begins with a file of its words: copy exeat/law/jurisdictions/jp.yaml")
    entry: Mapping[str, Any] = load(path)
    if "as_in" in entry:
        return jurisdiction(entry["as_in"])
    return entry


def post_kinds(code: str) -> list[tuple[str, Mapping[str, str]]]:
    """Every kind of post with its label in each language."""
    return [*jurisdiction(code)["post_kinds"].items()]


def levels(code: str) -> list[tuple[str, Mapping[str, str]]]:
    """Levels of clearance from the lowest, with their labels."""
    return [*jurisdiction(code)["levels"].items()]


def grades(code: str) -> list[str]:
    """Grades of posts from the lowest."""
    return [*jurisdiction(code).get("grades", {})]


def rank(fact: str, value: object, code: str) -> int:
    """Where a value stands on the ordered scale of a fact; raises UnknownName."""
    scale = _scale(fact, code)
    if not isinstance(value, str) or value not in scale:
        raise UnknownName(unknown("level" if fact == "clearance.level" else "grade", value, scale))
    return scale[value]


@cache
def _scale(fact: str, code: str) -> Mapping[str, int]:
    names = jurisdiction(code)["levels"] if fact == "clearance.level" else grades(code)
    return {name: n for n, name in enumerate(names)}


def values_of(fact: str, code: str) -> tuple[str, ...] | None:
    """The words that a fact may hold; None where any will do."""
    entry = jurisdiction(code)
    if fact == "post.kind":
        return tuple(entry["post_kinds"])
    if fact == "clearance.level":
        return tuple(entry["levels"])
    if fact == "clearance.kind":
        return tuple(entry.get("clearance_kinds", {})) or None
    if fact == "post.grade":
        return tuple(entry.get("grades", {})) or None
    if fact == "application.reason":
        return tuple(REASONS)
    return FACTS[fact].values or None


def role(name: str, language: str) -> str:
    """The words for a body, a decider or a measure that a rulebook names."""
    entry = load("words/bodies.yaml").get(name)
    if entry is None:
        return name.replace("_", " ")
    return said(entry, language)
