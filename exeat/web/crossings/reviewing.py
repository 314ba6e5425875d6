"""Possible matches as officers see them: the list, one pair with its evidence, the answer, and taking it back."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from exeat.crossings import actions, queries
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web.crossings import evidence, forms, wording
from exeat.web.guard import ActorRequest, needs

A_PAGE = 25


@needs(Right.ANSWER_CANDIDATE)
@require_GET
def matches(request: ActorRequest) -> HttpResponse:
    """The possible matches that this officer can answer, the first to be erased first, and their answers of today."""
    on = timezone.localdate()
    page = Paginator(queries.waiting_for(request.actor, on=on), A_PAGE).get_page(request.GET.get("page"))
    mine = [(answer, wording.VERDICTS[answer.verdict]) for answer in queries.answers_of_today(request.actor, on=on)]
    return render(request, "web/crossings/matches.html", {"page": page, "states": wording.STATES, "mine": mine})


@needs(Right.ANSWER_CANDIDATE)
@require_http_methods(["GET", "POST"])
def match(request: ActorRequest, reference: str) -> HttpResponse:
    """Is this the same person? One record beside one entry, with what speaks for and against."""
    try:
        pair = queries.pair(reference, seen_by=request.actor)
    except queries.NoCandidate:
        raise Http404 from None
    on = timezone.localdate()
    before, after = queries.beside(reference, seen_by=request.actor, on=on)
    same = list(pair.of_person)
    form = forms.Answer(request.POST or None, others=len(same))
    if request.method == "POST" and form.is_valid():
        try:
            given = {name: form.cleaned_data[name] for name in ("reasons", "overrides")}
            verdict = request.POST.get("verdict", "cannot_tell")
            actions.answer(reference, verdict, by=request.actor, at=timezone.now(), **given)
            if form.cleaned_data.get("also"):
                _also(same, verdict, given, request)
        except MoveRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, gettext(refusal.message))
        else:
            messages.success(request, gettext("Your answer is kept. You can take it back today, from the list."))
            if verdict == "same":
                messages.info(
                    request, gettext("If no permit covers the journey, another officer finds it under Discrepancies.")
                )
            after = (
                queries.beside(reference, seen_by=request.actor, on=on)[1] if form.cleaned_data.get("also") else after
            )
            return redirect("web:match", after) if after else redirect("web:matches")
    elif request.method == "GET":
        actions.look(reference, by=request.actor, at=timezone.now())
    waiting = queries.waiting_for(request.actor, on=on).count()
    context = {**_shown(pair), "form": form, "before": before, "after": after, "waiting": waiting, "also": len(same)}
    return render(request, "web/crossings/match.html", context)


def _also(others: list[str], verdict: str, given: dict[str, str], request: ActorRequest) -> None:
    """The same answer for other crossings with this document that wait; what is not open to the officer stays."""
    for other in others:
        with suppress(MoveRefused):
            actions.answer(other, verdict, by=request.actor, at=timezone.now(), **given)


def _shown(pair: queries.Pair) -> dict[str, Any]:
    start, items = evidence.items(pair.contents)
    total = start + sum(item.weight or 0.0 for item in items)
    return {
        "pair": pair, "rows": evidence.rows(pair), "items": items, "start": start, "total": round(total, 1),
        "odds": evidence.odds(total), "together": evidence.together(pair.contents),
        "scale": max(abs(start), abs(total), *(abs(r.weight) for r in pair.contents.evidence), 1.0),
        "contrary": [wording.contrary(c.words, c.about) for c in pair.contents.contrary],
        "direction": wording.DIRECTIONS.get(pair.candidate.direction, pair.candidate.direction),
        "how": wording.HOW.get(pair.candidate.how, ""), "states": wording.STATES,
        "papers": [
            (other, " ".join(filter(None, (record.get("surname"), record.get("given_names")))))
            for other, record in pair.same_paper
        ],
    }  # fmt: skip


@needs(Right.ANSWER_CANDIDATE)
@require_POST
def take_back(request: ActorRequest, reference: str) -> HttpResponse:
    """Take one's own answer of today back."""
    try:
        actions.take_back(reference, by=request.actor, at=timezone.now())
    except ObjectDoesNotExist:
        raise Http404 from None
    except MoveRefused as refused:
        for refusal in refused.refusals:
            messages.error(request, gettext(refusal.message))
    else:
        messages.success(request, gettext("Your answer is taken back. The possible match waits again."))
    return redirect("web:matches")
