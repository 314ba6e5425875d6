"""The rows of a file in whatever form it came: CSV, Parquet, JSON lines, lines of documents, passenger lists.

What cannot be read in one row is a fault of that row, named by its number; what is no file of its kind is refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from exeat.crossings.files import paxlst
from exeat.crossings.policy import Fault, FileRefused

PERSON = ("surname", "given_names", "date_of_birth")
NEEDED = ("crossing_point", "direction", "crossed_at")
WELCOME = (
    "crossing_id", "sex", "nationality", "document_number", "record_source", "destination", "country", "source",
    "residence", "mrz",
)  # fmt: skip
KINDS = {
    ".parquet": "parquet", ".pq": "parquet", ".jsonl": "jsonl", ".ndjson": "jsonl", ".mrz": "mrz",
    ".edi": "paxlst", ".paxlst": "paxlst",
}  # fmt: skip
NOT_UTF8 = "This is not UTF-8. Write the file anew in UTF-8; the letters are not guessed."
UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass
class Rows:
    """The columns of a file, the number that each row has in it, and what could not be read at all."""

    kind: str
    columns: dict[str, list[Any]]
    numbers: list[int]
    faults: list[Fault] = field(default_factory=list)


def kind_of(name: str, head: bytes) -> str:
    """What kind of file this is: by its name, or by how it begins."""
    if head.startswith((b"UNA", b"UNB+")):
        return "paxlst"
    return KINDS.get(Path(name).suffix.casefold(), "csv")


def read(file: BinaryIO, name: str) -> Rows:
    """Every row of the file. Raises FileRefused when it is no file of its kind or lacks a column."""
    head = file.read(4)
    file.seek(0)
    if head[:2] in UTF16:
        raise FileRefused([Fault(0, "", NOT_UTF8)])
    kind = kind_of(name, head)
    try:
        rows = READERS[kind](file)
    except UnicodeDecodeError:
        raise FileRefused([Fault(0, "", NOT_UTF8)]) from None
    except (pa.ArrowInvalid, pa.ArrowException, OSError):
        raise FileRefused([Fault(0, "", "The file cannot be read as what its name says, or it was cut off.")]) from None
    needed = NEEDED if "mrz" in rows.columns else (*PERSON, *NEEDED)
    missing = [column for column in needed if column not in rows.columns]
    if missing and rows.numbers:
        raise FileRefused([Fault(0, column, "This column is missing.") for column in missing])
    rows.columns = {name: rows.columns[name] for name in (*PERSON, *NEEDED, *WELCOME) if name in rows.columns}
    return rows


def from_events(events: list[dict[str, Any]], *, without: Container[int] = ()) -> Rows:
    """Rows that came one by one, as the interface for other systems takes them; some, by their numbers, left out."""
    numbered = ((number, event) for number, event in enumerate(events, start=1) if number not in without)
    return _from_dicts("events", list(numbered), [])


def _parquet(file: BinaryIO) -> Rows:
    table = pq.read_table(pa.PythonFile(file, mode="r"))
    columns = {name: table[name].to_pylist() for name in table.column_names}
    return Rows("parquet", columns, list(range(1, len(table) + 1)))


def _csv(file: BinaryIO) -> Rows:
    """Rows as texts; one with too few or too many fields, or in another encoding, is named and left out."""
    head = file.readline().decode("utf-8-sig")
    file.seek(0)
    names = [name.strip().strip('"') for name in head.strip().split(",")]
    wrong: list[Fault] = []

    def odd(row: pacsv.InvalidRow) -> str:
        wrong.append(Fault((row.number or 2) - 1, "", "The row has more or fewer fields than the header."))
        return "skip"

    table = pacsv.read_csv(
        file,
        read_options=pacsv.ReadOptions(use_threads=False),
        parse_options=pacsv.ParseOptions(invalid_row_handler=odd),
        convert_options=pacsv.ConvertOptions(
            column_types={name: pa.binary() for name in names}, strings_can_be_null=False, check_utf8=False
        ),
    )
    skipped = {fault.row for fault in wrong}
    numbers = [number for number in range(1, len(table) + len(skipped) + 1) if number not in skipped]
    columns: dict[str, list[Any]] = {}
    for name in table.column_names:
        column = table[name].combine_chunks() if table[name].num_chunks != 1 else table[name].chunk(0)
        try:
            texts = column.cast(pa.string())
            texts.validate(full=True)
            columns[name] = texts.to_pylist()
        except pa.ArrowInvalid:
            columns[name] = [_decoded(value, number, name, wrong) for value, number in
                             zip(column.to_pylist(), numbers, strict=True)]  # fmt: skip
    return _without(Rows("csv", columns, numbers, wrong))


def _decoded(value: bytes | None, number: int, name: str, wrong: list[Fault]) -> str:
    try:
        return (value or b"").decode()
    except UnicodeDecodeError:
        wrong.append(Fault(number, name, NOT_UTF8))
        return ""


def _without(rows: Rows) -> Rows:
    """The rows without those that could not be read."""
    bad = {fault.row for fault in rows.faults}
    if not bad.intersection(rows.numbers):
        return rows
    keep = [place for place, number in enumerate(rows.numbers) if number not in bad]
    rows.columns = {name: [values[place] for place in keep] for name, values in rows.columns.items()}
    rows.numbers = [rows.numbers[place] for place in keep]
    return rows


def _jsonl(file: BinaryIO) -> Rows:
    found: list[tuple[int, dict[str, Any]]] = []
    wrong: list[Fault] = []
    for number, line in enumerate(file.read().split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            said = json.loads(line.decode())
        except UnicodeDecodeError:
            wrong.append(Fault(number, "", NOT_UTF8))
        except ValueError:
            wrong.append(Fault(number, "", "The line is not one JSON object."))
        else:
            if isinstance(said, dict):
                found.append((number, said))
            else:
                wrong.append(Fault(number, "", "The line is not one JSON object."))
    return _from_dicts("jsonl", found, wrong)


def _mrz(file: BinaryIO) -> Rows:
    """Blocks parted by empty lines: a line `time; point; direction; country`, then the lines of the document."""
    found: list[tuple[int, dict[str, Any]]] = []
    wrong: list[Fault] = []
    blocks = [block for block in file.read().replace(b"\r\n", b"\n").split(b"\n\n") if block.strip()]
    for number, block in enumerate(blocks, start=1):
        try:
            first, _, zone = block.decode().strip().partition("\n")
        except UnicodeDecodeError:
            wrong.append(Fault(number, "", NOT_UTF8))
            continue
        parts = [part.strip() for part in first.split(";")]
        parts += [""] * (4 - len(parts))
        names = ("crossed_at", "crossing_point", "direction", "country")
        found.append((number, {**dict(zip(names, parts, strict=False)), "mrz": zone}))
    return _from_dicts("mrz", found, wrong)


def _paxlst(file: BinaryIO) -> Rows:
    found = paxlst.rows(file.read())
    return _from_dicts("paxlst", list(enumerate(found, start=1)), [])


def _from_dicts(kind: str, rows: list[tuple[int, dict[str, Any]]], faults: list[Fault]) -> Rows:
    """Dictionaries as columns; only names that we know are taken, and only plain values."""
    names = [name for name in (*PERSON, *NEEDED, *WELCOME) if any(name in row for _number, row in rows)]
    columns: dict[str, list[Any]] = {name: [_plain(row.get(name)) for _number, row in rows] for name in names}
    for name in NEEDED if rows else ():
        columns.setdefault(name, [""] * len(rows))
    if "mrz" not in columns and rows:
        for name in PERSON:
            columns.setdefault(name, [""] * len(rows))
    return Rows(kind, columns, [number for number, _row in rows], faults)


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None or isinstance(value, (dict, list)) else str(value)


READERS: dict[str, Callable[[BinaryIO], Rows]] = {
    "csv": _csv, "parquet": _parquet, "jsonl": _jsonl, "mrz": _mrz, "paxlst": _paxlst,
}  # fmt: skip
