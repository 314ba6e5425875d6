"""The file that a page of an office is about."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils import timezone

from exeat.applications import queries
from exeat.web.guard import ActorRequest


def seen(request: ActorRequest, reference: str) -> Any:
    """One file of somebody, as this actor may see it. Raises Http404 where it is hidden from them."""
    try:
        return queries.file(reference, seen_by=request.actor, on=timezone.localdate())
    except queries.missing as hidden:
        raise Http404 from hidden
