"""The library: what each regime is called, whose it is, when it was last compared with its sources, its doubts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from unicodedata import normalize

from django.conf import settings
from django.utils.translation import gettext

from exeat.regimes import keeping, rulebooks
from exeat.regimes.shapes import said
from exeat.web import wording
from exeat.web.drafts.wording import REQUIREMENTS, SHAPES
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
    shape: str  # of the heaviest that is asked, with its words; both empty where nothing is
    asks: str


@dataclass(frozen=True)
class Shelf:
    """The regimes of one land."""

    land: str
    entries: list[Entry]


def entries(*, language: str) -> list[Entry]:
    """Every regime: law first, then law described in part, drafts and what is no longer in force."""
    heads = keeping.heads(kept())
    return [_entry(heads[name], language) for kind in SHELVED for name in rulebooks(status=kind)]


def kept() -> Path:
    """Where the server keeps what it found when it read the rulebooks."""
    return Path(settings.EXEAT_FOLDER) / "read"


def _entry(head: keeping.Head, language: str) -> Entry:
    return Entry(
        name=head.regime,
        title=said(head.title, language),
        status=status(head),
        jurisdiction=head.jurisdiction,
        land=_land(head.jurisdiction, language),
        aim=said(head.aim, language),
        compared=date.fromisoformat(head.compared) if head.compared else None,
        unknown=head.unknown,
        open_points=head.doubts,
        shape=SHAPES.get(head.asks, ""),
        asks=str(REQUIREMENTS[head.asks]) if head.asks else "",
    )


def _land(code: str, language: str) -> str:
    return gettext("No single state") if code == NOWHERE else wording.country(code, language)


def countries(found: Iterable[Entry]) -> list[tuple[str, str]]:
    """The lands that have a regime here: code and name, by name."""
    return sorted({(each.jurisdiction, each.land) for each in found}, key=lambda pair: _in_order(pair[1]))


def _in_order(name: str) -> str:
    """What a name sorts by: a letter with a mark follows the same letter without one, as in Lithuanian."""
    return normalize("NFD", name)


def shelves(found: Sequence[Entry]) -> list[Shelf]:
    """The entries by land; the order within a land stays."""
    ordered = sorted(found, key=lambda each: _in_order(each.land))
    return [Shelf(land, list(group)) for land, group in groupby(ordered, key=lambda each: each.land)]
