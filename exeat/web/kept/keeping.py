"""Seal what came without a session, and give it back to the same account."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from exeat.audit import seals

KEPT = "kept"  # the session key
WAS = "exeat_was"  # the cookie: who was last signed in here and in which role, sealed
FOR = timedelta(hours=2)
TYPED_FOR = timedelta(hours=8)
LARGEST = 2_000_000  # bytes of one form
MOST = 3  # forms in one browser
LEFT_OUT = ("csrfmiddlewaretoken",)


@dataclass(frozen=True)
class Kept:
    """One form that was not sent: on which page, to which address, when, and what stood in it."""

    page: str
    action: str
    at: datetime
    fields: dict[str, list[str]]
    files: bool  # files were chosen, which are not kept
    typed: bool = False  # saved while one typed, by whoever was signed in
    too_long: bool = False


def remember(request: HttpRequest, response: HttpResponseBase, role: str) -> None:
    """Leave a sealed word in the browser of who is signed in, so that a form can be given back to them alone."""
    account = str(request.user.pk)
    if _was(request) == (account, role):
        return
    response.set_cookie(
        WAS, _sealed("was", [account, role]), httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def keep(request: HttpRequest) -> str:
    """Keep what a form holds that came without a session; the page to go on from after signing in.

    Nothing is kept of a browser in which nobody was signed in, of passwords or of files; of a form that is too long, or
    in which files were chosen, only that it was so.
    """
    page = _page(request)
    was = _was(request)
    if request.method != "POST" or was is None:
        return page
    _put(request, page, was[0], typed=False, files=bool(request.FILES))
    return page


def typing(request: HttpRequest, *, files: bool) -> None:
    """Keep what somebody who is signed in has typed so far; it changes nothing, and stands in the form again."""
    _put(request, _page(request), str(request.user.pk), typed=True, files=files)


def _put(request: HttpRequest, page: str, account: str, *, typed: bool, files: bool) -> None:
    fields = {
        name: values
        for name, values in request.POST.lists()
        if name not in LEFT_OUT and "password" not in name and not name.startswith("otp")
    }
    if not fields and not files:
        return
    told = [page, request.path, timezone.now().isoformat(), fields, files, account, typed, False]
    sealed = _sealed("form", told)
    if len(sealed) > LARGEST:
        sealed = _sealed("form", [page, request.path, timezone.now().isoformat(), {}, files, account, typed, True])
    others = [each for each in _texts(request) if (one := _opened(each)) and one[0].action != request.path]
    request.session[KEPT] = [*others, sealed][-MOST:]


def take_up(request: HttpRequest) -> str:
    """The role in which whoever is back from signing in wrote; empty where nothing of theirs is kept."""
    was = _was(request)
    return was[1] if was and offered(request) else ""


def offered(request: HttpRequest) -> list[Kept]:
    """What is kept for whoever is signed in, the latest first; what is older than two hours is forgotten."""
    if KEPT not in request.session or not request.user.is_authenticated:
        return []
    found = [one for each in _texts(request) if (one := _opened(each)) and one[1] == str(request.user.pk)]
    if not found:
        del request.session[KEPT]
    return [one for one, _account in reversed(found)]


def of_this_page(request: HttpRequest) -> Kept | None:
    """What was written on the page that is being shown."""
    here = request.get_full_path()
    return next((one for one in offered(request) if one.page == here), None)


def returned(request: HttpRequest) -> None:
    """Forget what was kept of a form, because it has come again from somebody who is signed in."""
    if KEPT in request.session:
        drop(request, request.path)


def drop(request: HttpRequest, action: str) -> None:
    """Throw away what was kept of the form that goes to an address."""
    left = [each for each in _texts(request) if (one := _opened(each)) and one[0].action != action]
    if left:
        request.session[KEPT] = left
    else:
        request.session.pop(KEPT, None)


def _page(request: HttpRequest) -> str:
    """The page on which a form stood: the one that the browser names, where it is ours; else the form's own address."""
    here = request.get_full_path()
    if request.method != "POST":
        return here
    try:
        came = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # what the browser names is no address
        return here
    if came.netloc != request.get_host():
        return here
    return came.path + (f"?{came.query}" if came.query else "")


def _texts(request: HttpRequest) -> list[str]:
    return list(request.session.get(KEPT, []))


def _opened(sealed: str) -> tuple[Kept, str] | None:
    """A kept form and whose it is; None for one that is too old or not ours."""
    told = _open("form", sealed)
    if told is None:
        return None
    page, action, at, fields, files, account, *more = told  # what was kept before a newer version has fewer parts
    one = Kept(page, action, datetime.fromisoformat(at), fields, files, *more)
    return (one, account) if timezone.now() - one.at <= (TYPED_FOR if one.typed else FOR) else None


def _was(request: HttpRequest) -> tuple[str, str] | None:
    told = _open("was", request.COOKIES.get(WAS, ""))
    return (told[0], told[1]) if told else None


def _sealed(purpose: str, told: list[Any]) -> str:
    text = json.dumps(told, ensure_ascii=False).encode()
    return b64encode(seals.seal_under(seals.master_key_for("kept"), f"kept-{purpose}", text)).decode()


def _open(purpose: str, sealed: str) -> Any:
    if not sealed:
        return None
    try:
        return json.loads(seals.open_under(seals.master_key_for("kept"), f"kept-{purpose}", b64decode(sealed)))
    except (seals.Tampered, ValueError):
        return None
