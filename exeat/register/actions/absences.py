"""Days away: recorded by the keeper, by the institution's file or by the person, and ended when they are back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from exeat.audit import actions as audit
from exeat.register import policy, queries
from exeat.register.models import Absence, Person
from exeat.values.moves import Refusal
from exeat.values.rights import Actor, Right

ENDS_FIRST = Refusal("away-ends-first", "The day of return must be after the first day away.")
BEGUN_ALREADY = Refusal("away-already", "An absence from that day is recorded already. Correct its last day instead.")
NOT_YOURS = Refusal(
    "away-not-yours", "Only the keeper of the institution, or the person, records when someone is away."
)
OVER = Refusal("away-over", "This absence is over already.")


@transaction.atomic
def record_absence(person: str, *, since: date, until: date | None, by: Actor, at: datetime) -> int:
    """Someone will be away from a day until they are back; whoever stands in may act on these days."""
    row = Person.objects.select_for_update().get(reference=person, forgotten_at=None)
    policy.refuse(
        _not_theirs(person, by),
        ENDS_FIRST if until is not None and until <= since else None,
        BEGUN_ALREADY if row.absences.filter(since=since).exists() else None,
    )
    made = Absence.objects.create(person=row, since=since, until=until)
    audit.record("register.absence_recorded", subject=person, by=by, at=at, about=(person,), since=since, until=until)
    return made.pk


@transaction.atomic
def end_absence(number: int, *, on: date, by: Actor, at: datetime) -> None:
    """Someone is back on a day; an absence that had not begun is taken out."""
    row = Absence.objects.select_for_update().select_related("person").get(pk=number)
    person = row.person.reference
    policy.refuse(_not_theirs(person, by), OVER if row.until is not None and row.until <= on else None)
    if row.since >= on:
        row.delete()
    else:
        row.until = on
        row.save(update_fields=["until"])
    audit.record("register.absence_ended", subject=person, by=by, at=at, about=(person,), since=row.since, back_on=on)


def _not_theirs(person: str, by: Actor) -> Refusal | None:
    """The keeper records it for people in reach, a head or deputy for themselves."""
    if by.reference == person and by.may(Right.DECIDE_APPLICATION):
        return None
    visible = by.may(Right.KEEP_REGISTER) and queries.visible_to(by).filter(reference=person).exists()
    return None if visible else NOT_YOURS
