"""The briefing before a trip, the report after it, and the reports as counter-intelligence reads them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from exeat.applications import queries as applications
from exeat.regimes import places
from exeat.travel import actions, queries, texts
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web.applications import showing
from exeat.web.guard import ActorRequest, needs
from exeat.web.templatetags.exeat import language
from exeat.web.travel import forms
from exeat.web.travel.wording import EVENTS


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def briefing(request: ActorRequest, reference: str) -> HttpResponse:
    """What to know before leaving, by destination; reading it is confirmed and the version kept."""
    trip = _own(request, reference)
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


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def report(request: ActorRequest, reference: str) -> HttpResponse:
    """Did all go as planned? Before the question stands what the report may be used for and under which rule."""
    trip = _own(request, reference)
    given = queries.report_on(reference)
    posted = request.POST if request.method == "POST" else None
    longer = posted is not None and (posted.get("as_planned") == "no" or "topics" in posted)
    form = (forms.Report if longer else forms.First)(posted)
    first_time = longer and posted is not None and "topics" not in posted
    if first_time:
        form = forms.Report(initial={"as_planned": "no", "wants_to_talk": bool(posted and posted.get("wants_to_talk"))})
    elif request.method == "POST" and form.is_valid() and given is None:
        said = form.cleaned_data
        try:
            actions.report(
                reference, as_planned=said["as_planned"] == "yes", events=said.get("events", ()),
                told=form.told() if isinstance(form, forms.Report) else {}, wants_to_talk=said["wants_to_talk"],
                by=request.actor, at=timezone.now(),
            )  # fmt: skip
        except MoveRefused as refused:
            showing.add(form, refused)
        else:
            messages.success(request, gettext("Thank you. Your report has been received and lies apart."))
            return redirect("web:return-report", reference)
    shown = {
        "trip": trip, "form": form, "given": given, "longer": longer,
        "where": ", ".join(places.country(country, language()) for country in trip.countries),
        "back": timezone.localdate() >= (trip.period.last or trip.period.first),
    }  # fmt: skip
    return render(request, "web/travel/report.html", shown)


@needs(Right.READ_RETURN_REPORTS)
@require_GET
def reports(request: ActorRequest) -> HttpResponse:
    """The return reports, whoever asked to talk first; without what they tell."""
    return render(request, "web/travel/reports.html", {"rows": queries.listed(request.actor)[:200]})


@needs(Right.READ_RETURN_REPORTS)
@require_GET
def read(request: ActorRequest, reference: str) -> HttpResponse:
    """One report in full; that it was opened is recorded, and its person sees it."""
    try:
        row, told = actions.read_report(reference, by=request.actor, at=timezone.now())
    except (MoveRefused, queries.missing) as hidden:
        raise Http404 from hidden
    labels = {
        "where": _("Where and when?"), "who": _("Who was it, as far as you know?"),
        "topics": _("What was asked, said or done?"), "deviation": _("What was different from the plan, and why?"),
    }  # fmt: skip
    shown = {
        "row": row,
        "events": [EVENTS[name] for name in told["events"] if name in EVENTS],
        "told": [(labels[name], text) for name, text in told["told"].items() if text and name in labels],
    }
    return render(request, "web/travel/read.html", shown)


def _own(request: ActorRequest, reference: str) -> applications.TripFacts:
    """One's own trip, or no such page."""
    trip = applications.trip(reference)
    if trip is None or trip.person != request.actor.reference:
        raise Http404
    return trip
