"""Promise 20: an attack by differencing on the published tables finds no withheld number; reach is told in bands."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from exeat.statistics import policy
from exeat.statistics.disclosure import THRESHOLD
from exeat.statistics.policy import OUTCOMES, RESULTS, SECTORS, Asked, Judged, Year

PAIRS = (("applications_by_half", "applications_by_sector"), ("cases_by_half", "cases_by_sector"))


@st.composite
def years(draw):
    """A year in which each sector, half and outcome has few or many."""
    some = st.one_of(st.integers(0, 13), st.integers(0, 120))
    asked, judged = [], []
    for sector in SECTORS:
        for month in (3, 9):
            for outcome in OUTCOMES:
                asked += [Asked(sector, month, outcome)] * draw(some)
            for result in RESULTS:
                judged += [Judged(sector, month, result)] * draw(some)
    events = {(kind, month): draw(some) for kind in policy.EVENTS for month in (3, 9)}
    return Year(2025, tuple(asked), tuple(judged), events, 0, 0, 0, {}, {}, 365, 300, ())


def cells_of(table):
    return {(table.name, i, j): value for i, row in enumerate(table.cells) for j, value in enumerate(row)}


def found_by_differencing(shown):
    """Withheld cells that an outsider works out from all tables at once, by linear algebra."""
    known = {place: value for table in shown for place, value in cells_of(table).items()}
    hidden = sorted(place for place, value in known.items() if value is None)
    at = {place: n for n, place in enumerate(hidden)}
    equations = []
    for table in shown:
        height, width = len(table.cells), len(table.cells[0])
        lines = [[(table.name, i, j) for j in range(width)] for i in range(height)]
        lines += [[(table.name, i, j) for i in range(height)] for j in range(width)]
        equations += [[(place, -1 if place == line[-1] else 1) for place in line] for line in lines]
    by_name = {table.name: table for table in shown}
    for a, b in PAIRS:
        last_a, last_b = len(by_name[a].columns), len(by_name[b].columns)
        equations += [[((a, row, last_a), 1), ((b, row, last_b), -1)] for row in range(len(by_name[a].rows) + 1)]
    matrix = np.zeros((len(equations), len(hidden)))
    for n, equation in enumerate(equations):
        for place, sign in equation:
            if place in at:
                matrix[n, at[place]] = sign
    if not hidden:
        return []
    rank = np.linalg.matrix_rank(matrix)
    units = np.eye(len(hidden))
    return [place for n, place in enumerate(hidden) if np.linalg.matrix_rank(np.vstack([matrix, units[n]])) == rank]


@settings(max_examples=60, deadline=None)
@given(years())
def test_an_attack_by_differencing_on_all_tables_together_finds_nothing(year):
    assert found_by_differencing(policy.published(policy.tables(year))) == []


@settings(max_examples=60, deadline=None)
@given(years())
def test_no_number_from_one_to_nine_is_published(year):
    for table in policy.published(policy.tables(year)):
        assert not [value for value in cells_of(table).values() if value is not None and 0 < value < THRESHOLD]


@settings(max_examples=60, deadline=None)
@given(years(), st.integers(0, 200), st.integers(0, 200))
def test_no_single_number_beside_the_tables_gives_a_withheld_total_away(year, permits, discrepancies):
    shown = policy.published(policy.tables(year))
    report = {
        "tables": {t.name: {"cells": t.cells} for t in shown}, "permits": permits, "crossings": 3,
        "discrepancies": discrepancies, "covered": {"defence": 4, "interior": 0, "other": 400},
    }  # fmt: skip

    policy.withhold_beside(report)

    granted = report["tables"]["applications_by_half"]["cells"][0]
    assert report["permits"] is None if None in granted else report["permits"] == permits or permits < THRESHOLD
    assert report["crossings"] is None
    assert report["covered"] == {"defence": None, "interior": 0, "other": 400}


@given(st.floats(0, 1))
def test_reach_is_told_in_a_band_only(share):
    assert policy.band(share) in {name for _limit, name in policy.BANDS}


def test_a_part_of_a_year_is_never_held_against_a_whole_one():
    whole = [(2022, month, 30_000 + month) for month in range(1, 13)]
    part = [(2023, month, 31_000) for month in range(1, 9)]

    rows = policy.like_for_like([*whole, *part])

    assert [(row["year"], row["months"], row["whole"], row["in_common"]) for row in rows] == [
        (2022, 12, True, 8 * 30_000 + 36), (2023, 8, False, 8 * 31_000),
    ]  # fmt: skip
    assert rows[0]["common"] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_years_without_a_month_in_common_are_not_compared():
    rows = policy.like_for_like([(2022, 1, 10), (2023, 2, 20)])

    assert [row["in_common"] for row in rows] == [None, None]
    assert policy.like_for_like([]) == []
