"""The appeals body reads the whole file and decides."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from exeat.cases import actions, queries
from exeat.regimes import vocabulary
from exeat.values.rights import Right
from exeat.web.cases import forms, shown, wording
from exeat.web.cases.views import found, opened, refused
from exeat.web.guard import ActorRequest, needs


@needs(Right.DECIDE_APPEAL)
@require_GET
def index(request: ActorRequest) -> HttpResponse:
    """Appeals that wait, the oldest first."""
    waiting = [{"row": row, "state": wording.STATES[row.state]} for row in queries.on_appeal(request.actor)]
    return render(request, "web/appeals/index.html", {"rows": waiting})


@needs(Right.DECIDE_APPEAL)
@require_http_methods(["GET", "POST"])
def case(request: ActorRequest, reference: str) -> HttpResponse:
    """The whole file, also what was withheld from the person, and the decision on the appeal."""
    row = found(request, reference)
    taken = [(kind, vocabulary.role(kind, shown.language())) for kind in shown.measures(row)]
    form = forms.Decide(request.POST or None, taken=taken)
    if request.method == "POST" and form.is_valid():
        if refused(form, lambda: _decide(reference, request, form.cleaned_data)):
            messages.success(request, gettext("Decided. The person is told."))
            return redirect("web:appeal", reference)
    elif request.method == "GET":
        actions.look(reference, by=request.actor, at=timezone.now())
    context = shown.whole(row, request.actor, route="web:appeal-document")
    return render(
        request,
        "web/appeals/case.html",
        {**context, "form": form, "open": row.state == "appealed", "blocks": shown.blocks()},
    )


def _decide(reference: str, request: ActorRequest, data: dict[str, Any]) -> None:
    given: dict[str, Any] = {"reasons": data["reasons"], "by": request.actor, "at": timezone.now()}
    if data["verdict"] == "reverse_part":
        actions.reverse_part(reference, kinds=data.get("kinds", []), **given)
    else:
        {"uphold": actions.uphold, "reverse": actions.reverse, "suspend": actions.suspend}[data["verdict"]](
            reference, **given
        )


@needs(Right.DECIDE_APPEAL)
@require_GET
def document(request: ActorRequest, reference: str, number: int) -> HttpResponse:
    """One document of the file."""
    return opened(found(request, reference), number, request.actor)
