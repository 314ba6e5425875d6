"""One's own account: the role in use, sign-in, and the demonstration's list of accounts."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from exeat.web import kept
from exeat.web.guard import ROLE, ActorRequest, key_of, signed_in
from exeat.web.kept.middleware import begin


@signed_in
@require_GET
def account(request: ActorRequest) -> HttpResponse:
    """As whom one may act today, and how one signs in."""
    roles = [(key_of(actor), actor, actor == request.actor) for actor in request.actors]
    return render(
        request,
        "web/accounts/account.html",
        {"roles": roles, "texts": bool(settings.EXEAT_SMS and request.actor.reference)},
    )


@signed_in
@require_POST
def role(request: ActorRequest) -> HttpResponse:
    """Change the role in which one acts; only roles that the account holds today can be chosen."""
    wanted = request.POST.get("role", "")
    if any(key_of(actor) == wanted for actor in request.actors):
        request.session[ROLE] = wanted
    return redirect("web:home")


@signed_in
@require_POST
def stay(request: ActorRequest) -> HttpResponse:
    """Stay signed in as long again as from a new sign-in; for a script the seconds, else the page one was on."""
    begin(None, request)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"ends_in": settings.SESSION_COOKIE_AGE})
    return redirect(_ours(request, request.headers.get("Referer", "")))


@signed_in
@require_POST
def forget(request: ActorRequest) -> HttpResponse:
    """Throw away what was kept of a form, and show its page as it is."""
    kept.drop(request, request.POST.get("action", ""))
    return redirect(_ours(request, request.POST.get("page", "")))


def _ours(request: ActorRequest, there: str) -> str:
    ours = url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure())
    return there if ours else "web:home"
