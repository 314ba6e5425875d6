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
    """The lines of a zone that came as one value: parted by line ends, bars or blanks."""
    return [line for line in re.split(r"[\r\n|\s]+", text.strip().upper()) if line]


def read(text: str, *, on: date) -> Zone:
    """Read a zone; `on` is the day of the passage, by which the century of a birth is known. Raises NoZone."""
    lines = lines_of(text)
    lengths = {len(line) for line in lines}
    kind = SIZES.get((len(lines), lengths.pop())) if len(lengths) == 1 else None
    if kind is None:
        raise NoZone("A machine-readable zone has three lines of 30, two of 36 or two of 44 characters.")
    if not all(LEGAL.fullmatch(line) for line in lines):
        raise NoZone("A machine-readable zone holds the letters A to Z, digits and <.")
    return _td1(lines, on) if kind == "TD1" else _two(lines, kind, on)


def _td1(lines: list[str], on: date) -> Zone:
    first, second, names = lines
    number, fits = _number(first[5:14], first[14], first[15:30])
    checks = {
        "document": fits,
        "born": _fits(second[0:6], second[6]),
        "expires": _fits(second[8:14], second[14]),
        "whole": _fits(first[5:30] + second[0:7] + second[8:15] + second[18:29], second[29]),
    }
    return _zone("TD1", names, number, second[15:18], second[0:6], second[7], checks, on)


def _two(lines: list[str], kind: str, on: date) -> Zone:
    first, second = lines
    end = 35 if kind == "TD2" else 43
    number, fits = _number(second[0:9], second[9], second[28:end] if kind == "TD2" else "")
    checks = {
        "document": fits,
        "born": _fits(second[13:19], second[19]),
        "expires": _fits(second[21:27], second[27]),
        "whole": _fits(second[0:10] + second[13:20] + second[21:end], second[end]),
    }
    return _zone(kind, first[5:], number, second[10:13], second[13:19], second[20], checks, on)


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
    surname, _, given = names.rstrip("<").partition("<<")
    if not surname.strip("<"):
        raise NoZone("A machine-readable zone needs a name.")
    return Zone(
        kind, surname.replace("<", " ").strip(), " ".join(given.split("<")).strip(), number.replace("<", ""),
        nation.strip("<"), _born(born, on), SEXES.get(sex, ""), checks,
    )  # fmt: skip


def _born(field: str, on: date) -> str:
    """The date of birth with its century: nobody crosses before they are born. Unknown parts are zeros."""
    if not field[:2].isdigit():
        return ""
    year = int(field[:2])
    century = on.year // 100 * 100 - (100 if year > on.year % 100 else 0)
    month, day = (part if part.isdigit() else "00" for part in (field[2:4], field[4:6]))
    return f"{century + year:04}-{month}-{day}"
