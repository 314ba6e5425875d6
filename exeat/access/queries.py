"""As whom may an account act today? The roles it holds, and what the register says of its person."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from exeat.access.policy import ROLES
from exeat.values.rights import Actor

if TYPE_CHECKING:
    from exeat.access.models import Account


def actors_of(account: Account, *, on: date) -> list[Actor]:
    """Every actor that the account may be on a day: as a traveller first, then each role, by kind and institution."""
    actors: list[Actor] = []
    if account.person_id is not None:
        actors.append(_actor(account, "traveller", ""))
    held = (
        account.roles.filter(Q(until=None) | Q(until__gt=on), since__lte=on)
        .select_related("institution")
        .order_by("kind", "institution__reference", "id")
    )
    actors.extend(_actor(account, r.kind, r.institution.reference if r.institution else "") for r in held)
    return actors


def _actor(account: Account, kind: str, institution: str) -> Actor:
    return Actor(
        reference=account.reference,
        institution=institution,
        rights=ROLES[kind],
        name=account.shown_name or account.username,
        role=kind,
    )
