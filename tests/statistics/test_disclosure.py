"""Published numbers wrong nobody: what is withheld cannot be worked out from what is shown."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from exeat.statistics.disclosure import THRESHOLD, Table, bounds, publish, publish_together


@st.composite
def tables(draw, name="t"):
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    numbers = st.one_of(st.integers(0, 14), st.integers(0, 400))
    counts = tuple(tuple(draw(numbers) for _ in range(columns)) for _ in range(rows))
    return Table(name, tuple(map(str, range(rows))), tuple(map(str, range(columns))), counts)


def recovered(published):
    """The withheld cells that an outsider computes exactly, by linear algebra over all lines of the table."""
    hidden = sorted(published.withheld)
    height, width = len(published.cells), len(published.cells[0])
    lines = [[(i, j) for j in range(width)] for i in range(height)]
    lines += [[(i, j) for i in range(height)] for j in range(width)]
    matrix = np.array([[1.0 if cell in line else 0.0 for cell in hidden] for line in lines])
    signs = np.array([[-1.0 if cell == line[-1] else 1.0 for cell in hidden] for line in lines])
    matrix = matrix * signs if hidden else matrix
    rank = np.linalg.matrix_rank(matrix) if hidden else 0
    units = np.eye(len(hidden))
    return [cell for n, cell in enumerate(hidden) if np.linalg.matrix_rank(np.vstack([matrix, units[n]])) == rank]


@settings(max_examples=150, deadline=None)
@given(tables())
def test_an_attack_by_differencing_finds_no_withheld_cell(table):
    assert recovered(publish(table)) == []


@settings(max_examples=150, deadline=None)
@given(tables())
def test_no_small_number_is_shown_and_every_number_shown_is_true(table):
    published, grid = publish(table), table.with_totals

    for i, row in enumerate(published.cells):
        for j, value in enumerate(row):
            assert value is None or (value == grid[i][j] and not 0 < value < THRESHOLD)


@settings(max_examples=100, deadline=None)
@given(tables())
def test_sums_of_positive_numbers_leave_room_around_each_small_number(table):
    published, grid = publish(table), table.with_totals
    lowest, highest = bounds(grid, set(published.withheld))

    everything = len(grid) * len(grid[0])
    if len(published.withheld) < everything:
        assert all(highest[c] > lowest[c] for c in published.withheld if 0 < grid[c[0]][c[1]] < THRESHOLD)


def test_one_small_number_takes_company_so_that_the_total_does_not_give_it_away():
    table = Table("cases", ("army", "police", "other"), ("first half", "second half"), ((3, 40), (25, 31), (60, 44)))

    published = publish(table)

    assert published.cells[0][0] is None
    assert len(published.withheld) >= 4


def test_a_table_without_small_numbers_is_shown_whole():
    table = Table("applications", ("granted", "refused"), ("first half", "second half"), ((40, 52), (11, 0)))

    assert publish(table).withheld == frozenset()


def test_a_number_that_stands_in_two_tables_is_withheld_in_both():
    by_half = Table("by half", ("cases",), ("first", "second"), ((4, 30),))
    by_sector = Table("by sector", ("cases",), ("army", "police"), ((17, 17),))
    same = [(("by half", (0, 2)), ("by sector", (0, 2)))]

    shown = {p.name: p for p in publish_together([by_half, by_sector], same)}

    assert ((0, 2) in shown["by half"].withheld) == ((0, 2) in shown["by sector"].withheld)
    assert (0, 0) in shown["by half"].withheld
