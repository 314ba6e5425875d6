"""What the person says in their case, by themselves or through whom they let in: answer, minutes, new facts, appeal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from exeat.cases import actions, policy, queries
from exeat.values.rights import Actor
from exeat.web.cases import forms, shown
from exeat.web.cases.attachments import NotTaken, attachments
from exeat.web.cases.views import refused

if TYPE_CHECKING:
    from exeat.cases.models import Case


def context_of(row: Case, actor: Actor) -> dict[str, Any]:
    """What every page of the person's side shows of the case."""
    represented = actor.role == "representative"
    route = "web:represented-case-document" if represented else "web:own-case-document"
    context = shown.whole(row, actor, route=route)
    return {**context, "links": shown.links(row, represented=represented), "represented": represented}


def case(request: HttpRequest, row: Case, actor: Actor, **more: Any) -> HttpResponse:
    """The case with everything that can be done now."""
    facts = policy.Facts(queries.as_policy(row, actor), timezone.localdate(), words="given")
    verbs = ("answer", "appeal", "reopen", "settle_minutes", "let_in")
    may = {verb: not policy.refusals(verb, actor, facts) for verb in verbs}
    may["appeal"] = may["appeal"] and not (may["reopen"] and facts.on > (facts.case.appeal_until or facts.on))
    return render(request, "web/cases/own.html", {**context_of(row, actor), "may": may, **more})


def answer(request: HttpRequest, row: Case, actor: Actor) -> HttpResponse:
    """Answer, with files; or ask for more time, a hearing, help."""
    form = forms.Answer(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _answered(form, row, actor):
        messages.success(request, gettext("We have it. It stands in the file as you wrote it."))
        return _back(row, actor)
    return render(request, "web/cases/own_answer.html", {**context_of(row, actor), "form": form})


def _answered(form: forms.Answer, row: Case, actor: Actor) -> bool:
    data = form.cleaned_data
    asked = {key: data[key] for key in ("hearing", "representative", "interpreter", "accommodation")}
    try:
        files = attachments(data["attachments"])
    except NotTaken as no:
        form.add_error("attachments", str(no))
        return False
    at = timezone.now()
    if data["wants"] == "ask":
        return refused(form, lambda: actions.ask(row.reference, text=data["text"], by=actor, at=at, **asked))
    return refused(
        form,
        lambda: actions.answer(
            row.reference, text=data["text"], arguments=data["arguments"].splitlines(), attachments=files, by=actor,
            at=at, **asked,
        ),
    )  # fmt: skip


def appeal(request: HttpRequest, row: Case, actor: Actor) -> HttpResponse:
    """Ask another body to set the decision aside."""
    form = forms.Appeal(request.POST or None)
    if request.method == "POST" and form.is_valid():
        points = form.cleaned_data["points"]
        if refused(form, lambda: actions.appeal(row.reference, points=points, by=actor, at=timezone.now())):
            messages.success(request, gettext("Your appeal is with the appeals body."))
            return _back(row, actor)
    return render(request, "web/cases/own_appeal.html", {**context_of(row, actor), "form": form})


def new_facts(request: HttpRequest, row: Case, actor: Actor) -> HttpResponse:
    """Tell of facts that nobody knew: the appeals body looks again."""
    form = forms.NewFacts(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data["facts"]
        if refused(form, lambda: actions.reopen(row.reference, facts=told, by=actor, at=timezone.now())):
            messages.success(request, gettext("The new facts are with the appeals body."))
            return _back(row, actor)
    return render(request, "web/cases/own_new_facts.html", {**context_of(row, actor), "form": form})


def minutes(request: HttpRequest, row: Case, actor: Actor) -> HttpResponse:
    """Agree with the minutes of the hearing, or correct them."""
    form = forms.Minutes(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data["correction"]
        if refused(form, lambda: actions.settle_minutes(row.reference, correction=said, by=actor, at=timezone.now())):
            messages.success(request, gettext("We have it. It stands in the file as you wrote it."))
            return _back(row, actor)
    return render(request, "web/cases/own_minutes.html", {**context_of(row, actor), "form": form})


def _back(row: Case, actor: Actor) -> HttpResponse:
    return redirect(shown.links(row, represented=actor.role == "representative")["case"])
