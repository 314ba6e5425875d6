"""Who may open which page: every view says what it needs, and one that says nothing is refused.

The three marks are `public`, `signed_in` and `needs(Right...)`. The middleware refuses a view of ours without a
mark, so that forgetting one closes a page instead of opening it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from exeat.access import queries as access
from exeat.values.rights import Actor, Right
from exeat.web import kept

if TYPE_CHECKING:
    from exeat.access.models import Account

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
ROLE = "role"  # the session key of the role that is being used


class ActorRequest(HttpRequest):
    """A request of someone who is signed in, with the actor that they are at this moment."""

    actor: Actor
    actors: list[Actor]
    user: Account


def _mark(view: View, mark: str, right: Right | None = None) -> View:
    view.exeat_guard = mark  # type: ignore[attr-defined]  # read by the middleware and by the test of all routes
    view.exeat_right = right  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Anyone may open this page, signed in or not."""
    return _mark(view, "public")


def signed_in(view: View) -> View:
    """Whoever is signed in may open this page, in whatever role."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(kept.keep(request))
        return view(request, *args, **kwargs)

    return _mark(cast(View, guarded), "signed_in")


def needs(right: Right) -> Callable[[View], View]:
    """Only a role with this right may open this page."""

    def guard(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(kept.keep(request))
            if not cast(ActorRequest, request).actor.may(right):
                raise PermissionDenied("Your role does not include this page.")
            return view(request, *args, **kwargs)

        return _mark(cast(View, guarded), "needs", right)

    return guard


class GuardMiddleware:
    """Puts the actor on each request and refuses views of ours that do not say whom they are for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find out as whom the account acts, then go on; pages of signed-in people are never kept by a browser."""
        request = cast(ActorRequest, request)
        request.actors = []
        request.actor = Actor(reference="")
        if request.user.is_authenticated:
            request.actors = access.actors_of(request.user, on=timezone.localdate())
            if ROLE not in request.session and (role := kept.take_up(request)):
                request.session[ROLE] = role
            request.actor = chosen(request.actors, request.session.get(ROLE, "")) or request.actor
        response = self.get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        if request.user.is_authenticated and request.actor.reference:
            kept.remember(request, response, key_of(request.actor))
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Refuse a view of this package that has no mark."""
        module = getattr(view, "__module__", "")
        if module.startswith("exeat.") and not hasattr(view, "exeat_guard"):
            raise PermissionDenied(f"The page {module}.{getattr(view, '__name__', '')} does not say whom it is for.")
        return None


def key_of(actor: Actor) -> str:
    """The word by which a session remembers which of the roles is in use."""
    return f"{actor.role}@{actor.institution}"


def chosen(actors: list[Actor], key: str) -> Actor | None:
    """The actor that the session remembers, or the first one that the account may be."""
    return next((actor for actor in actors if key_of(actor) == key), actors[0] if actors else None)
