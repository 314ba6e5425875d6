"""What a draft would have asked of past trips that the law did not, and how that is counted.

A trip is judged twice, under the law as it was and under the draft; who is counted is a pseudonym, never a name.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from exeat.values.period import EmptyPeriod, Period

WEIGHT = ("free", "advice", "return_report", "notice", "permission", "undetermined", "ban")
HEAVIER_FROM = "notice"  # from this weight on something has to be asked for or declared, or the trip is off
COLUMNS = (
    "traveller", "post_kind", "level", "body_handles_secrets", "sector",
    "country", "territory", "first_day", "last_day", "purpose", "reason",
)  # fmt: skip
NAMES = ("surname", "given_names", "name", "date_of_birth", "document_number", "personal_code", "email")


class TripsUnreadable(ValueError):
    """A trips file that cannot be used; says every row that is wrong and what to write instead."""


@dataclass(frozen=True)
class PastTrip:
    """One past trip of one traveller, who is known only by a number that means nothing elsewhere."""

    traveller: str
    post_kind: str
    level: str
    body_handles_secrets: bool
    sector: str
    country: str
    territory: str
    period: Period
    purpose: str
    reason: str

    @property
    def situation(self) -> dict[str, Any]:
        """The facts that a rulebook asks for."""
        facts: dict[str, Any] = {
            "post.kind": self.post_kind,
            "post.body_handles_secrets": self.body_handles_secrets,
            "clearance.level": self.level,
            "destination.country": self.country,
            "stay.from": self.period.first,
            "stay.until": self.period.until,
            "trip.purpose": self.purpose,
            "application.reason": self.reason,
        }
        if self.territory:
            facts["destination.territory"] = self.territory
        return facts


@dataclass(frozen=True)
class Change:
    """How many people and trips would have been asked something else, for one kind of post in one sector."""

    before: str
    after: str
    post_kind: str
    sector: str
    country: str
    people: int
    trips: int

    @property
    def heavier(self) -> bool:
        """Whether the draft asks more than the law did."""
        return WEIGHT.index(self.after) > WEIGHT.index(self.before)


@dataclass(frozen=True)
class Tally:
    """What a trial found: the changes, and how many people and trips were looked at in all."""

    changes: tuple[Change, ...]
    people: int
    trips: int
    newly_people: int  # would newly need something on at least one trip
    newly_trips: int
    freed_people: int
    freed_trips: int


def tally(trips: Iterable[PastTrip], law: Callable[[PastTrip], str], draft: Callable[[PastTrip], str]) -> Tally:
    """Judge each trip twice and count what differs, by kind of post, sector and country."""
    groups: dict[tuple[str, str, str, str, str], list[str]] = defaultdict(list)
    everyone: set[str] = set()
    newly: list[str] = []
    freed: list[str] = []
    seen = 0
    for trip in trips:
        seen += 1
        everyone.add(trip.traveller)
        before, after = law(trip), draft(trip)
        if before == after:
            continue
        groups[before, after, trip.post_kind, trip.sector, trip.country].append(trip.traveller)
        if asks(after) and not asks(before):
            newly.append(trip.traveller)
        elif asks(before) and not asks(after):
            freed.append(trip.traveller)
    changes = tuple(
        Change(*key, people=len(set(travellers)), trips=len(travellers)) for key, travellers in sorted(groups.items())
    )
    return Tally(changes, len(everyone), seen, len(set(newly)), len(newly), len(set(freed)), len(freed))


def asks(requirement: str) -> bool:
    """Whether something has to be declared or permitted, or the trip is off."""
    return WEIGHT.index(requirement) >= WEIGHT.index(HEAVIER_FROM)


def read_trips(text: str, *, kinds: Iterable[str], levels: Iterable[str], reasons: Iterable[str]) -> list[PastTrip]:
    """The trips of a CSV file without names. Raises TripsUnreadable with every wrong row at once."""
    rows = csv.DictReader(io.StringIO(text))
    given = tuple(rows.fieldnames or ())
    personal = [column for column in given if column in NAMES]
    if personal:
        raise TripsUnreadable(
            f"The file has the column {', '.join(personal)}. Trips for drafts carry no names: take it out and number"
            " the travellers instead."
        )
    missing = [column for column in COLUMNS if column not in given]
    if missing:
        raise TripsUnreadable(f"The file has no column {', '.join(missing)}. It needs: {', '.join(COLUMNS)}.")
    known = {"post_kind": set(kinds), "level": set(levels), "reason": set(reasons), "purpose": {"private", "duty"}}
    trips: list[PastTrip] = []
    wrong: list[str] = []
    for number, row in enumerate(rows, start=2):
        said = list(_wrong(row, known))
        if said:
            wrong.extend(f"row {number}: {words}" for words in said)
        else:
            trips.append(_trip(row))
    if wrong:
        rest = f" And {len(wrong) - 20} more." if len(wrong) > 20 else ""
        raise TripsUnreadable("\n".join(wrong[:20]) + rest)
    return trips


def _wrong(row: Mapping[str, str | None], known: Mapping[str, set[str]]) -> Iterator[str]:
    for column, values in known.items():
        if (row.get(column) or "") not in values:
            yield f"{column} is {row.get(column)!r}; known are {', '.join(sorted(values))}"
    if row.get("body_handles_secrets") not in {"yes", "no"}:
        yield f"body_handles_secrets is {row.get('body_handles_secrets')!r}; write yes or no"
    if len(row.get("country") or "") != 2:
        yield f"country is {row.get('country')!r}; write a code of two letters, such as BY"
    try:
        Period.through(_day(row, "first_day"), _day(row, "last_day"))
    except (ValueError, EmptyPeriod):
        yield f"first_day {row.get('first_day')!r} and last_day {row.get('last_day')!r} are not two days in order"
    if not row.get("traveller"):
        yield "traveller is empty; give each traveller a number"


def _day(row: Mapping[str, str | None], column: str) -> date:
    return date.fromisoformat(row.get(column) or "")


def _trip(row: Mapping[str, str | None]) -> PastTrip:
    text = {column: row.get(column) or "" for column in COLUMNS}
    return PastTrip(
        traveller=text["traveller"],
        post_kind=text["post_kind"],
        level=text["level"],
        body_handles_secrets=text["body_handles_secrets"] == "yes",
        sector=text["sector"] or "unknown",
        country=text["country"],
        territory=text["territory"],
        period=Period.through(_day(row, "first_day"), _day(row, "last_day")),
        purpose=text["purpose"],
        reason=text["reason"],
    )
