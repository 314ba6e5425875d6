"""The verifier: a page that works alone, the signed lists, and the answer of the server. Nothing is kept."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from exeat.permits import keyring, queries
from exeat.travel import queries as travel
from exeat.web.guard import public
from exeat.web.verify import wording
from exeat_seal import NotValid, Permit, Refer, pictures
from exeat_seal import verify as believe

LISTS_MAY_BE_KEPT = 600  # seconds, by whatever stands between; a list is due every hour
OTHER = {"en": ("lt", "Lietuviškai"), "lt": ("en", "English")}


@dataclass(frozen=True)
class Answer:
    """A verdict as the page shows it."""

    kind: str
    line: str | Promise
    facts: list[tuple[str | Promise, str]]


class InMemory(MemoryFileUploadHandler):
    """Keeps an uploaded picture in memory, so that no folder ever holds it."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *more: Any, **options: Any) -> None:  # noqa: N803  # Django's name
        """Take anything up to the largest picture; what is larger is not taken at all."""
        self.activated = content_length <= pictures.LARGEST_FILE


@public
@csrf_exempt  # changes nothing and knows nobody; the page must be the same for everyone to be kept by a device
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest, language: str = "") -> HttpResponse:
    """The page of the verifier; by POST it answers for devices without scripts."""
    if request.method == "POST":
        request.upload_handlers = [InMemory(request)]
        language = request.POST.get("language", language)
    code = language if language in OTHER else (get_language() or "en")[:2]
    with translation.override(code):
        fault = _fault(request) if request.method == "POST" else ""
        answer = _answer(request, code) if request.method == "POST" and not fault else None
        other, name = OTHER[code]
        facts = {
            "answer": answer, "at": timezone.now(), "code": code, "words": wording.for_script(),
            "other": other, "other_name": name, "other_address": reverse(f"web:verify-{other}"),
            "scope": _scope(), "fault": fault,
            "borders": _borders(code) if answer else {},
        }  # fmt: skip
        response = render(request, "web/verify/verify.html", facts)
    response["Cache-Control"] = "no-store" if request.method == "POST" else "no-cache"
    response["Referrer-Policy"] = "no-referrer"
    response["Content-Language"] = code
    response["Referrer-Policy"] = "no-referrer"
    return response


def _fault(request: HttpRequest) -> str | Promise:
    """What to say when no code was given, or the number of a permit in its place; empty for anything else."""
    token = request.POST.get("token", "").strip()
    if wording.NUMBER.fullmatch(token):
        return wording.FAULTS["fault-number"]
    return wording.FAULTS["fault-nothing"] if not token and not request.FILES.get("picture") else ""


def _answer(request: HttpRequest, language: str) -> Answer:
    """What the server says of the text or picture that was sent."""
    try:
        token = request.POST.get("token", "").strip("\r\n\t ")
        picture = request.FILES.get("picture")
        if not token and picture is not None:
            token = pictures.token_in(picture.read())
        at = timezone.now()
        keys, revoked = queries.lists(at)
        permit = believe(token, keys=keys, revoked=revoked, at=at)
    except keyring.NoKey:
        return Answer("ask", wording.LINES["no list"], [])
    except NotValid as reason:
        return Answer("stop", wording.LINES[reason.word], _facts(reason.permit, language))
    except Refer as reason:
        return Answer("ask", wording.LINES[reason.why], _facts(reason.permit, language))
    return Answer("go", wording.LINES["valid"], _facts(permit, language))


def _facts(permit: Permit | None, language: str) -> list[tuple[str | Promise, str]]:
    return wording.facts(permit, language) if permit else []


@public
@require_GET
def key_list(request: HttpRequest) -> JsonResponse:
    """The signed list of the keys that border posts believe."""
    return _list(queries.key_list)


@public
@require_GET
def status_list(request: HttpRequest) -> JsonResponse:
    """The signed list of revoked permits."""
    return _list(queries.status_list)


@public
@require_GET
def borders(request: HttpRequest, language: str) -> JsonResponse:
    """The borders that are closed for everybody, in words, for the page to show and to keep."""
    with translation.override(language):
        response = JsonResponse(_borders(language))
    response["Cache-Control"] = f"public, max-age={LISTS_MAY_BE_KEPT}"
    return response


def _borders(language: str) -> dict[str, Any]:
    return wording.borders(travel.closed_to_everybody(on=timezone.localdate()), timezone.localtime(), language)


def _list(made: Callable[[datetime], dict[str, Any]]) -> JsonResponse:
    try:
        response = JsonResponse(made(timezone.now().replace(microsecond=0)))
    except keyring.NoKey as missing:
        return JsonResponse({"error": str(missing)}, status=503, headers={"Cache-Control": "no-store"})
    response["Cache-Control"] = f"public, max-age={LISTS_MAY_BE_KEPT}"
    return response


@public
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the verifier at hand without a network; it changes whenever what it keeps does."""
    kept = [reverse(name) for name in ("web:verify", "web:verify-en", "web:verify-lt", "web:verify-manifest")]
    kept += [reverse(f"web:verify-borders-{language}") for language in OTHER]
    kept += [static(name) for name in _kept_files()]
    version = hashlib.sha256(json.dumps(kept).encode()).hexdigest()[:12]
    content = {"kept": json.dumps(kept), "version": version, "page": json.dumps(reverse("web:verify"))}
    response = render(request, "web/verify/worker.js", content, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    response["Service-Worker-Allowed"] = _scope()
    return response


def _scope() -> str:
    """The addresses that the worker looks after: the page with and without the slash that people forget to type."""
    return reverse("web:verify").rstrip("/")


@public
@require_GET
def manifest(request: HttpRequest) -> JsonResponse:
    """What a telephone needs to put the verifier on its first screen."""
    content = {
        "name": "Exeat",
        "short_name": "Exeat",
        "description": gettext("Check a permit"),
        "start_url": reverse("web:verify"),
        "scope": reverse("web:verify"),
        "display": "standalone",
        "background_color": "#0f3d4a",
        "theme_color": "#0f3d4a",
        "icons": [{"src": static("mark.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    response = JsonResponse(content, content_type="application/manifest+json")
    response["Cache-Control"] = "no-cache"
    return response


def _kept_files() -> list[str]:
    """The static files of the page: its styles and fonts as the shared part lists them, and its own."""
    source = get_template("web/parts/styles.html").template.source  # type: ignore[attr-defined]  # Django's own backend
    styles = re.findall(r"{% static '([^']+)' %}", source)
    small = ("sans-3-baltic", "serif-4-headings-latin", "serif-4-headings-baltic")
    fonts = [
        f"fonts/source-{name}.woff2" for name in ("sans-3-latin-wght-normal", "sans-3-latin-ext-wght-normal", *small)
    ]
    own = [
        "verify/verify.css",
        "js/supported.js",
        "vendor/jsqr/jsQR.js",
        "verify/seal.js",
        "verify/page.js",
        "verify/borders.js",
        "mark.svg",
    ]
    return [*styles, *fonts, *own]
