"""The bodies, deciders and measures that a rulebook names, each with its place, and which of them have no words yet."""

from __future__ import annotations

from collections.abc import Iterator

from exeat.regimes import vocabulary
from exeat.regimes.shapes import Breach, Duty, Procedure, Rulebook

Path = tuple[str | int, ...]


def named(book: Rulebook) -> Iterator[tuple[Path, str]]:
    """Every body, decider and measure that a rulebook names, with the path of the part that names it."""
    for kind, names in (("procedures", _procedure), ("duties", _duty), ("breaches", _breach)):
        for name, part in getattr(book, kind).items():
            for wording in part.wordings:
                yield from (((kind, name), each) for each in names(wording) if each)


def without_words(book: Rulebook) -> Iterator[tuple[Path, str]]:
    """The names among them that stand on no page of words."""
    known = vocabulary.load("words/bodies.yaml")
    yield from dict.fromkeys((path, name) for path, name in named(book) if name not in known)


def _procedure(wording: Procedure) -> Iterator[str | None]:
    decider = wording.decider if isinstance(wording.decider, list) else [wording.decider]
    yield from (each if isinstance(each, str) else each.decider for each in decider if each)
    yield from (wording.refused_by, wording.addressee, wording.may_be_forbidden_by, *wording.approvals)
    yield from (opinion.body for opinion in wording.opinions)
    yield wording.urgent.decider if wording.urgent else None


def _duty(wording: Duty) -> Iterator[str | None]:
    yield from (wording.from_, wording.to, *wording.onward)


def _breach(wording: Breach) -> Iterator[str | None]:
    yield wording.imposed_by
    yield from () if isinstance(wording.measures, str) else wording.measures
    yield from wording.chained.values()
