"""What a simulation found, as tables that may be shown: small numbers withheld, with whatever would give them away."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from exeat.drafts.finest import finest
from exeat.drafts.simulating import Counts, Simulation
from exeat.engines import files
from exeat.statistics.disclosure import THRESHOLD, Published, Table, publish_together

MOVES = ("newly", "freed", "neither")
ASKED = ("ban", "undetermined", "permission", "notice", "return_report", "advice", "free")


def tables_of(counts: Counts) -> list[Published]:
    """The tables of one scenario, each cell shown or withheld, and a number that stands in two in both or neither.

    The last, applications by institution and month or quarter, is left out where it would tell too much.
    """
    tables = [
        _table("people-by-kind", _moves(counts.people["kind"]), MOVES),
        _table("people-by-institution", _moves(counts.people["institution"]), MOVES),
        _table("trips-by-change", counts.trips, ASKED),
        _table("trips-by-month", counts.by_month, ASKED),
        _table("trips-by-institution", counts.by_institution, ASKED),
    ]
    published = publish_together(tables, [*_same(tables)])
    last = finest(counts.applications, institutions=published[4], months=published[3])
    return [*published, last] if last is not None else published


def _moves(counts: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """People newly bound, freed, and all others: the fewer groups, the less has to be withheld."""
    found: Counter[tuple[str, str]] = Counter()
    for (row, move), many in counts.items():
        found[row, move if move in MOVES else "neither"] += many
    return found


def _table(name: str, counts: Counter[tuple[str, str]], columns: Sequence[str]) -> Table:
    rows = tuple(sorted({row for row, _ in counts}))
    there = tuple(column for column in columns if any(counts[row, column] for row in rows)) or tuple(columns[:1])
    return Table(name, rows, there, tuple(tuple(counts[row, column] for column in there) for row in rows))


def _same(tables: Sequence[Table]) -> Iterator[tuple[tuple[str, tuple[int, int]], tuple[str, tuple[int, int]]]]:
    """The places of numbers that stand in two tables: totals over kinds, institutions, months and changes."""
    by_name = {table.name: table for table in tables}
    for one, two in (
        ("people-by-kind", "people-by-institution"),
        ("trips-by-change", "trips-by-month"),
        ("trips-by-month", "trips-by-institution"),
    ):
        a, b = by_name[one], by_name[two]
        for column in (*range(len(a.columns)), len(a.columns)):
            other = len(b.columns) if column == len(a.columns) else b.columns.index(a.columns[column])
            yield (one, (len(a.rows), column)), (two, (len(b.rows), other))


def report(found: Simulation, *, hours: Mapping[str, float] | None = None) -> dict[str, Any]:
    """A simulation as plain data: what was looked at, and of each scenario the totals and the tables.

    `hours` says how many hours an officer needs for one permission and for one notice. The days looked at are told in
    whole months: the first and the last day would be those of somebody's trip.
    """
    return {
        "law": list(found.law),
        "people": found.people,
        "trips": found.trips,
        "stays": found.stays,
        "first": found.first.replace(day=1).isoformat() if found.first else None,
        "last": _end_of_month(found.last).isoformat() if found.last else None,
        "moved_days": found.moved,
        "counted": any(book.counts for counts in found.counts for book in counts.scenario.books),
        "threshold": THRESHOLD,
        "hours": dict(hours or {}),
        "scenarios": [_scenario(counts, hours or {}) for counts in found.counts],
    }


def _end_of_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _scenario(counts: Counts, hours: Mapping[str, float]) -> dict[str, Any]:
    tables = tables_of(counts)
    by_name = {table.name: table for table in tables}
    people, trips = by_name["people-by-kind"], by_name["trips-by-institution"]
    asked = {each: _total(trips, each) for each in ASKED}
    return {
        "draft": counts.scenario.name,
        "reading": counts.scenario.reading,
        "books": [book.regime for book in counts.scenario.books],
        "people": {move: _total(people, move) for move in MOVES},
        "asked": asked,
        "stays_otherwise": counts.stays if not 0 < counts.stays < THRESHOLD else None,
        "officer_hours": _hours(asked, hours),
        "tables": [
            {
                "name": table.name,
                "rows": list(table.rows),
                "columns": list(table.columns),
                "cells": list(map(list, table.cells)),
            }
            for table in tables
        ],
    }


def _total(table: Published, column: str) -> int | None:
    """The total of a column; nought where no row has it, None where it is withheld."""
    return table.cells[-1][table.columns.index(column)] if column in table.columns else 0


def _hours(asked: Mapping[str, int | None], hours: Mapping[str, float]) -> float | None:
    """The hours of officers for what is asked, at the given rates; None where a number behind them is withheld."""
    parts = [(asked[each], rate) for each, rate in hours.items()]
    if not parts or any(many is None for many, _ in parts):
        return None
    return round(sum((many or 0) * rate for many, rate in parts), 1)


def long(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The tables of a report as one long table: a row for each cell, and no number where it is withheld."""
    return [
        {
            "draft": scenario["draft"],
            "reading": scenario["reading"],
            "table": table["name"],
            "row": row,
            "column": column,
            "number": table["cells"][i][j],
            "withheld": table["cells"][i][j] is None,
        }
        for scenario in report["scenarios"]
        for table in scenario["tables"]
        for i, row in enumerate([*table["rows"], "total"])
        for j, column in enumerate([*table["columns"], "total"])
    ]


def as_file(report: Mapping[str, Any], ending: str) -> bytes:
    """The tables of a report as one long table, in a CSV or a Parquet file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"tables.{ending}"
        files.write(pa.Table.from_pylist(long(report)), path)
        return path.read_bytes()
