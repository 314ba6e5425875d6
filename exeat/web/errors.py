"""Pages for what went wrong: they say what happened and what to do, and never show the program's inside."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.db import Error, IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from exeat.web import kept
from exeat.web.guard import public

log = logging.getLogger(__name__)
GAVE_WAY = frozenset({"40001", "40P01"})  # of PostgreSQL: two transactions could not both go on


class AtOnceMiddleware:
    """Of two who do the same at the same moment, the second is told so: the database keeps it from happening twice."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page for what the database refused; the log names the kind and the page's view, never a row."""
        if not isinstance(exception, Error) or not _at_once(exception):
            return None
        view = request.resolver_match.view_name if request.resolver_match else ""
        log.error("Refused by the database, as done twice: %s in %s", type(exception).__name__, view)
        there = kept.keep(request)
        return render(request, "web/errors/at_once.html", {"there": there}, status=409)


def _at_once(exception: Error) -> bool:
    why = exception.__cause__
    busy = "database is locked" in str(exception)
    return isinstance(exception, IntegrityError) or busy or getattr(why, "sqlstate", "") in GAVE_WAY


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The browser sent something that the page cannot read, or more than it takes."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "web/errors/413.html", status=413)
    return render(request, "web/errors/400.html", status=400)


@public
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The role in use does not include this page."""
    return render(request, "web/errors/403.html", status=403)


@public
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or came from elsewhere; what came from a page of ours is kept."""
    host = f"{request.scheme}://{request.get_host()}"
    ours = request.headers.get("Origin", host) == host and request.headers.get("Referer", "").startswith(f"{host}/")
    there = kept.keep(request) if ours else ""
    return render(request, "web/errors/form_expired.html", {"there": there}, status=403)


@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page, or it is not this person's to see: both look alike."""
    return render(request, "web/errors/404.html", status=404)


@public
def broken(request: HttpRequest) -> HttpResponse:
    """The program failed; nothing was half done, because each action is one transaction."""
    return render(request, "web/errors/500.html", status=500)
