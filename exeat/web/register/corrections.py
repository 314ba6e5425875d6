"""What people say is wrong about their entries, and answering it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from exeat.register import actions, policy, queries
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web.guard import ActorRequest, needs
from exeat.web.register import forms, wording


@needs(Right.KEEP_REGISTER)
@require_GET
def index(request: ActorRequest) -> HttpResponse:
    """Everything that was said to be wrong, unanswered first."""
    found = queries.corrections(seen_by=request.actor, on=timezone.localdate())
    rows = [(one, *wording.CORRECTION_STATES[one.state]) for one in found]
    waiting = sum(one.state == "open" for one in found)
    return render(request, "web/register/corrections.html", {"rows": rows, "waiting": waiting})


@needs(Right.KEEP_REGISTER)
@require_http_methods(["GET", "POST"])
def answer(request: ActorRequest, reference: str) -> HttpResponse:
    """Correct the entry, or leave it with reasons; opening it is a look that the person sees."""
    try:
        said = queries.correction(reference, seen_by=request.actor, on=timezone.localdate())
    except ObjectDoesNotExist:
        raise Http404 from None
    if request.method == "GET":
        actions.consult(said.person, purpose=_purpose(), by=request.actor, at=timezone.now())
    facts = queries.plain(said.person, on=timezone.localdate())
    now = {name: getattr(facts, name) for name in policy.CORRECTABLE}
    house = queries.institution(facts.institution) if facts.institution else None
    prints = bool(facts.post_address) or (house is not None and house.prints_letters)
    form = forms.Answer(request.POST if request.method == "POST" else None, initial=now, prints=prints)
    if request.method == "POST" and form.is_valid():
        try:
            _answer(request, reference, form)
        except MoveRefused as refused:
            form.add_error(None, wording.said(refused))
        else:
            messages.success(request, _("Answered. The person gets a letter."))
            return redirect("web:register-corrections")
    context = {"form": form, "said": said, "state": wording.CORRECTION_STATES[said.state]}
    return render(request, "web/register/correction.html", context)


def _answer(request: ActorRequest, reference: str, form: forms.Answer) -> None:
    reasons, at = form.cleaned_data["reasons"], timezone.now()
    if form.cleaned_data["answer"] == "correct":
        actions.correct(reference, changes=form.changes(), reasons=reasons, by=request.actor, at=at)
    else:
        actions.decline(reference, reasons=reasons, by=request.actor, at=at)


def _purpose() -> str:
    return str(wording.PURPOSES["correction"])
