"""A trip from the day before it to the day after: what to read, what to carry, being back, and calling for help."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from exeat.regimes import places
from exeat.register import queries as register
from exeat.travel import actions, queries, sheet
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web.applications import showing
from exeat.web.guard import ActorRequest, needs
from exeat.web.templatetags.exeat import language
from exeat.web.travel import forms
from exeat.web.travel.briefings import own_trip


@needs(Right.TRAVEL)
@require_GET
def trip(request: ActorRequest, reference: str) -> HttpResponse:
    """One trip: the briefing, the sheet to take along, the telephone for help, being back, the report."""
    found, today = own_trip(request, reference), timezone.localdate()
    shown = {
        "trip": found,
        "where": ", ".join(places.country(country, language()) for country in found.countries),
        "unread": queries.unread(found),
        "begun": today >= found.period.first,
        "over": today >= (found.period.last or found.period.first),
        "back": queries.is_back(reference),
        "report": queries.report_on(reference),
        "alarm": queries.alarm_about(reference),
        "phone": _phone(request),
        "closed": queries.closed_to(found),
    }
    return render(request, "web/travel/trip.html", shown)


@needs(Right.TRAVEL)
@require_GET
def briefing_sheet(request: ActorRequest, reference: str) -> HttpResponse:
    """The briefing and the card as a file that needs no network."""
    found = own_trip(request, reference)
    content = sheet.pdf(found.countries, language=language(), phone=_phone(request))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="before-you-leave.pdf"'
    return response


@needs(Right.TRAVEL)
@require_POST
def back(request: ActorRequest, reference: str) -> HttpResponse:
    """The person says that they are back."""
    own_trip(request, reference)
    actions.say_back(reference, by=request.actor, at=timezone.now())
    messages.success(request, gettext("Welcome back. Nobody will look for you."))
    return redirect("web:trip", reference)


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def call_for_help(request: ActorRequest, reference: str) -> HttpResponse:
    """Detained, or in trouble abroad: the telephone first, and a message for those who cannot speak."""
    found = own_trip(request, reference)
    form = forms.Help(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.raise_alarm(reference, kind=said["kind"], words=said["words"], by=request.actor, at=timezone.now())
        except MoveRefused as refused:
            showing.add(form, refused)
        else:
            messages.success(request, gettext("Your institution's duty officers have been alarmed."))
            return redirect("web:trip", reference)
    return render(request, "web/travel/help.html", {"trip": found, "form": form, "phone": _phone(request)})


def _phone(request: ActorRequest) -> str:
    """The number that is answered at night, else the office's."""
    house = register.primary_institution(request.actor.reference, timezone.localdate())
    facts = register.institution(house) if house else None
    return (facts.urgent_phone or facts.office_phone) if facts else ""
