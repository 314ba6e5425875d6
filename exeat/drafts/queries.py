"""Which drafts there are, what they would change in words, and what trials have found."""

from __future__ import annotations

from exeat import regimes
from exeat.crossings import queries as crossings
from exeat.drafts.models import Trial
from exeat.drafts.policy import PastTrip
from exeat.register import queries as register
from exeat.values.rights import Actor, Right


def drafts() -> tuple[str, ...]:
    """The names of the rulebooks that are drafts."""
    return regimes.rulebooks(status="draft")


def law_in_force() -> tuple[str, ...]:
    """The rulebooks that a draft is held against: the law of the country, without advice and without local orders."""
    return tuple(name for name in regimes.rulebooks(status="law", jurisdiction="LT") if not name.endswith("-advice"))


def trials(*, seen_by: Actor) -> list[Trial]:
    """Every trial, the newest first; nothing for those who may not try drafts."""
    if not seen_by.may(Right.TRY_DRAFTS):
        return []
    return list(Trial.objects.order_by("-made_at", "-reference"))


def trial(reference: str, *, seen_by: Actor) -> Trial | None:
    """One trial, for those who may try drafts."""
    if not seen_by.may(Right.TRY_DRAFTS):
        return None
    return Trial.objects.filter(reference=reference).first()


def confirmed_trips() -> list[PastTrip]:
    """Confirmed trips of registered people as the draft lab needs them: facts of the post, no name, a number."""
    trips: list[PastTrip] = []
    sectors = {i.reference: i.kind for i in register.institutions()}
    for stay in crossings.confirmed_stays():
        held = register.holdings(stay.person, stay.period)
        post = held["posts"][0] if held["posts"] else {}
        clearance = held["clearances"][-1] if held["clearances"] else {}
        trips.append(
            PastTrip(
                traveller=stay.person,
                post_kind=post.get("kind", "none"),
                level=clearance.get("level", "none"),
                body_handles_secrets=bool(post.get("body_handles_secrets", False)),
                sector=sectors.get(post.get("institution", ""), "unknown"),
                country=stay.country,
                territory="",
                period=stay.period,
                purpose="private",
                reason="none",
            )
        )
    return trips
