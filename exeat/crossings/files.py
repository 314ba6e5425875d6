"""Files of border records: CSV or Parquet, checked row by row, refused whole or taken whole."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from exeat.crossings.points import VILNIUS, known
from exeat.crossings.policy import Fault, FileRefused, How
from exeat.values.destination import COUNTRY, TERRITORY

NEEDED = ("surname", "given_names", "date_of_birth", "crossing_point", "direction", "crossed_at")
WELCOME = (
    "crossing_id", "sex", "nationality", "document_number", "record_source", "destination", "country", "source",
    "residence",
)  # fmt: skip
FOR_MATCHING = (
    "surname", "given_names", "date_of_birth", "sex", "nationality", "document_number", "record_source",
    "crossing_point", "direction", "crossed_at", "destination",
)  # fmt: skip
DIRECTIONS = {"exit": "exit", "out": "exit", "entry": "entry", "in": "entry"}
BORN = re.compile(r"(\d{4}-\d{2}-\d{2})?")
FAULTS = 200  # after so many the rest of the file is not read
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
    """A file that was understood whole."""

    sha256: str
    source: str
    rows: int = 0
    first_on: date = date.max
    last_on: date = date.min
    counts: Counter[tuple[date, str, str, str]] = field(default_factory=Counter)
    columns: dict[str, list[Any]] = field(default_factory=dict)

    def record(self, row: int) -> Record:
        """The row of this number, from one, as it was understood."""
        return _understood(self.columns, row, [])  # type: ignore[return-value]  # it was understood once already

    def table(self) -> pa.Table:
        """All rows in the columns that matching reads, each under its number."""
        found: dict[str, pa.Array] = {"crossing_id": pa.array(range(1, self.rows + 1), pa.int64())}
        for name in FOR_MATCHING:
            values = self.columns.get(name) or [None] * self.rows
            found[name] = pa.array([_text(v) or None for v in values], pa.string())
        return pa.table(found)


def fingerprint(file: BinaryIO) -> str:
    """The SHA-256 of a file's content."""
    file.seek(0)
    found = hashlib.sha256()
    while block := file.read(1 << 20):
        found.update(block)
    file.seek(0)
    return found.hexdigest()


def take(file: BinaryIO, name: str, *, source: str = "", progress: Progress | None = None) -> Taken:
    """Read and understand a whole file. Raises FileRefused with every fault, numbered by row."""
    sha256 = fingerprint(file)
    columns = _columns(file, name)
    rows = len(next(iter(columns.values()), []))
    if not rows:
        raise FileRefused([Fault(0, "", "The file has no rows.")])
    named = {_text(value) for value in columns.get("source", [])} - {""}
    taken = Taken(sha256, source or ", ".join(sorted(named)), rows, columns=columns)
    if not taken.source:
        raise FileRefused([Fault(0, "source", "Say which source these records come from.")])
    faults: list[Fault] = []
    for row in range(1, rows + 1):
        record = _understood(columns, row, faults)
        if record is not None:
            day = record.at.date()
            taken.counts[day, record.point, record.direction, record.traveller] += 1
            taken.first_on = min(taken.first_on, day)
            taken.last_on = max(taken.last_on, day)
        elif len(faults) >= FAULTS:
            break
        if progress and row % 20_000 == 0:
            progress("read", row, rows)
    if faults:
        raise FileRefused(faults)
    return taken


def _columns(file: BinaryIO, name: str) -> dict[str, list[Any]]:
    """The columns of the file as lists; texts as they stand in it."""
    try:
        if Path(name).suffix.casefold() in {".parquet", ".pq"}:
            table = pq.read_table(pa.PythonFile(file, mode="r"))
        else:
            table = _csv(file)
    except (pa.ArrowInvalid, pa.ArrowException, OSError, UnicodeDecodeError) as wrong:
        raise FileRefused(
            [Fault(0, "", f"The file cannot be read as CSV or Parquet: {type(wrong).__name__}.")]
        ) from None
    missing = [column for column in NEEDED if column not in table.column_names]
    if missing:
        raise FileRefused([Fault(0, column, f"The column {column} is missing.") for column in missing])
    return {column: table[column].to_pylist() for column in table.column_names if column in (*NEEDED, *WELCOME)}


def _csv(file: BinaryIO) -> pa.Table:
    head = file.readline().decode("utf-8-sig")
    file.seek(0)
    names = [name.strip().strip('"') for name in head.strip().split(",")]
    types = {name: pa.string() for name in names}
    return pacsv.read_csv(
        file, convert_options=pacsv.ConvertOptions(column_types=types, strings_can_be_null=False)
    )  # fmt: skip


def _understood(columns: dict[str, list[Any]], row: int, faults: list[Fault]) -> Record | None:
    """One row as we understand it; None when it has a fault, which is added to the others."""
    raw = {name: values[row - 1] for name, values in columns.items()}
    fields = {name: _text(value) for name, value in raw.items()}
    before = len(faults)
    direction = DIRECTIONS.get(fields["direction"].casefold(), "")
    if not direction:
        faults.append(Fault(row, "direction", "The direction is exit or entry."))
    if not fields["surname"] and not fields["given_names"]:
        faults.append(Fault(row, "surname", "A record needs a name."))
    if not BORN.fullmatch(fields["date_of_birth"]):
        faults.append(Fault(row, "date_of_birth", "The date of birth is written 1984-06-03, or 1984-00-00."))
    point = known(fields["crossing_point"])
    if not fields["crossing_point"]:
        faults.append(Fault(row, "crossing_point", "A record needs a crossing point."))
    at = _moment(raw["crossed_at"])
    if at is None:
        faults.append(Fault(row, "crossed_at", "The time is written 2026-10-12 07:41, in local time of the point."))
    country = fields.get("country", "").upper()
    if country and not COUNTRY.fullmatch(country) and not TERRITORY.fullmatch(country):
        faults.append(Fault(row, "country", "The country is written as a code of two letters, such as BY."))
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
        row, at, point.name if point else fields["crossing_point"], direction, where, territory, how,
        _traveller(fields), {name: fields.get(name, "") for name in FOR_MATCHING if name != "crossed_at"},
    )  # fmt: skip


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
    try:
        return datetime.fromisoformat(str(value).strip())
    except ValueError:
        return None


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value.strip() if isinstance(value, str) else value.isoformat() if hasattr(value, "isoformat") else str(value)


def rows_of(taken: Taken) -> Iterator[Record]:
    """Every row in turn."""
    return (taken.record(row) for row in range(1, taken.rows + 1))
