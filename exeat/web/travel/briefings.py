"""The briefing before a trip."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from exeat.applications import queries as applications
from exeat.regimes import places
from exeat.travel import actions, queries, texts
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web.applications import showing
from exeat.web.guard import ActorRequest, needs
from exeat.web.templatetags.exeat import language


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def briefing(request: ActorRequest, reference: str) -> HttpResponse:
    """What to know before leaving, by destination; reading it is confirmed and the version kept."""
    trip = own_trip(request, reference)
    if request.method == "POST":
        try:
            actions.acknowledge(reference, by=request.actor, at=timezone.now())
        except MoveRefused as refused:
            messages.error(request, showing.sentence(refused))
        else:
            messages.success(request, gettext("Thank you. It has been noted that you read the briefing."))
        return redirect("web:briefing", reference)
    found = [texts.briefing(country) for country in trip.countries]
    parts = {title: lines for one in found for title, lines in one.in_language(language())}
    shown = {
        "trip": trip,
        "where": ", ".join(places.country(country, language()) for country in trip.countries),
        "parts": list(parts.items()),
        "versions": sorted({one.version for one in found}),
        "unread": queries.unread(trip),
        "read": queries.acknowledged(reference),
    }
    return render(request, "web/travel/briefing.html", shown)


def own_trip(request: ActorRequest, reference: str) -> applications.TripFacts:
    """One's own trip, or no such page."""
    trip = applications.trip(reference)
    if trip is None or trip.person != request.actor.reference:
        raise Http404
    return trip
