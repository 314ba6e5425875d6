"""People who are looked for: the pages of those on duty."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from exeat.applications import actions as applications
from exeat.applications.asking import Contacts
from exeat.register import queries as register
from exeat.travel import actions, queries
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web.applications import further, showing
from exeat.web.guard import ActorRequest, needs
from exeat.web.travel import forms
from exeat.web.travel.wording import ENDINGS, STEPS, TROUBLES


@needs(Right.TAKE_URGENT_CALL)
@require_http_methods(["GET", "POST"])
def alarms(request: ActorRequest) -> HttpResponse:
    """Who is looked for, and raising an alarm when somebody telephones."""
    now = timezone.now()
    away = queries.away(seen_by=request.actor, on=timezone.localdate())
    form = forms.Raise(request.POST if request.method == "POST" else None, away=away)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            row = actions.raise_alarm(said["file"], kind=said["kind"], words=said["words"], by=request.actor, at=now)
        except MoveRefused as refused:
            showing.add(form, refused)
        else:
            return redirect("web:alarm", row.reference)
    rows = list(queries.alarms(request.actor)[:100])
    names = register.names({row.person for row in rows})
    shown = [(row, names.get(row.person, ""), TROUBLES[row.kind], ENDINGS.get(row.ending, "")) for row in rows]
    return render(request, "web/travel/alarms.html", {"rows": shown, "form": form, "away": away})


@needs(Right.TAKE_URGENT_CALL)
@require_http_methods(["GET", "POST"])
def alarm(request: ActorRequest, reference: str) -> HttpResponse:
    """One alarm: whom to call in which order, the log, and its end."""
    try:
        row = queries.alarm(reference, seen_by=request.actor)
    except queries.no_alarm as hidden:
        raise Http404 from hidden
    ends = "end" in request.POST
    call = forms.Call(request.POST if request.method == "POST" and not ends else None)
    end = forms.EndAlarm(request.POST if ends else None, prefix="end")
    form = end if ends else call
    if form.is_bound and form.is_valid():
        said, now = form.cleaned_data, timezone.now()
        try:
            if ends:
                actions.end_alarm(reference, ending=said["ending"], words=said["words"], by=request.actor, at=now)
            else:
                actions.note_call(
                    reference, step=said["step"], reached=said["reached"] == "yes", words=said["words"],
                    by=request.actor, at=now,
                )  # fmt: skip
        except MoveRefused as refused:
            showing.add(form, refused)
        else:
            messages.success(request, gettext("Written into the log."))
            return redirect("web:alarm", reference)
    found = applications.open_contacts(row.application, by=request.actor, at=timezone.now(), purpose="alarm")
    shown = {
        "journey": further.in_words(found.journey),
        "row": row, "name": register.names({row.person}).get(row.person, ""), "kind": TROUBLES[row.kind],
        "ending": ENDINGS.get(row.ending, ""), "call": call, "end": end, "form": form,
        "tree": [(branch, STEPS[branch.step]) for branch in queries.tree(row, _named(found))],
        "log": [(entry, STEPS.get(entry.step, "")) for entry in queries.log(row)],
    }  # fmt: skip
    return render(request, "web/travel/alarm.html", shown)


def _named(found: Contacts) -> list[tuple[str, str]]:
    """Whom the person named for such a case."""
    return [(who.name, who.phone) for who in found.emergency]
