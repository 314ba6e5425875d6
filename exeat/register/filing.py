"""The one file format in which people, posts and institutions are handed in, and reading it strictly.

A text file with a line of column names and one line for each thing that the register should know. The column `record`
says what the line is about; docs/import.md describes every column. Nothing here knows the database.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from stdnum.exceptions import ValidationError
from stdnum.lt import asmens

from exeat.letters import texts
from exeat.regimes import vocabulary
from exeat.register import policy
from exeat.values.moves import Refusal

MANDATORY: Mapping[str, tuple[str, ...]] = {
    "institution": ("institution", "name_en", "name_lt", "kind"),
    "person": ("person", "surname", "given_names"),
    "name": ("person", "kind", "surname", "given_names"),
    "citizenship": ("person", "country"),
    "document": ("person", "number"),
    "post": ("person", "institution", "kind", "since"),
    "clearance": ("person", "level", "since"),
    "head": ("institution", "since"),
    "deputy": ("institution", "person", "order", "since"),
    "absence": ("person", "since"),
}
OPTIONAL: Mapping[str, tuple[str, ...]] = {
    "institution": (
        "country",
        "superior",
        "handles_secrets",
        "orders",
        "language",
        "urgent_phone",
        "office_phone",
        "prints_letters",
    ),
    "person": ("born_on", "sex", "personal_code", "language", "email", "phone", "post_address", "country"),
    "name": ("since", "until"),
    "citizenship": ("since", "until"),
    "document": ("kind", "country", "issued_on", "expires_on", "cancelled_on"),
    "post": ("grade", "sensitive", "until"),
    "clearance": ("until",),
    "head": ("person",),
    "deputy": ("turn", "until"),
    "absence": ("until",),
}
COLUMNS = ("record", *dict.fromkeys(c for table in (MANDATORY, OPTIONAL) for cs in table.values() for c in cs))
DAYS = ("born_on", "since", "until", "issued_on", "expires_on", "cancelled_on")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LIMIT = 200_000  # lines
POST_KINDS = tuple(kind for kind, _words in vocabulary.post_kinds("LT") if kind != "none")
LEVELS = tuple(level for level, _words in vocabulary.levels("LT") if level != "none")

NO_TABLE = Refusal("no-table", "This is not a table: the first line must hold the names of the columns.")
NO_RECORD = Refusal("no-record", "The column “record” is missing. It says what each line is about.")
TWICE = Refusal("twice", "This column stands in the first line twice. Leave one of them out.")
UNKNOWN_COLUMN = Refusal("unknown-column", "No such column. Take it out, or use the name that the description gives.")
TOO_LONG = Refusal("too-long", "The file has too many lines. Hand it in in parts.")
EMPTY = Refusal("empty", "The file holds no line below the names of the columns.")
UNKNOWN_RECORD = Refusal("unknown-record", "No such kind of line. Use one of those in the description.")
NEEDED = Refusal("needed", "This must be filled in for a line of this kind.")
NOT_FOR_THIS = Refusal("not-for-this", "A line of this kind does not have this. Leave it empty.")
NO_DAY = Refusal("no-day", "Write the day like this: 2026-03-01.")
ENDS_FIRST = Refusal("ends-first", "It ends on or before its first day. Write a later day.")
NO_PERSON = Refusal("no-person", "Write the person's reference, such as P-000123, or their personal code.")
BAD_CODE = Refusal("bad-code", "The personal code is not right: its length, its date or its last digit does not fit.")
CODE_DAY = Refusal("code-day", "The birth date and the personal code differ. Correct one of them.")
CODE_SEX = Refusal("code-sex", "The sex and the personal code differ. Correct one of them.")
NO_SUCH_WORD = Refusal("no-such-word", "No such word here. Use one of those in the description.")
NO_COUNTRY = Refusal("no-country", "Write the two letters of the country, such as LT.")
NO_INSTITUTION = Refusal("no-institution", "Write the reference of the institution, such as I-ARMY.")
NO_NUMBER = Refusal("no-number", "Write a whole number, 1 or more.")
NO_ADDRESS = Refusal("no-address", "The e-mail address is incomplete.")
NO_POST_ADDRESS = Refusal(
    "no-post-address", "Write street and house, then town and postcode, divided by commas, in 200 signs at most."
)
AGAIN = Refusal("again", "Another line of the file is about the same thing. Leave one of them out.")


SHAPES = {
    "institution": (policy.INSTITUTION, NO_INSTITUTION), "superior": (policy.INSTITUTION, NO_INSTITUTION),
    "country": (re.compile("[A-Z]{2}"), NO_COUNTRY), "turn": (re.compile("[1-9][0-9]?"), NO_NUMBER),
    "email": (re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), NO_ADDRESS),
    "post_address": (re.compile(r"(?=.{1,200}$)(?=.*\d)[^,\n]+(?:,[^,\n]+){1,4}"), NO_POST_ADDRESS),
}  # fmt: skip


KNOWN_BY = {
    "institution": ("institution",), "person": ("person",), "name": ("person", "kind", "surname", "given_names"),
    "citizenship": ("person", "country"), "document": ("person", "country", "number"),
    "post": ("person", "institution", "kind", "since"), "clearance": ("person", "level", "since"),
    "head": ("institution", "since"), "deputy": ("institution", "person", "order"),
    "absence": ("person", "since"),
}  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """What is wrong in a line of the file, in which column, and what to do."""

    line: int  # as a spreadsheet numbers it: the column names are line 1
    column: str
    why: Refusal
    value: str = ""
    nearest: str = ""

    @property
    def message(self) -> str:
        """What to do, in English; pages translate it."""
        return self.why.message


@dataclass(frozen=True)
class Line:
    """One line of the file, read and checked by itself."""

    number: int
    record: str
    said: Mapping[str, str]  # what is filled in, by column
    days: Mapping[str, date] = field(default_factory=dict)

    def get(self, column: str, otherwise: str = "") -> str:
        """What is filled in, or else this."""
        return self.said.get(column, otherwise)

    def yes(self, column: str, otherwise: bool) -> bool:
        """Whether a column says yes."""
        return otherwise if column not in self.said else self.said[column] in {"yes", "1", "true", "taip"}


@dataclass(frozen=True)
class Read:
    """A whole file: its good lines and everything that is wrong."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    encoding: str
    delimiter: str


