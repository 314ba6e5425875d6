"""Writes exeat/law/calendars/ for the years 2015 to 2030 from the library `holidays`.

python tools/snapshot_calendars.py

What a person has entered with a source of its own stays as it is; only what came from the library is written anew.
A snapshot says in each file from which version of the library it is, and that nobody has compared it with the acts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import holidays
from ruamel.yaml import YAML

FOLDER = Path(__file__).resolve().parent.parent / "exeat" / "law" / "calendars"
FIRST, LAST = 2015, 2030
SOURCE = f"library holidays {holidays.__version__}, not compared with the act"
WEEKEND = "working week of five days, Monday to Friday; not compared with the act"


@dataclass(frozen=True)
class Wanted:
    """One calendar: its code, its words, and which part of the library it comes from."""

    code: str
    title: str
    language: str | None = None
    part: str | None = None
    about: str = ""
    categories: tuple[str, ...] = field(default=("public",))

    @property
    def country(self) -> str:
        """The country in the library."""
        return self.code.partition("-")[0]


CALENDARS = (
    Wanted("LT", "Lithuania", "lt"),
    Wanted("LV", "Latvia", "lv"),
    Wanted("EE", "Estonia", "et"),
    Wanted("DE", "Germany, days off in every state", "de"),
    Wanted("DE-BY", "Germany, Bavaria", "de", part="BY"),
    Wanted("CZ", "Czechia", "cs"),
    Wanted("SE", "Sweden", "sv"),
    Wanted("BG", "Bulgaria", "bg"),
    Wanted("UA", "Ukraine", "uk", about="During martial law the days of the labour code are working days."),
    Wanted("PL", "Poland", "pl"),
    Wanted("NL", "Netherlands", "nl"),
    Wanted("FR", "France", "fr"),
    Wanted("JP", "Japan", "ja"),
    Wanted("AU", "Australia, days off in every state"),
    Wanted("NZ", "New Zealand, days off everywhere"),
    Wanted("TW", "Taiwan", "zh_TW"),
    Wanted("KR", "South Korea", "ko"),
    Wanted("IN", "India", about="Days that follow the moon are estimates for years to come."),
    Wanted("US", "United States, federal"),
    Wanted("CA", "Canada, federal", "fr", categories=("government", "public")),
)


def quoted(text: str) -> str:
    """A text in quotation marks, as YAML and JSON both read it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def days_of(wanted: Wanted, language: str | None) -> dict[date, str]:
    """The days off of all the years, by name."""
    years = range(FIRST, LAST + 1)
    found = holidays.country_holidays(
        wanted.country, subdiv=wanted.part, years=years, language=language, categories=wanted.categories
    )
    return {day: name for day, name in found.items() if FIRST <= day.year <= LAST}


def moved(wanted: Wanted) -> list[date]:
    """Saturdays and Sundays that were worked instead of another day."""
    found = holidays.country_holidays(wanted.country, subdiv=wanted.part, years=range(FIRST, LAST + 1))
    return sorted(day for day in found.weekend_workdays if FIRST <= day.year <= LAST)


def entered(path: Path) -> dict[str, Any]:
    """What a person has entered in this calendar: its entries whose source is not the library."""
    if not path.exists():
        return {"days_off": [], "moved_working_days": []}
    yaml = YAML(typ="safe", pure=True)
    yaml.version = (1, 2)
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"))
    for kind in ("days_off", "moved_working_days"):
        data[kind] = [entry for entry in data[kind] if "source" in entry]
    return data


def names(en: str, own: str, language: str | None) -> str:
    """The name of a day in English and in the country's own language."""
    said = [f"en: {quoted(en)}"]
    if language and own != en:
        said.append(f"{language[:2]}: {quoted(own)}")
    return "{" + ", ".join(said) + "}"


def text_of(wanted: Wanted, old: dict[str, Any]) -> str:
    """The file of one calendar."""
    english, own = days_of(wanted, "en_US"), days_of(wanted, wanted.language)
    kept = {entry["on"]: entry for entry in old["days_off"]}
    years = {day.year for day in kept}
    lines = {
        day: f"  - {{on: {day}, name: {names(name, own.get(day, name), wanted.language)}}}"
        for day, name in english.items()
        if day.year not in years
    }
    for day, entry in kept.items():
        said = ", ".join(f"{code}: {quoted(words)}" for code, words in entry["name"].items())
        lines[day] = f"  - {{on: {day}, name: {{{said}}}, source: {quoted(entry['source'])}}}"
    by_hand = f"{min(years)} to {max(years)}" if years else "none"
    head = [
        f"# {wanted.title}: days that are not working days. Saturdays and Sundays are days off as well.",
        f"# {wanted.about}" if wanted.about else "",
        "# Made by `python tools/snapshot_calendars.py`; what has a source of its own stays as a person entered it.",
        f"calendar: {wanted.code}",
        f"first: {FIRST}-01-01",
        f"last: {LAST}-12-31",
        f"weekend: {{source: {quoted(old.get('weekend', {}).get('source', WEEKEND))}}}",
        f"source: {quoted(SOURCE)}          # of every entry that names no other",
        f"entered_by_a_person: {by_hand if by_hand == 'none' else quoted(by_hand)}   # years; nobody reviewed the rest",
    ]
    shifted = [
        f'  - {{on: {day}, name: {{en: "Working day moved here"}}}}' for day in moved(wanted) if day.year not in years
    ]
    head.append("moved_working_days:" if shifted else "moved_working_days: []")
    return "\n".join([*filter(None, head), *shifted, "days_off:", *(lines[day] for day in sorted(lines))]) + "\n"


def main() -> None:
    """Writes every calendar."""
    for wanted in CALENDARS:
        path = FOLDER / f"{wanted.code.lower()}.yaml"
        path.write_text(text_of(wanted, entered(path)), encoding="utf-8")


if __name__ == "__main__":
    main()
