"""Borders that closed: said to one's own people by those on duty, and to the nation by a keeper of the law."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from exeat.travel import actions, policy, queries
from exeat.values.moves import MoveRefused
from exeat.web.applications import showing
from exeat.web.guard import ActorRequest, signed_in
from exeat.web.travel import forms
from exeat.web.travel.wording import TOLD

if TYPE_CHECKING:
    from exeat.travel.models import Closure


@signed_in
@require_http_methods(["GET", "POST"])
def closures(request: ActorRequest) -> HttpResponse:
    """The borders that are or were closed, and saying that one has closed."""
    _speaks(request)
    form = forms.Closure(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            row = actions.tell_of_closure(**form.cleaned_data, by=request.actor, at=timezone.now())
        except MoveRefused as refused:
            showing.add(form, refused)
        else:
            messages.success(request, gettext("Said. Whoever has a trip there is written to within minutes."))
            return redirect("web:closure", row.reference)
    shown = {"rows": queries.closures(request.actor)[:50], "form": form, "today": timezone.localdate()}
    return render(request, "web/travel/closures.html", shown)


@signed_in
@require_GET
def closure(request: ActorRequest, reference: str) -> HttpResponse:
    """One closed border: what was said, how many were written to, and its end."""
    return _page(request, _found(request, reference), forms.Opening(), forms.Mistake(prefix="mistake"))


@signed_in
@require_POST
def opened(request: ActorRequest, reference: str) -> HttpResponse:
    """Say that the border is open again."""
    row, form = _found(request, reference), forms.Opening(request.POST)

    def act() -> None:
        actions.tell_of_opening(reference, **form.cleaned_data, by=request.actor, at=timezone.now())

    return _do(request, row, form, act) or _page(request, row, form, forms.Mistake(prefix="mistake"))


@signed_in
@require_POST
def withdrawn(request: ActorRequest, reference: str) -> HttpResponse:
    """Take back what was said of the border."""
    row, form = _found(request, reference), forms.Mistake(request.POST, prefix="mistake")

    def act() -> None:
        actions.withdraw_closure(reference, **form.cleaned_data, by=request.actor, at=timezone.now())

    return _do(request, row, form, act) or _page(request, row, forms.Opening(), form)


def _do(request: ActorRequest, row: Closure, form: Any, act: Callable[[], None]) -> HttpResponse | None:
    if not form.is_valid():
        return None
    try:
        act()
    except MoveRefused as refused:
        showing.add(form, refused)
        return None
    messages.success(request, gettext("Said. Whoever is concerned is written to within minutes."))
    return redirect("web:closure", row.reference)


def _page(request: ActorRequest, row: Closure, opening: forms.Opening, mistake: forms.Mistake) -> HttpResponse:
    mine = policy.speaks_for(request.actor, row.institution) is None
    shown = {
        "row": row, "written": [(one, TOLD[one.news.what]) for one in queries.written(row)], "faulty": None,
        "opening": opening if mine and row.until is None and row.withdrawn_at is None else None,
        "mistake": mistake if mine and row.withdrawn_at is None else None,
    }  # fmt: skip
    shown["faulty"] = next((form for form in (opening, mistake) if form.errors), None)
    return render(request, "web/travel/closure.html", shown)


def _speaks(request: ActorRequest) -> None:
    """Raise PermissionDenied for whoever tells nobody of borders."""
    if policy.speaks_for(request.actor, request.actor.institution):
        raise PermissionDenied("Your role does not include this page.")


def _found(request: ActorRequest, reference: str) -> Closure:
    _speaks(request)
    try:
        return queries.closure(reference, seen_by=request.actor)
    except queries.no_closure as hidden:
        raise Http404 from hidden
