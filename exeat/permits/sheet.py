"""The sheet that may be carried: A4, Lithuanian and English, silent about service, rank, ground and decider."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import weasyprint
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from weasyprint.urls import URLFetcher, URLFetcherResponse

import exeat_seal
from exeat.permits import codes
from exeat.regimes import dates, places

TAGGED = "pdf/ua-1"
FONTS = Path(__file__).resolve().parent.parent / "web" / "static" / "fonts"


class Closed(URLFetcher):
    """Lets the drawing library have our fonts and nothing else, whatever the text says."""

    def fetch(self, url: str, headers: Any = None) -> Any:
        """A font of ours, or a refusal."""
        name = url.removeprefix("font:")
        path = FONTS / name
        if not url.startswith("font:") or path.parent != FONTS or path.suffix != ".woff2" or not path.is_file():
            raise ValueError("the sheet takes nothing from outside")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/woff2"})  # type: ignore[no-untyped-call]  # as above


def pdf(permit: exeat_seal.Permit, token: str) -> bytes:
    """The sheet as a tagged PDF (PDF/UA-1)."""
    return drawn(render_to_string("permits/sheet.html", facts(permit, token)))


def drawn(html: str) -> bytes:
    """A page of ours as a tagged PDF (PDF/UA-1) that has taken nothing from outside."""
    return cast(bytes, laid(html).write_pdf(pdf_variant=TAGGED))


def laid(html: str) -> Any:
    """The same laid out and not yet written, for whoever counts its pages first."""
    document: Any = weasyprint.HTML  # the library has no types
    closed: Any = Closed
    return document(string=html, url_fetcher=closed()).render(pdf_variant=TAGGED)


def facts(permit: exeat_seal.Permit, token: str) -> dict[str, Any]:
    """What the sheet says, ready to print: exactly what is signed."""
    return {
        "permit": permit,
        "code": mark_safe(codes.svg(token, label="QR")),  # noqa: S308  # drawn by us from the sealed text
        "where_lt": ", ".join(place(code, "lt") for code in permit.countries),
        "where_en": ", ".join(place(code, "en") for code in permit.countries),
        "first_lt": dates.day(permit.first_day, "lt"),
        "first_en": dates.day(permit.first_day, "en"),
        "last_lt": dates.day(permit.last_day, "lt"),
        "last_en": dates.day(permit.last_day, "en"),
        "points": ", ".join(permit.crossing_points),
    }


def place(code: str, language: str) -> str:
    """The name of a country or of a part of one, in the nominative."""
    return places.place(code.split("-")[0], code if "-" in code else None, language)
