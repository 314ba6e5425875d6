"""The return report as its person writes it, and the reports as counter-intelligence reads them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from exeat.applications import queries as applications
from exeat.regimes import places
from exeat.travel import actions, queries
from exeat.values.moves import MoveRefused
from exeat.values.period import Period
from exeat.values.rights import Right
from exeat.web.applications import showing
from exeat.web.guard import ActorRequest, needs
from exeat.web.templatetags.exeat import language
from exeat.web.travel import forms
from exeat.web.travel.briefings import own_trip
from exeat.web.travel.wording import ASKED, EVENTS, WHAT


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def report(request: ActorRequest, reference: str) -> HttpResponse:
    """Did all go as planned? Before the question stands what the report may be used for and under which rule."""
    trip, today = own_trip(request, reference), timezone.localdate()
    given = queries.report_on(reference)
    form = _form(request, reference)
    if form.is_bound and given is None and form.is_valid():
        said = form.cleaned_data
        try:
            actions.report(
                reference, as_planned=said["as_planned"] == "yes", events=form.said(), told=form.told(),
                wants_to_talk=said["talk"] == "yes", talk_urgent=said["talk"] == "urgent",
                by=request.actor, at=timezone.now(),
            )  # fmt: skip
        except MoveRefused as refused:
            showing.add(form, refused)
        else:
            messages.success(request, gettext("Thank you. Your report has been received and lies apart."))
            return redirect("web:return-report", reference)
    own = actions.read_report(given.reference, by=request.actor, at=timezone.now())[1] if given else None
    shown = {
        "trip": trip, "form": form, "given": given, "written": own and words(own),
        "where": ", ".join(places.country(country, language()) for country in trip.countries),
        "back": today >= (trip.period.last or trip.period.first),
        "protection": queries.safe_harbour(given.reference) if given
        else queries.protection_for(request.actor.reference, on=today),
    }  # fmt: skip
    return render(request, "web/travel/report.html", shown)


def _form(request: ActorRequest, reference: str) -> forms.Report:
    """The form as far as the answers call for it; what is new on the page is not yet held against the person."""
    if request.method != "POST":
        return forms.Report()
    posted, asked = request.POST, forms.to_ask(request.POST)
    legs = applications.file(reference, seen_by=request.actor, on=timezone.localdate()).legs.all() if asked else []
    if forms.grows(posted):
        return forms.Report(initial=forms.so_far(posted), legs=legs, asked=asked)
    return forms.Report(posted, legs=legs, asked=asked)


@needs(Right.READ_RETURN_REPORTS)
@require_GET
def reports(request: ActorRequest) -> HttpResponse:
    """The return reports, whoever waits for a talk first; without what they tell."""
    return render(request, "web/travel/reports.html", {"rows": queries.listed(request.actor)[:200]})


@needs(Right.READ_RETURN_REPORTS)
@require_GET
def read(request: ActorRequest, reference: str) -> HttpResponse:
    """One report in full; that it was opened is recorded, and its person sees it."""
    try:
        row, told = actions.read_report(reference, by=request.actor, at=timezone.now())
    except (MoveRefused, queries.missing) as hidden:
        raise Http404 from hidden
    shown = {"row": row, "written": words(told), "protection": queries.safe_harbour(reference)}
    return render(request, "web/travel/read.html", shown)


@needs(Right.READ_RETURN_REPORTS)
@require_POST
def talked(request: ActorRequest, reference: str) -> HttpResponse:
    """The officer has spoken with the person who asked for it."""
    try:
        actions.note_talk(reference, by=request.actor, at=timezone.now())
    except queries.missing as hidden:
        raise Http404 from hidden
    except MoveRefused as refused:
        messages.error(request, showing.sentence(refused))
    else:
        messages.success(request, gettext("Noted: the person has been spoken with."))
    return redirect("web:report", reference)


def words(content: dict[str, Any]) -> dict[str, Any]:
    """What a report tells, ready to be read: the days, what happened, and the person's own words."""
    told = content["told"]
    details = told.get("details", {})
    return {
        "legs": [
            {
                "where": places.place(
                    leg["country"][:2], leg["country"] if "-" in leg["country"] else None, language()
                ),
                "period": Period.through(date.fromisoformat(leg["first"]), date.fromisoformat(leg["last"])),
                "points": leg["points"],
            }
            for leg in told.get("legs", ())
        ],
        "events": [
            (EVENTS[event], [(_label(event, part), text) for part, text in details.get(event, {}).items() if text])
            for event in EVENTS
            if event in content["events"]
        ],
        "told": [(label, told[name]) for name, label in ASKED.items() if told.get(name)],
    }


def _label(event: str, part: str) -> Any:
    return WHAT[event] if part == "what" else ASKED[part]
