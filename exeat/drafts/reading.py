"""Two files without names: past trips, and what their people held. Nothing in them says who anybody is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from exeat.drafts.policy import NAMES, PastTrip, TripsUnreadable
from exeat.engines import files
from exeat.engines.unreadable import UnreadableTable
from exeat.regimes import places, vocabulary
from exeat.regimes.trips import Held, Leg, Trip

TRIPS = ("person", "trip", "leg", "country", "territory", "from", "until", "purpose", "reason")
HOLDINGS = ("person", "kind", "level", "institution", "from", "until")
MORE = ("body_handles_secrets", "sensitive", "on_list", "grade")  # facts of a post that a holdings file may add
SHOWN = 20


def trips_and_holdings(trips: Path, holdings: Path, *, jurisdiction: str = "LT") -> tuple[list[Trip], list[Held]]:
    """The trips and the holdings of two files. Raises TripsUnreadable with every wrong row at once."""
    found, held = _rows(trips, TRIPS), _rows(holdings, HOLDINGS, MORE)
    wrong: list[str] = []
    told_trips, told_held = _trips(found, wrong), [*holdings_of(held, jurisdiction, wrong)]
    if wrong:
        rest = f" And {len(wrong) - SHOWN} more." if len(wrong) > SHOWN else ""
        raise TripsUnreadable("\n".join(wrong[:SHOWN]) + rest)
    if not told_trips:
        raise TripsUnreadable(f"{trips.name} has no trip.")
    return told_trips, told_held


def _rows(path: Path, columns: Sequence[str], more: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The rows of a file that has these columns."""
    table = table_of(path, columns, more)
    values = [table.column(column).to_pylist() for column in table.column_names]
    return [dict(zip(table.column_names, row, strict=True)) for row in zip(*values, strict=True)]


def table_of(path: Path, columns: Sequence[str], more: Sequence[str] = ()) -> pa.Table:
    """The table in a file that has these columns and none that names a person. Raises TripsUnreadable."""
    try:
        table = files.read(path)
    except UnreadableTable as wrong:
        raise TripsUnreadable(str(wrong)) from None
    given = tuple(table.column_names)
    personal = [column for column in given if column in NAMES]
    if personal:
        raise TripsUnreadable(f"{path.name} has the column {', '.join(personal)}. These files carry no names.")
    missing = [column for column in columns if column not in given]
    if missing:
        raise TripsUnreadable(f"{path.name} has no column {', '.join(missing)}. It needs: {', '.join(columns)}.")
    return table.select([column for column in given if column in (*columns, *more)])


def _trips(rows: Iterable[Mapping[str, Any]], wrong: list[str]) -> list[Trip]:
    legs: dict[tuple[str, str], list[tuple[str, Leg]]] = defaultdict(list)
    about: dict[tuple[str, str], tuple[str, str | None]] = {}
    countries, reasons = places.countries(), vocabulary.REASONS
    for n, row in enumerate(rows, start=1):
        first, until = _day(row["from"]), _day(row["until"])
        faults = []
        if not row["person"] or not row["trip"]:
            faults.append("person and trip are numbers, and neither may be empty")
        if row["country"] not in countries:
            faults.append(f"country is {row['country']!r}; write a code of two letters, such as BY")
        if first is None or until is None or until <= first:
            faults.append(f"from {row['from']!r} and until {row['until']!r} are not two days in order")
        if row["territory"] and not re.fullmatch(
            rf"{re.escape(str(row['country']))}-[A-Z0-9]{{1,5}}", row["territory"]
        ):
            faults.append(f"territory is {row['territory']!r}; write a code of a part of the country, such as UA-43")
        if row["purpose"] not in ("private", "duty"):
            faults.append(f"purpose is {row['purpose']!r}; write private or duty")
        if row["reason"] and row["reason"] not in reasons:
            faults.append(f"reason is {row['reason']!r}; known are {', '.join(reasons)}")
        if faults or first is None or until is None:
            wrong.extend(f"trips, row {n}: {fault}" for fault in faults)
            continue
        key = (str(row["person"]), str(row["trip"]))
        legs[key].append((str(row["leg"] or ""), Leg(row["country"], row["territory"] or None, first, until)))
        about.setdefault(key, (row["purpose"], row["reason"] or None))
    return [
        Trip(*key, tuple(leg for _, leg in sorted(each, key=lambda pair: (pair[1].first, pair[0]))), *about[key])
        for key, each in legs.items()
    ]


def holdings_of(rows: Iterable[Mapping[str, Any]], jurisdiction: str, wrong: list[str]) -> Iterator[Held]:
    """What each row says was held, as posts and clearances; what is wrong with a row is put to `wrong`."""
    kinds = {kind for kind, _ in vocabulary.post_kinds(jurisdiction)}
    levels = {level for level, _ in vocabulary.levels(jurisdiction)}
    grades = vocabulary.grades(jurisdiction)
    for n, given in enumerate(rows, start=1):
        row = {**dict.fromkeys(HOLDINGS), **given}
        first, until = _day(row["from"]), _day(row["until"])
        faults = []
        if first is None or (row["until"] and (until is None or until <= first)):
            faults.append(f"from {row['from']!r} and until {row['until']!r} are not two days in order")
        if row["kind"] and row["kind"] not in kinds:
            faults.append(f"kind is {row['kind']!r}; known are {', '.join(sorted(kinds))}")
        if row["level"] and row["level"] not in levels:
            faults.append(f"level is {row['level']!r}; known are {', '.join(sorted(levels))}")
        for flag in (each for each in MORE if each != "grade" and row.get(each) not in (None, "")):
            if not isinstance(_flag(row[flag]), bool):
                faults.append(f"{flag} is {row[flag]!r}; write yes or no")
        if row.get("grade") and row["grade"] not in grades:
            faults.append(f"grade is {row['grade']!r}; known are {', '.join(grades)}")
        if not row["kind"] and not row["level"]:
            faults.append("neither kind nor level says what was held")
        if faults or first is None:
            wrong.extend(f"holdings, row {n}: {fault}" for fault in faults)
            continue
        person, institution = str(row["person"]), str(row["institution"] or "")
        if row["kind"]:
            more = {key: _flag(row[key]) for key in MORE if row.get(key) not in (None, "")}
            yield Held(person, {"kind": row["kind"], **more}, False, institution, first, until)
        if row["level"] and row["level"] != "none":
            yield Held(person, {"level": row["level"]}, True, institution, first, until)


def _flag(value: Any) -> Any:
    return {"yes": True, "true": True, "no": False, "false": False}.get(str(value).lower(), value)


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def from_past_trips(trips: Iterable[PastTrip]) -> tuple[list[Trip], list[Held]]:
    """Trips of the one-file form, one row a trip, as trips and what was held on them."""
    found: list[Trip] = []
    held: list[Held] = []
    for n, trip in enumerate(trips):
        # What is said of a traveller is said for each trip, so each trip has holdings of its own days.
        first = trip.period.first
        until = trip.period.until or first + timedelta(days=1)
        found.append(
            Trip(
                trip.traveller,
                str(n),
                (Leg(trip.country, trip.territory or None, first, until),),
                trip.purpose,
                trip.reason,
            )
        )
        early = first - timedelta(days=1)
        post = {"kind": trip.post_kind, "body_handles_secrets": trip.body_handles_secrets}
        held.append(Held(trip.traveller, post, False, trip.sector, early, until))
        if trip.level != "none":
            held.append(Held(trip.traveller, {"level": trip.level}, True, trip.sector, early, until))
    return found, held
