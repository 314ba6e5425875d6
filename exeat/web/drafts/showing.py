"""What the pages of the draft lab show: changes in words, and the tables of a trial with their charts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from exeat import regimes
from exeat.crossings.pace import pace
from exeat.drafts import queries
from exeat.regimes.shapes import said
from exeat.web import charts
from exeat.web.drafts.wording import STATES, TABLES, column_name, row_name
from exeat.web.regimes.differences import readings, sections

if TYPE_CHECKING:
    from exeat.drafts.models import Asked, Trial

WIDE = 7  # columns; a table with more is moved sideways within the page
SHOWN = 14  # bars in one chart; the table has all


def change(law: regimes.Rulebook, book: regimes.Rulebook, language: str) -> dict[str, Any]:
    """What a draft changes beside one regime in force, and which readings of either matter."""
    mattering = [each for each in readings(law, book, language) if each.example]
    kinds = sections(regimes.compare(law, book, language))
    return {"prefix": f"{law.regime}-", "title": said(law.title, language), "sections": kinds, "readings": mattering}


def begins_later(book: regimes.Rulebook, today: date) -> date | None:
    """The last day on which a draft begins something new, where that day is still to come."""
    parts = [part for kind in ("categories", "destinations", "provisions") for part in getattr(book, kind).values()]
    return max((w.in_force for part in parts for w in part.wordings if w.in_force > today), default=None)


def trial(found: Trial, language: str) -> dict[str, Any]:
    """Every draft and reading of a trial, with charts and tables."""
    scenarios = found.found["scenarios"]
    shown = [_scenario(n, each, language) for n, each in enumerate(scenarios) if each["draft"]]
    return {
        "law": _scenario(0, scenarios[0], language),
        "drafts": [each for each in shown if not each["reading"]],
        "readings": [each for each in shown if each["reading"]],
        "title": title(found.draft, language),
    }


def title(name: str, language: str) -> str:
    """What a draft is called; its name where it is no longer there."""
    try:
        return said(queries.draft_book(name).title, language)
    except regimes.NoSuchRegime:
        return name


def work(row: Asked, language: str) -> dict[str, Any]:
    """How far the work on a trial is, how fast it goes and how long it will take."""
    seconds = (row.told_at - row.begun_at).total_seconds() if row.told_at and row.begun_at else 0.0
    return {
        "row": row,
        "state": STATES[row.state],
        "why": _(row.why) if row.why else "",
        "pace": pace(row.done, row.total, seconds),
        "share": 100 * row.done // row.total if row.total else 0,
        "title": title(row.drafts[0], language),
    }


def _scenario(n: int, scenario: Mapping[str, Any], language: str) -> dict[str, Any]:
    tables = {table["name"]: table for table in scenario["tables"]}
    book = next((each for _, each, _ in queries.drafts() if each.regime == scenario["draft"]), None)
    return dict(scenario) | {
        "title": said(book.title, language) if book else scenario["draft"],
        "reading_words": _reading(scenario["reading"], book, language),
        "tables": [_table(table, language) for table in scenario["tables"] if table["cells"]],
        "by_kind": _chart(f"k{n}", tables.get("people-by-kind"), "newly", language),
        "by_institution": _chart(f"i{n}", tables.get("people-by-institution"), "newly", language),
        "by_month": _chart(f"m{n}", tables.get("trips-by-month"), "permission", language),
    }


def _reading(key: str, book: regimes.Rulebook | None, language: str) -> str:
    """A reading in words."""
    if not key:
        return ""
    point, _, reading = key.partition("/")[2].partition(": ")
    found = book.open_points.get(point) if book else None
    return (said(found.words.get(reading), language) if found else "") or reading


def _chart(name: str, table: Mapping[str, Any] | None, column: str, language: str) -> Any:
    """Bars of one column of a table; nothing where no row has it."""
    if table is None or column not in table["columns"]:
        return ""
    at = table["columns"].index(column)
    bars = [
        charts.Bar(row_name(table["name"], row, language), cells[at], number(cells[at]), "draft")
        for row, cells in zip(table["rows"], table["cells"], strict=False)
        if cells[at] != 0
    ]
    by_month = table["name"] == "trips-by-month"
    ordered = bars if by_month else sorted(bars, key=lambda bar: -(bar.value or 0))
    return charts.bars(name, ordered[-SHOWN:] if by_month else ordered[:SHOWN]) if ordered else ""


def number(value: int | None) -> str:
    """A number, or that it is withheld."""
    return _("withheld") if value is None else number_format(value, force_grouping=True)


def _table(table: Mapping[str, Any], language: str) -> dict[str, Any]:
    heads = [column_name(column) for column in table["columns"]]
    names = [row_name(table["name"], row, language) for row in table["rows"]]
    rows = [
        {"name": name, "cells": list(zip(heads, cells, strict=False)), "total": cells[-1]}
        for name, cells in zip([*names, _("Total")], table["cells"], strict=True)
    ]
    return {"caption": TABLES[table["name"]], "heads": heads, "rows": rows, "wide": len(heads) > WIDE}
