"""A trip that turns out otherwise: change it after the decision, stay longer, cancel it; or ask again as last time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction

from exeat.applications import policy
from exeat.applications.actions.step import Step
from exeat.applications.models import Application, Leg
from exeat.applications.parts import Part, draft, put_legs
from exeat.permits import actions as permits
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor


@transaction.atomic
def amend(reference: str, *, by: Actor, at: datetime, urgent: bool = False) -> Application:
    """The person begins to change a trip that was allowed: a draft with its parts, in which only what is new is asked.

    Until the change has been decided the permit stands as it is. Raises MoveRefused.
    """
    step = Step.take(reference, by=by, at=at)
    row = step.row
    said = policy.may_amend(by, row.state, step.facts())
    if said:
        raise MoveRefused(said)
    new = _copied(row, [_part(leg) for leg in row.legs.order_by("position")], amends=row.reference, at=at)
    if urgent and row.kind == policy.Kind.APPLICATION:
        new.urgent = True
        new.save(update_fields=["urgent"])
    return new


@transaction.atomic
def extend(reference: str, *, last_on: date, because: str, urgent: bool, by: Actor, at: datetime) -> Application:
    """The person asks to stay longer, also from abroad: a change of the last part alone, ready to be sent."""
    new = amend(reference, by=by, at=at, urgent=urgent)
    parts = [_part(leg) for leg in new.legs.order_by("position")]
    last = max(range(len(parts)), key=lambda n: (parts[n].last_on, n))
    if last_on <= parts[last].last_on:
        raise MoveRefused([Refusal("not-longer", "The new last day must lie after the present one.")])
    parts[last] = replace(parts[last], last_on=last_on)
    new.particulars, new.returns_on = because, last_on
    new.save(update_fields=["particulars", "returns_on"])
    new.legs.all().delete()
    put_legs(new, parts)
    return new


@transaction.atomic
def ask_again(reference: str, *, first_on: date, by: Actor, at: datetime) -> Application:
    """The person begins a new draft from an earlier file: the same parts and reason, the days moved along."""
    step = Step.take(reference, by=by, at=at)
    row = step.row
    step.only_its_person()
    if row.departs_on is None:
        raise MoveRefused([Refusal("no-trip", "Say first where you are going and on which days.")])
    moved = first_on - row.departs_on
    return _copied(row, [_part(leg, moved) for leg in row.legs.order_by("position")], amends="", at=at)


@transaction.atomic
def cancel(reference: str, *, by: Actor, at: datetime, version: int | None = None) -> Application:
    """The person gives the permit back before the trip: nothing is owed any more. Raises MoveRefused."""
    step = Step.take(reference, by=by, at=at, version=version)
    row = step.row
    before, row.state = row.state, step.checked("cancel")
    row.cancelled_at = at
    step.save("state", "cancelled_at")
    permits.end(row.permit, reason="Given back by its holder: the trip does not take place.", by=by, at=at)
    step.trace("cancelled", before=before, after=row.state, permit=row.permit)
    step.tell("application-cancelled", permit_number=row.permit, cancelled_at=at)
    return row


def _copied(row: Application, parts: Sequence[Part], *, amends: str, at: datetime) -> Application:
    """A draft that says what an earlier file said; the name of a relative and documents are given anew."""
    new = draft(row.person, kind=row.kind, at=at)
    new.amends, new.reason, new.relation = amends, row.reason, row.relation
    new.standing = row.standing
    new.particulars, new.not_from_here = row.particulars, row.not_from_here
    new.phone, new.answers = row.phone or new.phone, dict(row.answers)
    new.departs_on = min(part.first_on for part in parts)
    new.returns_on = max(part.last_on for part in parts)
    new.save()
    put_legs(new, parts)
    return new


def _part(leg: Leg, moved: timedelta = timedelta()) -> Part:
    said = {name: getattr(leg, name) for name in Part.__dataclass_fields__}
    return replace(Part(**said), first_on=leg.first_on + moved, last_on=leg.last_on + moved)
