"""What a file begins with, written so that the person can read it: in their language, in the time of Lithuania."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from exeat.crossings.queries import MatchFacts
from exeat.regimes import dates, places

VILNIUS = ZoneInfo("Europe/Vilnius")
EN, LT = 0, 1
WORDS = {
    "source": ("Source", "Šaltinis"),
    "none": ("No permit and no notice of this person was found.", "Šio asmens leidimų vykti ir deklaracijų nerasta."),
    "as-written": ("The record as it was received:", "Įrašas, koks gautas:"),
    "for": ("Agrees with the register", "Sutampa su asmenų apskaita"),
    "against": ("Does not agree", "Nesutampa"),
    "nothing": ("nothing", "nieko"),
    "exit": ("out of Lithuania", "iš Lietuvos"),
    "entry": ("into Lithuania", "į Lietuvą"),
    "permit": ("Permit", "Leidimas vykti"),
    "notice": ("Notice", "Vykimo deklaracija"),
    "given": ("given", "data"),
    "ended": ("ended", "neteko galios"),
}
FIELDS = {
    "surname": ("Family name", "Pavardė"),
    "given_names": ("Given names", "Vardai"),
    "given": ("Given name", "Vardas"),
    "date_of_birth": ("Date of birth", "Gimimo data"),
    "born": ("Date of birth", "Gimimo data"),
    "sex": ("Sex", "Lytis"),
    "nationality": ("Citizenship", "Pilietybė"),
    "nation": ("Citizenship", "Pilietybė"),
    "document_number": ("Document number", "Dokumento numeris"),
    "document": ("Document number", "Dokumento numeris"),
    "country": ("Country", "Valstybė"),
    "company": ("Those who crossed along", "Kas kartu kirto sieną"),
    "journey": ("Other crossings of the journey", "Kiti tos kelionės sienos kirtimai"),
    "namesake": ("Relatives and namesakes", "Giminaičiai ir bendravardžiai"),
    "others": ("Other registered people", "Kiti asmenų apskaitos asmenys"),
}
SHOWN = ("surname", "given_names", "date_of_birth", "sex", "nationality", "document_number", "country")


def moment(at: datetime) -> str:
    """A moment in the time of Lithuania, to the minute."""
    return f"{at.astimezone(VILNIUS):%Y-%m-%d %H:%M}"


def record(match: MatchFacts, language: str) -> str:
    """One border record with what agrees and what does not."""
    n = LT if language == "lt" else EN
    lines = [f"{moment(match.at)}, {match.point}, {WORDS[match.direction][n]}", f"{WORDS['source'][n]}: {match.source}"]
    lines += ["", WORDS["as-written"][n]]
    lines += [f"{FIELDS[name][n]}: {match.record[name]}" for name in SHOWN if match.record.get(name)]
    told = [reason for reason in match.evidence if reason.feature != "prior"]
    for name, chosen in (
        ("for", [r for r in told if r.weight > 0]),
        ("against", [r for r in told if r.weight < 0]),
    ):
        listed = ", ".join(FIELDS.get(r.feature, (r.feature, r.feature))[n] for r in chosen) or WORDS["nothing"][n]
        lines += ["", f"{WORDS[name][n]}: {listed}"]
    return "\n".join(lines)


def papers(covers: Iterable[Mapping[str, Any]], language: str) -> str:
    """The permits and notices that were looked for, or that there are none."""
    n = LT if language == "lt" else EN
    lines = []
    for cover in covers:
        where = ", ".join(_place(code, language) for code in cover["countries"].split(", "))
        last = dates.day(date.fromisoformat(cover["last_on"]), language) if cover["last_on"] else ""
        first = dates.day(date.fromisoformat(cover["first_on"]), language)
        given = f"{WORDS['given'][n]} {moment(datetime.fromisoformat(cover['given_at']))}"
        ended = cover["ended_at"] and f"{WORDS['ended'][n]} {moment(datetime.fromisoformat(cover['ended_at']))}"
        parts = [f"{WORDS[cover['kind']][n]} {cover['reference']}", where, f"{first} – {last}", given, ended]
        lines.append("; ".join(part for part in parts if part))
    return "\n".join(lines) or WORDS["none"][n]


def _place(code: str, language: str) -> str:
    country, _dash, part = code.partition("-")
    return places.place(country, code if part else None, language)
