"""What the rows of a file mean: checked one by one, the good ones counted, the faulty ones named and left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pyarrow as pa

from exeat.crossings.files import mrz
from exeat.crossings.files.rows import Rows
from exeat.crossings.points import VILNIUS, known
from exeat.crossings.policy import Fault, FileRefused, How
from exeat.values.destination import COUNTRY, TERRITORY

FOR_MATCHING = (
    "surname", "given_names", "date_of_birth", "sex", "nationality", "document_number", "record_source",
    "crossing_point", "direction", "crossed_at", "destination",
)  # fmt: skip
KEPT = (*(name for name in FOR_MATCHING if name != "crossed_at"), "checks")
DIRECTIONS = {"exit": "exit", "out": "exit", "entry": "entry", "in": "entry"}
BORN = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
SEXES = frozenset({"", "M", "F", "X", "U", "<", "m", "f", "x", "u"})
UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffd]")  # no letters of any text
LONGEST = {"crossing_point": 80, "document_number": 40}
LONG = 200  # signs of anything else
EARLIEST = 1990  # of passages; before it a year was written wrong
AHEAD = timedelta(days=7)  # carriers tell of a flight before it leaves
FAULTS = 5000  # so many are told one by one; all are counted
DIRECTION = "The direction is written exit or entry. Write one of them."
NAME = "A record needs a name. Add the surname or the given names."
BIRTH = "The date of birth is written 1984-06-03, or 1984-00-00 where the day is not known."
NO_SUCH_DAY = (
    "There is no such day of birth, or it lies after the passage. Write what is not known as noughts: 1984-00-00."
)
POINT = "A record needs a crossing point. Add its name."
TIME = "The time is written 2026-10-12 07:41, in local time of the point. Write the day and the minute."
WHEN = "The passage lies before 1990 or more than a week ahead. Look at its year."
COUNTRY_CODE = "The country is written as a code of two letters, such as BY."
NATION_CODE = "The nationality is written as a code of three letters, such as LTU."
SEX_CODE = "The sex is written M, F or X, or is left empty."
SIGNS = "The text holds signs that are no letters, or is too long. Write the record anew from its source."
AGAIN = "The row says what an earlier one says. It was not counted again."
DAY = len("2026-10-12")
HOME = frozenset({"LTU", "LT"})

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Record:
    """One row as it was understood: when by the clock of the point, which way, where to and how that is known."""

    row: int
    at: datetime
    point: str
    direction: str
    country: str
    territory: str
    how: How
    traveller: str  # citizen, resident or other
    fields: dict[str, str]  # what matching needs, as the source gave it


@dataclass
class Taken:
    """A file as it was understood: its good rows, and what is wrong with the others."""

    sha256: str
    source: str
    kind: str = "csv"
    rows: int = 0  # good ones
    refused: int = 0
    first_on: date = date.max
    last_on: date = date.min
    counts: Counter[tuple[date, str, str, str]] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    columns: dict[str, list[Any]] = field(default_factory=dict)
    good: list[int] = field(default_factory=list)  # places of the good rows, from one

    def record(self, row: int) -> Record:
        """The good row of this place, from one, as it was understood."""
        return _understood(self.columns, row, row, [])  # type: ignore[return-value]  # it was understood once already

    def table(self) -> pa.Table:
        """The good rows in the columns that matching reads, each under its place."""
        found: dict[str, pa.Array] = {"crossing_id": pa.array(self.good, pa.int64())}
        for name in FOR_MATCHING:
            values = self.columns.get(name)
            texts = [None] * self.rows if values is None else [_text(values[row - 1]) or None for row in self.good]
            found[name] = pa.array(texts, pa.string())
        return pa.table(found)


def understand(
    rows: Rows, sha256: str, *, source: str = "", progress: Progress | None = None, at: datetime | None = None
) -> Taken:  # fmt: skip
    """Understand every row. Raises FileRefused when the source is not known or most rows are faulty.

    `at` is when the rows came; a passage long after it has a wrong year.
    """
    total = len(rows.numbers)
    if not total:
        raise FileRefused(rows.faults or [Fault(0, "", "The file has no rows. Ask its sender for the whole file.")])
    named = {_text(value) for value in rows.columns.get("source", [])} - {""}
    taken = Taken(sha256, source or ", ".join(sorted(named)), rows.kind, columns=rows.columns)
    if not taken.source:
        raise FileRefused([Fault(0, "source", "Say which source these records come from.")])
    faults = list(rows.faults)
    taken.refused = len({fault.row for fault in faults}.difference(rows.numbers, {0}))  # the others are met below
    latest = (at + AHEAD).date() if at else date.max
    _read_zones(rows, faults)
    own = [_text(each) for each in rows.columns.get("crossing_id", [""] * total)]
    unread, told, again = {fault.row for fault in faults}, set[int](), 0
    for place in range(1, total + 1):
        number = rows.numbers[place - 1]
        record = None if number in unread else _understood(rows.columns, place, number, faults, latest)
        if record is not None and _told_before(record, own[place - 1], told):
            faults.append(Fault(number, "", AGAIN))
            record, again = None, again + 1
        if record is not None:
            day = record.at.date()
            taken.counts[day, record.point, record.direction, record.traveller] += 1
            taken.first_on, taken.last_on = min(taken.first_on, day), max(taken.last_on, day)
            taken.good.append(place)
        else:
            taken.refused += 1
        if progress and place % 20_000 == 0:
            progress("read", place, total)
    taken.rows = len(taken.good)
    taken.faults = sorted(faults, key=lambda fault: fault.row)[:FAULTS]
    if taken.rows < taken.refused - again:
        raise FileRefused(taken.faults)
    return taken


def _told_before(record: Record, own: str, told: set[int]) -> bool:
    """Whether an earlier row told this very passage of the same traveller, under the same number of its own if any.

    What is compared, and kept while the file is read, are numbers that stand for rows.
    """
    passage = hash((own, record.at, record.point, record.direction, record.country, *record.fields.values()))
    before = passage in told
    told.add(passage)
    return before


def _read_zones(rows: Rows, faults: list[Fault]) -> None:
    """Fill name, date, document and the rest from lines of documents, where a row has them."""
    zones = rows.columns.pop("mrz", None)
    if zones is None:
        return
    total = len(rows.numbers)
    names = ("surname", "given_names", "date_of_birth", "sex", "nationality", "document_number", "checks")
    for name in (*names, "record_source"):
        rows.columns.setdefault(name, [""] * total)
    for place, text in enumerate(zones):
        if not _text(text):
            continue
        moment = _moment(rows.columns["crossed_at"][place])
        if moment is None:
            continue  # told as a fault of the time
        try:
            zone = mrz.read(_text(text), on=moment.date())
        except mrz.NoZone as wrong:
            faults.append(Fault(rows.numbers[place], "mrz", str(wrong)))
            continue
        checks = " ".join(f"{name}={'fits' if fits else 'fails'}" for name, fits in zone.checks.items())
        for name in names:
            rows.columns[name][place] = checks if name == "checks" else getattr(zone, name)
        rows.columns["record_source"][place] = "mrz"


def _understood(
    columns: dict[str, list[Any]], place: int, number: int, faults: list[Fault], latest: date = date.max
) -> Record | None:  # fmt: skip
    """One row as we understand it; None when it has a fault, which is added to the others."""
    raw = {name: values[place - 1] for name, values in columns.items()}
    fields = {name: _text(value) for name, value in raw.items()}
    before = len(faults)
    faults.extend(Fault(number, name, SIGNS) for name in _unreadable(fields))
    direction = DIRECTIONS.get(fields["direction"].casefold(), "")
    if not direction:
        faults.append(Fault(number, "direction", DIRECTION))
    if not fields["surname"] and not fields["given_names"]:
        faults.append(Fault(number, "surname", NAME))
    point = known(fields["crossing_point"])
    if not fields["crossing_point"]:
        faults.append(Fault(number, "crossing_point", POINT))
    at = _moment(raw["crossed_at"])
    if at is None:
        faults.append(Fault(number, "crossed_at", TIME))
    elif at.year < EARLIEST or at.date() > latest:
        faults.append(Fault(number, "crossed_at", WHEN))
        at = None
    born = _fault_of_birth(fields["date_of_birth"], at)
    if born:
        faults.append(Fault(number, "date_of_birth", born))
    nation = fields.get("nationality", "")
    if nation and not (len(nation) <= 3 and nation.isascii() and nation.isalpha()):
        faults.append(Fault(number, "nationality", NATION_CODE))
    if fields.get("sex", "") not in SEXES:
        faults.append(Fault(number, "sex", SEX_CODE))
    country = fields.get("country", "").upper()
    if country and not COUNTRY.fullmatch(country) and not TERRITORY.fullmatch(country):
        faults.append(Fault(number, "country", COUNTRY_CODE))
    if len(faults) > before or at is None:
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=point.zone if point else VILNIUS)
    elif point:
        at = at.astimezone(point.zone)
    said = country or _code(fields.get("destination", ""))
    territory = said if "-" in said else ""
    where, how = said.split("-")[0], How.RECORDED
    if not where:
        where = point.country if point else ""
        how = How.INFERRED if where else How.UNKNOWN
    return Record(
        place, at, point.name if point else fields["crossing_point"], direction, where, territory, how,
        _traveller(fields), {name: fields.get(name, "") for name in KEPT},
    )  # fmt: skip


def _unreadable(fields: dict[str, str]) -> list[str]:
    """The fields with signs that are no letters of any text, and those that are too long to be one."""
    whole = " ".join(fields.values())
    short = len(whole) <= LONG and all(len(fields.get(name, "")) <= most for name, most in LONGEST.items())
    if short and ((whole.isprintable() and "\ufffd" not in whole) or not UNREADABLE.search(whole)):
        return []
    return [
        name
        for name, value in fields.items()
        if UNREADABLE.search(value) or (name != "mrz" and len(value) > LONGEST.get(name, LONG))
    ]


def _fault_of_birth(text: str, at: datetime | None) -> str:
    """What is wrong with a date of birth; nothing where it is not told, or told in part."""
    if not text:
        return ""
    told = BORN.fullmatch(text)
    if told is None:
        return BIRTH
    year, month, day = told.groups()
    try:
        first = date(int(year) or 1, int(month) or 1, int(day) or 1)
    except ValueError:
        return NO_SUCH_DAY
    return NO_SUCH_DAY if at is not None and first > at.date() else ""


def _code(destination: str) -> str:
    """A destination that is a code; a name of a town is not taken for a country."""
    code = destination.strip().upper()
    return code if COUNTRY.fullmatch(code) or TERRITORY.fullmatch(code) else ""


def _traveller(fields: dict[str, str]) -> str:
    if fields.get("nationality", "").upper() in HOME:
        return "citizen"
    return "resident" if fields.get("residence", "").upper() in HOME else "other"


def _moment(value: Any) -> datetime | None:
    if isinstance(value, datetime):
        return value
    text = str(value).strip()
    if len(text) <= DAY:  # a day without its minute tells not which of two passages came first
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def rows_of(taken: Taken) -> Iterator[Record]:
    """Every good row in turn."""
    return (taken.record(row) for row in taken.good)
