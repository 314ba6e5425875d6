"""The whole file of a case on paper: an index with the hash of each document, every text, and what lies inside."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET

from exeat.cases import actions, papers, queries
from exeat.values.rights import Actor, Right
from exeat.web.cases import shown
from exeat.web.cases.views import found
from exeat.web.guard import ActorRequest, needs

if TYPE_CHECKING:
    from exeat.cases.models import Case


@needs(Right.OPEN_CASE)
@require_GET
def for_officers(request: ActorRequest, reference: str) -> HttpResponse:
    """The file as officers read it."""
    return whole(request, found(request, reference), request.actor)


@needs(Right.DECIDE_APPEAL)
@require_GET
def for_the_body(request: ActorRequest, reference: str) -> HttpResponse:
    """The file as the appeals body reads it and hands it to a court: with what is withheld, and the annex of it."""
    return whole(request, found(request, reference), request.actor)


@needs(Right.OPEN_CASE)
@require_GET
def for_officers_to_give(request: ActorRequest, reference: str) -> HttpResponse:
    """The edition that an officer gives to the person."""
    return _to_give(request, found(request, reference))


@needs(Right.DECIDE_APPEAL)
@require_GET
def for_the_body_to_give(request: ActorRequest, reference: str) -> HttpResponse:
    """The edition that the appeals body gives to the person, or to whoever may read no more than the person."""
    return _to_give(request, found(request, reference))


@needs(Right.TRAVEL)
@require_GET
def for_the_person(request: ActorRequest, reference: str) -> HttpResponse:
    """The file as the person reads it; what is withheld is listed with its ground."""
    row = queries.of_person(request.actor).filter(reference=reference).first()
    if row is None:
        raise Http404
    return whole(request, row, request.actor)


def _to_give(request: ActorRequest, row: Case) -> HttpResponse:
    """The file with the eyes of the person: nothing that is withheld from them is in it, neither text nor title."""
    person = Actor(row.person.reference, "", frozenset({Right.TRAVEL}), role="traveller")
    return whole(request, row, request.actor, eyes=person)


def whole(request: HttpRequest, row: Case, actor: Actor, *, eyes: Actor | None = None) -> HttpResponse:
    """One sealed PDF of everything that this reader may read, or that somebody else may for whom it is taken."""
    at, reader = timezone.now(), eyes or actor
    context = shown.whole(row, reader, route="web:own-case-document")
    pictures: dict[str, tuple[str, bytes]] = {}
    enclosed: list[papers.Enclosed] = []
    lines: list[dict[str, Any]] = []
    for one in context["items"]:
        line = dict(one)
        if one["item"].readable:
            item, content = queries.document(row, one["item"].number, seen_by=reader)
            line["hash"] = hashlib.sha256(content).hexdigest()
            if item.kind in papers.IMAGES:
                line["picture"] = f"picture:{item.number}"
                pictures[line["picture"]] = (item.kind, content)
            elif item.file_name:
                enclosed.append(papers.Enclosed(f"{item.number}-{item.file_name}", content))
        lines.append(line)
    if context["withheld"] and reader.may(Right.DECIDE_APPEAL):
        enclosed.append(papers.Enclosed(f"{row.reference}-annex.pdf", _annex(request, row, context, at)))
    page = {**context, "items": lines, "at": at, "language": shown.language(), "to_give": eyes is not None,
            "annexed": any(one["item"].readable for one in lines if one["item"].withheld_ground)}  # fmt: skip
    html = render_to_string("web/cases/court.html", page, request)
    pdf = papers.sealed(papers.drawn(html, pictures, enclosed), at=at)
    actions.take_file(row.reference, by=actor, at=at)
    return _as_pdf(pdf, f"{row.reference}{'-for-the-person' if eyes else ''}.pdf")


@needs(Right.DECIDE_APPEAL)
@require_GET
def withheld(request: ActorRequest, reference: str) -> HttpResponse:
    """The list of what was withheld from the person as a sealed annex of its own."""
    row = found(request, reference)
    context = shown.whole(row, request.actor, route="web:appeal-document")
    at = timezone.now()
    pdf = _annex(request, row, context, at)
    actions.take_file(row.reference, by=request.actor, at=at)
    return _as_pdf(pdf, f"{row.reference}-annex.pdf")


def _annex(request: HttpRequest, row: Case, context: dict[str, Any], at: datetime) -> bytes:
    """What was withheld, by which body and on which ground, sealed by itself; nothing of what it says."""
    given = {"case": row, "withheld": context["withheld"], "at": at, "language": shown.language()}
    return papers.sealed(papers.drawn(render_to_string("web/cases/annex.html", given, request), {}, []), at=at)


def _as_pdf(pdf: bytes, name: str) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
