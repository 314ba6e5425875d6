"""The closed borders on the way of a file, for the pages of its person and of the offices."""

from __future__ import annotations

from datetime import date
from typing import Any

from exeat.travel import queries


def to_file(row: Any, *, on: date) -> list[queries.ClosedBorder]:
    """What is closed on the days of an application or notice that is not over."""
    if row.departs_on is None or row.returns_on is None or row.returns_on < on:
        return []
    countries = {leg.country for leg in row.legs.all()}
    return queries.closed_on_the_way(countries, first=row.departs_on, last=row.returns_on, institution=row.institution)
