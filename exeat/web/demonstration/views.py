"""The demonstration's list of sign-ins: one button for each, and what each can do next."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from exeat.web.guard import ROLE, public

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@public
@require_http_methods(["GET", "POST"])
def sign_ins(request: HttpRequest) -> HttpResponse:
    """Choose whom to be. Exists in a demonstration only: elsewhere there is no such page."""
    if settings.EXEAT_MODE != "demo":
        raise Http404
    seats = _seats()
    if request.method == "POST":
        seat = next((s for s in seats if s["username"] == request.POST.get("username")), None)
        if seat is None:
            raise Http404
        account = get_object_or_404(get_user_model(), username=seat["username"], is_active=True)
        login(request, account, backend=BACKEND)
        request.session[ROLE] = f"{seat['role']}@{seat['reach']}"
        return redirect("web:home")
    language = get_language() or "en"
    shown = [seat | {"next": seat["next"].get(language, seat["next"]["en"])} for seat in seats]
    return render(request, "web/demonstration/sign_ins.html", {"seats": shown})


def _seats() -> list[dict[str, Any]]:
    """The sign-ins that the made-up nation wrote beside its database; none before it is made."""
    try:
        text = (settings.EXEAT_FOLDER / "sign-ins.json").read_text(encoding="utf-8")
    except OSError:
        return []
    seats: list[dict[str, Any]] = json.loads(text)
    return seats
