"""What every page may show: the house, the mode, the actor and the ways to go."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from exeat.web import navigation


def page(request: HttpRequest) -> dict[str, Any]:
    """The few names that the base template needs."""
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "actors": getattr(request, "actors", []),
        "office": actor is not None and actor.role not in {"", "traveller"},
        "demonstration": settings.EXEAT_MODE == "demo",
        "house": settings.EXEAT_HOUSE,
        "ways": navigation.ways(actor, request.path),
        "foot": navigation.foot(request.path),
    }
