"""The library: what each regime is called, whose it is, when it was last compared with its sources, its doubts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.utils.translation import gettext

from exeat.regimes import Rulebook, rulebook, rulebooks
from exeat.regimes.shapes import KINDS, said
from exeat.web import wording
from exeat.web.regimes.articles import status

NOWHERE = "XX"  # the land of orders that belong to no state
SHELVED = ("law", "partial", "draft", "withdrawn")


@dataclass(frozen=True)
class Entry:
    """One regime in the library."""

    name: str
    title: str
    status: str
    jurisdiction: str
    land: str
    aim: str
    compared: date | None
    unknown: int
    open_points: int


@dataclass(frozen=True)
class Shelf:
    """The regimes of one land."""

    land: str
    entries: list[Entry]


@lru_cache(maxsize=256)
def not_found(name: str) -> int:
    """How many places of a rulebook say that the source was not found or not read."""
    book = rulebook(name)
    return _unknown(book.model_dump(include={"sources", *KINDS}, exclude_unset=True))


def _unknown(value: Any) -> int:
    if isinstance(value, dict):
        return sum(_unknown(each) for each in value.values())
    if isinstance(value, list | tuple):
        return sum(_unknown(each) for each in value)
    return int(value == "unknown")


def entries(*, language: str) -> list[Entry]:
    """Every regime: law first, then law described in part, drafts and what is no longer in force."""
    books = [rulebook(name) for kind in SHELVED for name in rulebooks(status=kind)]
    return [_entry(book, language) for book in books]


def _entry(book: Rulebook, language: str) -> Entry:
    parts = (part for kind in KINDS for part in getattr(book, kind).values())
    checked = (w.checked_on for part in parts for w in part.wordings if w.checked_on)
    return Entry(
        name=book.regime,
        title=said(book.title, language),
        status=status(book),
        jurisdiction=book.jurisdiction,
        land=_land(book.jurisdiction, language),
        aim=said(book.aim.words, language) if book.aim else "",
        compared=max(checked, default=None),
        unknown=not_found(book.regime),
        open_points=len(book.open_points) + len(book.assumed),
    )


def _land(code: str, language: str) -> str:
    return gettext("No single state") if code == NOWHERE else wording.country(code, language)


def countries(found: Iterable[Entry]) -> list[tuple[str, str]]:
    """The lands that have a regime here: code and name, by name."""
    return sorted({(each.jurisdiction, each.land) for each in found}, key=lambda pair: pair[1])


def shelves(found: Sequence[Entry]) -> list[Shelf]:
    """The entries by land; the order within a land stays."""
    ordered = sorted(found, key=lambda each: each.land)
    return [Shelf(land, list(group)) for land, group in groupby(ordered, key=lambda each: each.land)]
