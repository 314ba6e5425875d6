"""What a permit says: exactly these things, and nothing of service, rank, clearance, ground or decider."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Vilnius")  # a permit's days are days of the border that reads it
EPOCH = date(1970, 1, 1)
NUMBER = re.compile(r"[A-Z0-9][A-Z0-9-]{1,30}[A-Z0-9]")
STATE = re.compile(r"[A-Z]{1,3}")
LAST4 = re.compile(r"[A-Z0-9]{1,4}")
PLACE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,5})?")
KEY_ID = re.compile(r"[A-Za-z0-9._-]{1,32}")
LONGEST = {"name": 120, "countries": 12, "crossing_points": 12, "crossing_point": 60}

# The keys of the signed map, in the order of the fields.
(N_NUMBER, N_NAME, N_BORN, N_STATE, N_LAST4, N_COUNTRIES, N_FIRST, N_LAST, N_POINTS, N_ISSUED) = range(1, 11)


class NotAPermit(ValueError):
    """Something that no permit says, or a permit that lacks something; says what."""


@dataclass(frozen=True)
class Permit:
    """One permit as it is signed and as a border officer sees it; both days are included."""

    number: str
    name: str
    birth_year: int
    document_state: str
    document_last4: str
    countries: tuple[str, ...]
    first_day: date
    last_day: date
    crossing_points: tuple[str, ...]
    key_id: str
    issued_at: datetime

    def __post_init__(self) -> None:
        wrong = [what for what, holds in self._promises() if not holds]
        if wrong:
            raise NotAPermit("a permit needs " + "; ".join(wrong))

    def _promises(self) -> list[tuple[str, bool]]:
        points = self.crossing_points
        return [
            ("a number of capital letters, digits and hyphens", bool(NUMBER.fullmatch(self.number))),
            ("a name on one line", _line(self.name, LONGEST["name"])),
            ("a year of birth", 1850 <= self.birth_year <= 2200),
            ("the state of the travel document", bool(STATE.fullmatch(self.document_state))),
            ("the last characters of the travel document", bool(LAST4.fullmatch(self.document_last4))),
            ("from one to twelve countries", 1 <= len(self.countries) <= LONGEST["countries"]),
            ("countries and parts of them by their codes", all(PLACE.fullmatch(place) for place in self.countries)),
            ("a last day that is not before the first", self.first_day <= self.last_day),
            ("days after 1970", self.first_day >= EPOCH),
            ("at most twelve crossing points", len(points) <= LONGEST["crossing_points"]),
            ("crossing points on one line each", all(_line(point, LONGEST["crossing_point"]) for point in points)),
            ("a key id", bool(KEY_ID.fullmatch(self.key_id))),
            ("a time of issue in whole seconds, with its zone", _whole_second(self.issued_at)),
        ]

    def claims(self) -> dict[int, Any]:
        """What is signed; the key id stands in the protected header beside it."""
        return {
            N_NUMBER: self.number,
            N_NAME: self.name,
            N_BORN: self.birth_year,
            N_STATE: self.document_state,
            N_LAST4: self.document_last4,
            N_COUNTRIES: list(self.countries),
            N_FIRST: (self.first_day - EPOCH).days,
            N_LAST: (self.last_day - EPOCH).days,
            N_POINTS: list(self.crossing_points),
            N_ISSUED: int(self.issued_at.timestamp()),
        }


def from_claims(claims: Any, key_id: str) -> Permit:
    """The permit that a signed map spells. Raises NotAPermit when it has more, less or other than a permit has."""
    if not isinstance(claims, dict) or set(claims) != set(range(N_NUMBER, N_ISSUED + 1)):
        raise NotAPermit("the signed content has other fields than a permit")
    for key, kind in (
        (N_NUMBER, str), (N_NAME, str), (N_BORN, int), (N_STATE, str), (N_LAST4, str),
        (N_COUNTRIES, list), (N_FIRST, int), (N_LAST, int), (N_POINTS, list), (N_ISSUED, int),
    ):  # fmt: skip
        if not isinstance(claims[key], kind):
            raise NotAPermit(f"field {key} of the signed content is of another kind")
    if not all(isinstance(one, str) for one in [*claims[N_COUNTRIES], *claims[N_POINTS]]):
        raise NotAPermit("a country or crossing point is not a text")
    try:
        return Permit(
            number=claims[N_NUMBER],
            name=claims[N_NAME],
            birth_year=claims[N_BORN],
            document_state=claims[N_STATE],
            document_last4=claims[N_LAST4],
            countries=tuple(claims[N_COUNTRIES]),
            first_day=EPOCH + timedelta(days=claims[N_FIRST]),
            last_day=EPOCH + timedelta(days=claims[N_LAST]),
            crossing_points=tuple(claims[N_POINTS]),
            key_id=key_id,
            issued_at=datetime.fromtimestamp(claims[N_ISSUED], UTC),
        )
    except (OverflowError, OSError) as error:
        raise NotAPermit("a day or time of the signed content lies outside the calendar") from error
    except ValueError as error:
        raise NotAPermit(str(error)) from error


def local_day(at: datetime) -> date:
    """The day at the border at this moment."""
    return at.astimezone(ZONE).date()


def _line(text: str, longest: int) -> bool:
    return 1 <= len(text) <= longest and text.isprintable() and text == text.strip()


def _whole_second(at: datetime) -> bool:
    return at.tzinfo is not None and at.microsecond == 0 and at.timestamp() >= 0
