"""Crossing points and the country that lies behind each: what can be inferred when a source does not say."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

HERE = Path(__file__).with_name("points.csv")

VILNIUS = ZoneInfo("Europe/Vilnius")  # the time of a point that the table does not know


@dataclass(frozen=True)
class Point:
    """A crossing point: its name, the country behind it (empty for ports and airports) and its clock."""

    name: str
    country: str
    zone: ZoneInfo


@cache
def points() -> dict[str, Point]:
    """Every known point by each of its names."""
    found: dict[str, Point] = {}
    with HERE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            point = Point(row["point"], row["country"], ZoneInfo(row["zone"]))
            for name in (row["point"], *filter(None, row["also"].split("|"))):
                found[name.casefold()] = point
    return found


def known(name: str) -> Point | None:
    """The point of this name; None when the table does not have it."""
    return points().get(" ".join(name.split()).casefold())
