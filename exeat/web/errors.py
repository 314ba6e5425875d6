"""Pages for what went wrong: they say what happened and what to do, and never show the program's inside."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from exeat.web import kept
from exeat.web.guard import public


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
