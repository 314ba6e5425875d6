"""The public page "May I go?": the question comes by POST, the answer is shown and forgotten."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import check_for_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from exeat.values.rights import Actor, Right
from exeat.web.check import answers
from exeat.web.check.forms import Question
from exeat.web.check.register import known_of
from exeat.web.guard import public


@public
@csrf_exempt
@gzip_page
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Five questions; their answer; and the way back to the question, filled in as it was.

    It changes nothing, so it needs no proof that the form was ours; and a page that sends no referrer cannot give one.
    """
    code = request.POST.get("language", "")
    if code and check_for_language(code) and code in dict(settings.LANGUAGES):
        with translation.override(code):
            response = _page(request)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            samesite="Lax",
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        )
        response["Content-Language"] = code
    else:
        response = _page(request)
    response["Cache-Control"] = "no-store"
    if request.method == "POST":
        response["Referrer-Policy"] = "no-referrer"
    return response


def _page(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request, Question(initial=_from_register(request)))
    form = Question(request.POST)
    if "change" in request.POST:
        return _form(request, Question(initial=_said(request)), again=[*_again(request), ("change", "1")])
    if not form.is_valid():
        return _form(request, form, again=_again(request))
    today = timezone.localdate()
    said = form.cleaned_data
    no_days = bool(said["no_days"]) and not (said.get("first") and said.get("last"))
    if no_days:
        said["first"] = said["last"] = today + timedelta(days=1)
    found = answers.outcome(form.cleaned_data, on=today)
    context = answers.page(found, form, on=today)
    context["no_days"] = no_days
    context["travels"] = _traveller(request) is not None
    context |= {"again": _again(request), "again_address": reverse("web:check"), "at": timezone.now()}
    return render(request, "web/check/answer.html", context)


def _form(request: HttpRequest, form: Question, **more: Any) -> HttpResponse:
    context = {"form": form, "regimes": _covered(), **more}
    if "again" in more:
        context["again_address"] = reverse("web:check")
    return render(request, "web/check/ask.html", context)


def _covered() -> list[tuple[str, str]]:
    """The regimes that are asked, with where to read them."""
    return [(answers.title_of(name), answers.address_of(name)) for name in answers.asked_regimes()]


def _again(request: HttpRequest) -> list[tuple[str, str]]:
    """The answers as they were given, so that the page can be asked again in the other language or changed."""
    left_out = {"csrfmiddlewaretoken", "language", "next", "change"}
    return [(name, value) for name, values in request.POST.lists() if name not in left_out for value in values]


def _said(request: HttpRequest) -> dict[str, Any]:
    """The same as what the form begins with."""
    return {
        name: values if name == "who" else values[-1]
        for name, values in request.POST.lists()
        if name in Question().fields
    }


def _from_register(request: HttpRequest) -> dict[str, Any]:
    """For someone who travels and is signed in: what the register holds about them today."""
    actor = _traveller(request)
    return known_of(actor.reference, on=timezone.localdate()) if actor else {}


def _traveller(request: HttpRequest) -> Actor | None:
    """Whoever asks, where they are signed in and may ask for leave themselves."""
    actor: Actor | None = getattr(request, "actor", None)
    return actor if actor is not None and actor.reference and actor.may(Right.TRAVEL) else None
