"""A signature needs a fresh touch: the passkey or the password once more, and then the same request goes on."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, cast

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.http import HttpResponse

from exeat.web.guard import ActorRequest

View = Callable[..., HttpResponse]


def signs_afresh(view: View) -> View:
    """Ask whoever signs to show once more who they are; nothing that was written is lost meanwhile."""
    asked = reauthentication_required(view)

    @functools.wraps(view)
    def signing(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return cast(HttpResponse, (asked if settings.EXEAT_SIGNS_AFRESH else view)(request, *args, **kwargs))

    return signing
