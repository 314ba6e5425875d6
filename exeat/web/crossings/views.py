"""Files of border records and discrepancies, as officers see them."""

from __future__ import annotations

import csv
from datetime import date
from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from exeat.cases import actions as cases
from exeat.crossings import actions, queries
from exeat.crossings.pace import pace
from exeat.crossings.policy import FileRefused
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web.crossings import forms, wording
from exeat.web.guard import ActorRequest, needs
from exeat.web.regimes.addresses import of_step

A_PAGE = 25
SHOWN = 200  # rows that were left out; the list as CSV has the others
AT_ONCE = 1_000_000  # bytes; a larger file is worked through in the background


@needs(Right.RECEIVE_CROSSINGS)
@require_http_methods(["GET", "POST"])
def files(request: ActorRequest) -> HttpResponse:
    """Files of border records: receive one, see those that came."""
    form = forms.Receive(request.POST or None, request.FILES or None)
    faults: list[Any] = []
    name = ""
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        name = upload.name
        try:
            if upload.size > AT_ONCE:
                waits = actions.hand_in(
                    cast(BinaryIO, upload.file), upload.name, source=form.cleaned_data["source"], by=request.actor,
                    at=timezone.now(),
                )  # fmt: skip
                return redirect("web:crossing-work", waits.reference)
            received = actions.receive(
                cast(BinaryIO, upload.file), upload.name, source=form.cleaned_data["source"], by=request.actor,
                at=timezone.now(),
            )  # fmt: skip
        except FileRefused as refused:
            faults = list(refused.faults[:50])
            form.add_error("file", gettext("The file was not taken. Nothing of it was applied."))
        except MoveRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, gettext(refusal.message))
        else:
            words = gettext("Received: %(file)s. Rows counted: %(rows)d. Possible matches: %(n)d.")
            messages.success(
                request, words % {"file": received.reference, "rows": received.rows, "n": received.proposed}
            )  # fmt: skip
            return redirect("web:crossing-file", received.reference) if received.refused else redirect("web:crossings")
    shown = [{**vars(f), "message": wording.fault(f.message)} for f in faults]
    context = {
        "form": form, "faults": shown, "name": name, "files": queries.files_received()[:A_PAGE], "waiting": _waiting(),
    }  # fmt: skip
    context["batches"], context["events"] = queries.events_on(timezone.localdate())
    return render(request, "web/crossings/files.html", context)


def _waiting() -> list[tuple[Any, Any]]:
    """Files that wait or are worked through now, and those that were refused, each with its state in words."""
    rows = [row for row in queries.handed_in() if row.state != "done"]
    return [(row, wording.WORK[row.state]) for row in rows]


@needs(Right.RECEIVE_CROSSINGS)
@require_GET
def work(request: ActorRequest, reference: str) -> HttpResponse:
    """How far the work on a file is, how fast it goes and how long it will take."""
    try:
        row = queries.handed_in_as(reference)
    except queries.NoFile:
        raise Http404 from None
    if row.received is not None:
        return redirect("web:crossing-file", row.received.reference)
    seconds = (row.told_at - row.stage_at).total_seconds() if row.told_at and row.stage_at else 0.0
    context = {
        "row": row, "state": wording.WORK[row.state], "stage": wording.STAGES.get(row.stage, ""),
        "pace": pace(row.done, row.total, seconds), "share": 100 * row.done // row.total if row.total else None,
        "faults": [{**fault, "message": wording.fault(fault["message"])} for fault in row.faults],
    }  # fmt: skip
    return render(request, "web/crossings/work.html", context)


@needs(Right.RECEIVE_CROSSINGS)
@require_GET
def file(request: ActorRequest, reference: str) -> HttpResponse:
    """One file that was received: what was counted, and every row that was left out with its field and the reason."""
    try:
        received = queries.file_received(reference)
    except queries.NoFile:
        raise Http404 from None
    faults = [{**one, "message": wording.fault(one["message"])} for one in received.faults]
    if request.GET.get("as") == "csv":
        return _as_csv(reference, faults)
    kind = wording.FILE_KINDS.get(received.kind, received.kind)
    context = {
        "received": received, "faults": faults[:SHOWN], "more": max(len(faults) - SHOWN, 0), "kind": kind,
        "overlaps": queries.overlaps(received),
    }  # fmt: skip
    return render(request, "web/crossings/file.html", context)


@needs(Right.RECEIVE_CROSSINGS)
@require_POST
def once(request: ActorRequest, reference: str) -> HttpResponse:
    """Say that this file holds all that another one held, so that its passages are counted once."""
    held = request.POST.get("held", "")
    try:
        for each in (reference, held):
            queries.file_received(each)
        taken = actions.count_once(reference, held, by=request.actor, at=timezone.now())
    except queries.NoFile:
        raise Http404 from None
    except MoveRefused as refused:
        for refusal in refused.refusals:
            messages.error(request, gettext(refusal.message))
    else:
        messages.success(request, gettext("Counted once. Passages taken out: %(n)d.") % {"n": taken})
    return redirect("web:crossing-file", reference)


