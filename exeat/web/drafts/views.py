"""The draft lab: a draft beside the law in force, in words and on past trips."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from exeat import regimes
from exeat.drafts import actions, queries
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web import charts
from exeat.web.drafts import forms
from exeat.web.drafts.wording import REQUIREMENTS, SECTORS, kind
from exeat.web.guard import ActorRequest, needs


@needs(Right.TRY_DRAFTS)
@require_GET
def index(request: ActorRequest) -> HttpResponse:
    """Every draft, and every trial that was made."""
    language = get_language() or "en"
    drafts = [(name, regimes.rulebook(name).title.get(language, "")) for name in queries.drafts()]
    context = {"drafts": drafts, "trials": queries.trials(seen_by=request.actor)}
    return render(request, "web/drafts/index.html", context)


@needs(Right.TRY_DRAFTS)
@require_http_methods(["GET", "POST"])
def draft(request: ActorRequest, name: str) -> HttpResponse:
    """What the draft changes in words; and the form that tries it on past trips."""
    if name not in queries.drafts():
        raise Http404
    language = get_language() or "en"
    form = forms.Try(request.POST, request.FILES) if request.method == "POST" else forms.Try()
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        from_file = data["source"] == "file"
        trips = data["trips"] if from_file else queries.confirmed_trips()
        try:
            made = actions.run(
                name, trips=trips, file=data["bytes"] if from_file else b"", by=request.actor, at=timezone.now()
            )
        except MoveRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, _(refusal.message))
        else:
            return redirect("web:trial", made.reference)
    rulebook = regimes.rulebook(name)
    changes = [
        {
            "law": law,
            "title": regimes.rulebook(law).title.get(language, ""),
            "groups": regimes.compare(law, name, language),
        }
        for law in queries.law_in_force()
    ]
    context = {"form": form, "rulebook": rulebook, "title": rulebook.title.get(language, ""), "changes": changes}
    status = 422 if form.errors else 200
    return render(request, "web/drafts/draft.html", context, status=status)


@needs(Right.TRY_DRAFTS)
@require_GET
def trial(request: ActorRequest, reference: str) -> HttpResponse:
    """What one trial found: how many more people and trips, of which kinds of post."""
    found = queries.trial(reference, seen_by=request.actor)
    if found is None:
        raise Http404
    language = get_language() or "en"
    rows = [_row(change, language) for change in found.found["changes"]]
    heavier = [row for row in rows if row["heavier"]]
    context = {
        "trial": found,
        "title": regimes.rulebook(found.draft).title.get(language, ""),
        "found": found.found,
        "rows": rows,
        "chart": charts.bars("draft", [row["bar"] for row in heavier]),
    }
    return render(request, "web/drafts/trial.html", context)


def _change(law: str, draft: str, language: str) -> dict[str, Any]:
    groups = [
        {
            "before": REQUIREMENTS[group.before],
            "after": REQUIREMENTS[group.after],
            "where": group.where,
            "since": group.since,
            "until": group.until,
            "example": group.witness_words,
            "words": group.words,
        }
        for group in regimes.compare(law, draft, language)
    ]
    return {"law": law, "title": regimes.rulebook(law).title.get(language, ""), "groups": groups}


def _row(change: dict[str, Any], language: str) -> dict[str, Any]:
    name = kind(change["post_kind"], language)
    sector = SECTORS.get(change["sector"], SECTORS["unknown"])
    after = REQUIREMENTS[change["after"]]
    words = _("withheld") if change["people"] is None else number_format(change["people"], force_grouping=True)
    return change | {
        "kind": name,
        "sector_name": sector,
        "before_words": REQUIREMENTS[change["before"]],
        "after_words": after,
        "bar": charts.Bar(
            f"{name}, {change['country']}", change["people"], words, "draft", str(REQUIREMENTS[change["after"]])
        ),
    }
