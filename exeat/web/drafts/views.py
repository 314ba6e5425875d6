"""The draft lab: what a draft changes in words, and whom it would have reached on past trips."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from exeat import regimes
from exeat.drafts import actions, brief, policy, queries
from exeat.drafts import tables as counted
from exeat.drafts.telling import told
from exeat.regimes.shapes import said
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web.drafts import forms, showing
from exeat.web.drafts.wording import STATES
from exeat.web.guard import ActorRequest, needs

if TYPE_CHECKING:
    from exeat.drafts.models import Trial
    from exeat.drafts.past import Past

AT_ONCE = 20_000  # stays; more are judged in the background


def _language() -> str:
    return get_language() or "en"


@needs(Right.TRY_DRAFTS)
@require_http_methods(["GET", "POST"])
def index(request: ActorRequest) -> HttpResponse:
    """Every draft with its versions, every trial that was made; a draft is handed in here."""
    form = forms.HandIn(request.POST, request.FILES) if request.method == "POST" else forms.HandIn()
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.hand_in(form.cleaned_data["file"], by=request.actor, at=timezone.now())
        except regimes.RulebookError as wrong:
            form.faults(wrong)
        except MoveRefused as refused:
            for refusal in refused.refusals:
                form.add_error("file", _(refusal.message))
        else:
            return redirect("web:draft", made.reference)
    language = _language()
    drafts = [
        {"name": name, "title": said(book.title, language), "version": version, "series": book.regime}
        for name, book, version in queries.drafts()
    ]
    trials = queries.trials(seen_by=request.actor)
    unfinished = [(row, STATES[row.state]) for row in queries.unfinished(seen_by=request.actor)]
    context = {"form": form, "drafts": drafts, "trials": trials, "unfinished": unfinished}
    return render(request, "web/drafts/index.html", context, status=422 if form.errors else 200)


@needs(Right.TRY_DRAFTS)
@require_http_methods(["GET", "POST"])
def draft(request: ActorRequest, name: str) -> HttpResponse:
    """What the draft changes in words; and the form that tries it on past trips."""
    book, language = _book(name), _language()
    others = [
        (each, f"{said(other.title, language)} ({version})")
        for each, other, version in queries.drafts()
        if each != name and other.jurisdiction == book.jurisdiction
    ]
    begins = showing.begins_later(book, timezone.localdate())
    start = {"source": "register", "as_if_from": begins}
    form = (
        forms.Try(request.POST, request.FILES, others=others)
        if request.method == "POST"
        else forms.Try(initial=start, others=others)
    )
    if request.method == "POST" and form.is_valid():
        try:
            reference = _tried(request, name, form.cleaned_data)
        except MoveRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, _(refusal.message))
        else:
            return redirect("web:trial", reference)
    law = [regimes.rulebook(each) for each in queries.laws_beside(book)]
    observed = policy.observed(book, law, timezone.localdate())
    context = {
        "form": form,
        "rulebook": book,
        "title": said(book.title, language),
        "changes": [showing.change(each, book, language) for each in law],
        "observed": [
            (said(book.categories[category].label, language) or category, seen) for category, seen in observed
        ],
    }
    return render(request, "web/drafts/draft.html", context, status=422 if form.errors else 200)


def _tried(request: ActorRequest, name: str, data: dict[str, Any]) -> str:
    """The number of the trial that was made, or that is made in the background where there are many trips."""
    given: Past | None = data.get("past")
    options: dict[str, Any] = {
        "file": hashlib.sha256(data["bytes"]).hexdigest() if given is not None else "",
        "by": request.actor,
        "at": timezone.now(),
        "every_reading": data["readings"] == "all",
        "as_if_from": data["as_if_from"],
        "hours": {"permission": float(data["hours"])} if data["hours"] is not None else None,
    }
    drafts = (name, *data.get("also", ()))
    past = given if given is not None else queries.confirmed_trips()
    if len(past) > AT_ONCE:
        return actions.ask(*drafts, past=given, **options).reference
    return actions.run(*drafts, past=past, **options).reference


def _book(name: str) -> regimes.Rulebook:
    try:
        return queries.draft_book(name)
    except regimes.NoSuchRegime:
        raise Http404 from None


def _trial(request: ActorRequest, reference: str) -> Trial:
    found = queries.trial(reference, seen_by=request.actor)
    if found is None or "scenarios" not in found.found:
        raise Http404
    return found


@needs(Right.TRY_DRAFTS)
@require_GET
def trial(request: ActorRequest, reference: str) -> HttpResponse:
    """What one trial found: people and trips, by kind of post, institution and month, under each draft and reading.

    While it is being made: how far the work is, how fast it goes and how long it will take.
    """
    row = queries.asked(reference, seen_by=request.actor)
    if row is not None and row.state != "done":
        return render(request, "web/drafts/work.html", showing.work(row, _language()))
    found = _trial(request, reference)
    context = showing.trial(found, _language()) | {"trial": found, "found": found.found}
    return render(request, "web/drafts/trial.html", context)


@needs(Right.TRY_DRAFTS)
@require_GET
def data(request: ActorRequest, reference: str, ending: str) -> HttpResponse:
    """What a trial found as a file: text, JSON, CSV or Parquet."""
    found = _trial(request, reference)
    if ending == "json":
        text = json.dumps(found.found | {"fingerprints": found.fingerprints}, ensure_ascii=False, indent=2)
        answer = HttpResponse(text, content_type="application/json")
    elif ending == "txt":
        answer = HttpResponse(f"{told(found.found)}\n", content_type="text/plain; charset=utf-8")
    else:
        kinds = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}
        answer = HttpResponse(counted.as_file(found.found, ending), content_type=kinds[ending])
    answer["Content-Disposition"] = f'attachment; filename="{found.reference}.{ending}"'
    return answer


@needs(Right.TRY_DRAFTS)
@require_GET
def the_brief(request: ActorRequest, reference: str) -> HttpResponse:
    """Two pages for the commission: the change in words, people and trips, burden, what was not seen."""
    found = _trial(request, reference)
    pdf = brief.pdf(found, language=_language(), on=timezone.localdate())
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{found.reference}.pdf"'
    return answer
