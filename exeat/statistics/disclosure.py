"""What may be published of a table of counts: small numbers withheld, and whatever would give them away.

A table is a grid of cells with its totals as a last row and a last column, so that every line adds up to nothing
when the total is taken with the opposite sign. A withheld cell can be worked out from the published ones exactly when
it lies on no circle of withheld cells, where two cells are neighbours when they share a line (Gusfield, "A graph
theoretic approach to statistical data security", SIAM J. Comput. 17, 1988). Cells are withheld until each lies on one,
and until what can still be concluded from sums of positive numbers leaves enough room.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

THRESHOLD = 10
ROOM = 4  # a withheld cell can still be at least so many different numbers more than one

Cell = tuple[int, int]
Grid = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Table:
    """Counts of people or acts by row and column; totals are computed, never given."""

    name: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Grid

    @property
    def with_totals(self) -> Grid:
        """The grid with a last column and a last row of sums."""
        wide = [(*row, sum(row)) for row in self.counts]
        return (*wide, tuple(sum(column) for column in zip(*wide, strict=True)))


@dataclass(frozen=True)
class Published:
    """A table as it may be shown: each cell a number, or None where it is withheld; totals last."""

    name: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]

    @property
    def withheld(self) -> frozenset[Cell]:
        """The places of the cells that are not shown."""
        return frozenset((i, j) for i, row in enumerate(self.cells) for j, value in enumerate(row) if value is None)


def publish(table: Table, *, threshold: int = THRESHOLD, also: Iterable[Cell] = ()) -> Published:
    """The table with small counts withheld and with every cell that would give one of them away.

    `also` names cells that must be withheld because another table withholds the same number. Zero is shown: that
    nothing happened names nobody.
    """
    grid = table.with_totals
    hidden = {(i, j) for i, row in enumerate(grid) for j, value in enumerate(row) if 0 < value < threshold} | set(also)
    hidden = _protected(grid, hidden)
    cells = tuple(
        tuple(None if (i, j) in hidden else value for j, value in enumerate(row)) for i, row in enumerate(grid)
    )
    return Published(table.name, table.rows, table.columns, cells)


def publish_together(
    tables: Sequence[Table], same: Sequence[tuple[tuple[str, Cell], tuple[str, Cell]]]
) -> list[Published]:
    """Several tables at once: a number that stands in two of them is withheld in both or in neither."""
    also: dict[str, set[Cell]] = {table.name: set() for table in tables}
    while True:
        shown = {table.name: publish(table, also=also[table.name]) for table in tables}
        moved = False
        for (a, cell_a), (b, cell_b) in same:
            hidden_a, hidden_b = cell_a in shown[a].withheld, cell_b in shown[b].withheld
            if hidden_a != hidden_b:
                also[b if hidden_a else a].add(cell_b if hidden_a else cell_a)
                moved = True
        if not moved:
            return [shown[table.name] for table in tables]


def _protected(grid: Grid, hidden: set[Cell]) -> set[Cell]:
    """The hidden cells with as few more as the greedy choice of small numbers needs."""
    hidden = set(hidden)
    while True:
        weak = _given_away(hidden) | _squeezed(grid, hidden)
        if not weak:
            return hidden
        chosen = _companion(grid, hidden, weak)
        if chosen is None:  # nothing is left to hide behind: the lines concerned are withheld whole
            hidden |= {(i, j) for i, row in enumerate(grid) for j, _ in enumerate(row) if _touches((i, j), weak)}
            if not (_given_away(hidden) | _squeezed(grid, hidden)):
                return hidden
            return {(i, j) for i, row in enumerate(grid) for j, _ in enumerate(row)}
        hidden.add(chosen)


def _touches(cell: Cell, others: set[Cell]) -> bool:
    return any(cell[0] == i or cell[1] == j for i, j in others)


def _companion(grid: Grid, hidden: set[Cell], weak: set[Cell]) -> Cell | None:
    """The smallest shown number, not zero, that shares a line with a weak cell; nearer to the corner when alike."""
    open_cells = [
        (value, i, j)
        for i, row in enumerate(grid)
        for j, value in enumerate(row)
        if value > 0 and (i, j) not in hidden and _touches((i, j), weak)
    ]
    return min(open_cells)[1:] if open_cells else None


def _given_away(hidden: set[Cell]) -> set[Cell]:
    """Hidden cells that lie on no circle of hidden cells: bridges of the graph of lines joined by cells."""
    neighbours: dict[tuple[str, int], list[tuple[tuple[str, int], Cell]]] = {}
    for i, j in sorted(hidden):
        neighbours.setdefault(("row", i), []).append((("column", j), (i, j)))
        neighbours.setdefault(("column", j), []).append((("row", i), (i, j)))
    order: dict[tuple[str, int], int] = {}
    low: dict[tuple[str, int], int] = {}
    bridges: set[Cell] = set()

    def visit(line: tuple[str, int], came_by: Cell | None) -> None:
        order[line] = low[line] = len(order)
        for other, cell in neighbours[line]:
            if cell == came_by:
                continue
            if other in order:
                low[line] = min(low[line], order[other])
            else:
                visit(other, cell)
                low[line] = min(low[line], low[other])
                if low[other] > order[line]:
                    bridges.add(cell)

    for line in sorted(neighbours):
        if line not in order:
            visit(line, None)
    return bridges


def _squeezed(grid: Grid, hidden: set[Cell]) -> set[Cell]:
    """Hidden cells whose number sums of positive numbers leave too little room for."""
    lowest, highest = bounds(grid, hidden)
    return {cell for cell in hidden if highest[cell] - lowest[cell] < ROOM and _value(grid, cell) > 0}


def _value(grid: Grid, cell: Cell) -> int:
    return grid[cell[0]][cell[1]]


def bounds(grid: Grid, hidden: set[Cell]) -> tuple[Mapping[Cell, float], Mapping[Cell, float]]:
    """What an outsider can conclude of each hidden cell from the shown ones, line by line, until nothing moves.

    An outsider knows that a hidden number is at least one, and that each total is the sum of its line.
    """
    lowest: dict[Cell, float] = dict.fromkeys(hidden, 1.0)
    highest: dict[Cell, float] = dict.fromkeys(hidden, float("inf"))
    height, width = len(grid), len(grid[0])
    lines = [[(i, j) for j in range(width)] for i in range(height)]
    lines += [[(i, j) for i in range(height)] for j in range(width)]

    def low(cell: Cell) -> float:
        return lowest.get(cell, _value(grid, cell))

    def high(cell: Cell) -> float:
        return highest.get(cell, _value(grid, cell))

    held = [line for line in lines if not hidden.isdisjoint(line)]
    for _ in range(4 * (height + width)):
        moved = False
        for *parts, total in held:
            least = sum(map(low, parts))
            highs = [high(part) for part in parts]
            endless = highs.count(float("inf"))
            most = sum(each for each in highs if each != float("inf"))  # of those that have an end
            changes = [(total, least, most if not endless else float("inf"))]
            for part, its_high in zip(parts, highs, strict=True):
                if part in hidden:
                    own = its_high != float("inf")
                    others = float("inf") if endless > (not own) else most - (its_high if own else 0)
                    changes.append((part, low(total) - others, high(total) - (least - low(part))))
            for cell, at_least, at_most in changes:
                if cell in hidden and (at_least > lowest[cell] or at_most < highest[cell]):
                    lowest[cell], highest[cell] = max(lowest[cell], at_least), min(highest[cell], at_most)
                    moved = True
        if not moved:
            break
    return lowest, highest
