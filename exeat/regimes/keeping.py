"""What is known of a regime without reading it anew: its head, what the check finds, which example decides what.

Reading every rulebook and walking it takes seconds. What comes of it is kept in a folder, under the fingerprint of all
rulebooks, lists and the code that reads them, and is worked out again where any of these is another.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from exeat.regimes import vocabulary
from exeat.regimes.examples import outcome_of, reached
from exeat.regimes.falsifying import Trial
from exeat.regimes.findings import findings
from exeat.regimes.reading import files, rulebook
from exeat.regimes.shapes import KINDS, WEIGHTS, Provision, Rulebook

LANGUAGES = ("en", "lt")
Words = Mapping[str, str]


@dataclass(frozen=True)
class Head:
    """What stands on the back of a regime: its name, title, whose it is, its state, its doubts."""

    regime: str
    title: Words
    aim: Words
    jurisdiction: str
    status: str
    supplements: bool
    compared: str  # the last day on which part of it was compared with its source; empty when never
    unknown: int
    doubts: int
    asks: str  # the heaviest that any of its provisions asks, as they read last; empty where it has none, undetermined
    # where no state of its list is told


@dataclass(frozen=True)
class Found:
    """One finding of the check, in words; `place` is the path of what it is about."""

    weight: str
    code: str
    place: str
    words: Words


@dataclass(frozen=True)
class Decided:
    """A worked example: the provision and the exception that decide it, what is asked in it, on what it rests.

    `law` has the fingerprint of each wording that was used, as an answer names it.
    """

    provision: str
    exception: str
    name: str
    requires: str
    law: Sequence[str] = ()


@dataclass(frozen=True)
class Checked:
    """What the check says of a regime: its findings, which example decides what, how many changes were tried."""

    findings: tuple[Found, ...]
    examples: tuple[Decided, ...]
    steps: int  # places at which an answer can stop; each is decided by an example unless a finding says otherwise
    changes: int  # values that were changed a little, one at a time
    unnoticed: int  # changes of an answer that no example noticed


@cache
def edition() -> str:
    """The fingerprint of everything that answers rest on: rulebooks, lists, words, and the code that reads them."""
    total = hashlib.sha256()
    law = (path for path in sorted(vocabulary.LAW.rglob("*.yaml")) if "released" not in path.parts)
    for path in (*law, *sorted(Path(__file__).parent.glob("*.py"))):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:24]


def heads(folder: Path | None = None) -> dict[str, Head]:
    """The head of every regime, by name."""
    return _heads(folder)


@cache
def _heads(folder: Path | None) -> dict[str, Head]:
    told = _kept(folder, "heads", lambda: {name: asdict(head_of(rulebook(name))) for name in files()})
    return {name: Head(**each) for name, each in told.items()}


def head_of(book: Rulebook) -> Head:
    """The head of a rulebook."""
    parts = (part for kind in KINDS for part in getattr(book, kind).values())
    checked = max((w.checked_on for part in parts for w in part.wordings if w.checked_on), default=None)
    return Head(
        regime=book.regime,
        title=dict(book.title),
        aim=dict(book.aim.words) if book.aim else {},
        jurisdiction=book.jurisdiction,
        status=book.status,
        supplements=bool(book.supplements),
        compared=checked.isoformat() if isinstance(checked, date) else "",
        unknown=_unknown(book.model_dump(include={"sources", *KINDS}, exclude_unset=True)),
        doubts=len(book.open_points) + len(book.assumed),
        asks=max(
            (_asks(book, part.wordings[-1]) for part in book.provisions.values()), key=WEIGHTS.__getitem__, default=""
        ),
    )


def _asks(book: Rulebook, provision: Provision) -> str:
    """What a provision asks; that one has to ask where none of its states is told."""
    lists = [book.destinations[name].wordings[-1] for name in provision.to]
    told = any(
        not each.unpublished or each.countries or each.territories or each.occupied_by or each.as_in
        or each.all_except is not None
        for each in lists
    )  # fmt: skip
    return provision.requires if told else "undetermined"


def _unknown(value: Any) -> int:
    """How many places say that the source was not found or not read."""
    if isinstance(value, dict):
        return sum(_unknown(each) for each in value.values())
    if isinstance(value, list | tuple):
        return sum(_unknown(each) for each in value)
    return int(value == "unknown")


def checked(regime: str, folder: Path | None = None) -> Checked:
    """What the check says of a regime that comes with Exeat."""
    return _checked(regime, folder)


@cache
def _checked(regime: str, folder: Path | None) -> Checked:
    told = _kept(folder, regime, lambda: asdict(check(rulebook(regime))))
    told["findings"] = tuple(Found(**each) for each in told["findings"])
    told["examples"] = tuple(Decided(**each) for each in told["examples"])
    return Checked(**told)


def check(book: Rulebook) -> Checked:
    """What the check says of any rulebook, worked out now."""
    found = findings(book)
    told = (
        Found(each.weight, each.code, each.place, {language: each.words(language) for language in LANGUAGES})
        for each in found
    )
    return Checked(
        findings=tuple(told),
        examples=tuple(_decided(book)),
        steps=len(dict.fromkeys(reached(book))),
        changes=sum(1 for _ in Trial(book).all()),
        unnoticed=sum(each.code == "survived" for each in found),
    )


def _decided(book: Rulebook) -> list[Decided]:
    answers = [(case.name, outcome_of(book, case)) for case in book.examples.cases]
    found = []
    for name, outcome in answers:
        provision, _, exception = outcome.decided_by.partition("/")[2].partition(".")
        found.append(Decided(provision, exception, name, outcome.requires, list(outcome.law)))
    return found


def _kept(folder: Path | None, name: str, make: Callable[[], Any]) -> Any:
    """What a file of this edition says; made, and written there, where it does not say anything yet."""
    path = folder / edition() / f"{name}.json" if folder else None
    if path is not None:
        with suppress(OSError, ValueError):
            return json.loads(path.read_text(encoding="utf-8"))
    made = make()
    if path is not None:
        with suppress(OSError):  # where nothing can be written, it is worked out again by the next process
            _write(path, made)
    return json.loads(json.dumps(made))


def _write(path: Path, made: Any) -> None:
    """Write a file whole, and clear away what other editions left."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    partial.replace(path)
    for other in path.parent.parent.iterdir():
        if other.is_dir() and other.name != path.parent.name:
            shutil.rmtree(other, ignore_errors=True)
