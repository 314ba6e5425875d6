"""Looking at someone's entry, which is an act and leaves a trace that the person can read."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from exeat.audit import actions as audit
from exeat.register import policy, queries
from exeat.register.models import Person
from exeat.values.rights import Actor


@transaction.atomic
def consult(reference: str, *, purpose: str, by: Actor, at: datetime) -> Person:
    """Open a person's entry, saying why; the person sees the look and its purpose.

    Raises MoveRefused without a purpose, Person.DoesNotExist where the actor may not see the person.
    """
    policy.refuse(policy.no_words(purpose, policy.NO_PURPOSE))
    found = queries.person(reference, seen_by=by, on=timezone.localtime(at).date())
    audit.record("register.consulted", subject=reference, by=by, at=at, about=(reference,), purpose=purpose)
    return found
