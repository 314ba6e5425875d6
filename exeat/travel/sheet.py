"""The briefing to take along without a network: A4, with a card to cut out that names no service."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from exeat.permits.sheet import drawn
from exeat.regimes import places
from exeat.travel import numbers, texts

# What one says to a stranger in uniform, in the languages that are understood there.
CONSUL = {
    "lt": "Prašau pranešti Lietuvos konsului.",
    "en": "Please tell the consul of Lithuania.",
    "ru": "Прошу сообщить консулу Литвы.",
}


def pdf(countries: tuple[str, ...], *, language: str, phone: str) -> bytes:
    """The briefings for the countries of a trip and the card, as a tagged PDF (PDF/UA-1)."""
    return drawn(render_to_string("travel/briefing.html", facts(countries, language=language, phone=phone)))


def facts(countries: tuple[str, ...], *, language: str, phone: str) -> dict[str, Any]:
    """What the sheet and the card say: nothing of a service, a post or a reason."""
    found = [texts.briefing(country) for country in countries]
    parts = {title: lines for one in found for title, lines in one.in_language(language)}
    return {
        "language": language,
        "where": ", ".join(places.country(country, language) for country in countries),
        "parts": list(parts.items()),
        "versions": sorted({one.version for one in found}),
        "phone": phone,
        "consul_phone": numbers.consul(),
        "consul": CONSUL,
    }
