"""The head signs that honest reports are protected, and ends it for later ones."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from exeat.travel import actions, queries
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web.applications import showing
from exeat.web.guard import ActorRequest, needs
from exeat.web.travel import forms


@needs(Right.DECIDE_APPLICATION)
@require_http_methods(["GET", "POST"])
def protection(request: ActorRequest) -> HttpResponse:
    """What protects the honest reports of this institution's people: sign it, or end it from a later day on."""
    rows = queries.protections(request.actor.institution)
    standing = next((row for row in rows if row.until is None), None)
    posted = request.POST if request.method == "POST" else None
    form = forms.End(posted) if standing else forms.Protect(posted)
    if form.is_bound and form.is_valid():
        said, now = form.cleaned_data, timezone.now()
        try:
            if standing:
                actions.end_protection(standing.reference, until=said["until"], by=request.actor, at=now)
            else:
                actions.sign_protection(
                    basis=said["basis"], cite=said["cite"], silence=said["silence"], since=said["since"],
                    by=request.actor, at=now,
                )  # fmt: skip
        except MoveRefused as refused:
            showing.add(form, refused)
        else:
            done = gettext("The protection ends. Reports given before stay protected.")
            messages.success(
                request, done if standing else gettext("Signed. Whoever reports from that day on reads it.")
            )
            return redirect("web:protection")
    return render(request, "web/travel/protection.html", {"rows": rows, "standing": standing, "form": form})
