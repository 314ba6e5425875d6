"""Reads a rulebook strictly: YAML 1.2, known keys only, every error with its file, line, path and the nearest name."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from exeat.regimes import soundness, vocabulary
from exeat.regimes.shapes import KINDS, Rulebook

SHARED = ("reasons", "territories", "facts", "shapes", "house")


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in a rulebook, and where."""

    file: str
    line: int
    path: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.path}: {self.message}" if self.path else f"{place}: {self.message}"


class RulebookError(ValueError):
    """A rulebook that cannot be read; carries every fault with its file and line."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, faults)))


@dataclass(frozen=True)
class Written:
    """What stands in a file, as plain data, with the tree that knows the lines."""

    file: str
    data: Any
    tree: Any

    def line(self, path: Sequence[str | int]) -> int:
        """The line on which the thing at this path stands, or the nearest one above it."""
        node, line = self.tree, 1
        for key in path:
            if isinstance(node, Mapping) and key in node:
                line = node.lc.key(key)[0] + 1 if hasattr(node, "lc") else line
                node = node[key]
            elif isinstance(node, list) and isinstance(key, int) and key < len(node):
                line = node.lc.item(key)[0] + 1 if hasattr(node, "lc") else line
                node = node[key]
            elif key == "wordings" or isinstance(key, int):
                continue  # a single wording was written flat
            else:
                break
        return line

    def fault(self, path: Sequence[str | int], message: str) -> Fault:
        """A fault at this path."""
        return Fault(self.file, self.line(path), ".".join(map(str, path)), message)


def _plain(node: Any) -> Any:
    """The tree of the reader as plain values, so that nothing but words, numbers, flags and days is left."""
    if isinstance(node, Mapping):
        return {(str(key) if isinstance(key, str) else key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    if isinstance(node, bool) or node is None:
        return node
    if isinstance(node, datetime):
        return datetime.fromisoformat(node.isoformat())
    if isinstance(node, date):
        return date(node.year, node.month, node.day)
    for kind in (str, int, float):
        if isinstance(node, kind):
            return kind(node)
    return node


def written(text: str, file: str) -> Written:
    """A text as data with lines. Raises RulebookError when it is not YAML 1.2, or has a key twice."""
    yaml = YAML()
    yaml.version = (1, 2)
    try:
        tree = yaml.load(io.StringIO(text))
    except MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        line = mark.line + 1 if mark else 1
        said = str(wrong.problem or wrong).splitlines()[0]
        raise RulebookError([Fault(file, line, "", f"this is not readable as YAML 1.2: {said}")]) from None
    except ValueError as wrong:
        raise RulebookError([Fault(file, 1, "", f"a value cannot be read: {wrong}")]) from None
    if not isinstance(tree, Mapping):
        raise RulebookError([Fault(file, 1, "", "a rulebook is a mapping that begins with format: exeat-rulebook/1")])
    return Written(file, _plain(tree), tree)


def _known_keys(path: Sequence[str | int]) -> list[str]:
    """The keys that may stand at this path."""
    shape: Any = Rulebook
    keys = [key for key in path if not isinstance(key, int) and key != "wordings"]
    if keys and keys[0] in KINDS:
        shape = KINDS[str(keys[0])]
        keys = keys[2:]
    for key in keys:
        field = shape.model_fields.get(key) or shape.model_fields.get(f"{key}_") if _is_shape(shape) else None
        shape = _inner(field.annotation) if field else shape
    extra = ["label", "wordings"] if path and path[0] in KINDS and len(path) == 2 else []
    fields = shape.model_fields if _is_shape(shape) else {}
    return [field.alias or name for name, field in fields.items()] + extra


def _is_shape(shape: Any) -> bool:
    return isinstance(shape, type) and issubclass(shape, BaseModel)


def _inner(annotation: Any) -> Any:
    """The shape inside a list, a mapping or a choice."""
    if _is_shape(annotation):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        inner = _inner(argument)
        if _is_shape(inner):
            return inner
    return None


EXPECTED = {
    "string_type": "words in quotation marks are expected here (a number such as 1.10 must stand in quotes)",
    "date_type": "a day such as 2024-01-24 is expected here",
    "date_from_datetime_inexact": "a day without a time is expected here",
    "list_type": "a list is expected here",
    "dict_type": "a mapping is expected here",
    "bool_type": "true or false is expected here",
    "int_type": "a whole number is expected here",
    "too_short": "at least one is needed here",
}


def _faults(wrong: ValidationError, source: Written) -> list[Fault]:
    faults: dict[tuple[Any, ...], Fault] = {}
    for error in wrong.errors():
        path = [step for step in error["loc"] if _stands(step)]
        kind = error["type"]
        if kind == "extra_forbidden":
            message = vocabulary.unknown("key", path[-1], _known_keys(path[:-1]))
        elif kind == "missing":
            message = f"{path[-1]!r} is missing"
            if path[-1] == "cite":
                message += ": nothing is law without a source"
            if path[-1] in ("examples", "cases"):
                message += ": a rulebook without examples does not load"
        elif kind == "literal_error":
            allowed = [word.strip(" '") for word in str(error["ctx"]["expected"]).replace(" or ", ", ").split(",")]
            message = vocabulary.unknown("value", error["input"], allowed)
        elif kind == "value_error":
            message = str(error["msg"]).removeprefix("Value error, ")
        elif kind == "string_pattern_mismatch":
            message = f"{error['input']!r} is not written as {error['ctx']['pattern']}"
        else:
            message = f"{EXPECTED.get(kind, error['msg'])}; found {error['input']!r}"
        faults.setdefault((*path,), source.fault(path, message))
    return list(faults.values())


def _stands(step: str | int) -> bool:
    """Whether a step of pydantic's path stands in the file (names of choices do not)."""
    return isinstance(step, int) or not any(mark in step for mark in "[](),'")


