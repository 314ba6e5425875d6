"""When plans change: change a trip that was allowed, stay longer, cancel it, or ask again as last time."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from exeat.applications import actions, policy, queries
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web.applications import forms, showing
from exeat.web.guard import ActorRequest, needs


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def change(request: ActorRequest, reference: str) -> HttpResponse:
    """Say what a change means, then begin one: only what is new is decided anew."""
    row = _own(request, reference)
    form = forms.Change(request.POST or None, underway=_underway(row))
    if request.method == "POST" and form.is_valid():
        try:
            new = actions.amend(
                reference, urgent=form.cleaned_data.get("urgent", False), by=request.actor, at=timezone.now()
            )
        except MoveRefused as refused:
            showing.add(form, refused)
        else:
            return redirect("web:application-fill", new.reference)
    return _page(request, "change", row, form)


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def longer(request: ActorRequest, reference: str) -> HttpResponse:
    """Ask to stay longer, also from abroad: until when and why."""
    row = _own(request, reference)
    form = forms.Longer(request.POST or None, underway=_underway(row))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            new = actions.extend(
                reference, last_on=said["last_on"], because=said["because"], urgent=said.get("urgent", False),
                by=request.actor, at=timezone.now(),
            )  # fmt: skip
        except MoveRefused as refused:
            showing.add(form, refused)
        else:
            return redirect("web:application-send", new.reference)
    return _page(request, "longer", row, form)


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def cancel(request: ActorRequest, reference: str) -> HttpResponse:
    """Give the permit back before the trip, after being asked once."""
    row = _own(request, reference)
    if request.method == "POST":
        try:
            actions.cancel(reference, by=request.actor, at=timezone.now())
        except MoveRefused as refused:
            messages.error(request, showing.sentence(refused))
        else:
            messages.success(request, gettext("Cancelled. The permit has ended."))
        return redirect("web:application", reference)
    return _page(request, "cancel", row, None)


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def again(request: ActorRequest, reference: str) -> HttpResponse:
    """Begin a new draft with the parts and the reason of an earlier one; only the first day is asked."""
    row = _own(request, reference)
    form = forms.Again(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            new = actions.ask_again(
                reference, first_on=form.cleaned_data["first_on"], by=request.actor, at=timezone.now()
            )
        except MoveRefused as refused:
            showing.add(form, refused)
        else:
            return redirect("web:application-fill", new.reference)
    return _page(request, "again", row, form)


def choices(request: ActorRequest, row: Any) -> dict[str, bool]:
    """Which of these steps are open on the page of a file."""
    about = queries.facts_of(row, at=timezone.now())
    return {
        "change": not policy.may_amend(request.actor, row.state, about),
        "cancel": not policy.refusals("cancel", request.actor, row.state, about),
        "again": row.filed_at is not None,
    }


def _own(request: ActorRequest, reference: str) -> Any:
    try:
        row = queries.file(reference, seen_by=request.actor, on=timezone.localdate())
    except queries.missing as hidden:
        raise Http404 from hidden
    if row.filed_at is None:
        raise Http404
    return row


def _underway(row: Any) -> bool:
    return row.kind == policy.Kind.APPLICATION and row.departs_on is not None


def _page(request: ActorRequest, name: str, row: Any, form: Any) -> HttpResponse:
    shown = {"row": row, "line": showing.Line(row), "legs": showing.legs(row), "form": form}
    return render(request, f"web/applications/{name}.html", shown)