def _as_csv(reference: str, faults: list[dict[str, Any]]) -> HttpResponse:
    """The rows to mend, for whoever sent the file."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{reference}-rows.csv"'
    write = csv.DictWriter(answer, ("file", "row", "column", "message"))
    write.writeheader()
    write.writerows({"file": reference, **fault} for fault in faults)
    return answer


@needs(Right.RECEIVE_CROSSINGS)
@require_GET
def counts(request: ActorRequest) -> HttpResponse:
    """How many passages of everybody there were, by quarter, point, direction and kind of traveller."""
    on = timezone.localdate()
    year = _year(request, on)
    rows = queries.counts(since=date(year, 1, 1), until=date(year + 1, 1, 1))
    grouped: dict[tuple[str, str, str], dict[int, int]] = {}
    for row in rows:
        key = (str(row["point"]), str(row["direction"]), str(row["traveller"]))
        quarter = (cast(date, row["day"]).month + 2) // 3
        cells = grouped.setdefault(key, {})
        cells[quarter] = cells.get(quarter, 0) + int(str(row["number"]))
    quarters = range(1, 5)
    table = [
        {
            "point": point, "direction": wording.DIRECTIONS.get(direction, direction),
            "traveller": wording.TRAVELLERS.get(kind, kind),
            "cells": [(wording.QUARTERS[q], cells.get(q, 0)) for q in quarters],
            "total": sum(cells.values()),
        }
        for (point, direction, kind), cells in sorted(grouped.items())
    ]  # fmt: skip
    return render(
        request,
        "web/crossings/counts.html",
        {
            "table": table,
            "quarters": list(wording.QUARTERS.values()),
            "year": year,
            "coverage": queries.coverage(since=date(year, 1, 1), until=date(year + 1, 1, 1), with_counts=True),
        },
    )


def _year(request: ActorRequest, on: date) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdigit() and 2000 <= int(asked) <= on.year else on.year


@needs(Right.OPEN_CASE)
@require_http_methods(["GET", "POST"])
def discrepancies(request: ActorRequest) -> HttpResponse:
    """Confirmed journeys that nothing covers and on which nobody has said anything yet."""
    if request.method == "POST":
        found = actions.find_discrepancies(by=request.actor, at=timezone.now())
        messages.success(request, gettext("Compared again. New: %(n)d") % {"n": found})
        return redirect("web:discrepancies")
    page = Paginator(queries.open_discrepancies(request.actor), A_PAGE).get_page(request.GET.get("page"))
    rows = [{"row": d, "kinds": [wording.KINDS.get(k, k) for k in d.kinds]} for d in page]
    context = {"page": page, "rows": rows, "coverage": queries.coverage()}
    return render(request, "web/crossings/discrepancies.html", context)


@needs(Right.OPEN_CASE)
@require_http_methods(["GET", "POST"])
def discrepancy(request: ActorRequest, reference: str) -> HttpResponse:
    """One discrepancy: what was asked that day and why, what was held, what speaks for the person, what can be done."""
    facts = _found(reference, request)
    points = [(f"{c.code}:{c.about}", wording.contrary(c.words, c.about)) for c in facts.contrary]
    doing = request.POST.get("do", "")
    opening = forms.Open(request.POST if doing == "open" else None, points=points)
    aside = forms.Aside(request.POST if doing == "aside" else None, prefix="aside")
    if doing == "open" and opening.is_valid():
        try:
            row = cases.open_case(
                reference, reasons=opening.cleaned_data["reasons"], overrides=opening.overrides(), by=request.actor,
                at=timezone.now(),
            )  # fmt: skip
            messages.success(request, gettext("The case is open. The person is told next."))
            return redirect("web:case", row.reference)
        except MoveRefused as refused:
            for refusal in refused.refusals:
                opening.add_error("reasons" if refusal.code == "no-reasons" else None, gettext(refusal.message))
    if doing == "aside" and aside.is_valid():
        try:
            actions.set_aside(reference, reasons=aside.cleaned_data["reasons"], by=request.actor, at=timezone.now())
            messages.success(request, gettext("Set aside. Nothing follows from it."))
            return redirect("web:discrepancies")
        except MoveRefused as refused:
            for refusal in refused.refusals:
                aside.add_error(None, gettext(refusal.message))
    language = (get_language() or "en")[:2]
    outcome = facts.outcome.get(language) or facts.outcome["en"]
    depends = [wording.contrary(item["words"], item["key"]) for item in facts.depends_on]
    context = {
        "facts": facts, "steps": steps_of(outcome), "opening": opening, "aside": aside,
        "headline": outcome.get("headline_of_person") or outcome["headline"],
        "kinds": [wording.KINDS.get(k, k) for k in facts.kinds], "how": wording.HOW[facts.how],
        "points": [words for _key, words in points],
        "depends": [words for words in depends if words not in {said for _key, said in points}],
        "confirmed_it": request.actor.reference in facts.confirmed_by,
        "directions": wording.DIRECTIONS,
        "matches": [(m, wording.DIRECTIONS.get(m.direction, m.direction)) for m in facts.matches],
    }  # fmt: skip
    return render(request, "web/crossings/discrepancy.html", context)


def _found(reference: str, request: ActorRequest) -> queries.DiscrepancyFacts:
    try:
        return queries.discrepancy(reference, seen_by=request.actor)
    except queries.NoDiscrepancy:
        raise Http404 from None


def steps_of(outcome: dict[str, Any]) -> list[dict[str, Any]]:
    """The steps of a stored outcome as the page's list of steps takes them, told of the person."""
    law = outcome.get("law", [])
    return [
        {
            "words": step.get("of_person") or step["words"],
            "decided": step["decided"],
            "cites": [
                {
                    "text": c if isinstance(c, str) else c.get("text", ""),
                    "address": of_step(step, law),
                }
                for c in step["cite"]
            ],
        }
        for step in outcome["steps"]
    ]
