"""One decision for several trips: tell the next trip under it, and end it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from exeat.applications import policy, queries, standing
from exeat.applications.actions import filing
from exeat.applications.actions.deciding import issue
from exeat.applications.actions.step import Step
from exeat.applications.models import Application
from exeat.applications.parts import Part, draft, put_legs
from exeat.applications.policy import Kind, State
from exeat.permits import actions as permits
from exeat.register import queries as register
from exeat.values.rights import Actor

BACK = "Ended with the decision under which the trip was told."


@transaction.atomic
def tell_trip(reference: str, *, part: Part, by: Actor, at: datetime) -> Application:
    """The person tells the next trip under a decision: it is judged now, and has its own permit at once.

    Raises MoveRefused with every reason why the decision does not cover it, or what a permit lacks.
    """
    step = Step.take(reference, by=by, at=at)
    row, decision = step.row, _decision(step)
    new = draft(row.person, kind=Kind.NOTICE, at=at)
    new.under, new.reason, new.relation, new.answers = row.reference, row.reason, row.relation, dict(row.answers)
    new.phone = row.phone or new.phone
    new.departs_on, new.returns_on, new.declared_at = part.first_on, part.last_on, at
    new.save()
    put_legs(new, [part])
    requires = queries.asked(new, on=step.on).requires
    said = standing.refusals_to_tell(
        by, decision, part, requires=requires, on=step.on,
        last_day=queries.last_day(decision.bounds.told_before, part.first_on),
    )  # fmt: skip
    step.refuse(*said)
    new = filing.file_it(new, State.SUBMITTED, by=by, at=at)
    new.permit = issue(new, provisional=False, by=replace(by, institution=decision.institution), at=at)
    new.save(update_fields=["permit"])
    told_now = Step(new, by, at)
    told_now.trace("told-under", decision=row.reference, permit=new.permit)
    told_now.tell("trip-told", **queries.letter_facts(new, language=step.language))
    return new


@transaction.atomic
def end_standing(reference: str, *, because: str, by: Actor, at: datetime) -> Application:
    """The decision ends, by its person or by the office that took it; trips that have begun go on under their permit.

    Raises MoveRefused.
    """
    step = Step.take(reference, by=by, at=at)
    row, decision = step.row, _decision(step)
    step.refuse(*standing.refusals_to_end(by, decision, because=because, on=step.on))
    row.ended_at, row.ended_by, row.ended_because = at, by.reference, because.strip()
    step.save("ended_at", "ended_by", "ended_because")
    for told in Application.objects.select_for_update().filter(under=row.reference, state=State.SUBMITTED):
        if told.departs_on is not None and told.departs_on > step.on:
            _take_back(Step(told, by, at), decision.institution)
    step.trace("standing-ended", because=row.ended_because)
    own = by.reference == row.person
    step.tell(
        "standing-given-back" if own else "standing-ended", ended_at=at, reasons=row.ended_because,
        decided_by="" if own else by.name, remedy="" if own else register.way_to_appeal(
            decision.institution, step.language, person=row.person, act="decision", on=timezone.localdate(at)
        ),
    )  # fmt: skip
    return row


def _decision(step: Step) -> standing.Decision:
    found = queries.decision(step.row.reference)
    if found is None:
        step.refuse(policy.Refusal("no-standing", "This is no decision for several trips."))
    assert found is not None  # refused above
    return found


def _take_back(step: Step, institution: str) -> None:
    row = step.row
    row.state, row.withdrawn_at = State.WITHDRAWN, step.at
    step.save("state", "withdrawn_at")
    stead = step.by if step.by.reference == row.person else replace(step.by, institution=institution)
    permits.end(row.permit, reason=BACK, by=stead, at=step.at)
    step.trace("withdrawn", before=State.SUBMITTED)
