"""What every page may show: the house, the mode, the actor and the ways to go."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from exeat.web import kept, navigation
from exeat.web.demonstration.walk import standing_at
from exeat.web.kept.middleware import ends_at


def page(request: HttpRequest) -> dict[str, Any]:
    """The few names that the base template needs."""
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "actors": getattr(request, "actors", []),
        "office": actor is not None and actor.role not in {"", "traveller"},
        "demonstration": settings.EXEAT_MODE == "demo",
        "stage": standing_at(request) if settings.EXEAT_MODE == "demo" else None,
        "house": settings.EXEAT_HOUSE,
        "ways": navigation.ways(actor, request.path),
        "foot": navigation.foot(request.path),
        **_kept(request),
    }


def _kept(request: HttpRequest) -> dict[str, Any]:
    """What was written and not sent, and in how many seconds whoever is signed in will no longer be."""
    if not hasattr(request, "session") or not hasattr(request, "user"):
        return {}
    ends = ends_at(request)
    found = kept.offered(request)
    here = request.get_full_path()
    return {
        "kept_here": next((one for one in found if one.page == here), None),
        "kept_there": next((one for one in found if one.page != here and not one.typed), None),
        "ends_in": int((ends - timezone.now()).total_seconds()) if ends else None,
    }
