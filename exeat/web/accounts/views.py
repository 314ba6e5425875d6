"""One's own account: the role in use, sign-in, and the demonstration's list of accounts."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from exeat.web.guard import ROLE, ActorRequest, key_of, signed_in


@signed_in
@require_GET
def account(request: ActorRequest) -> HttpResponse:
    """As whom one may act today, and how one signs in."""
    roles = [(key_of(actor), actor, actor == request.actor) for actor in request.actors]
    return render(request, "web/accounts/account.html", {"roles": roles})


@signed_in
@require_POST
def role(request: ActorRequest) -> HttpResponse:
    """Change the role in which one acts; only roles that the account holds today can be chosen."""
    wanted = request.POST.get("role", "")
    if any(key_of(actor) == wanted for actor in request.actors):
        request.session[ROLE] = wanted
    return redirect("web:home")
