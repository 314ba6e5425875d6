"""The receipt of an application as a file to print: filed when, answered by whom and by when, and what it is not."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET

from exeat.applications import policy, queries
from exeat.permits.sheet import drawn
from exeat.values.rights import Right
from exeat.web.applications import showing
from exeat.web.guard import ActorRequest, needs
from exeat.web.templatetags.exeat import language


@needs(Right.TRAVEL)
@require_GET
def receipt(request: ActorRequest, reference: str) -> HttpResponse:
    """The receipt of one's own application; for anybody else there is no such page."""
    now = timezone.now()
    try:
        row = queries.file(reference, seen_by=request.actor, on=timezone.localdate(now))
    except queries.missing as hidden:
        raise Http404 from hidden
    if row.person != request.actor.reference or row.kind != policy.Kind.APPLICATION or row.filed_at is None:
        raise Http404
    shown: dict[str, Any] = {
        "row": row,
        "line": showing.Line(row),
        "legs": showing.legs(row),
        "clock": queries.clocks(row, at=now),
        "terms": row.outcome.get("asked", {}),
        "language": language(),
        "now": now,
    }
    response = HttpResponse(
        drawn(render_to_string("web/applications/receipt.html", shown)), content_type="application/pdf"
    )
    response["Content-Disposition"] = 'inline; filename="receipt.pdf"'
    return response
