"""The machine-readable zone of a travel document (ICAO Doc 9303, parts 3 to 6): TD1, TD2 and TD3, with check digits.

A check digit that does not fit is no fault of the row: it tells that a character was misread, and that is evidence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

SIZES = {(3, 30): "TD1", (2, 36): "TD2", (2, 44): "TD3"}
WEIGHTS = (7, 3, 1)
LEGAL = re.compile(r"[A-Z0-9<]+")
SEXES = {"M": "M", "F": "F", "<": "", "X": ""}
DIGITS = str.maketrans("OQDIZSB", "0001258")  # letters for which a digit is misread where only a digit can stand
LETTERS = str.maketrans("01258", "OIZSB")  # and the other way round, where only a letter can
EXTRA = 2  # fillers that one line may have too many
FIXED = {"TD1": (1, 18, 1), "TD2": (1, 28, 1), "TD3": (1, 28, 2)}  # line, signs before what may be left out, after it
SHAPE = (
    "A machine-readable zone has three lines of 30, two of 36 or two of 44 characters. "
    "Read the document again, fillers and all."
)
SIGNS = "A machine-readable zone holds the letters A to Z, digits and <. Read the document again."
NAMELESS = "A machine-readable zone needs a name. Read the document again."


class NoZone(ValueError):
    """Lines that are not a machine-readable zone; the message says why and holds none of their letters."""


@dataclass(frozen=True)
class Zone:
    """What a zone says, and which of its check digits fit."""

    kind: str
    surname: str
    given_names: str
    document_number: str
    nationality: str
    date_of_birth: str
    sex: str
    checks: dict[str, bool]  # document, born, expires, whole


def check_digit(text: str) -> int:
    """The check digit of a field: weights 7, 3, 1; letters from 10; the filler counts nothing."""
    return sum(_value(sign) * WEIGHTS[place % 3] for place, sign in enumerate(text)) % 10


def _value(sign: str) -> int:
    if sign.isdigit():
        return int(sign)
    return 0 if sign == "<" else ord(sign) - 55


def lines_of(text: str) -> list[str]:
    """The lines of a zone that came as one value: parted by line ends or bars, or else by blanks.

    Where lines are parted, a blank inside of one is a filler that was read as nothing.
    """
    whole = text.strip().upper()
    parted = re.split(r"[\r\n|]+", whole) if re.search(r"[\r\n|]", whole) else whole.split()
    return [line.strip().replace(" ", "<") for line in parted if line.strip()]


def read(text: str, *, on: date) -> Zone:
    """Read a zone; `on` is the day of the passage, by which the century of a birth is known. Raises NoZone.

    Fillers that were lost are put back where they can only have stood and the check digit of the whole fits.
    """
    lines = lines_of(text)
    if not all(LEGAL.fullmatch(line) for line in lines):
        raise NoZone(SIGNS)
    lengths = {len(line) for line in lines}
    kind = SIZES.get((len(lines), lengths.pop())) if len(lengths) == 1 else None
    if kind is not None:
        return _of_kind(kind, lines, on)
    for (count, width), kind in SIZES.items():
        filled = _filled(lines, kind, width) if count == len(lines) else None
        if filled is not None and (zone := _of_kind(kind, filled, on)).checks["whole"]:
            return zone
    raise NoZone(SHAPE)


def _of_kind(kind: str, lines: list[str], on: date) -> Zone:
    return _td1(lines, on) if kind == "TD1" else _two(lines, kind, on)


def _filled(lines: list[str], kind: str, width: int) -> list[str] | None:
    """The lines with the fillers that may have been lost: at their ends, and before the last check digits."""
    found = []
    at, before, after = FIXED[kind]
    for place, line in enumerate(lines):
        if place == at:
            if not before + after <= len(line) <= width:
                return None
            found.append(line[:-after] + "<" * (width - len(line)) + line[-after:])
        else:
            more = len(line) - width
            if more > EXTRA or line[width:].strip("<"):
                return None
            found.append(line[:width].ljust(width, "<"))
    return found


def _td1(lines: list[str], on: date) -> Zone:
    first, second, names = lines
    number, fits = _number(first[5:14], first[14], first[15:30])
    born, until = second[0:7].translate(DIGITS), second[8:15].translate(DIGITS)
    checks = {
        "document": fits,
        "born": _fits(born[:6], born[6]),
        "expires": _fits(until[:6], until[6]),
        "whole": _fits(first[5:30] + born + until + second[18:29], second[29].translate(DIGITS)),
    }
    return _zone("TD1", names, number, second[15:18], born[:6], second[7], checks, on)


def _two(lines: list[str], kind: str, on: date) -> Zone:
    first, second = lines
    end = 35 if kind == "TD2" else 43
    number, fits = _number(second[0:9], second[9], second[28:end] if kind == "TD2" else "")
    born, until = second[13:20].translate(DIGITS), second[21:28].translate(DIGITS)
    checks = {
        "document": fits,
        "born": _fits(born[:6], born[6]),
        "expires": _fits(until[:6], until[6]),
        "whole": _fits(second[0:10] + born + until + second[28:end], second[end].translate(DIGITS)),
    }
    return _zone(kind, first[5:], number, second[10:13], born[:6], second[20], checks, on)


def _number(field: str, digit: str, more: str) -> tuple[str, bool]:
    """The document number and whether its check digit fits; a long one goes on among the optional data."""
    if digit == "<" and more.strip("<"):
        rest = more.split("<", 1)[0]
        whole, last = field + rest[:-1], rest[-1:]
        return whole, _fits(whole, last)
    return field.rstrip("<"), _fits(field, digit)


def _fits(field: str, digit: str) -> bool:
    return (digit.isdigit() and check_digit(field) == int(digit)) or (digit == "<" and not field.strip("<"))


def _zone(kind: str, names: str, number: str, nation: str, born: str, sex: str, checks: dict[str, bool],
          on: date) -> Zone:  # fmt: skip
    surname, _, given = names.rstrip("<").translate(LETTERS).partition("<<")
    if not surname.strip("<"):
        raise NoZone(NAMELESS)
    return Zone(
        kind, surname.replace("<", " ").strip(), " ".join(given.split("<")).strip(), number.replace("<", ""),
        nation.strip("<").translate(LETTERS), _born(born, on), SEXES.get(sex, ""), checks,
    )  # fmt: skip


def _born(field: str, on: date) -> str:
    """The date of birth with its century: nobody crosses before they are born. Unknown and misread parts are zeros."""
    if not field[:2].isdigit():
        return ""
    year = int(field[:2])
    century = on.year // 100 * 100 - (100 if year > on.year % 100 else 0)
    month, day = field[2:4], field[4:6]
    month = month if month.isdigit() and int(month) <= 12 else "00"
    day = day if day.isdigit() and int(day) <= 31 else "00"
    return f"{century + year:04}-{month}-{day}"
