"""A person's own cases: what is known, the file, the answer and the appeal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from exeat.cases import actions, policy, queries
from exeat.values.rights import Right
from exeat.web.cases import forms, shown, wording
from exeat.web.cases.attachments import NotTaken, attachments
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
    facts = policy.Facts(queries.as_policy(row, request.actor), timezone.localdate(), words="given")
    may = {verb: not policy.refusals(verb, request.actor, facts) for verb in ("answer", "appeal")}
    context = shown.whole(row, request.actor, route="web:own-case-document")
    return render(request, "web/cases/own.html", {**context, "may": may})


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def answer(request: ActorRequest, reference: str) -> HttpResponse:
    """Answer, with files; or ask for more time, a hearing, an interpreter."""
    row = _own(request, reference)
    form = forms.Answer(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _answered(form, row, request):
        messages.success(request, gettext("We have it. It stands in the file as you wrote it."))
        return redirect("web:own-case", reference)
    context = shown.whole(row, request.actor, route="web:own-case-document")
    return render(request, "web/cases/own_answer.html", {**context, "form": form})


def _answered(form: forms.Answer, row: Case, request: ActorRequest) -> bool:
    data = form.cleaned_data
    asked = {key: data[key] for key in ("hearing", "representative", "interpreter")}
    try:
        files = attachments(data["attachments"])
    except NotTaken as no:
        form.add_error("attachments", str(no))
        return False
    at = timezone.now()
    if data["wants"] == "ask":
        return refused(form, lambda: actions.ask(row.reference, text=data["text"], by=request.actor, at=at, **asked))
    return refused(
        form,
        lambda: actions.answer(row.reference, text=data["text"], attachments=files, by=request.actor, at=at, **asked),
    )


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def appeal(request: ActorRequest, reference: str) -> HttpResponse:
    """Ask another body to set the decision aside."""
    row = _own(request, reference)
    form = forms.Appeal(request.POST or None)
    if request.method == "POST" and form.is_valid():
        points = form.cleaned_data["points"]
        if refused(form, lambda: actions.appeal(reference, points=points, by=request.actor, at=timezone.now())):
            messages.success(request, gettext("Your appeal is with the appeals body."))
            return redirect("web:own-case", reference)
    context = shown.whole(row, request.actor, route="web:own-case-document")
    return render(request, "web/cases/own_appeal.html", {**context, "form": form})


@needs(Right.TRAVEL)
@require_GET
def document(request: ActorRequest, reference: str, number: int) -> HttpResponse:
    """One document of one's own file."""
    return opened(_own(request, reference), number, request)


def _own(request: ActorRequest, reference: str) -> Case:
    row = queries.of_person(request.actor).filter(reference=reference).first()
    if row is None:
        raise Http404
    return row
