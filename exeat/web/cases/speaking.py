"""What the person says in their case, by themselves or through whom they let in: answer, minutes, new facts, appeal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from exeat.cases import actions, policy, queries
from exeat.cases.appointment import calendar_file
from exeat.values.rights import Actor
from exeat.web.cases import forms, shown
from exeat.web.cases.attachments import NotTaken, attachments
from exeat.web.cases.views import refused, translated_by

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
    verbs = ("answer", "appeal", "reopen", "settle_minutes", "let_in", "accept_hearing")
    may = {verb: not policy.refusals(verb, actor, facts) for verb in verbs}
    may["translate"] = not policy.refusals("translate_own", actor, replace(facts, number=1, reasons="given"))
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
    asked = {key: data[key] for key in ("hearing", "representative", "interpreter", "translation", "accommodation")}
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
    done = gettext("Your appeal is with the appeals body.")
    return _saying(
        request, row, actor, form, "own_appeal", done,
        lambda said, at: actions.appeal(row.reference, points=said["points"], by=actor, at=at),
    )  # fmt: skip


def new_facts(request: HttpRequest, row: Case, actor: Actor) -> HttpResponse:
    """Tell of facts that nobody knew: the appeals body looks again."""
    form = forms.NewFacts(request.POST or None)
    done = gettext("The new facts are with the appeals body.")
    return _saying(
        request, row, actor, form, "own_new_facts", done,
        lambda said, at: actions.reopen(row.reference, facts=said["facts"], by=actor, at=at),
    )  # fmt: skip


def minutes(request: HttpRequest, row: Case, actor: Actor) -> HttpResponse:
    """Agree with the minutes of the hearing, or correct them."""
    form = forms.Minutes(request.POST or None)
    done = gettext("We have it. It stands in the file as you wrote it.")
    return _saying(
        request, row, actor, form, "own_minutes", done,
        lambda said, at: actions.settle_minutes(row.reference, correction=said["correction"], by=actor, at=at),
    )  # fmt: skip


def hearing(request: HttpRequest, row: Case, actor: Actor) -> HttpResponse:
    """Accept the invitation to be heard, or ask for another time."""
    other = request.POST.get("do") == "other"
    form: django_forms.Form = forms.OtherTime(request.POST if other else None)
    if request.method == "POST" and not other:
        plain = django_forms.Form({})
        if refused(plain, lambda: actions.accept_hearing(row.reference, by=actor, at=timezone.now())):
            messages.success(request, gettext("We expect you. You may still ask for another time."))
            return _back(row, actor)
        form = forms.OtherTime(None)
        messages.error(request, " ".join(map(str, plain.non_field_errors())))
    done = gettext("We have it. You will be invited again.")
    return _saying(
        request, row, actor, form, "own_hearing", done,
        lambda said, at: actions.ask_another_time(row.reference, words=said["words"], by=actor, at=at),
    )  # fmt: skip


def appointment(request: HttpRequest, row: Case, actor: Actor) -> HttpResponse:
    """The hearing as a file for the person's calendar."""
    one = row.hearings.filter(held_at=None).exclude(answer="another_time").order_by("number").last()
    if one is None:
        raise Http404
    content = calendar_file(
        f"{row.reference}-{one.number}@exeat", begins_at=one.begins_at, place=one.place, written_at=one.invited_at,
        language=shown.language(),
    )  # fmt: skip
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="appointment.ics"'
    response["Cache-Control"] = "no-store"
    return response


def translate(request: HttpRequest, row: Case, actor: Actor) -> HttpResponse:
    """Put a translation beside a document."""
    form = forms.Translate(request.POST or None, request.FILES or None, documents=shown.translatable(row, actor))
    if request.method == "POST" and form.is_valid() and translated_by(form, row, actor):
        messages.success(request, gettext("We have it. It stands in the file as you wrote it."))
        return _back(row, actor)
    return render(request, "web/cases/translate.html", {**context_of(row, actor), "form": form})


def _saying(
    request: HttpRequest, row: Case, actor: Actor, form: django_forms.Form, page: str, done: str,
    act: Callable[[dict[str, Any], datetime], object],
) -> HttpResponse:  # fmt: skip
    """A page on which the person says one thing: show it, do it, or show why it is not open."""
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if refused(form, lambda: act(said, timezone.now())):
            messages.success(request, done)
            return _back(row, actor)
    context = context_of(row, actor)
    ahead = context["hearing"] is not None and not context["hearing"]["row"].held_at
    return render(request, f"web/cases/{page}.html", {**context, "form": form, "may_answer": ahead})


def _back(row: Case, actor: Actor) -> HttpResponse:
    return redirect(shown.links(row, represented=actor.role == "representative")["case"])
