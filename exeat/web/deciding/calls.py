"""The duty officer writes down an urgent call: it counts as filed at this minute."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from exeat.applications import actions, queries
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web.applications import showing
from exeat.web.deciding import forms
from exeat.web.guard import ActorRequest, needs

MOST = 10


@needs(Right.TAKE_URGENT_CALL)
@require_http_methods(["GET", "POST"])
def call(request: ActorRequest) -> HttpResponse:
    """Find who is calling, ask the three questions, write them down."""
    words = (request.POST.get("q") or request.GET.get("q", "")).strip()[:80]
    people = _people(request, words)
    form = forms.Call(request.POST if request.method == "POST" else None, people=people)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            row = actions.take_call(
                said["person"], parts=[form.part()], reason=said["reason"], phone=said["phone"],
                particulars=said["particulars"], by=request.actor, at=timezone.now(),
            )  # fmt: skip
        except MoveRefused as refused:
            showing.add(form, refused)
        else:
            filed = gettext("Written down and filed. Tell the caller this number:")
            messages.success(request, f"{filed} {row.reference}")
            return redirect("web:work-file", row.reference)
    context = {"form": form, "words": words, "people": people, "more": len(people) == MOST,
               "sees_list": request.actor.may(Right.CHECK_APPLICATION)}  # fmt: skip
    return render(request, "web/deciding/call.html", context)


def _people(request: ActorRequest, words: str) -> list[tuple[str, str]]:
    """People of this institution by part of a name; only what is needed to tell them apart."""
    if len(words) < 3:
        return []
    return queries.callers(seen_by=request.actor, words=words, on=timezone.localdate(), most=MOST)
