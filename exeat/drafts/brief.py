"""The brief for a commission's next meeting: two dated pages on what a draft changes, for whom, what was not seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

import weasyprint
from django.template.loader import render_to_string
from django.utils import translation

from exeat import regimes
from exeat.drafts import policy, queries
from exeat.drafts.models import Trial
from exeat.permits.sheet import Closed
from exeat.regimes import dates, words
from exeat.regimes.comparing import open_readings
from exeat.regimes.shapes import WEIGHTS, said
from exeat.regimes.situating import Told

CHANGES, INSTITUTIONS, READINGS = 6, 8, 6  # what two pages hold; the trial has the rest


def pdf(trial: Trial, *, language: str, on: date) -> bytes:
    """The brief of a trial as a tagged PDF of two pages."""
    with translation.override(language):
        html = render_to_string("drafts/brief.html", facts(trial, language=language, on=on))
    document: Any = weasyprint.HTML  # the library has no types
    closed: Any = Closed
    return cast(bytes, document(string=html, url_fetcher=closed()).write_pdf(pdf_variant="pdf/ua-1"))


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
        "changes": changes[:CHANGES],
        "more_changes": max(len(changes) - CHANGES, 0),
        "institutions": _institutions(main),
        "readings": [
            _read(each, main, book, language) for each in scenarios if each["draft"] == book.regime and each["reading"]
        ][:READINGS],
        "unseen": [
            said(book.categories[name].label, language) or name
            for name, seen in policy.observed(book, law, on)
            if seen != "all"
        ],
        "open": _open(law, book, language),
        "unknown": [said(each.why, language) for each in book.assumed],
    }


def _institutions(scenario: Mapping[str, Any]) -> list[tuple[str, int | None]]:
    """The institutions with most applications to expect."""
    table = next((each for each in scenario["tables"] if each["name"] == "trips-by-institution"), None)
    if table is None or "permission" not in table["columns"]:
        return []
    at = table["columns"].index("permission")
    rows = [(row, cells[at]) for row, cells in zip(table["rows"], table["cells"], strict=False) if cells[at] != 0]
    return sorted(rows, key=lambda row: -(row[1] or 0))[:INSTITUTIONS]


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
    return list(found.values())[:READINGS]
