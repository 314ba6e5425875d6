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

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from exeat.regimes import mistakes, soundness, vocabulary
from exeat.regimes.shapes import Rulebook

SHARED = ("reasons", "territories", "facts", "shapes", "house", "remedies")


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
        """A fault at this path, told as the file writes it."""
        return Fault(self.file, self.line(path), ".".join(map(str, self.flat(path))), message)

    def flat(self, path: Sequence[str | int]) -> list[str | int]:
        """A path without the list of wordings where a part has but one, written flat."""
        part = self.data
        for key in path[:2]:
            part = part.get(key) if isinstance(part, Mapping) else None
        flat = len(path) > 3 and path[2] == "wordings" and isinstance(part, Mapping) and "wordings" not in part
        return [*path[:2], *path[4:]] if flat else [*path]


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
    if curly := mistakes.curly(text):
        raise RulebookError([Fault(file, curly, "", mistakes.STRAIGHT)])
    try:
        tree = yaml.load(io.StringIO(text))
    except MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        line = mark.line + 1 if mark else 1
        said = str(wrong.problem or wrong).splitlines()[0]
        raise RulebookError([Fault(file, line, "", mistakes.unreadable(said))]) from None
    except ValueError as wrong:
        raise RulebookError([Fault(file, 1, "", f"a value cannot be read: {wrong}")]) from None
    if not isinstance(tree, Mapping):
        raise RulebookError([Fault(file, 1, "", "a rulebook is a mapping that begins with format: exeat-rulebook/1")])
    return Written(file, _plain(tree), tree)


def understood(source: Written) -> Rulebook:
    """The data as a rulebook, every name of which exists. Raises RulebookError with every fault."""
    try:
        rulebook = Rulebook.model_validate(source.data)
    except ValidationError as wrong:
        told = mistakes.mistakes(wrong, source.data)
        raise RulebookError([source.fault(path, message) for path, message in told]) from None
    wrong_names = soundness.faults(rulebook) or _accepted(rulebook)
    faults = [source.fault(path, message) for path, message in wrong_names]
    if faults:
        raise RulebookError(faults)
    return rulebook


def _accepted(book: Rulebook) -> list[tuple[tuple[str | int, ...], str]]:
    """What is wrong with the procedures of other regimes whose permits and notices are accepted: they must exist."""
    found: list[tuple[tuple[str | int, ...], str]] = []
    for name, part in book.provisions.items():
        for i, wording in enumerate(part.wordings):
            path: tuple[str | int, ...] = ("provisions", name, "wordings", i)
            asking = [(path, wording.accepts)]
            asking += [((*path, "exceptions", e), each.accepts) for e, each in wording.exceptions.items()]
            for at, accepts in asking:
                for accepted in accepts:
                    regime, _, procedure = accepted.partition(".")
                    own = regime == book.regime
                    if not own and regime not in files():
                        found.append(((*at, "accepts"), vocabulary.unknown("regime", regime, files())))
                        continue
                    known = [*book.procedures] if own else _procedures(files()[regime])
                    if procedure not in known:
                        message = f"{regime}: {vocabulary.unknown('procedure', procedure, known)}"
                        found.append(((*at, "accepts"), message))
    return found


@cache
def _procedures(path: Path) -> tuple[str, ...]:
    """The names of the procedures of a rulebook, without understanding the rest of it."""
    text = path.read_text(encoding="utf-8")
    section = re.search(r"^procedures:[ \t]*\n((?:[ #].*\n|\n)*)", text, re.MULTILINE)
    return tuple(re.findall(r"^  ([a-z][a-z0-9_-]*):", section.group(1), re.MULTILINE)) if section else ()


def read_text(text: str, file: str = "rulebook.yaml") -> Rulebook:
    """A rulebook from its text."""
    return understood(written(text, file))


def read_rulebook(path: Path) -> Rulebook:
    """A rulebook from its file. Raises RulebookError with file, line, path and the nearest known name."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except FileNotFoundError:
        told = "there is no such file"
        if Path(path).suffix not in (".yaml", ".yml"):
            told += f", and {vocabulary.unknown('regime', str(path), files())}"
        raise RulebookError([Fault(str(path), 0, "", told)]) from None
    except UnicodeDecodeError:
        raise RulebookError(
            [Fault(str(path), 0, "", "it is not text in UTF-8; save it as plain text in UTF-8")]
        ) from None
    except IsADirectoryError as wrong:
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
