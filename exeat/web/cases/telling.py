"""What was told of a journey: taken down by one officer, or by the person; weighed by another; reports kept safe."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from exeat.cases import actions, queries
from exeat.register import queries as register
from exeat.values.destination import Destination
from exeat.values.rights import Right
from exeat.web.cases import forms, shown, wording
from exeat.web.cases.views import refused
from exeat.web.crossings import wording as crossings
from exeat.web.guard import ActorRequest, needs


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def own(request: ActorRequest) -> HttpResponse:
    """The person tells of a journey before anybody asks."""
    form = forms.OwnReport(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = _given(form.cleaned_data)
        if refused(
            form,
            lambda: actions.receive_told(
                request.actor.reference, source="own_report", reliability="credible", **given, by=request.actor,
                at=timezone.now(),
            ),
        ):  # fmt: skip
            messages.success(request, gettext("We have it. That you told it yourself stands in your favour."))
            return redirect("web:own-cases")
    return render(request, "web/cases/own_tell.html", {"form": form})


@needs(Right.OPEN_CASE)
@require_GET
def index(request: ActorRequest) -> HttpResponse:
    """What was told and nobody has weighed yet."""
    rows = [
        {"row": row, "source": wording.SOURCES[row.source], "sure": wording.RELIABILITIES[row.reliability]}
        for row in queries.waiting_told(request.actor)
    ]
    return render(request, "web/cases/told_index.html", {"rows": rows})


@needs(Right.OPEN_CASE)
@require_http_methods(["GET", "POST"])
def take_down(request: ActorRequest) -> HttpResponse:
    """Take down what an institution or State Security told."""
    form = forms.TakeDown(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        kept = {key: data[key] for key in ("source", "reliability", "informant", "from_report")}
        if refused(
            form,
            lambda: actions.receive_told(
                data["person"].strip(), **kept, **_given(data), by=request.actor, at=timezone.now()
            ),
        ):  # fmt: skip
            messages.success(request, gettext("Taken down. Another officer weighs it."))
            return redirect("web:told")
    return render(request, "web/cases/told_new.html", {"form": form})


@needs(Right.OPEN_CASE)
@require_http_methods(["GET", "POST"])
def told(request: ActorRequest, reference: str) -> HttpResponse:
    """One thing told: its source, how sure it is, what the rules asked, what speaks for the person."""
    try:
        heard = queries.told(reference, seen_by=request.actor, at=timezone.now())
    except queries.NoTold:
        raise Http404 from None
    except queries.NothingMissing:
        heard = None
    doing = request.POST.get("do", "")
    points = [(c.key, shown.contrary(c.words, c.source)) for c in heard.contrary] if heard else []
    opening = forms.OpenTold(request.POST if doing == "open" else None, points=points)
    leaving = forms.LeaveTold(request.POST if doing == "leave" else None, prefix="leave")
    at, by = timezone.now(), request.actor
    if doing == "open" and heard and opening.is_valid():
        reasons = opening.cleaned_data["reasons"]
        opened: list[Any] = []

        def begin() -> None:
            opened.append(actions.open_told(reference, reasons=reasons, overrides=opening.overrides(), by=by, at=at))

        if refused(opening, begin):
            messages.success(request, gettext("The case is open. The person is told next."))
            return redirect("web:case", opened[0].reference)
    if doing == "leave" and leaving.is_valid():
        reasons = leaving.cleaned_data["reasons"]
        if refused(leaving, lambda: actions.leave_told(reference, reasons=reasons, by=by, at=at)):
            return redirect("web:told")
    return render(request, "web/cases/told.html", {**_facts(heard), "opening": opening, "leaving": leaving})


def _facts(heard: queries.Heard | None) -> dict[str, Any]:
    if heard is None:
        return {"heard": None}
    outcome = heard.facts.outcome.get(shown.language()) or heard.facts.outcome["en"]
    return {
        "heard": heard, "row": heard.row, "outcome": outcome, "name": register.name_on(heard.facts.person),
        "source": wording.SOURCES[heard.row.source], "sure": wording.RELIABILITIES[heard.row.reliability],
        "kinds": [crossings.KINDS.get(kind, kind) for kind in heard.facts.kinds],
    }  # fmt: skip


@needs(Right.DECIDE_APPEAL)
@require_http_methods(["GET", "POST"])
def allow_use(request: ActorRequest) -> HttpResponse:
    """A second authority decides whether a return report may be used against the one who gave it."""
    form = forms.AllowUse(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if refused(
            form,
            lambda: actions.allow_use(
                data["person"].strip(), data["report"].strip(), reasons=data["reasons"], cite=data["cite"],
                by=request.actor, at=timezone.now(),
            ),
        ):  # fmt: skip
            messages.success(request, gettext("Decided. The person can read it."))
            return redirect("web:appeals")
    return render(request, "web/appeals/use.html", {"form": form})


def _given(data: dict[str, Any]) -> dict[str, Any]:
    return {"where": Destination(data["place"]), **{key: data[key] for key in ("first_on", "last_on", "text")}}
