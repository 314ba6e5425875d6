"""The letters that an office sent: what became of each, sending again, printing and posting, proof of service."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from exeat.letters import actions, queries
from exeat.register import queries as register
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor, Right
from exeat.web.applications import showing
from exeat.web.guard import ActorRequest, signed_in
from exeat.web.letters import forms
from exeat.web.letters.views import blocks, law_of

STATES = {"": _("All"), "unopened": _("Not opened"), "given_up": _("E-mail failed"), "to_post": _("To print and post")}


@signed_in
@require_GET
def sent(request: ActorRequest) -> HttpResponse:
    """The letters of this office by what became of them, without what they say."""
    office(request.actor)
    state = request.GET.get("state", "")
    rows = queries.sent(request.actor, state=state if state in STATES else "")
    names = register.names({row.to for row in rows})
    shown = {"rows": [(row, names.get(row.to, row.to)) for row in rows], "states": STATES.items(), "state": state}
    return render(request, "web/letters/sent.html", shown)


@signed_in
@require_GET
def sheet(request: ActorRequest, reference: str) -> HttpResponse:
    """One letter as it is printed, put into an envelope and posted; its person sees that it was taken out."""
    office(request.actor)
    try:
        found = actions.print_out(reference, by=request.actor, at=timezone.now())
    except queries.NoLetter as unknown:
        raise Http404 from unknown
    name = register.names({found.to}).get(found.to, found.to)
    shown = {"letter": found, "blocks": blocks(found), "name": name, "form": forms.Served(), "anew": forms.Again()}
    shown["law"] = law_of(found, request.actor)
    return render(request, "web/letters/sheet.html", shown)


@signed_in
@require_POST
def again(request: ActorRequest, reference: str) -> HttpResponse:
    """Tell the person again by e-mail that a letter waits, at another address where one is given."""
    form = forms.Again(request.POST)
    return _act(request, reference, form, gettext("The e-mail goes out again."), "again")


@signed_in
@require_POST
def served(request: ActorRequest, reference: str) -> HttpResponse:
    """Record how a letter reached its person outside the inbox."""
    form = forms.Served(request.POST)
    return _act(request, reference, form, gettext("Recorded: the letter reached its person."), "served")


def _act(request: ActorRequest, reference: str, form: forms.Again | forms.Served, done: str, what: str) -> HttpResponse:
    office(request.actor)
    if not queries.sent_by(request.actor).filter(reference=reference).exists():
        raise Http404
    if not form.is_valid():
        messages.error(request, gettext("Something is missing. Fill in the form and try again."))
        return redirect("web:letter-sheet", reference)
    said, now = form.cleaned_data, timezone.now()
    try:
        if what == "again":
            actions.resend(reference, email=said["email"], by=request.actor, at=now)
        else:
            moment = forms.noon(said["served_on"])
            actions.record_service(reference, way=said["way"], served_at=min(moment, now), by=request.actor, at=now)
    except MoveRefused as refused:
        messages.error(request, showing.sentence(refused))
    else:
        messages.success(request, done)
    return redirect("web:letters-sent")


def office(actor: Actor) -> None:
    """Raise PermissionDenied for whoever sends no letters."""
    if not (actor.may(Right.CHECK_APPLICATION) or actor.may(Right.OPEN_CASE)):
        raise PermissionDenied("Your role does not include this page.")
