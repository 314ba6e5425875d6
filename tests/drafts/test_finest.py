"""Applications by institution and month tell nothing that the coarser tables withhold."""

from __future__ import annotations

from collections import Counter
from random import Random

import numpy as np
import pytest

from exeat.drafts.finest import OTHER, quarter
from exeat.drafts.simulating import Counts
from exeat.drafts.tables import tables_of
from exeat.regimes import rulebook
from exeat.regimes.trips import scenarios

ASKS = ("permission", "free")
(CASE,) = scenarios([rulebook("lt-secrets-travel")], [], every_reading=False)


def test_a_month_is_in_its_quarter():
    assert [quarter(f"2026-{n:02}") for n in (1, 3, 4, 12)] == ["2026-Q1", "2026-Q1", "2026-Q2", "2026-Q4"]


def test_a_large_nation_is_told_month_by_month():
    made = counted({(f"I{i}", f"2026-{m:02}", "permission"): 20 + i + m for i in range(60) for m in range(1, 13)})

    found = {table.name: table for table in tables_of(made)}["applications"]

    assert (len(found.rows), len(found.columns), found.withheld) == (60, 12, frozenset())


def test_where_nobody_needs_permission_there_is_no_such_table():
    made = counted({("A", "2026-01", "free"): 50, ("B", "2026-02", "free"): 70})

    assert "applications" not in {table.name for table in tables_of(made)}


@pytest.mark.parametrize("seed", range(60))
def test_nothing_that_is_withheld_follows_from_all_that_is_told(seed):
    draw = Random(seed)
    houses, months = [f"I{n}" for n in range(draw.randint(2, 6))], [f"2026-{n:02}" for n in range(1, 8)]
    trips = {
        (house, month, asks): draw.choice([0, draw.randint(1, 9), draw.randint(10, 90)])
        for house in houses
        for month in months
        for asks in ASKS
    }

    told, withheld = said([*trips], tables_of(counted(trips)))

    rank = np.linalg.matrix_rank(np.array(told))
    assert [cell for cell in withheld if np.linalg.matrix_rank(np.array([*told, cell])) == rank] == []


def counted(trips):
    """Counts of trips by institution, month and what is asked; every person made one."""
    months, houses, asked = Counter(), Counter(), Counter()
    for (house, month, asks), many in trips.items():
        months[month, asks] += many
        houses[house, asks] += many
        asked["free", asks] += many
    applications = Counter(
        {(house, month): many for (house, month, asks), many in trips.items() if asks == "permission"}
    )
    people = {each: Counter({("x", "newly"): sum(trips.values())}) for each in ("kind", "institution")}
    return Counts(CASE, people, asked, 0, +months, +houses, +applications)


def said(trips, tables):
    """Each cell of the tables of trips as a sum of what nobody knows: those that are told, then those withheld."""
    told, withheld = [], []
    for table in tables:
        if table.name not in ("trips-by-month", "trips-by-institution", "applications"):
            continue
        rows, columns = [*table.rows, "total"], [*table.columns, "total"]
        for row, cells in zip(rows, table.cells, strict=True):
            for column, cell in zip(columns, cells, strict=True):
                sum_of = [float(within(trip, row, column, table)) for trip in trips]
                (withheld if cell is None else told).append(sum_of)
    return told, withheld


def within(trip, row, column, table):
    """Whether a kind of trip is counted in a cell."""
    house, month, asks = trip
    if table.name == "trips-by-month":
        return row in (month, "total") and column in (asks, "total")
    if table.name == "trips-by-institution":
        return row in (house, "total") and column in (asks, "total")
    return (
        asks == "permission"
        and among(house, row, table.rows, house)
        and among(month, column, table.columns, quarter(month))
    )


def among(name, cell, names, larger):
    """Whether a name is counted in a row or column, by itself, by its quarter or among the others."""
    if cell == OTHER:
        return name not in names and larger not in names
    return cell in (name, larger, "total")
