"""Which tables there are and how they are counted: a fixed set, so that no second cut gives a withheld number away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median_high
from typing import Any

from exeat.statistics.disclosure import THRESHOLD, Published, Table, publish_together

SECTORS = ("defence", "interior", "other")  # coarse on purpose: a sector is many institutions
SECTOR_OF = {
    "army": "defence",
    "border_guard": "interior",
    "police": "interior",
}  # kinds of institution; the rest: other
HALVES = ("first_half", "second_half")
OUTCOMES = ("granted", "refused", "withdrawn", "open")
RESULTS = ("breach", "no_breach", "open")
EVENTS = ("questioned", "pressed", "approached")
BANDS = ((0.0, "none"), (0.5, "less_than_half"), (0.9, "more_than_half"), (1.01, "nearly_all"))


@dataclass(frozen=True)
class Asked:
    """One application: of which sector, in which month, how it ended and after how many working days."""

    sector: str
    month: int
    outcome: str
    working_days: int | None = None
    urgent: bool = False


@dataclass(frozen=True)
class Judged:
    """One case: of which sector, in which month it was opened, how it ended and whether that was reversed."""

    sector: str
    month: int
    result: str
    reversed: bool = False


@dataclass(frozen=True)
class Year:
    """Everything that the tables of one year are made of."""

    year: int
    asked: tuple[Asked, ...]
    judged: tuple[Judged, ...]
    events: Mapping[tuple[str, int], int]  # kind of event and month -> how many return reports told of one
    permits: int
    crossings: int  # confirmed, of registered people
    discrepancies: int
    covered: Mapping[str, int]  # people bound, by sector
    documented: Mapping[str, int]  # of these, whose document the register knows
    border_days: int  # days of the year so far on which a border record could have come
    seen_days: int  # days for which one came
    trips: tuple[tuple[int, int, int], ...]  # year, month, exits of residents


def half(month: int) -> str:
    """The half of the year in which a month lies."""
    return HALVES[0] if month <= 6 else HALVES[1]


def grid(name: str, rows: Sequence[str], columns: Sequence[str], items: Iterable[tuple[str, str]]) -> Table:
    """A table of how often each pair of a row and a column occurs."""
    counted = Counter(items)
    return Table(name, tuple(rows), tuple(columns), tuple(tuple(counted[r, c] for c in columns) for r in rows))


def tables(year: Year) -> list[Table]:
    """The fixed set, exact: for the analyst, and to be published after `published` has withheld what is small."""
    events = Table(
        "events",
        EVENTS,
        HALVES,
        tuple(tuple(_events(year, kind, part) for part in HALVES) for kind in EVENTS),
    )
    return [
        grid("applications_by_half", OUTCOMES, HALVES, ((a.outcome, half(a.month)) for a in year.asked)),
        grid("applications_by_sector", OUTCOMES, SECTORS, ((a.outcome, a.sector) for a in year.asked)),
        grid("cases_by_half", RESULTS, HALVES, ((j.result, half(j.month)) for j in year.judged)),
        grid("cases_by_sector", RESULTS, SECTORS, ((j.result, j.sector) for j in year.judged)),
        events,
    ]


def _events(year: Year, kind: str, part: str) -> int:
    return sum(count for (k, month), count in year.events.items() if k == kind and half(month) == part)


def published(exact: Sequence[Table]) -> list[Published]:
    """The tables as they may be shown: a total that stands in two of them is withheld in both or in neither."""
    by_name = {table.name: table for table in exact}
    same: list[tuple[tuple[str, tuple[int, int]], tuple[str, tuple[int, int]]]] = []
    for a, b in (("applications_by_half", "applications_by_sector"), ("cases_by_half", "cases_by_sector")):
        if a in by_name and b in by_name:
            last_a, last_b = len(by_name[a].columns), len(by_name[b].columns)
            same += [((a, (row, last_a)), (b, (row, last_b))) for row in range(len(by_name[a].rows) + 1)]
    return publish_together(list(exact), same)


def withhold_beside(report: dict[str, Any]) -> None:
    """Withhold the single numbers beside the tables that are small, or that a withheld total could be read from.

    A permit follows each grant, and a case a discrepancy: the one number nearly tells the other.
    """
    tables = report["tables"]
    told_by = {
        "permits": tables["applications_by_half"]["cells"][0],
        "discrepancies": tables["cases_by_half"]["cells"][-1],
    }
    for name in ("permits", "crossings", "discrepancies"):
        if 0 < report[name] < THRESHOLD or (name in told_by and None in told_by[name]):
            report[name] = None
    report["covered"] = {
        sector: None if 0 < count < THRESHOLD else count for sector, count in report["covered"].items()
    }


def band(share: float) -> str:
    """How far detection reached, in a word too coarse to show anybody a way around it."""
    return next(name for limit, name in BANDS if share <= limit or limit > 1)


def reach(year: Year) -> dict[str, str]:
    """For each sector the band of what could be seen: days with records, times people whose document is known."""
    days = year.seen_days / year.border_days if year.border_days else 0.0
    return {
        sector: band(days * (year.documented.get(sector, 0) / covered if covered else 0.0))
        for sector in SECTORS
        for covered in [year.covered.get(sector, 0)]
    }


def times(year: Year) -> dict[str, dict[str, Any]]:
    """Working days until a decision, by sector: the middle one and what nine of ten stay within; none for a few."""
    found: dict[str, dict[str, Any]] = {}
    for sector in SECTORS:
        days = sorted(a.working_days for a in year.asked if a.sector == sector and a.working_days is not None)
        if len(days) >= THRESHOLD:
            found[sector] = {"median": median_high(days), "nine_of_ten": days[(9 * len(days) + 9) // 10 - 1]}
    return found


def like_for_like(trips: Sequence[tuple[int, int, int]]) -> list[dict[str, Any]]:
    """Trips of residents by year, out of (year, month, trips).

    A part of a year is never held against a whole one: beside each year stand the trips of the months that every
    year has, which can be compared; where there are none, nothing is compared.
    """
    by_year: dict[int, dict[int, int]] = {}
    for year, month, count in trips:
        by_year.setdefault(year, {})[month] = count
    common = set.intersection(*(set(months) for months in by_year.values())) if by_year else set()
    return [
        {
            "year": year,
            "months": len(months),
            "whole": len(months) == 12,
            "trips": sum(months.values()),
            "a_month": round(sum(months.values()) / len(months)),
            "common": sorted(common),
            "in_common": sum(months[month] for month in common) if common else None,
        }
        for year, months in sorted(by_year.items())
    ]
