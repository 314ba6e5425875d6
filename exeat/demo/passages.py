"""A year of passages by everyone: journeys out and back, companions, and the spelling that each source gives.

The proportions are the published ones of 2023: 684,000 checks of citizens at the road posts towards Belarus, by
nearly 62,000 people, in both directions (docs of the statistics name the sources). The small nation is a tenth.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from exeat.demo.nation import Document, Made, Maker

TRAVELLERS = {"small": 6_200, "full": 62_000}
PASSAGES = {"small": 68_400, "full": 684_000}
CLOSED = (
    date(2025, 10, 29),
    date(2025, 12, 1),
)  # the border with Belarus was shut, from the first day up to the second
POINTS = (("Medininkai", "BY", 0.62), ("Šalčininkai", "BY", 0.27), ("Kybartai", "RU", 0.07), ("Panemunė", "RU", 0.04))
AIRPORT = "Vilnius oro uostas"
MONTHS = (0.8, 0.7, 0.8, 0.9, 1.0, 1.1, 1.4, 1.5, 1.1, 1.0, 0.9, 1.1)


@dataclass(frozen=True)
class Passage:
    """One passage of the border as a source recorded it; `made_by` is the truth that only tests may read."""

    crossing_id: int
    surname: str
    given_names: str
    date_of_birth: str
    sex: str
    nationality: str
    document_number: str
    record_source: str
    crossing_point: str
    direction: str
    crossed_at: str
    destination: str
    residence: str
    made_by: str


@dataclass(frozen=True)
class Journey:
    """Out on a day and back on a later one, through one point, with or without company; open when it has no return."""

    who: Made
    point: str
    out: datetime
    back: datetime | None
    country: str
    document: Document | None = None
    destination_known: bool = False
    company: tuple[Made, ...] = ()


def latin(name: str) -> str:
    """Capital letters without marks, as the machine-readable zone of a document writes a Lithuanian name."""
    bare = unicodedata.normalize("NFD", name)
    return "".join(c for c in bare if not unicodedata.combining(c)).upper().replace("„", "").replace("“", "")


def mistyped(rng: random.Random, word: str) -> str:
    """A word as tired fingers type it: one letter changed, left out or doubled."""
    if len(word) < 4:
        return word
    at = rng.randrange(1, len(word) - 1)
    return rng.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def recorded(rng: random.Random, who: Made, document: Document | None) -> dict[str, str]:
    """The person as one record gives them: mostly from the document, sometimes typed by hand."""
    by_hand = rng.random() < 0.12
    surname, given = latin(who.surname), latin(who.given_names)
    born = who.born_on.isoformat()
    number = document.number if document else ""
    if by_hand:
        if rng.random() < 0.12:
            surname = mistyped(rng, surname)
        if rng.random() < 0.3:
            given = given.split()[0]
        if rng.random() < 0.02:
            born = f"{who.born_on.year}-00-00"
        if rng.random() < 0.08:
            number = ""
    return {
        "surname": surname,
        "given_names": given,
        "date_of_birth": born,
        "sex": who.sex,
        "nationality": who.nationality,
        "document_number": number,
        "record_source": "manual" if by_hand else "mrz",
    }


def document_on(who: Made, day: date) -> Document | None:
    """The document that someone carries on a day: the newest that was issued by then."""
    had = [d for d in who.documents if d.issued_on <= day]
    return max(had, key=lambda d: d.issued_on) if had else None


def a_day(rng: random.Random, first: date, last: date) -> date:
    """A day of the year, more often in summer, never while the border was shut."""
    while True:
        day = first + timedelta(days=rng.randrange((last - first).days + 1))
        if rng.random() * 1.5 < MONTHS[day.month - 1] and not CLOSED[0] <= day < CLOSED[1]:
            return day


def a_moment(rng: random.Random, day: date) -> datetime:
    """An hour between early morning and late evening, local time of the point."""
    return datetime.combine(day, time(rng.randrange(5, 23), rng.randrange(60)))


def journeys_of_everyone(maker: Maker, size: str, first: date, last: date) -> list[Journey]:
    """Journeys of people who are not registered, until their passages make up the published number."""
    rng = maker.rng
    strangers = [_stranger(maker) for _ in range(TRAVELLERS[size])]
    wanted = PASSAGES[size]
    journeys: list[Journey] = []
    made = 0
    # Everyone goes once; who goes again follows a long tail, since a few cross every week.
    keen = [rng.paretovariate(1.1) for _ in strangers]
    order = [*strangers, *rng.choices(strangers, keen, k=wanted // 2 - len(strangers) + wanted // 40)]
    for who in order:
        if made >= wanted:
            break
        journey = _journey(rng, who, first, last)
        made += 1 if journey.back is None else 2
        journeys.append(journey)
    return journeys


def _stranger(maker: Maker) -> Made:
    person = maker.person(youngest=4, oldest=84)
    if maker.rng.random() < 0.06:
        return replace(person, nationality=maker.rng.choice(("BLR", "RUS", "UKR")))
    return person


def _journey(rng: random.Random, who: Made, first: date, last: date) -> Journey:
    point, country, _ = rng.choices(POINTS, [share for *_, share in POINTS])[0]
    out = a_day(rng, first, last)
    stay = min(1 + int(rng.expovariate(0.35)), 40)
    back = out + timedelta(days=stay)
    shut = CLOSED[0] <= back < CLOSED[1]
    returned = back <= last and not shut and rng.random() > 0.01
    return Journey(who, point, a_moment(rng, out), a_moment(rng, back) if returned else None, country)


def passages(rng: random.Random, journeys: Iterable[Journey]) -> list[Passage]:
    """The records of all journeys, in order of time, numbered from one."""
    rows = sorted(
        _sides(rng, journeys), key=lambda row: (row["crossed_at"], row["surname"], row["given_names"], row["direction"])
    )
    return [Passage(crossing_id=n, **row) for n, row in enumerate(rows, start=1)]


def _sides(rng: random.Random, journeys: Iterable[Journey]) -> Iterator[dict[str, str]]:
    for journey in journeys:
        for direction, moment in (("exit", journey.out), ("entry", journey.back)):
            if moment is None:
                continue
            for late, who in enumerate((journey.who, *journey.company)):
                document = journey.document if late == 0 and journey.document else document_on(who, moment.date())
                yield {
                    **recorded(rng, who, document),
                    "crossing_point": journey.point,
                    "direction": direction,
                    "crossed_at": (moment + timedelta(minutes=late)).isoformat(sep=" ", timespec="minutes"),
                    "destination": journey.country if journey.destination_known else "",
                    "residence": "LT",
                    "made_by": who.reference,
                }


def months(day: date, count: int) -> Sequence[date]:
    """The first days of the last whole months before a day, the oldest first."""
    first = day.replace(day=1)
    found: list[date] = []
    for _ in range(count):
        first = (first - timedelta(days=1)).replace(day=1)
        found.append(first)
    return found[::-1]


# Trips of residents to Belarus as they were published: the whole of 2022, and 2023 up to about August.
EARLIER = ((date(2022, 1, 1), date(2022, 12, 31), 430_000), (date(2023, 1, 1), date(2023, 8, 31), 255_000))
SHARE = {"small": 10, "full": 1}


def earlier_counts(size: str) -> list[dict[str, str]]:
    """Exits of residents by day and point in the years before, which add up to the published numbers exactly."""
    rows: list[dict[str, str]] = []
    for first, last, trips in EARLIER:
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        weights = [MONTHS[day.month - 1] for day in days]
        wanted, whole, given, reached = trips // SHARE[size], sum(weights), 0, 0.0
        for day, weight in zip(days, weights, strict=True):
            reached += weight
            number = round(wanted * reached / whole) - given
            given += number
            part = number * 7 // 10
            for point, count in (("Medininkai", part), ("Šalčininkai", number - part)):
                rows.append(
                    {
                        "day": day.isoformat(), "point": point, "direction": "exit", "traveller": "resident",
                        "number": str(count),
                    }
                )  # fmt: skip
    return rows
