"""States and parts of states: their codes, their names in each language and case, and who controls them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from babel import Locale

from exeat.regimes import vocabulary

# Case forms as the list for Lithuanian has them; CLDR's own names are corrected where it is behind.
FORMS: Mapping[str, tuple[str, str, str, str]] = {
    "RU": ("Rusija", "Rusijos", "Rusiją", "Rusijoje"),
    "BY": ("Baltarusija", "Baltarusijos", "Baltarusiją", "Baltarusijoje"),
    "CN": ("Kinija", "Kinijos", "Kiniją", "Kinijoje"),
    "UA": ("Ukraina", "Ukrainos", "Ukrainą", "Ukrainoje"),
    "GE": ("Sakartvelas", "Sakartvelo", "Sakartvelą", "Sakartvele"),
    "MD": ("Moldova", "Moldovos", "Moldovą", "Moldovoje"),
    "KZ": ("Kazachstanas", "Kazachstano", "Kazachstaną", "Kazachstane"),
    "UZ": ("Uzbekistanas", "Uzbekistano", "Uzbekistaną", "Uzbekistane"),
    "TJ": ("Tadžikistanas", "Tadžikistano", "Tadžikistaną", "Tadžikistane"),
    "TM": ("Turkmėnistanas", "Turkmėnistano", "Turkmėnistaną", "Turkmėnistane"),
    "KG": ("Kirgizija", "Kirgizijos", "Kirgiziją", "Kirgizijoje"),
    "AM": ("Armėnija", "Armėnijos", "Armėniją", "Armėnijoje"),
    "AZ": ("Azerbaidžanas", "Azerbaidžano", "Azerbaidžaną", "Azerbaidžane"),
    "IR": ("Iranas", "Irano", "Iraną", "Irane"),
    "KP": ("Šiaurės Korėja", "Šiaurės Korėjos", "Šiaurės Korėją", "Šiaurės Korėjoje"),
    "HK": ("Honkongas", "Honkongo", "Honkongą", "Honkonge"),
    "MO": ("Makao", "Makao", "Makao", "Makao regione"),
    "TW": ("Taivanas", "Taivano", "Taivaną", "Taivane"),
    "LT": ("Lietuva", "Lietuvos", "Lietuvą", "Lietuvoje"),
    "LV": ("Latvija", "Latvijos", "Latviją", "Latvijoje"),
    "EE": ("Estija", "Estijos", "Estiją", "Estijoje"),
    "PL": ("Lenkija", "Lenkijos", "Lenkiją", "Lenkijoje"),
}
ANOTHER = {"en": "another part", "lt": "kita dalis"}  # of a state
CASES = ("nom", "gen", "acc", "loc")
ENGLISH: Mapping[str, str] = {"HK": "Hong Kong", "MO": "Macau"}


@cache
def countries() -> Mapping[str, str]:
    """Every code of a country, with its English name."""
    names = Locale.parse("en").territories
    pseudo = {"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"}
    return {code: names[code] for code in sorted(names) if len(code) == 2 and code.isalpha() and code not in pseudo}


@cache
def country(code: str, language: str = "en") -> str:
    """The name of a country in the nominative."""
    if language == "lt" and code in FORMS:
        return FORMS[code][0]
    if language == "en" and code in ENGLISH:
        return ENGLISH[code]
    name = Locale.parse(language).territories.get(code)
    return str(name) if name else code


def form(code: str, case: str) -> str | None:
    """A Lithuanian case form of a country or territory; None where nobody has entered it."""
    if code in FORMS:
        return FORMS[code][CASES.index(case)]
    name = territories().get(code, {}).get("name", {})
    found = name.get("lt") if case == "nom" else name.get(case)
    return str(found) if found else None


@cache
def territories() -> Mapping[str, Any]:
    """Parts of states, with the state to which they belong in law and who controls them."""
    entries: Mapping[str, Any] = vocabulary.load("territories.yaml")
    return {code: entry for code, entry in entries.items() if "own_code" not in entry}


def own_code(territory_code: str) -> str | None:
    """The code of its own that a region has, such as Hong Kong; None where it has none."""
    entry = vocabulary.load("territories.yaml").get(territory_code, {})
    code: str | None = entry.get("own_code")
    return code


@cache
def territory(code: str, language: str = "en") -> str:
    """The name of a part of a state in the nominative."""
    entry = territories().get(code)
    if entry is None:
        return code
    return str(entry["name"].get(language) or entry["name"]["en"])


def place(country_code: str | None, territory_code: str | None = None, language: str = "en") -> str:
    """The name of a destination: the part of the state where one is named, else the state."""
    if territory_code and territory_code in territories():
        return territory(territory_code, language)
    if territory_code and country_code and territory_code == f"{country_code}-0":  # none of those that we know of
        return f"{country(country_code, language)} ({ANOTHER.get(language, ANOTHER['en'])})"
    if territory_code and country_code:
        return f"{country(country_code, language)} ({territory_code})"
    return country(country_code, language) if country_code else ""


def occupied_by(code: str, first: date, until: date) -> frozenset[str]:
    """The states that control a territory on at least one of these days."""
    entry = territories().get(code)
    if entry is None:
        return frozenset()
    return frozenset(
        each["by"]
        for each in entry["control"]
        if each["from"] < until and (each.get("until") is None or first < each["until"])
    )


def partly(code: str, first: date, until: date) -> frozenset[str]:
    """The states that control only a part of a territory on these days: which part someone visits is another fact."""
    entry = territories().get(code)
    if entry is None:
        return frozenset()
    return frozenset(
        each["by"]
        for each in entry["control"]
        if each.get("part") and each["from"] < until and (each.get("until") is None or first < each["until"])
    )


def control_cuts(country_code: str | None = None) -> frozenset[date]:
    """The days on which control of some territory begins or ends, or of one of a country."""
    return frozenset(
        day
        for code, entry in territories().items()
        if country_code is None or code.startswith(f"{country_code}-")
        for each in entry["control"]
        for day in (each["from"], each.get("until"))
        if day is not None
    )
