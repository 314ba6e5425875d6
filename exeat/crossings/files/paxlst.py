"""Passenger lists as carriers send them: UN/EDIFACT PAXLST, by the guideline of WCO, IATA and ICAO.

Each message is one flight; each group that begins with NAD+FL or NAD+FM is one traveller. Whether it is an exit or an
entry, where and when, follows from the airports and times of the flight.
"""

from __future__ import annotations

import csv
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from pydifact.exceptions import EDISyntaxError, MissingImplementationWarning
from pydifact.parser import Parser

from exeat.crossings.points import known
from exeat.crossings.policy import Fault, FileRefused

HERE = Path(__file__).with_name("airports.csv")
LISTS = frozenset({"745", "250"})  # passengers and crew; a flight status (266) names nobody
TRAVELLERS = frozenset({"FL", "FM", "DDU", "DDT"})
TRAVELLERS_COUNTED = frozenset({"41", "42"})  # CNT: of crew, of passengers
CHARSETS = {"UNOA": "ascii", "UNOB": "ascii", "UNOC": "iso8859-1", "UNOD": "iso8859-2", "UNOE": "iso8859-5",
            "UNOY": "utf-8", "UNOW": "utf-8"}  # fmt: skip
CENTURY = 100
NO_LIST = "The passenger list is not UN/EDIFACT, or it was cut off. Ask for it once more."
NOBODY = "The file holds no list of passengers (745) or crew (250). Ask the carrier for one."
NOT_OURS = "Neither airport of the flight is one of ours. Look at LOC+125 and LOC+87."
TOO_FEW = "The list says that it has another number of travellers. Ask the carrier for it once more."
CHARSET = "The passenger list does not name a character set that we know. Ask for it in UNOA, UNOC or UNOY."
LETTERS = "The letters are not in the character set that the list names. Ask for it once more."


@cache
def airports() -> dict[str, str]:
    """The country of each airport that the table knows, by its code of three letters."""
    with HERE.open(encoding="utf-8", newline="") as file:
        return {row["airport"]: row["country"] for row in csv.DictReader(file)}


@dataclass
class Flight:
    """Where a flight left and where it arrived, and when by the clocks there."""

    left: str = ""
    left_at: str = ""
    arrived: str = ""
    arrived_at: str = ""
    is_list: bool = True
    told: str = ""  # how many travellers the list itself says that it has


@dataclass
class Traveller:
    """One group of the list, as its segments fill it."""

    fields: dict[str, str] = field(default_factory=dict)


