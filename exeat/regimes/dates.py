"""Days, moments and spans in words, with the last day included, on pages, in letters and on paper.

English and Lithuanian by hand, others as CLDR has them. What belongs together never breaks: 2026 m., kovo 1 d.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from babel.dates import format_date
from babel.units import format_unit

from exeat.regimes import vocabulary

NBSP = "\xa0"
MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "lt": [
        "sausio",
        "vasario",
        "kovo",
        "balandžio",
        "gegužės",
        "birželio",
        "liepos",
        "rugpjūčio",
        "rugsėjo",
        "spalio",
        "lapkričio",
        "gruodžio",
    ],
}
UNITS_EN = {
    "hours": "hour",
    "days": "day",
    "working_days": "working day",
    "weeks": "week",
    "months": "month",
    "years": "year",
}
UNITS_LT = {
    "hours": ("valanda", "valandos", "valandų"),
    "days": ("diena", "dienos", "dienų"),
    "working_days": ("darbo diena", "darbo dienos", "darbo dienų"),
    "weeks": ("savaitė", "savaitės", "savaičių"),
    "months": ("mėnuo", "mėnesiai", "mėnesių"),
    "years": ("metai", "metai", "metų"),
}


TOGETHER = re.compile(
    r"(?<=\d) (?=(?:m|d|val|proc|str|p)\.|%|(?:darbo )?(?:dien|valand|savait|mėn|met))|(?<=\bdarbo) (?=dien)"
    r"|(?<=\bNr\.) (?=[\w-])|(?<=\bel\.) (?=p\.)"
)


def unbroken(text: str) -> str:
    """A Lithuanian text in which a number keeps its noun or abbreviation on its line: 10 dienų, kovo 1 d., Nr. 5."""
    return TOGETHER.sub(NBSP, text)


def _phrase(name: str, language: str) -> str:
    return vocabulary.said(vocabulary.load("words/sentences.yaml")["phrases"][name], language)


def day(value: date, language: str) -> str:
    """A day in words."""
    if language not in MONTHS:
        return format_date(value, "long", locale=language)
    month = MONTHS[language][value.month - 1]
    if language == "lt":
        return f"{value.year}{NBSP}m. {month}{NBSP}{value.day}{NBSP}d."
    return f"{value.day}{NBSP}{month} {value.year}"


def moment(local: datetime, language: str) -> str:
    """A moment that is in local time already: 25 November 2026, 09:05; 2026 m. lapkričio 25 d. 9.05 val."""
    if language == "lt":
        return f"{day(local.date(), language)} {local:%-H.%M}{NBSP}val."
    return f"{day(local.date(), language)}, {local:%H:%M}"


def days(first: date, until: date, language: str) -> str:
    """The days from one to another, the last one included; `until` is the first day that no longer counts."""
    if until == date.max:
        return _phrase("from_day", language).format(day=day(first, language))
    last = until - timedelta(days=1)
    if first == last:
        return day(first, language)
    if language not in MONTHS:
        return f"{day(first, language)} – {day(last, language)}"
    same_year = first.year == last.year
    same_month = same_year and first.month == last.month
    if language == "lt":
        a, b = MONTHS["lt"][first.month - 1], MONTHS["lt"][last.month - 1]
        if same_month:
            return f"{first.year}{NBSP}m. {a}{NBSP}{first.day}–{last.day}{NBSP}d."
        if same_year:
            return f"{first.year}{NBSP}m. {a}{NBSP}{first.day}{NBSP}d. – {b}{NBSP}{last.day}{NBSP}d."
        return f"{day(first, language)} – {day(last, language)}"
    if same_month:
        return f"{first.day} to {day(last, language)}"
    if same_year:
        return f"{first.day}{NBSP}{MONTHS['en'][first.month - 1]} to {day(last, language)}"
    return f"{day(first, language)} to {day(last, language)}"


def span(value: str, language: str) -> str:
    """A span such as 10 working_days in words, in the nominative."""
    number, unit = value.split()
    n = int(number)
    if language not in MONTHS:
        counted = format_unit(n, f"duration-{unit.removeprefix('working_').removesuffix('s')}", locale=language)
        return f"{counted} ({_phrase('working_days', language)})" if unit == "working_days" else counted
    if language == "lt":
        one, few, many = UNITS_LT[unit]
        form = one if n % 10 == 1 and n % 100 != 11 else few if n % 10 >= 2 and not 10 <= n % 100 < 20 else many
        return f"{n}{NBSP}{form.replace(' ', NBSP)}"
    return f"{n}{NBSP}{UNITS_EN[unit]}{'' if n == 1 else 's'}"


def listed(words: list[str], language: str, last: str | None = None) -> str:
    """Several words as one, joined with commas and a last 'and'."""
    if len(words) < 2:
        return "".join(words)
    joint = last or _phrase("and", language)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"
