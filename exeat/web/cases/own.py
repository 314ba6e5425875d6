"""A person's own cases: what is known, the file, the answer, the minutes, new facts, the appeal, and who represents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from exeat.cases import actions, queries
from exeat.values.rights import Right
from exeat.web.cases import forms, speaking, wording
from exeat.web.cases.views import opened, refused
from exeat.web.guard import ActorRequest, needs

if TYPE_CHECKING:
    from exeat.cases.models import Case


@needs(Right.TRAVEL)
@require_GET
def index(request: ActorRequest) -> HttpResponse:
    """The cases that concern this person."""
    rows = [{"row": row, "state": wording.OWN_STATES[row.state]} for row in queries.of_person(request.actor)]
    return render(request, "web/cases/own_index.html", {"rows": rows})


@needs(Right.TRAVEL)
@require_GET
def case(request: ActorRequest, reference: str) -> HttpResponse:
    """One case as the person sees it: what was told, the whole file, their rights, what they can do and by when."""
    row = _own(request, reference)
    letting = row.representatives.filter(ended_at=None).order_by("id")
    return speaking.case(request, row, request.actor, representatives=list(letting), letting_in=forms.LetIn())


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def answer(request: ActorRequest, reference: str) -> HttpResponse:
    """Answer, with files; or ask for more time, a hearing, an interpreter."""
    return speaking.answer(request, _own(request, reference), request.actor)


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def appeal(request: ActorRequest, reference: str) -> HttpResponse:
    """Ask another body to set the decision aside."""
    return speaking.appeal(request, _own(request, reference), request.actor)


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def new_facts(request: ActorRequest, reference: str) -> HttpResponse:
    """Tell of new facts after the case was closed."""
    return speaking.new_facts(request, _own(request, reference), request.actor)


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def minutes(request: ActorRequest, reference: str) -> HttpResponse:
    """Read the minutes of the hearing, and agree or correct them."""
    return speaking.minutes(request, _own(request, reference), request.actor)


@needs(Right.TRAVEL)
@require_POST
def let_in(request: ActorRequest, reference: str) -> HttpResponse:
    """Let a representative into the file; their code is shown once."""
    row = _own(request, reference)
    form = forms.LetIn(request.POST)
    code = ""

    def act() -> None:
        nonlocal code
        code = actions.let_in(reference, name=form.cleaned_data["name"], by=request.actor, at=timezone.now())

    if form.is_valid() and refused(form, act):
        return render(
            request, "web/cases/own_code.html", {"case": row, "code": code, "name": form.cleaned_data["name"]}
        )
    return redirect("web:own-case", reference)


@needs(Right.TRAVEL)
@require_POST
def send_away(request: ActorRequest, reference: str, representative: int) -> HttpResponse:
    """End a representative's access."""
    _own(request, reference)
    actions.send_away(reference, representative=representative, by=request.actor, at=timezone.now())
    messages.success(request, gettext("The code no longer opens your file."))
    return redirect("web:own-case", reference)


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def hearing(request: ActorRequest, reference: str) -> HttpResponse:
    """Accept the invitation to be heard, or ask for another time."""
    return speaking.hearing(request, _own(request, reference), request.actor)


@needs(Right.TRAVEL)
@require_GET
def appointment(request: ActorRequest, reference: str) -> HttpResponse:
    """The hearing as a file for a calendar."""
    return speaking.appointment(request, _own(request, reference), request.actor)


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def translate(request: ActorRequest, reference: str) -> HttpResponse:
    """Put a translation beside a document."""
    return speaking.translate(request, _own(request, reference), request.actor)


@needs(Right.TRAVEL)
@require_GET
def document(request: ActorRequest, reference: str, number: int) -> HttpResponse:
    """One document of one's own file."""
    return opened(_own(request, reference), number, request.actor)


def _own(request: ActorRequest, reference: str) -> Case:
    row = queries.of_person(request.actor).filter(reference=reference).first()
    if row is None:
        raise Http404
    return row
