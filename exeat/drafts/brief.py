"""The brief for a commission's next meeting: two dated pages on what a draft changes, for whom, what was not seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, cast

from django.template.loader import render_to_string
from django.utils import translation

from exeat import regimes
from exeat.drafts import policy, queries
from exeat.drafts.models import Trial
from exeat.drafts.naming import kind, row_of
from exeat.permits import sheet
from exeat.regimes import dates, words
from exeat.regimes.comparing import open_readings
from exeat.regimes.shapes import WEIGHTS, said
from exeat.regimes.situating import Told

PAGES = 2
SHORTER = (
    (6, 2000), (5, 2000), (4, 2000), (6, 500), (4, 500), (3, 500), (4, 250), (2, 250), (1, 250), (1, 90),
)  # fmt: skip  # items of each list and letters of each text, until it fits; the page of the trial has the rest
MONTHS = 12
WITHHELD = 18  # how long a bar is whose number is not shown: always the same, so that it tells nothing


def pdf(trial: Trial, *, language: str, on: date) -> bytes:
    """The brief of a trial as a tagged PDF of two pages."""
    with translation.override(language):
        told = facts(trial, language=language, on=on)
        for most, longest in SHORTER:
            laid = sheet.laid(render_to_string("drafts/brief.html", _shortened(told, most, longest)))
            if len(laid.pages) <= PAGES:
                break
    return cast(bytes, laid.write_pdf(pdf_variant=sheet.TAGGED))


def _shortened(told: Mapping[str, Any], most: int, longest: int) -> dict[str, Any]:
    """As much of the brief as fits: so many of each list, no text longer; how many changes are left out is told."""
    lists = ("changes", "institutions", "readings", "open", "kinds", "unknown", "unseen", "law")
    kept = {name: _cut(told[name][:most], longest) for name in lists}
    more = len(told["changes"]) - len(kept["changes"])
    return {**told, **kept, "title": _cut(told["title"], longest), "more_changes": more}


def _cut(told: Any, longest: int) -> Any:
    """The same with each text in it no longer than so many letters, cut between words."""
    match told:
        case str():
            return told if len(told) <= longest else f"{told[:longest].rsplit(maxsplit=1)[0]} …"
        case dict():
            return {key: _cut(each, longest) for key, each in told.items()}
        case tuple() | list():
            return [_cut(each, longest) for each in told]
    return told


def facts(trial: Trial, *, language: str, on: date) -> dict[str, Any]:
    """Everything the brief says."""
    book = queries.draft_book(trial.draft)
    law = [regimes.rulebook(name) for name in queries.laws_beside(book)]
    changes = sorted(
        (change for each in law for change in regimes.compare(each, book, language)),
        key=lambda change: (change.under_way, -abs(WEIGHTS[change.after] - WEIGHTS[change.before])),
    )
    scenarios = trial.found["scenarios"]
    main = next(each for each in scenarios if each["draft"] == book.regime and not each["reading"])
    found = trial.found
    return {
        "language": language,
        "trial": trial,
        "title": said(book.title, language),
        "law": [said(each.title, language) for each in law],
        "on": dates.day(on, language),
        "first": dates.day(date.fromisoformat(found["first"]), language),
        "last": dates.day(date.fromisoformat(found["last"]), language),
        "found": found,
        "main": main,
        "before": scenarios[0],
        "changes": [{"words": each.words, "witness_words": each.witness_words} for each in changes],
        "institutions": _institutions(main, language),
        "kinds": _bars(main, "people-by-kind", "newly", lambda row: kind(row, language), longest=True),
        "months": _bars(main, "trips-by-month", "permission", str)[-MONTHS:],
        "readings": [
            _read(each, main, book, language) for each in scenarios if each["draft"] == book.regime and each["reading"]
        ],
        "unseen": [
            said(book.categories[name].label, language) or name
            for name, seen in policy.observed(book, law, on)
            if seen != "all"
        ],
        "open": _open(law, book, language),
        "unknown": [said(each.why, language) for each in book.assumed],
    }


def _column(scenario: Mapping[str, Any], name: str, column: str) -> list[tuple[str, int | None]]:
    """The rows of a table that have something in a column; a number that is withheld is None."""
    table = next((each for each in scenario["tables"] if each["name"] == name), None)
    if table is None or column not in table["columns"]:
        return []
    at = table["columns"].index(column)
    return [(row, cells[at]) for row, cells in zip(table["rows"], table["cells"], strict=False) if cells[at] != 0]


def _institutions(scenario: Mapping[str, Any], language: str) -> list[tuple[str, int | None]]:
    """The institutions with most applications to expect, by name."""
    rows = [(row_of(row, language), many) for row, many in _column(scenario, "trips-by-institution", "permission")]
    return sorted(rows, key=lambda row: -(row[1] or 0))


def _bars(
    scenario: Mapping[str, Any], name: str, column: str, told: Callable[[str], str], *, longest: bool = False
) -> list[dict[str, Any]]:
    """A column as bars that print: how long each is in hundredths of the longest."""
    rows = _column(scenario, name, column)
    most = max((many for _, many in rows if many is not None), default=1)
    shown = sorted(rows, key=lambda row: -(row[1] or 0)) if longest else rows
    return [
        {"name": told(row), "many": many, "long": WITHHELD if many is None else round(100 * many / most)}
        for row, many in shown
    ]


def _read(
    scenario: Mapping[str, Any], main: Mapping[str, Any], book: regimes.Rulebook, language: str
) -> dict[str, Any]:
    point, _, reading = scenario["reading"].partition("/")[2].partition(": ")
    words_of = book.open_points[point].words.get(reading)
    return {
        "words": said(words_of, language) or reading,
        "people": scenario["people"]["newly"],
        "permission": scenario["asked"]["permission"],
        "same": scenario["people"] == main["people"] and scenario["asked"] == main["asked"],
    }


def _open(law: list[regimes.Rulebook], book: regimes.Rulebook, language: str) -> list[str]:
    """The open readings that matter for some trip, with one trip each."""
    told = Told(book.jurisdiction, language)
    found: dict[tuple[str, str], str] = {}
    for each in (reading for one in law for reading in open_readings(one, book)):
        if each.witness is not None:
            source = book if each.regime == book.regime else next(one for one in law if one.regime == each.regime)
            point = source.open_points[each.point]
            reading = said(point.words.get(each.reading), language) or each.reading
            change = f"{words.asks(each.before, language)} → {words.asks(each.after, language)}"
            found[each.regime, f"{each.point}: {each.reading}"] = (
                f"{said(point.question, language)} {reading}: {told.trip(each.witness)}. {change}"
            )
    return list(dict.fromkeys(found.values()))  # a draft often leaves open what the law does
