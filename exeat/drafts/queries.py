"""Which drafts there are, what they would change in words, and what trials have found."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from exeat import regimes
from exeat.crossings import queries as crossings
from exeat.drafts import policy
from exeat.drafts.models import Asked, Trial, Version
from exeat.drafts.past import Past, laid_out
from exeat.regimes.trips import Held, Leg, Trip
from exeat.register import queries as register
from exeat.values.rights import Actor, Right


def built_in() -> tuple[str, ...]:
    """The names of the drafts that come with Exeat."""
    return regimes.rulebooks(status="draft")


def versions(series: str | None = None) -> list[Version]:
    """The versions that were handed in, of one series or of all, the oldest first."""
    found = Version.objects.order_by("series", "number")
    return list(found if series is None else found.filter(series=series))


def draft_book(name: str) -> regimes.Rulebook:
    """A draft by the name of a rulebook, or by the reference of a version. Raises NoSuchRegime."""
    if name in built_in():
        return regimes.rulebook(name)
    version = Version.objects.filter(reference=name).first()
    if version is None:
        raise regimes.NoSuchRegime(f"no such draft: {name!r}")
    return _read(version.reference, version.text)


@lru_cache(maxsize=64)
def _read(reference: str, text: str) -> regimes.Rulebook:
    return policy.read_draft(text)


def drafts() -> list[tuple[str, regimes.Rulebook, str]]:
    """Every draft: how it is asked for, what it says, and which version of its series it is."""
    found = [(name, regimes.rulebook(name), "v1") for name in built_in()]
    found += [(each.reference, _read(each.reference, each.text), f"v{each.number}") for each in versions()]
    return sorted(found, key=lambda each: (each[1].regime, each[2]))


def laws_beside(book: regimes.Rulebook) -> tuple[str, ...]:
    """The regimes in force that a draft is compared with: the one it changes, or all that bind where it is new."""
    law = law_in_force()
    return (book.draft_of,) if book.draft_of in law else law


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


def asked(reference: str, *, seen_by: Actor) -> Asked | None:
    """A trial that waits, is being worked on or could not be made, for those who may try drafts."""
    if not seen_by.may(Right.TRY_DRAFTS):
        return None
    return Asked.objects.filter(reference=reference).first()


def unfinished(*, seen_by: Actor) -> list[Asked]:
    """The trials that wait or are being worked on, and those that could not be made, the newest first."""
    if not seen_by.may(Right.TRY_DRAFTS):
        return []
    return list(Asked.objects.exclude(state="done").order_by("-asked_at", "-reference"))


def confirmed_trips() -> Past:
    """Confirmed trips of registered people as the draft lab needs them: facts of the post, no name, a number."""
    stays = [stay for stay in crossings.confirmed_stays() if stay.period.until is not None]
    numbers = {person: str(n) for n, person in enumerate(dict.fromkeys(stay.person for stay in stays), start=1)}
    trips = [
        Trip(
            numbers[stay.person],
            str(n),
            (Leg(stay.country, None, stay.period.first, stay.period.until or stay.period.first),),
            "private",
            "none",
        )
        for n, stay in enumerate(stays)
    ]
    held: list[Held] = []
    for person, number in numbers.items():
        found = register.holdings(person)
        held += [_held(number, post, clearance=False) for post in found["posts"]]
        held += [_held(number, clearance, clearance=True) for clearance in found["clearances"]]
    return laid_out(trips, held)


def _held(number: str, facts: Mapping[str, Any], *, clearance: bool) -> Held:
    rest = {
        key: value for key, value in facts.items() if key not in ("from", "until", "institution") and value is not None
    }
    return Held(number, rest, clearance, str(facts.get("institution") or ""), facts["from"], facts.get("until"))
