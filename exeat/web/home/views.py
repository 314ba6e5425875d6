"""The first page, the language switch and the choice of role."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_GET, require_POST

from exeat.values.rights import Right
from exeat.web.guard import ActorRequest, public, signed_in
from exeat.web.home import waiting


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language of the pages and go back to the page one was on."""
    there = _safe(request, request.POST.get("next", ""))
    response = HttpResponseRedirect(there)
    code = request.POST.get("language", "")
    if check_for_language(code) and code in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            samesite="Lax",
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        )
    return response


@signed_in
@require_GET
def home(request: ActorRequest) -> HttpResponse:
    """Where one lands after signing in: what waits for this person, or for the role in use."""
    actor = request.actor
    if actor.may(Right.TRAVEL):
        return render(request, "web/home/home.html", waiting.of_traveller(actor, on=timezone.localdate()))
    found = waiting.of_role(actor, on=timezone.localdate(), at=timezone.now())
    return render(
        request, "web/home/office.html", {"found": found, "total": sum(count or 0 for _w, count, _a in found)}
    )


def _safe(request: HttpRequest, there: str) -> str:
    """Only an address of this installation; anything else becomes the first page."""
    if url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure()):
        return there
    return "/"
