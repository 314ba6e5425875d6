"""In which languages a page can be read: a language with catalogues for some areas is offered on their pages alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

FOLDER = Path(__file__).resolve().parent.parent / "locale"
WHOLE = ("en", "lt")  # English stands in the code, Lithuanian must be complete
AREAS = {"regimes": "check", "home": "base", "errors": "base"}  # pages whose words stand in another area's catalogue


@cache
def covers(language: str, area: str) -> bool:
    """Whether a language has the words of an area and of the frame around every page."""
    if language in WHOLE:
        return True
    return all((FOLDER / each / language / "LC_MESSAGES" / "django.po").is_file() for each in ("base", area))


def offered(area: str) -> list[tuple[str, str]]:
    """The languages in which the pages of an area can be read: code and own name."""
    return [(code, name) for code, name in settings.LANGUAGES if covers(code, area)]


def named(code: str) -> str:
    """The own name of a language, as it stands in a sentence of its own: lietuvių, English, latviešu."""
    return str(Locale.parse(code).get_language_name(code))


def area_of(view: Callable[..., Any]) -> str:
    """The area whose catalogue holds the words of a view."""
    parts = getattr(view, "__module__", "").split(".")
    package = parts[2] if parts[:2] == ["exeat", "web"] and len(parts) > 2 else "accounts"
    return AREAS.get(package, package)


class LanguageMiddleware:
    """Shows a page in English where the language that was asked for does not reach."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; what is to be done depends on the view."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        """Change to English before a view whose words are not there in the chosen language."""
        area = area_of(view)
        request.languages = offered(area)  # type: ignore[attr-defined]  # read by the language switch
        if not covers((translation.get_language() or "en")[:2], area):
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE
