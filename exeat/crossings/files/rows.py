"""The rows of a file in whatever form it came: CSV, Parquet, JSON lines, lines of documents, passenger lists.

What cannot be read in one row is a fault of that row, named by its number; what is no file of its kind is refused.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
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
    ".edi": "paxlst", ".paxlst": "paxlst", ".json": "jsonl",
}  # fmt: skip
NEST = (dict, list)
BOM = b"\xef\xbb\xbf"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")  # ZIP and Excel, gzip, old Excel
PARTS = (",", ";", "\t")  # what may part the fields of a row, as its header shows
BETWEEN = re.compile(rb"\n[ \t]*\n")  # two blocks of lines
LOOKED_AT = 4096  # bytes by which a file is known
NOT_UTF8 = "This is not UTF-8. Write the file anew in UTF-8; the letters are not guessed."
ONE_OBJECT = "The line is not one JSON object. Write each record as one object on a line of its own."
LENGTH = "The row has more or fewer fields than the header. A text with a comma in it stands in quotation marks."
CUT_OFF = "The file cannot be read as what its name says, or it was cut off. Ask for it once more."
NESTED = "A list or an object stands where one text or number is meant. Write one value."
TWICE = "The first row names this column twice. Leave one of them."
MISSING = "This column is missing. Name it in the first row, in these letters."


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
    head = file.read(LOOKED_AT)
    file.seek(0)
    kind = kind_of(name, head)
    if not head.strip():
        raise FileRefused([Fault(0, "", "The file is empty. Ask for it once more.")])
    if head.startswith(PACKED):
        raise FileRefused([Fault(0, "", "The file is packed or a workbook. Unpack it, or save it as CSV in UTF-8.")])
    if head[:2] in UTF16 or (kind != "parquet" and _two_bytes_a_letter(head)):
        raise FileRefused([Fault(0, "", NOT_UTF8)])
    try:
        rows = READERS[kind](file)
    except UnicodeDecodeError:
        raise FileRefused([Fault(0, "", NOT_UTF8)]) from None
    except (pa.ArrowInvalid, pa.ArrowException, OSError):
        raise FileRefused([Fault(0, "", CUT_OFF)]) from None
    needed = NEEDED if "mrz" in rows.columns else (*PERSON, *NEEDED)
    missing = [column for column in needed if column not in rows.columns]
    if missing and rows.numbers:
        raise FileRefused([Fault(0, column, MISSING) for column in missing])
    rows.columns = {name: rows.columns[name] for name in (*PERSON, *NEEDED, *WELCOME) if name in rows.columns}
    return rows


def _two_bytes_a_letter(head: bytes) -> bool:
    """Whether every other byte of the first line is nought, as in UTF-16 without a mark of order."""
    first = head.split(b"\n", 1)[0]
    return first.count(b"\0") > len(first) // 4


def from_events(events: list[dict[str, Any]], *, without: Container[int] = ()) -> Rows:
    """Rows that came one by one, as the interface for other systems takes them; some, by their numbers, left out."""
    numbered = ((number, event) for number, event in enumerate(events, start=1) if number not in without)
    return _from_dicts("events", list(numbered), [])


def _parquet(file: BinaryIO) -> Rows:
    table = pq.read_table(pa.PythonFile(file, mode="r"))
    _named_once(table.column_names)
    columns = {name: table[name].to_pylist() for name in table.column_names}
    return Rows("parquet", columns, list(range(1, len(table) + 1)))


def _csv(file: BinaryIO) -> Rows:
    """Rows as texts; one with too few or too many fields, or in another encoding, is named and left out.

    A row is numbered as a spreadsheet shows it: the header is row 1, and empty lines are counted but are no fault.
    """
    head = file.readline().decode("utf-8-sig")
    file.seek(0)
    parted = max(PARTS, key=head.count)
    names = [name.strip().strip('"').strip().casefold() for name in head.strip("\r\n").split(parted)]
    _named_once(names)
    wrong: list[Fault] = []
    skipped: set[int] = set()

    def odd(row: pacsv.InvalidRow) -> str:
        number = row.number or 2
        skipped.add(number)
        if row.text.strip():
            wrong.append(Fault(number, "", LENGTH))
        return "skip"

    table = pacsv.read_csv(
        file,
        read_options=pacsv.ReadOptions(use_threads=False, column_names=names, skip_rows=1),
        parse_options=pacsv.ParseOptions(delimiter=parted, invalid_row_handler=odd, ignore_empty_lines=False),
        convert_options=pacsv.ConvertOptions(
            column_types={name: pa.binary() for name in names}, strings_can_be_null=False, check_utf8=False
        ),
    )
    numbers = [number for number in range(2, len(table) + len(skipped) + 2) if number not in skipped]
    told = functools.reduce(pc.or_, (pc.greater(pc.binary_length(table[name]), 0) for name in table.column_names))
    if not pc.all(told).as_py():  # empty lines, and those of a spreadsheet in which nothing is written
        table, kept = table.filter(told), told.to_pylist()
        numbers = [number for number, has in zip(numbers, kept, strict=True) if has]
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


def _named_once(names: Sequence[str]) -> None:
    """Raise FileRefused where two columns that are read have one name."""
    twice = [name for name in (*PERSON, *NEEDED, *WELCOME) if names.count(name) > 1]
    if twice:
        raise FileRefused([Fault(0, name, TWICE) for name in twice])


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
    for number, line in enumerate(file.read().removeprefix(BOM).split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            said = json.loads(line.decode())
        except UnicodeDecodeError:
            wrong.append(Fault(number, "", NOT_UTF8))
        except (ValueError, RecursionError):
            wrong.append(Fault(number, "", ONE_OBJECT))
        else:
            if isinstance(said, dict):
                found.append((number, said))
            else:
                wrong.append(Fault(number, "", ONE_OBJECT))
    return _from_dicts("jsonl", found, wrong)


def _mrz(file: BinaryIO) -> Rows:
    """Blocks parted by empty lines: a line `time; point; direction; country`, then the lines of the document."""
    found: list[tuple[int, dict[str, Any]]] = []
    wrong: list[Fault] = []
    lines = file.read().removeprefix(BOM).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    blocks = [block for block in BETWEEN.split(lines) if block.strip()]
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
    found, wrong = paxlst.rows(file.read())
    return _from_dicts("paxlst", list(enumerate(found, start=1)), wrong)


def _from_dicts(kind: str, rows: list[tuple[int, dict[str, Any]]], faults: list[Fault]) -> Rows:
    """Dictionaries as columns; only names that we know are taken, and only plain values."""
    names = [name for name in (*PERSON, *NEEDED, *WELCOME) if any(name in row for _number, row in rows)]
    columns: dict[str, list[Any]] = {name: [_plain(row.get(name)) for _number, row in rows] for name in names}
    nested = [Fault(number, name, NESTED) for number, row in rows for name in names if isinstance(row.get(name), NEST)]
    for name in NEEDED if rows else ():
        columns.setdefault(name, [""] * len(rows))
    if "mrz" not in columns and rows:
        for name in PERSON:
            columns.setdefault(name, [""] * len(rows))
    return Rows(kind, columns, [number for number, _row in rows], [*faults, *nested])


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None or isinstance(value, NEST) else str(value)


READERS: dict[str, Callable[[BinaryIO], Rows]] = {
    "csv": _csv, "parquet": _parquet, "jsonl": _jsonl, "mrz": _mrz, "paxlst": _paxlst,
}  # fmt: skip
