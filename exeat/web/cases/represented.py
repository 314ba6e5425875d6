"""A representative enters with the number of a case and a code, and does in that case what the person may do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from exeat.cases import actions, queries
from exeat.values.rights import Actor
from exeat.web.cases import court, forms, speaking
from exeat.web.cases.views import opened
from exeat.web.guard import public

if TYPE_CHECKING:
    from exeat.cases.models import Case

KEY = "represents"  # the session key: the case and the number of its representative


@public
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Enter with the number of the case and the code that the person gave."""
    form = forms.Arrive(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actor = actions.arrive(
                form.cleaned_data["reference"], form.cleaned_data["code"], by=Actor(""), at=timezone.now()
            )
        except actions.NoEntry:
            form.add_error(None, gettext("This number and this code do not open a file. Check both."))
        else:
            reference = form.cleaned_data["reference"].strip().upper()
            request.session.cycle_key()
            request.session[KEY] = [reference, int(actor.reference.removeprefix("V-"))]
            return redirect("web:represented-case", reference)
    return _private(render(request, "web/cases/represented.html", {"form": form}))


@public
@require_GET
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """The case as the person sees it."""
    return _with(request, reference, speaking.case)


@public
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, reference: str) -> HttpResponse:
    """Answer for the person."""
    return _with(request, reference, speaking.answer)


@public
@require_http_methods(["GET", "POST"])
def appeal(request: HttpRequest, reference: str) -> HttpResponse:
    """Appeal for the person."""
    return _with(request, reference, speaking.appeal)


@public
@require_http_methods(["GET", "POST"])
def new_facts(request: HttpRequest, reference: str) -> HttpResponse:
    """Tell of new facts for the person."""
    return _with(request, reference, speaking.new_facts)


@public
@require_http_methods(["GET", "POST"])
def minutes(request: HttpRequest, reference: str) -> HttpResponse:
    """Agree with the minutes or correct them for the person."""
    return _with(request, reference, speaking.minutes)


@public
@require_http_methods(["GET", "POST"])
def hearing(request: HttpRequest, reference: str) -> HttpResponse:
    """Accept the invitation to be heard, or ask for another time."""
    return _with(request, reference, speaking.hearing)


@public
@require_GET
def appointment(request: HttpRequest, reference: str) -> HttpResponse:
    """The hearing as a file for a calendar."""
    return _with(request, reference, speaking.appointment)


@public
@require_http_methods(["GET", "POST"])
def translate(request: HttpRequest, reference: str) -> HttpResponse:
    """Put a translation beside a document."""
    return _with(request, reference, speaking.translate)


@public
@require_GET
def document(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One document of the file."""
    return _with(request, reference, lambda _request, row, actor: opened(row, number, actor))


@public
@require_GET
def whole_file(request: HttpRequest, reference: str) -> HttpResponse:
    """The whole file as one document."""
    return _with(request, reference, court.whole)


def _with(
    request: HttpRequest, reference: str, show: Callable[[HttpRequest, Case, Actor], HttpResponse]
) -> HttpResponse:
    """Show something of the case that this session represents, as long as the person lets it."""
    kept = request.session.get(KEY)
    if not isinstance(kept, list) or kept[0] != reference:
        raise Http404
    found = queries.represented(reference, kept[1])
    if found is None:
        del request.session[KEY]
        raise Http404
    return _private(show(request, *found))


def _private(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    response["Cache-Control"] = "no-store"
    return response
