"""Applications by institution and month: as fine as it can be without telling more than the coarser tables do.

Its totals are numbers that the coarser tables already tell. Institutions and months whose own numbers are withheld
there stand together in one row and one column, so that nothing new is said of any of them; where months are too thin,
quarters stand in their place. Of what is possible the table that shows most numbers is chosen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from exeat.statistics.disclosure import THRESHOLD, Published, Table, publish

OTHER = "other"
MOST = 1200  # cells; more are not read
SMALL = 100  # numbers below the threshold among them; with more it would say little that is not withheld
LEAST = (0, 30, 60, 120, 250)  # how many applications an institution has at least, to have a row of its own


def finest(applications: Counter[tuple[str, str]], institutions: Published, months: Published) -> Published | None:
    """The table of permissions by institution and month or quarter; None where every one would tell too much."""
    by_institution, by_month = _told(institutions), _told(months)
    if not applications or by_institution.get("total") is None or by_month.get("total") is None:
        return None
    best: Published | None = None
    tables = {table for table in _tables(applications, by_institution, by_month) if _can_be_read(table)}
    for table in sorted(tables, key=lambda table: (-_large(table), table.rows, table.columns)):
        if best is not None and _shown(best) >= _large(table):
            break  # of what follows even more would be withheld
        found = publish(table)
        if _says_nothing_new(found) and (best is None or _shown(found) > _shown(best)):
            best = found
    return best


def _told(table: Published) -> dict[str, int | None]:
    """What a coarser table tells of permissions, by row and in all."""
    if "permission" not in table.columns:
        return {}
    at = table.columns.index("permission")
    return {name: cells[at] for name, cells in zip([*table.rows, "total"], table.cells, strict=True)}


def _tables(
    applications: Counter[tuple[str, str]], institutions: Mapping[str, int | None], months: Mapping[str, int | None]
) -> Iterator[Table]:
    """Tables whose totals are told already, or follow from what is told."""
    hidden = {month for month, many in months.items() if many is None}
    thin = {quarter(month) for month in hidden}
    columns: tuple[Callable[[str], str], ...] = (
        lambda month: OTHER if month in hidden else month,
        lambda month: OTHER if len(thin) > 1 and quarter(month) in thin else quarter(month),
    )
    for column in columns:
        for least in LEAST:
            counts: Counter[tuple[str, str]] = Counter()
            for (institution, month), many in applications.items():
                own = institutions.get(institution)
                counts[institution if own is not None and own >= least else OTHER, column(month)] += many
            rows, heads = ({each[n] for each in counts} for n in (0, 1))
            if len(rows) > 1 and len(heads) > 1:
                yield _table(counts, _last(rows), _last(heads))


def _table(counts: Counter[tuple[str, str]], rows: tuple[str, ...], columns: tuple[str, ...]) -> Table:
    cells = tuple(tuple(counts[row, column] for column in columns) for row in rows)
    return Table("applications", rows, columns, cells)


def _last(names: set[str]) -> tuple[str, ...]:
    """In order, with what stands for several at the end."""
    return tuple(sorted(names, key=lambda name: (name == OTHER, name)))


def quarter(month: str) -> str:
    """The quarter of a month: 2026-Q1 of 2026-03."""
    year, _, number = month.partition("-")
    return f"{year}-Q{(int(number) + 2) // 3}"


def _can_be_read(table: Table) -> bool:
    small = sum(0 < many < THRESHOLD for row in table.counts for many in row)
    return len(table.rows) * len(table.columns) <= MOST and small <= SMALL


def _says_nothing_new(table: Published) -> bool:
    """Whether every total is shown: what is withheld inside then has no tie to what other tables withhold."""
    return all(i < len(table.rows) and j < len(table.columns) for i, j in table.withheld)


def _large(table: Table) -> int:
    """How many numbers could be shown at most."""
    return sum(
        many >= THRESHOLD
        for row, counts in zip(table.rows, table.counts, strict=True)
        for column, many in zip(table.columns, counts, strict=True)
        if OTHER not in (row, column)
    )


def _shown(table: Published) -> int:
    """How many numbers, nought aside, are shown of single institutions and single months or quarters."""
    return sum(
        bool(value)
        for row, cells in zip(table.rows, table.cells, strict=False)
        for column, value in zip(table.columns, cells, strict=False)
        if OTHER not in (row, column)
    )
