"""Past trips and what their people held as two tables of numbers, checked all at once; nothing in them is a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from exeat.drafts import reading
from exeat.drafts.policy import TripsUnreadable
from exeat.engines import on_duckdb
from exeat.regimes import places, vocabulary
from exeat.regimes.trips import Held, Leg, Trip

START = date(1970, 1, 1)
ONE = timedelta(days=1)
FLAGS = ("body_handles_secrets", "sensitive", "on_list")
LEGS = (
    ("person", pa.string()), ("trip", pa.string()), ("leg", pa.string()), ("country", pa.string()),
    ("territory", pa.string()), ("first", pa.int32()), ("until", pa.int32()), ("purpose", pa.string()),
    ("reason", pa.string()),
)  # fmt: skip
ITEMS = (
    ("person", pa.string()), ("kind", pa.string()), ("level", pa.string()), ("institution", pa.string()),
    ("first", pa.int32()), ("until", pa.int32()), *((flag, pa.bool_()) for flag in FLAGS), ("grade", pa.string()),
)  # fmt: skip
DAYS = "DATE_DIFF('day', DATE '1970-01-01', {0})"
TEXT = "NULLIF(CAST({0} AS VARCHAR), '')"
READ_TRIPS = f"""
SELECT row, {TEXT.format("person")} AS person, {TEXT.format("trip")} AS trip, {TEXT.format("leg")} AS leg,
    {TEXT.format("country")} AS country, {TEXT.format("territory")} AS territory, {DAYS.format("begins")} AS first,
    {DAYS.format("ends")} AS until, CAST(purpose AS VARCHAR) AS purpose, {TEXT.format("reason")} AS reason
FROM (SELECT * EXCLUDE (until), TRY_CAST("from" AS DATE) AS begins, TRY_CAST(until AS DATE) AS ends FROM given)
"""  # noqa: S608 -- names chosen here
WRONG_TRIPS = """
SELECT count(*) AS n FROM given WHERE person IS NULL OR trip IS NULL OR first IS NULL OR until IS NULL
    OR until <= first OR country IS NULL OR country NOT IN (SELECT word FROM countries)
    OR purpose IS NULL OR purpose NOT IN ('private', 'duty')
    OR (reason IS NOT NULL AND reason NOT IN (SELECT word FROM reasons))
    OR (territory IS NOT NULL AND NOT regexp_full_match(territory, country || '-[A-Z0-9]{1,5}'))
"""
WRONG_HOLDINGS = """
SELECT count(*) AS n FROM given WHERE first IS NULL OR unread OR until <= first OR (kind IS NULL AND level IS NULL)
    OR kind NOT IN (SELECT word FROM kinds) OR level NOT IN (SELECT word FROM levels)
    OR (grade IS NOT NULL AND grade NOT IN (SELECT word FROM grades))
