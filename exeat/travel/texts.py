"""The briefings: one dated text for each destination, in both languages, with a version."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FOLDER = Path(__file__).resolve().parent / "briefings"
GENERAL = "general"


@dataclass(frozen=True)
class Briefing:
    """What someone should know before they go to a country."""

    destination: str
    version: str
    parts: tuple[tuple[dict[str, str], tuple[dict[str, str], ...]], ...]

    def in_language(self, language: str) -> list[tuple[str, list[str]]]:
        """The headings with their sentences in a language."""
        return [(title[language], [line[language] for line in lines]) for title, lines in self.parts]


@cache
def briefing(country: str) -> Briefing:
    """The text for a country: its own, or the general one where nobody has written one."""
    path = FOLDER / f"{country.lower()}.yaml"
    if not country.isalpha() or not path.is_file():
        path = FOLDER / f"{GENERAL}.yaml"
    read: dict[str, Any] = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    common = () if path.stem == GENERAL else briefing(GENERAL).parts
    own = tuple((dict(part["title"]), tuple(dict(line) for line in part["lines"])) for part in read["parts"])
    return Briefing(country, str(read["version"]), own + common)


def countries() -> tuple[str, ...]:
    """The countries that have a text of their own."""
    return tuple(sorted(path.stem.upper() for path in FOLDER.glob("??.yaml")))
