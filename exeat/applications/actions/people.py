"""Other people in a file: companions, those who are met, whom to call; and several who travel together."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from exeat.applications import queries, terms
from exeat.applications.actions.step import Step
from exeat.applications.asking import ROLES, Contacts, Person
from exeat.applications.models import Application, Leg, ThirdParty
from exeat.applications.parts import Part, draft, put_legs
from exeat.applications.policy import FINAL, Refusal
from exeat.audit import seals
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor, Right

CALLS = (
    Right.TAKE_URGENT_CALL, Right.CHECK_APPLICATION, Right.DECIDE_APPLICATION, Right.DECIDE_URGENT,
    Right.READ_RETURN_REPORTS,
)  # fmt: skip
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


@transaction.atomic
def name_people(reference: str, *, role: str, people: Sequence[Person], by: Actor, at: datetime) -> None:
    """The person names who travels along, who is met or whom to call; sealed, and changed at any time until the end."""
    step = Step.take(reference, by=by, at=at)
    row = step.row
    step.only_its_person()
    if role not in ROLES:
        raise ValueError(f"there is no role {role!r} of other people in a file")
    if row.state in FINAL and role != "emergency":
        raise MoveRefused([Refusal("decided", "The decision has been taken. Change the trip instead.")])
    row.third_parties.filter(role=role).delete()
    for n, one in enumerate((one for one in people if one.name.strip()), 1):
        sealed = seals.encrypt("third-party", f"third-party:{row.pk}", json.dumps(asdict(one)).encode())
        ThirdParty.objects.create(application=row, role=role, position=n, sealed=sealed)
    if row.filed_at is not None:
        step.trace("people-named", role=role, count=len(people))


@transaction.atomic
def show_people(reference: str, *, by: Actor, at: datetime) -> dict[str, tuple[Person, ...]]:
    """Lift the mask from the other people in a file, for whoever works on it; each look is recorded.

    Whom to call is not among them: that is opened when someone does not come back.

    Raises MoveRefused for whoever has nothing to do with the file.
    """
    step = Step.take(reference, by=by, at=at)
    row = step.row
    works = by.reference == row.person or any(
        by.may(right)
        for right in (Right.CHECK_APPLICATION, Right.DECIDE_APPLICATION, Right.DECIDE_URGENT, Right.GIVE_OPINION)
    )
    if not works or not queries.visible_to(by, on=terms.day_of(at)).filter(pk=row.pk).exists():
        raise MoveRefused([Refusal("not-yours", "This file is not yours to see.")])
    if by.reference != row.person:
        step.trace("people-shown", purpose=step.purpose)
    named = queries.people_of(row)
    return named if by.reference == row.person else {role: who for role, who in named.items() if role != "emergency"}


@transaction.atomic
def open_contacts(reference: str, *, by: Actor, at: datetime, purpose: str) -> Contacts:
    """Whom to call when someone does not come back; each look is recorded with its purpose."""
    step = Step.take(reference, by=by, at=at)
    row = step.row
    here = by.institution == row.institution or (by.national and by.may(Right.READ_RETURN_REPORTS))
    if by.reference != row.person and not (here and any(by.may(right) for right in CALLS)):
        raise MoveRefused([Refusal("not-yours", "This file is not yours to see.")])
    if by.reference != row.person:
        step.trace("contacts-opened", purpose=purpose)
    return queries.contacts(reference)


@transaction.atomic
def travel_together(reference: str, *, by: Actor, at: datetime) -> str:
    """The person makes a number that others who travel along type in; each has their own file and decision."""
    step = Step.take(reference, by=by, at=at)
    row = step.row
    step.only_its_person()
    if not row.group:
        row.group = "G-" + "".join(secrets.choice(LETTERS) for _ in range(8))
        step.save("group")
    return row.group


@transaction.atomic
def join(group: str, *, by: Actor, at: datetime) -> Application:
    """Someone else who travels along begins their own draft with the same trip. Raises MoveRefused."""
    first = Application.objects.filter(group=group.strip().upper()).exclude(group="").order_by("id").first()
    if not by.reference.startswith("P-") or first is None or first.returns_on is None or first.departs_on is None:
        raise MoveRefused([Refusal("no-group", "There is no trip with this number. Ask whoever made it.")])
    if Application.objects.filter(group=first.group, person=by.reference).exists():
        raise MoveRefused([Refusal("in-group", "You have a draft or an application in this group already.")])
    if first.returns_on < terms.day_of(at):
        raise MoveRefused([Refusal("no-group", "There is no trip with this number. Ask whoever made it.")])
    row = draft(by.reference, kind=first.kind, at=at)
    row.group, row.departs_on, row.returns_on = first.group, first.departs_on, first.returns_on
    row.save()
    put_legs(row, [_part(leg) for leg in first.legs.order_by("position")])
    return row


def _part(leg: Leg) -> Part:
    return Part(**{name: getattr(leg, name) for name in Part.__dataclass_fields__})