def understood(source: Written) -> Rulebook:
    """The data as a rulebook, every name of which exists. Raises RulebookError with every fault."""
    try:
        rulebook = Rulebook.model_validate(source.data)
    except ValidationError as wrong:
        raise RulebookError(_faults(wrong, source)) from None
    faults = [source.fault(path, message) for path, message in soundness.faults(rulebook)]
    if faults:
        raise RulebookError(faults)
    return rulebook


def read_text(text: str, file: str = "rulebook.yaml") -> Rulebook:
    """A rulebook from its text."""
    return understood(written(text, file))


def read_rulebook(path: Path) -> Rulebook:
    """A rulebook from its file. Raises RulebookError with file, line, path and the nearest known name."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise RulebookError([Fault(str(path), 0, "", "there is no such file")]) from None
    except (UnicodeDecodeError, IsADirectoryError) as wrong:
        raise RulebookError([Fault(str(path), 0, "", f"it cannot be read as text: {wrong}")]) from None
    return read_text(text, str(path))


def files() -> dict[str, Path]:
    """The rulebooks that come with Exeat, law and drafts, by name."""
    found = [*sorted(vocabulary.LAW.glob("*.yaml")), *sorted((vocabulary.LAW / "drafts").glob("*.yaml"))]
    return {path.stem: path for path in found if path.stem not in SHARED}


class NoSuchRegime(LookupError):
    """A regime that no file describes."""


@cache
def rulebook(regime: str) -> Rulebook:
    """The rulebook of a regime that comes with Exeat. Raises NoSuchRegime with the nearest known name."""
    known = files()
    if regime not in known:
        raise NoSuchRegime(vocabulary.unknown("regime", regime, known))
    return read_rulebook(known[regime])


def load(what: str | Path) -> Rulebook:
    """The rulebook of a regime of ours, by its name, or of a file. Raises NoSuchRegime or RulebookError."""
    if isinstance(what, Path) or what.endswith((".yaml", ".yml")):
        return read_rulebook(Path(what))
    return rulebook(what)


@cache
def _head(path: Path) -> Mapping[str, str]:
    """The status and the jurisdiction of a rulebook, read from its first level without understanding the rest."""
    found = re.findall(r"^(status|jurisdiction):[ \t]*(\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(found)


def rulebooks(*, status: str | None = "law", jurisdiction: str | None = None) -> tuple[str, ...]:
    """The names of the regimes that come with Exeat, by status and jurisdiction; none of them is understood for it."""
    return tuple(
        name
        for name, path in files().items()
        if (status is None or _head(path).get("status") == status)
        and (jurisdiction is None or _head(path).get("jurisdiction") == jurisdiction)
    )


@cache
def title(regime: str) -> Mapping[str, str]:
    """What a regime is called, by language, without understanding the rest of its rulebook."""
    text = files()[regime].read_text(encoding="utf-8")
    found = re.search(r"^title:.*?(?=^\S)", text, re.MULTILINE | re.DOTALL)
    quoted = re.findall(r'\b([a-z]{2}): "([^"\\]*)"', found.group()) if found else []
    return dict(quoted) if quoted else rulebook(regime).title


def canonical(value: Any) -> str:
    """Data as one text, the same whoever writes it: for fingerprints."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