def read(data: bytes) -> Read:
    """Read a file, whatever its encoding and delimiter; every fault is found at once."""
    text, encoding = decoded(data)
    head = text.split("\n", 1)[0]
    delimiter = max(";,\t|", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = [name.strip().lower() for name in next(rows, [])]
    faults = list(_faults_of_head(names))
    if faults:
        return Read((), tuple(faults), encoding, delimiter)
    lines: list[Line] = []
    seen: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(rows, start=2):
        said = {n: v.strip() for n, v in zip(names, row, strict=False) if v.strip()}
        if not said:
            continue
        line = Line(number, said.pop("record", "").lower(), said, dict(_days(said)))
        wrong = list(_faults_of(line))
        if not wrong and (key := identity(line)) in seen:
            wrong.append(Fault(number, "record", AGAIN, str(seen[key])))
        elif not wrong:
            seen[key] = number
            lines.append(line)
        faults += wrong
        if number > LIMIT:
            faults.append(Fault(number, "", TOO_LONG))
            break
    if not lines and not faults:
        faults.append(Fault(1, "", EMPTY))
    return Read(tuple(lines), tuple(faults), encoding, delimiter)


def decoded(data: bytes) -> tuple[str, str]:
    """The text of a file: UTF-8, UTF-16 with its mark, or else the Baltic Windows code page."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", errors="replace"), "utf-16"
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1257", errors="replace"), "cp1257"


def identity(line: Line) -> tuple[str, ...]:
    """Which thing a line is about: two lines with the same identity contradict each other or repeat."""
    return (line.record, *(line.get(column) for column in KNOWN_BY[line.record]))


def is_code(person: str) -> bool:
    """Whether someone is named by the national personal code and not by a reference."""
    return bool(re.fullmatch(r"\d{11}", person))


def _faults_of_head(names: Sequence[str]) -> Iterator[Fault]:
    if len(names) < 2:
        yield Fault(1, "", NO_TABLE)
        return
    if "record" not in names:
        yield Fault(1, "record", NO_RECORD)
    for name in dict.fromkeys(names):
        if name not in COLUMNS:
            near = difflib.get_close_matches(name, COLUMNS, 1)
            yield Fault(1, name, UNKNOWN_COLUMN, name, near[0] if near else "")
        elif names.count(name) > 1:
            yield Fault(1, name, TWICE, name)


def _days(said: Mapping[str, str]) -> Iterator[tuple[str, date]]:
    for column in DAYS:
        if DAY.fullmatch(said.get(column, "")):
            try:
                yield column, date.fromisoformat(said[column])
            except ValueError:
                continue


def _faults_of(line: Line) -> Iterator[Fault]:
    if line.record not in MANDATORY:
        near = difflib.get_close_matches(line.record, MANDATORY, 1)
        yield Fault(line.number, "record", UNKNOWN_RECORD, line.record, near[0] if near else "")
        return
    for column in MANDATORY[line.record]:
        if column not in line.said:
            yield Fault(line.number, column, NEEDED)
    allowed = {*MANDATORY[line.record], *OPTIONAL[line.record]}
    for column, value in line.said.items():
        if column not in allowed:
            yield Fault(line.number, column, NOT_FOR_THIS, value)
        elif wrong := _wrong(line, column, value):
            yield Fault(line.number, column, *wrong)
    yield from _faults_across(line)


def _wrong(line: Line, column: str, value: str) -> tuple[Refusal, str, str] | None:
    """The message, the value and the nearest word for one filled cell; None when it is right."""
    words = _words(line.record, column)
    if words and value not in words:
        near = difflib.get_close_matches(value, words, 1)
        return NO_SUCH_WORD, value, near[0] if near else ""
    if column in DAYS and column not in line.days:
        return NO_DAY, value, ""
    if column == "person" and not (policy.PERSON.fullmatch(value) or is_code(value)):
        return NO_PERSON, value, ""
    if (column == "person" and is_code(value)) or column == "personal_code":
        try:
            asmens.validate(value)
        except ValidationError:
            return BAD_CODE, value, ""
    if column in SHAPES and not SHAPES[column][0].fullmatch(value):
        return SHAPES[column][1], value, ""
    return None


def _words(record: str, column: str) -> tuple[str, ...]:
    """The closed list of words of a column, where it has one."""
    if column == "kind":
        return {"post": POST_KINDS, "name": policy.NAME_KINDS, "document": policy.DOCUMENT_KINDS}.get(record, ())
    yes_no = ("yes", "no", "1", "0", "true", "false", "taip", "ne")
    return {"level": LEVELS, "sex": policy.SEXES, "language": texts.spoken(), "handles_secrets": yes_no,
            "prints_letters": yes_no, "sensitive": yes_no}.get(column, ())  # fmt: skip


def _faults_across(line: Line) -> Iterator[Fault]:
    """What two cells of one line say against each other."""
    if "since" in line.days and "until" in line.days and line.days["until"] <= line.days["since"]:
        yield Fault(line.number, "until", ENDS_FIRST, line.get("until"))
    code = line.get("personal_code") or (line.get("person") if is_code(line.get("person")) else "")
    if line.record != "person" or not asmens.is_valid(code):
        return
    if "born_on" in line.days and _born_on(code) != line.days["born_on"]:
        yield Fault(line.number, "born_on", CODE_DAY, line.get("born_on"))
    if line.get("sex") and int(code[0]) % 2 != (line.get("sex") == "M"):
        yield Fault(line.number, "sex", CODE_SEX, line.get("sex"))


def _born_on(code: str) -> date | None:
    """The birth date that a personal code holds; None where its century is not of this kind."""
    century = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}.get(code[0])
    return None if century is None else date(century + int(code[1:3]), int(code[3:5]), int(code[5:7]))