def rows(data: bytes) -> tuple[list[dict[str, str]], list[Fault]]:
    """Every traveller of the file as a row with the columns of any other file, and what is wrong with whole lists.

    Raises FileRefused.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", MissingImplementationWarning)  # of tables that no list needs
            segments: list[Any] = list(Parser().parse(_decoded(data)))
    except (EDISyntaxError, ValueError, IndexError, StopIteration):
        segments = []
    if not segments or segments[-1].tag != "UNZ":
        raise FileRefused([Fault(0, "", NO_LIST)])
    lists = [_of_message(message) for message in _messages(segments)]
    found = [row for each in lists for row in each[0]]
    wrong = [fault for each in lists for fault in each[1]]
    if not found:
        raise FileRefused(wrong or [Fault(0, "UNH", NOBODY)])
    return found, wrong


def _decoded(data: bytes) -> str:
    """The text in the character set that the interchange itself names."""
    head = data[:64].decode("ascii", "ignore")
    at = head.find("UNB")
    charset = CHARSETS.get(head[at + 4 : at + 8], "") if at >= 0 else ""
    if not charset:
        raise FileRefused([Fault(0, "UNB", CHARSET)])
    try:
        return data.decode(charset).replace("\r", "").replace("\n", "")
    except UnicodeDecodeError:
        raise FileRefused([Fault(0, "UNB", LETTERS)]) from None


def _messages(segments: list[Any]) -> Iterator[list[Any]]:
    """The segments of each passenger list, from its UNH to its UNT, in whatever groups they lie."""
    inside: list[Any] | None = None
    for segment in segments:
        if segment.tag == "UNH":
            inside = [] if _text(segment.elements, 1) == "PAXLST" else None
        elif segment.tag == "UNT" and inside is not None:
            yield inside
            inside = None
        elif inside is not None:
            inside.append(segment)


def _of_message(segments: list[Any]) -> tuple[list[dict[str, str]], list[Fault]]:
    """The travellers of one list, and what is wrong with the list."""
    flight, one = Flight(), None
    people: list[Traveller] = []
    for segment in segments:
        elements = segment.elements
        if segment.tag == "NAD":
            one = Traveller() if _text(elements, 0) in TRAVELLERS else None
            if one is not None:
                people.append(one)
        if segment.tag == "UNS" or segment.tag == "CNT":
            one = None
        (_of_traveller(one, segment.tag, elements) if one else _of_flight(flight, segment.tag, elements))
    if not flight.is_list:
        return [], []
    if not (known(flight.left) or known(flight.arrived)):
        return [], [Fault(0, "LOC", NOT_OURS)]
    passage = _passage(flight)
    found = [
        {**person.fields, **passage,
         "date_of_birth": _born(person.fields.get("date_of_birth", ""), passage["crossed_at"])}
        for person in people
    ]  # fmt: skip
    short = flight.told.isdigit() and int(flight.told) != len(found)
    return found, [Fault(0, "CNT", TOO_FEW)] if short else []


def _of_flight(flight: Flight, tag: str, elements: list[Any]) -> None:
    code = _text(elements, 0)
    if tag == "BGM":
        flight.is_list = code in LISTS
    if tag == "LOC" and code in {"125", "87"}:
        setattr(flight, "left" if code == "125" else "arrived", _text(elements, 1))
    if tag == "CNT" and code in TRAVELLERS_COUNTED:
        flight.told = _part(elements, 0, 1)
    if tag == "DTM":
        kind, value = _text(elements, 0), _part(elements, 0, 1)
        if kind in {"189", "232"}:
            setattr(flight, "left_at" if kind == "189" else "arrived_at", _moment(value))


def _of_traveller(one: Traveller, tag: str, elements: list[Any]) -> None:
    code = _text(elements, 0)
    if tag == "NAD":
        names = _parts(elements, 3)
        one.fields["surname"] = names[0] if names else ""
        one.fields["given_names"] = " ".join(names[1:3])
    elif tag == "ATT" and code == "2":
        one.fields["sex"] = _text(elements, 2)
    elif tag == "DTM" and code == "329":
        one.fields["date_of_birth"] = _part(elements, 0, 1)
    elif tag == "NAT" and code == "2":
        one.fields["nationality"] = _text(elements, 1)
    elif tag == "LOC" and code == "174":
        one.fields["residence"] = _text(elements, 1)
    elif tag == "DOC" and code in {"P", "I", "A", "C", "IP", "AC"} and "document_number" not in one.fields:
        one.fields["document_number"] = _text(elements, 1)


def _passage(flight: Flight) -> dict[str, str]:
    """An exit where the flight left from a point of ours, else an entry where it arrived at one."""
    out = known(flight.left) is not None
    point, at, other = (
        (flight.left, flight.left_at, flight.arrived) if out else (flight.arrived, flight.arrived_at, flight.left)
    )
    return {
        "crossing_point": point, "direction": "exit" if out else "entry", "crossed_at": at,
        "country": airports().get(other, ""), "record_source": "paxlst",
    }  # fmt: skip


def _parts(elements: list[Any], place: int) -> list[str]:
    if place >= len(elements):
        return []
    value = elements[place]
    return [str(part).strip() for part in value] if isinstance(value, list) else [str(value).strip()]


def _part(elements: list[Any], place: int, component: int) -> str:
    parts = _parts(elements, place)
    return parts[component] if component < len(parts) else ""


def _text(elements: list[Any], place: int) -> str:
    return _part(elements, place, 0)


def _moment(value: str) -> str:
    """A time of the list, YYMMDDHHMM or CCYYMMDDHHMM, as other files write it; as it stands when it is neither."""
    form = {10: "%y%m%d%H%M", 12: "%Y%m%d%H%M"}.get(len(value), "")
    try:
        return datetime.strptime(value, form).isoformat(" ", "minutes") if form else value  # noqa: DTZ007  # local time
    except ValueError:
        return value


def _born(value: str, crossed_at: str) -> str:
    """A date of birth, YYMMDD or CCYYMMDD; of two digits the century in which nobody flies before they are born."""
    if len(value) == 6 and value.isdigit() and crossed_at[:4].isdigit():
        year = int(crossed_at[:4])
        century = year // CENTURY - (int(value[:2]) > year % CENTURY)
        value = f"{century}{value}"
    return f"{value[:4]}-{value[4:6]}-{value[6:]}" if len(value) == 8 and value.isdigit() else value
