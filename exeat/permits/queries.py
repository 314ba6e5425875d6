"""Questions about permits: whose, for where and when, what border posts are told, and the carried sheet."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

import exeat_seal
from exeat.audit import seals
from exeat.permits import installed, keyring
from exeat.permits.models import Permit
from exeat.permits.policy import PermitFacts
from exeat.values.destination import Destination
from exeat.values.period import Period
from exeat.values.rights import Actor, Right
from exeat_seal.permit import ZONE

LISTS_EVERY = timedelta(hours=1)
STAFF = (Right.REVOKE_PERMIT, Right.DECIDE_URGENT, Right.CHECK_APPLICATION, Right.READ_AUDIT)


class Erased(LookupError):
    """What a permit said can no longer be read: its holder was forgotten."""


def visible_to(actor: Actor) -> QuerySet[Permit]:
    """The permits that this actor may see: a traveller's own, or those of the institution that the role is in."""
    own = Q(person=actor.reference) if actor.reference and actor.may(Right.TRAVEL) else Q(pk__in=[])
    if not any(actor.may(right) for right in STAFF):
        return Permit.objects.filter(own)
    house = Q() if actor.national else Q(institution=actor.institution)
    return Permit.objects.filter(own | house)


def permit(number: str, *, seen_by: Actor) -> PermitFacts:
    """One permit. Raises Permit.DoesNotExist for one that the actor may not see."""
    return visible_to(seen_by).get(number=number).facts()


def of(person: str) -> list[PermitFacts]:
    """Every permit of a person, the latest journey first; the caller has asked for the right already."""
    return [row.facts() for row in Permit.objects.filter(person=person).order_by("-first_on", "-issued_at", "number")]


def held_by(person: str) -> list[PermitFacts]:
    """The same, for whoever holds a crossing against permits."""
    return of(person)


def held_on(person: str, on: date) -> list[PermitFacts]:
    """The permits of a person that stand on a day and were not taken back, the one that ends last first."""
    rows = Permit.objects.filter(person=person, first_on__lte=on, last_on__gte=on, revoked_at=None)
    return [row.facts() for row in rows.order_by("-last_on", "number")]


def covering(person: str, destination: Destination, period: Period) -> list[PermitFacts]:
    """The permits that allow being there on every day of the period, also those taken back since, the first first."""
    places = (destination.country, *((destination.territory,) if destination.territory else ()))
    rows = Permit.objects.filter(person=person, first_on__lte=period.first).order_by("issued_at", "number")
    return [facts for facts in (row.facts() for row in rows) if facts.covers(places, period)]


def for_application(reference: str) -> list[PermitFacts]:
    """The permits that an application led to, the latest first."""
    rows = Permit.objects.filter(application=reference).order_by("-issued_at", "number")
    return [row.facts() for row in rows]


def count_issued(since: date, until: date) -> int:
    """How many permits were issued from a day up to, but not including, another; provisional ones are not counted."""
    start, end = (datetime(day.year, day.month, day.day, tzinfo=ZONE) for day in (since, until))
    return Permit.objects.filter(issued_at__gte=start, issued_at__lt=end, provisional=False).count()


def in_force(*, seen_by: Actor, on: date) -> QuerySet[Permit]:
    """The permits that stand or will stand, those that end first at the top."""
    return visible_to(seen_by).filter(revoked_at=None, last_on__gte=on).order_by("last_on", "number")


def token(number: str, *, seen_by: Actor) -> str:
    """The text of the code, for the holder or the institution that gave it. Raises Permit.DoesNotExist, Erased."""
    row = visible_to(seen_by).get(number=number)
    try:
        return seals.decrypt("permit", installed.key_of(row.person), bytes(row.sealed), aad=row.number).decode()
    except seals.Destroyed as error:
        raise Erased("What this permit said was erased together with its holder's data.") from error


def content(number: str, *, seen_by: Actor) -> exeat_seal.Permit:
    """What the permit says to a border officer. Raises Permit.DoesNotExist, Erased."""
    keys = exeat_seal.KeySet(key.public for key in installed.all_keys())
    return exeat_seal.read_token(token(number, seen_by=seen_by), keys=keys)


def sheet_pdf(number: str, *, seen_by: Actor) -> bytes:
    """The sheet that may be carried, as a PDF in both languages. Raises Permit.DoesNotExist, Erased."""
    from exeat.permits import sheet  # draws with a large library, which few requests need

    return sheet.pdf(content(number, seen_by=seen_by), token(number, seen_by=seen_by))


def key_list(at: datetime) -> dict[str, Any]:
    """The signed list of the keys that border posts believe. Raises NoKey."""
    keys = installed.all_keys()
    return exeat_seal.key_list(
        keyring.listed(keys, at=at), signer=keyring.signing(keys, at=at), at=at, next_due=at + LISTS_EVERY
    )


def status_list(at: datetime) -> dict[str, Any]:
    """The signed list of the permits that were taken back before their last day. Raises NoKey."""
    rows = Permit.objects.filter(revoked_at__isnull=False, last_on__gte=at.date() - timedelta(days=2))
    numbers = list(rows.order_by("number").values_list("number", flat=True))
    return exeat_seal.status_list(numbers, signer=installed.signing_key(at=at), at=at, next_due=at + LISTS_EVERY)


def lists(at: datetime) -> tuple[exeat_seal.KeySet, exeat_seal.Revoked]:
    """Both lists as this installation itself believes them at this moment. Raises NoKey."""
    keys = exeat_seal.read_keys(json.dumps(key_list(at)))
    return keys, exeat_seal.read_status(json.dumps(status_list(at)), keys)
