"""The demonstration's first page: whom one can be, what waits for them now, and one whole case as a walk."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from exeat.access import queries as access
from exeat.values.rights import Right
from exeat.web.demonstration.walk import PARTS, STAGE, WALK, Stage, numbered
from exeat.web.guard import ROLE, chosen, public
from exeat.web.home import waiting

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SHOWN = 4  # things that wait, for each seat


@dataclass(frozen=True)
class Waits:
    """One thing that waits for a seat: what, how many, and where."""

    what: str
    count: int | None
    address: str


@dataclass(frozen=True)
class Told:
    """A step of the walk as the page tells it: which one it is, who does it."""

    number: int
    stage: Stage
    seat: dict[str, Any] | None


@public
@require_http_methods(["GET", "POST"])
def sign_ins(request: HttpRequest) -> HttpResponse:
    """Choose whom to be. Exists in a demonstration only: elsewhere there is no such page."""
    if settings.EXEAT_MODE != "demo":
        raise Http404
    seats = _seats()
    if request.method == "POST":
        return _be(request, seats)
    language = get_language() or "en"
    shown = [seat | {"next": seat["next"].get(language, seat["next"]["en"]), "waits": _waiting(seat)} for seat in seats]
    return render(request, "web/demonstration/sign_ins.html", {"seats": shown, "parts": _parts(seats)})


def _be(request: HttpRequest, seats: list[dict[str, Any]]) -> HttpResponse:
    """Become somebody, at a step of the walk or at what waits for them."""
    number = numbered(request.POST.get("step", ""))
    seat = next((s for s in seats if s["username"] == request.POST.get("username")), None)
    if seat is None and number and not WALK[number - 1].username:
        request.session[STAGE] = number
        return redirect(WALK[number - 1].route)
    if seat is None:
        raise Http404
    account = get_object_or_404(get_user_model(), username=seat["username"], is_active=True)
    there = request.POST.get("there", "")
    open_to = {stage.route for stage in WALK} | {one.address for one in _waiting(seat)}
    login(request, account, backend=BACKEND)
    request.session[ROLE] = f"{seat['role']}@{seat['reach']}"
    request.session[STAGE] = number
    return redirect(there if there in open_to else "web:home")


def _parts(seats: list[dict[str, Any]]) -> list[tuple[str | Promise, list[Told]]]:
    """The walk in its parts, its steps numbered through; a step whose person has no seat is left out."""
    named = {seat["username"]: seat for seat in seats}
    numbers = iter(range(1, len(WALK) + 1))
    parts = [(part.title, [Told(next(numbers), s, named.get(s.username)) for s in part.stages]) for part in PARTS]
    return [(title, [told for told in steps if told.seat or not told.stage.username]) for title, steps in parts]


def _waiting(seat: dict[str, Any]) -> list[Waits]:
    """What waits for a seat now; nothing for an account that is not there."""
    now, today = timezone.now(), timezone.localdate()
    account = get_user_model().objects.filter(username=seat["username"], is_active=True).first()
    actor = chosen(access.actors_of(account, on=today), f"{seat['role']}@{seat['reach']}") if account else None
    if actor is None:
        return []
    if actor.may(Right.TRAVEL):
        acts = waiting.of_traveller(actor, on=today)["acts"]
        return [Waits(act.what, None, act.address) for act in acts[:SHOWN]]
    return [Waits(what, count, where) for what, count, where in waiting.of_role(actor, on=today, at=now) if count][
        :SHOWN
    ]


def _seats() -> list[dict[str, Any]]:
    """The sign-ins that the made-up nation wrote beside its database; none before it is made."""
    try:
        text = (settings.EXEAT_FOLDER / "sign-ins.json").read_text(encoding="utf-8")
    except OSError:
        return []
    seats: list[dict[str, Any]] = json.loads(text)
    return seats
