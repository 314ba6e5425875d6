"""Trips of people whom no law binds today, from a staff list and border records: linked in memory, kept nowhere.

Crossings of such people were never kept, so the past of a new category can be seen only where somebody with a basis in
law lays the two files side by side. What comes out are trips and holdings without names; what goes on from there are
counts in which small numbers are withheld.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from exeat.crossings.points import known
from exeat.drafts.policy import TripsUnreadable
from exeat.drafts.reading import MORE, holdings_of
from exeat.engines import files
from exeat.engines.unreadable import UnreadableTable
from exeat.linkage import USED, MissingColumn, WrongIds, match
from exeat.regimes import places
from exeat.regimes.trips import Held, Leg, Trip

STAFF = (*USED["register"], "document_number", "kind", "level", "institution", "from", "until", *MORE)
BORDER = (*USED["crossings"], "destination")
ONE = timedelta(days=1)


@dataclass(frozen=True)
class Linked:
    """What two files told when they were laid side by side; nothing in it names anybody."""

    trips: list[Trip]
    holdings: list[Held]
    people: int  # on the list
    crossings: int  # in the border records
    open_journeys: int  # out, and no way back in the records
    doubtful: int  # pairs that a person would have to judge; not counted as trips


def linked(staff: Path, border: Path, *, precision: float = 0.99, jurisdiction: str = "LT") -> Linked:
    """The trips of the people on a staff list, as border records show them. Raises TripsUnreadable."""
    try:
        people, crossings = files.read(staff, STAFF), files.read(border, BORDER)
        once = _once(people)
        found = match(once, _documents(people), crossings, precision=precision)
    except UnreadableTable as wrong:
        raise TripsUnreadable(str(wrong)) from None
    except MissingColumn as wrong:
        raise TripsUnreadable(
            f"{(staff if wrong.table != 'crossings' else border).name} has no column {wrong.column}."
        ) from None
    except WrongIds as wrong:
        raise TripsUnreadable(f"{(staff if wrong.table != 'crossings' else border).name}: {wrong}") from None
    rows = people.to_pylist()
    numbers = {person: str(n) for n, person in enumerate(dict.fromkeys(row["person_id"] for row in rows), start=1)}
    faults: list[str] = []
    held = [*holdings_of([row | {"person": numbers[row["person_id"]]} for row in rows], jurisdiction, faults)]
    if faults:
        raise TripsUnreadable("\n".join(faults[:20]))
    passages = _passages(found.table.to_pylist(), crossings.to_pylist(), numbers)
    trips, unfinished = _journeys(passages)
    doubtful = found.count("candidate") + found.count("undecidable")
    return Linked(trips, held, len(numbers), len(crossings), unfinished, doubtful)


def _once(people: pa.Table) -> pa.Table:
    """Each person once, as the matching wants them."""
    if "person_id" not in people.column_names:
        raise MissingColumn("register", "person_id")
    first: dict[Any, int] = {}
    for n, person in enumerate(people.column("person_id").to_pylist()):
        first.setdefault(person, n)
    there = [name for name in USED["register"] if name in people.column_names]
    return people.select(there).take(list(first.values()))


def _documents(people: pa.Table) -> pa.Table:
    """The documents that the list names, if it names any."""
    if "document_number" not in people.column_names:
        ids = people.schema.field("person_id").type
        return pa.table({"person_id": pa.array([], ids), "document_number": pa.array([], pa.string())})
    shown = people.select(["person_id", "document_number"])
    return shown.filter(shown.column("document_number").is_valid())


def _passages(
    pairs: list[dict[str, Any]], crossings: list[dict[str, Any]], numbers: Mapping[Any, str]
) -> dict[str, list[tuple[datetime, str, str]]]:
    """Of each person on the list the crossings that are certainly theirs: when, which way, and where to."""
    made = {pair["crossing_id"]: pair["person_id"] for pair in pairs if pair["verdict"] == "match"}
    found: dict[str, list[tuple[datetime, str, str]]] = defaultdict(list)
    for crossing in crossings:
        person = made.get(crossing["crossing_id"])
        if person is not None:
            found[numbers[person]].append((_moment(crossing["crossed_at"]), crossing["direction"], _where(crossing)))
    return found


def _where(crossing: Mapping[str, Any]) -> str:
    """The country that a record names, or the one behind the crossing point."""
    said = crossing.get("destination")
    if said in places.countries():
        return str(said)
    place = known(str(crossing.get("crossing_point") or ""))
    return place.country if place else ""


def _moment(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(str(value))


def _journeys(passages: Mapping[str, list[tuple[datetime, str, str]]]) -> tuple[list[Trip], int]:
    """Each way out with the next way back, where it is known where to; and how many had no way back."""
    trips: list[Trip] = []
    unfinished = 0
    for person, made in passages.items():
        out: tuple[date, str] | None = None
        for at, direction, country in sorted(made):
            if direction == "out":
                unfinished += out is not None
                out = (at.date(), country)
            elif out is not None:
                trips += _trip(person, str(len(trips)), out, at.date())
                out = None
        unfinished += out is not None
    return trips, unfinished


def _trip(person: str, number: str, out: tuple[date, str], back: date) -> Iterator[Trip]:
    first, country = out
    if country:
        yield Trip(person, number, (Leg(country, None, first, back + ONE),), "private", "none")