"""


@dataclass(frozen=True)
class Past:
    """Trips and holdings as tables: a row for each leg, and for each post and clearance; days are numbers from 1970."""

    trips: pa.Table
    holdings: pa.Table
    jurisdiction: str = "LT"

    def __len__(self) -> int:
        return len(self.trips)

    def one_by_one(self) -> tuple[list[Trip], list[Held]]:
        """The same for an engine that looks at one trip after another."""
        legs: dict[tuple[str, str], list[tuple[date, str, Leg]]] = defaultdict(list)
        about: dict[tuple[str, str], tuple[str, str | None]] = {}
        for row in self.trips.to_pylist():
            leg = Leg(row["country"], row["territory"], _day(row["first"]), _day(row["until"]))
            legs[row["person"], row["trip"]].append((leg.first, row["leg"] or "", leg))
            about.setdefault((row["person"], row["trip"]), (row["purpose"], row["reason"]))
        trips = [
            Trip(*key, tuple(leg for _, _, leg in sorted(each, key=lambda leg: leg[:2])), *about[key])
            for key, each in legs.items()
        ]
        return trips, [held for row in self.holdings.to_pylist() for held in _held(row)]


def _day(number: int) -> date:
    return START + timedelta(days=number)


def _held(row: dict[str, Any]) -> Iterable[Held]:
    until = _day(row["until"]) if row["until"] is not None else None
    days = (row["institution"], _day(row["first"]), until)
    if row["kind"]:
        more = {key: row[key] for key in (*FLAGS, "grade") if row[key] is not None}
        yield Held(row["person"], {"kind": row["kind"], **more}, False, *days)
    if row["level"] and row["level"] != "none":
        yield Held(row["person"], {"level": row["level"]}, True, *days)


def laid_out(trips: Iterable[Trip], holdings: Iterable[Held], jurisdiction: str = "LT") -> Past:
    """Trips and holdings that are there one by one, as tables."""
    legs = [
        (t.person, t.trip, f"{n:06}", leg.country, leg.territory, _number(leg.first), _number(leg.until), t.purpose,
         t.reason)
        for t in trips
        for n, leg in enumerate(t.legs)
    ]  # fmt: skip
    items = [
        (h.person, None if h.clearance else h.facts.get("kind", "none"), h.facts.get("level"), h.institution,
         _number(h.first), _number(h.until) if h.until else None, *(h.facts.get(flag) for flag in (*FLAGS, "grade")))
        for h in holdings
    ]  # fmt: skip
    return Past(_table(legs, LEGS), _table(items, ITEMS), jurisdiction)


def _number(day: date) -> int:
    return (day - START).days


def _table(rows: Sequence[tuple[Any, ...]], columns: Sequence[tuple[str, pa.DataType]]) -> pa.Table:
    values = zip(*rows, strict=True) if rows else ([] for _ in columns)
    arrays = [pa.array(list(each), kind) for each, (_, kind) in zip(values, columns, strict=True)]
    return pa.table(arrays, names=[name for name, _ in columns])


def read(trips: Path, holdings: Path, *, jurisdiction: str = "LT") -> Past:
    """The trips and the holdings of two files, looked at all at once.

    Raises TripsUnreadable with every wrong row; a file with anything unusual in it is read row by row instead.
    """
    legs = reading.table_of(trips, reading.TRIPS)
    items = reading.table_of(holdings, reading.HOLDINGS, reading.MORE)
    if not len(legs):
        raise TripsUnreadable(f"{trips.name} has no trip.")
    found, wrong_legs = _read(legs, READ_TRIPS, WRONG_TRIPS, jurisdiction)
    held, wrong_items = _read(items, _holdings_text(items.column_names), WRONG_HOLDINGS, jurisdiction)
    if wrong_legs or wrong_items:
        return laid_out(*reading.trips_and_holdings(trips, holdings, jurisdiction=jurisdiction), jurisdiction)
    return Past(_typed(found, LEGS), _typed(held, ITEMS), jurisdiction)


def _holdings_text(there: Sequence[str]) -> str:
    """The question that reads holdings, with the columns that the file adds."""
    flag = (
        "CASE WHEN LOWER(CAST({0} AS VARCHAR)) IN ('yes', 'true') THEN TRUE "
        "WHEN LOWER(CAST({0} AS VARCHAR)) IN ('no', 'false') THEN FALSE END"
    )
    flags = [f"{flag.format(each) if each in there else 'CAST(NULL AS BOOLEAN)'} AS {each}" for each in FLAGS]
    unread = [f"({TEXT.format(each)} IS NOT NULL AND {flag.format(each)} IS NULL)" for each in FLAGS if each in there]
    unread.append(f"({TEXT.format('given_until')} IS NOT NULL AND ends IS NULL)")
    grade = TEXT.format("grade") if "grade" in there else "CAST(NULL AS VARCHAR)"
    return f"""
SELECT row, CAST(person AS VARCHAR) AS person, {TEXT.format("kind")} AS kind, {TEXT.format("level")} AS level,
    COALESCE(CAST(institution AS VARCHAR), '') AS institution, {DAYS.format("begins")} AS first,
    CASE WHEN ends < DATE '2200-01-01' THEN {DAYS.format("ends")} END AS until, {", ".join(flags)}, {grade} AS grade,
    {" OR ".join(unread)} AS unread
FROM (
    SELECT * EXCLUDE (until), until AS given_until, TRY_CAST("from" AS DATE) AS begins, TRY_CAST(until AS DATE) AS ends
    FROM given
)
"""  # noqa: S608 -- names chosen here


def _read(given: pa.Table, text: str, wrong: str, jurisdiction: str) -> tuple[pa.Table, int]:
    """A table with its values understood, in the order of the file, and how many of its rows are wrong."""
    given = given.append_column("row", pa.array(range(len(given)), pa.int32()))
    found = on_duckdb.answers(text, {}, {"given": given}).sort_by("row")
    words = {
        "countries": places.countries(), "reasons": vocabulary.REASONS, "grades": vocabulary.grades(jurisdiction),
        "kinds": [kind for kind, _ in vocabulary.post_kinds(jurisdiction)],
        "levels": [level for level, _ in vocabulary.levels(jurisdiction)],
    }  # fmt: skip
    known = {name: pa.table({"word": pa.array([*each], pa.string())}) for name, each in words.items()}
    [count] = on_duckdb.answers(wrong, {}, {"given": found, **known})["n"].to_pylist()
    return found, int(count)


def _typed(table: pa.Table, columns: Sequence[tuple[str, pa.DataType]]) -> pa.Table:
    return table.select([name for name, _ in columns]).cast(pa.schema(list(columns)))
