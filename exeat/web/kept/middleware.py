"""Gives a kept form back on its page, and says when a session ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from exeat.web.kept import keeping
from exeat.web.kept.refilling import refilled

TYPING = "X-Draft"  # what the script of a page says while somebody types: "keep" where the page itself keeps nothing
TYPING_FILES = "X-Draft-Files"
ENDS = "ends"  # the session key: until when one is signed in


class KeptMiddleware:
    """Fills the form of a page with what was kept of it; a form that came again is no longer kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on, then put back what was written."""
        if keeping.KEPT not in request.session or not request.user.is_authenticated:
            return self.get_response(request)
        if request.method == "POST":
            keeping.returned(request)
            return self.get_response(request)
        kept = keeping.of_this_page(request)
        response = self.get_response(request)
        html = response.status_code == 200 and response.get("Content-Type", "").startswith("text/html")
        if kept is not None and html and not response.streaming:
            text = response.content.decode()
            response.content = refilled(text, kept.fields, page=kept.page, action=kept.action).encode()
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Keep what is typed, where a page asks for that; the form has not been sent, so its view is not asked."""
        if request.method != "POST" or request.headers.get(TYPING) != "keep" or not request.user.is_authenticated:
            return None
        keeping.typing(request, files=TYPING_FILES in request.headers)
        return HttpResponse(status=204)


def begin(sender: Any, request: HttpRequest, **others: Any) -> None:
    """Write down until when one is signed in from now on."""
    ends = timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    request.session[ENDS] = ends.isoformat()


def ends_at(request: HttpRequest) -> datetime | None:
    """Until when whoever is signed in stays so."""
    told = request.session.get(ENDS) if request.user.is_authenticated else None
    return datetime.fromisoformat(told) if told else None


def listen() -> None:
    """Be told of every sign-in."""
    user_logged_in.connect(begin, dispatch_uid="exeat.web.kept")
