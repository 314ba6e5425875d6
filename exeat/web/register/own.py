"""One's own entry: what the register holds about me, and saying that something is wrong."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from exeat.register import actions, queries
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web.guard import ActorRequest, needs
from exeat.web.register import forms, wording
from exeat.web.register.people import entry


@needs(Right.TRAVEL)
@require_GET
def own(request: ActorRequest) -> HttpResponse:
    """Everything that the register holds about whoever asks, and on which ground."""
    if not queries.own(request.actor).exists():
        raise Http404
    found = queries.person(request.actor.reference, seen_by=request.actor)
    context = {
        **entry(found),
        "basis": queries.basis_for("register"),
        "corrections": [(c, *wording.CORRECTION_STATES[c.state]) for c in queries.own_corrections(request.actor)],
    }
    return render(request, "web/register/own.html", context)


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def wrong(request: ActorRequest) -> HttpResponse:
    """Say that something in one's own entry is wrong; it goes to an officer."""
    form = forms.Wrong(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.say_wrong(words=form.cleaned_data["words"], by=request.actor, at=timezone.now())
        except MoveRefused as refused:
            form.add_error(None, wording.said(refused))
        else:
            messages.success(request, _("Sent to the officer who keeps the register. The answer comes as a letter."))
            return redirect("web:own-entry")
    return render(request, "web/register/wrong.html", {"form": form})
