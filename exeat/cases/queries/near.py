"""Who is too near to a case to act in it, and the rows of people that cases point to."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from exeat.cases.models import Case
from exeat.values.rights import Actor


def near(actor: Actor) -> Q:
    """Cases about the actor or about someone who serves or served where the actor does."""
    same_house = Q(person__posts__institution__posts__person__reference=actor.reference)
    if actor.institution:
        same_house |= Q(person__posts__institution__reference=actor.institution)
    return Q(person__reference=actor.reference) | same_house


def colleague_of(person: str, actor: Actor) -> bool:
    """Whether the actor serves or served in an institution of a person."""
    same_house = Q(posts__institution__posts__person__reference=actor.reference)
    if actor.institution:
        same_house |= Q(posts__institution__reference=actor.institution)
    return bool(_people().filter(same_house, reference=person).exists())


def key_of(person: str) -> int | None:
    """The key of a person's row, for a foreign key to it; None where the register has no such person."""
    found: int | None = _people().filter(reference=person).values_list("pk", flat=True).first()
    return found


def _people() -> Any:
    return Case._meta.get_field("person").related_model._default_manager
