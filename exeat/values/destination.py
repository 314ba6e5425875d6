"""A country, or a part of one: where someone goes."""

from __future__ import annotations

import re
from dataclasses import dataclass

COUNTRY = re.compile(r"[A-Z]{2}")
TERRITORY = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,5}")


class NoSuchCode(ValueError):
    """Something that is neither a country code nor a code of a part of one."""


@dataclass(frozen=True, order=True)
class Destination:
    """A country by its ISO 3166-1 code and, where it matters, a part of it by its ISO 3166-2 code."""

    country: str
    territory: str | None = None

    def __post_init__(self) -> None:
        if not COUNTRY.fullmatch(self.country):
            raise NoSuchCode(f"{self.country!r} is not a country code: give two capital letters, such as BY")
        if self.territory is not None and not TERRITORY.fullmatch(self.territory):
            raise NoSuchCode(f"{self.territory!r} is not a code of a territory: give one such as UA-43")
