"""The decision of the head, of whoever stands in, or of the superior body: grant or refuse, with reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from exeat.applications import queries, terms
from exeat.applications.actions.step import Step
from exeat.applications.models import Application
from exeat.permits import actions as permits
from exeat.permits.queries import for_application as permits_of
from exeat.register import queries as register
from exeat.values.rights import Actor


@transaction.atomic
def grant(
    reference: str, *, reasons: str, by: Actor, at: datetime, conditions: Sequence[str] = (), weighed: str = "",
    departs_because: str = "", legal_ground: str = "", version: int | None = None,
) -> Application:  # fmt: skip
    """Permission is given; the permit is issued in the same transaction and the person is told.

    Raises policy.MoveRefused when the decision is not open to `by`.
    """
    step = Step.take(reference, by=by, at=at, version=version)
    row, signed = step.row, Signed(reasons, weighed, departs_because, legal_ground)
    before, row.state = row.state, _open(step, "grant", signed)
    permit = "" if row.standing else issue(row, provisional=False, by=by, at=at)
    end_provisional(row, "Replaced by the permit that the head gave.", by=by, at=at)
    _replace_permit(step)
    _sign(step, signed, [condition.strip() for condition in conditions if condition.strip()], permit)
    step.trace(
        "granted", purpose="decision", before=before, after=row.state, permit=permit, reasons=reasons,
        conditions=row.conditions, law=row.law, legal_ground=legal_ground,
    )  # fmt: skip
    kind = "application-granted-with-conditions" if row.conditions else "application-granted"
    step.tell("standing-granted" if row.standing else kind, **queries.letter_facts(row, language=step.language))
    return row


@transaction.atomic
def refuse(
    reference: str, *, reasons: str, weighed: str, by: Actor, at: datetime, departs_because: str = "",
    version: int | None = None,
) -> Application:  # fmt: skip
    """The permit is refused; the reasons and the way to appeal go to the person.

    Raises policy.MoveRefused when the decision is not open to `by`.
    """
    step = Step.take(reference, by=by, at=at, version=version)
    row, signed = step.row, Signed(reasons, weighed, departs_because)
    before, row.state = row.state, _open(step, "refuse", signed)
    end_provisional(row, "Ended by the decision of the head.", by=by, at=at)
    _sign(step, signed, ())
    step.trace(
        "refused", purpose="decision", before=before, after=row.state, reasons=reasons, weighed=weighed, law=row.law
    )
    step.tell("application-refused", **queries.letter_facts(row, language=step.language))
    return row


def issue(row: Application, *, provisional: bool, by: Actor, at: datetime) -> str:
    """Have the permit issued for every part of the trip; its number."""
    on = terms.day_of(at)
    person = register.plain(row.person, on=on)
    paper = person.document(row.departs_on or on)
    legs = list(row.legs.order_by("position"))
    points = {point for leg in legs for point in (leg.point_out, leg.point_in) if point}
    permit = permits.issue(
        application=row.reference,
        person=row.person,
        name=person.name,
        birth_year=person.born_on.year if person.born_on else None,
        document_state=paper.country if paper else "",
        document_last4=paper.number[-4:] if paper else "",
        countries=tuple(dict.fromkeys(leg.country for leg in legs)),
        first_day=row.departs_on or on,
        last_day=row.returns_on or on,
        crossing_points=tuple(sorted(points)),
        provisional=provisional,
        legs=[
            {"country": leg.country, "territory": leg.territory, "from": leg.first_on.isoformat(),
             "until": leg.period.until.isoformat() if leg.period.until else None}
            for leg in legs
        ],
        by=by,
        at=at,
    )  # fmt: skip
    return str(permit.number)


@dataclass(frozen=True)
class Signed:
    """What the signer wrote under a decision."""

    reasons: str
    weighed: str = ""
    departs_because: str = ""
    legal_ground: str = ""


def _open(step: Step, verb: str, signed: Signed) -> str:
    """The state that the decision leads to. Raises MoveRefused."""
    granted, refused = queries.like_counts(step.row)
    remedy = register.remedy(step.by.institution, step.language) if step.by.institution else ""
    return step.checked(
        verb, reasons=signed.reasons, weighed=signed.weighed, departs_because=signed.departs_because,
        legal_ground=signed.legal_ground, like_granted=granted, like_refused=refused, remedy=bool(remedy.strip()),
    )  # fmt: skip


def _sign(step: Step, signed: Signed, conditions: Sequence[str], permit: str = "") -> None:
    """Write the decision with its author, and end what stood in between."""
    row, by = step.row, step.by
    row.reasons, row.weighed = signed.reasons, signed.weighed
    row.departs_because, row.legal_ground = signed.departs_because, signed.legal_ground
    row.conditions, row.permit = list(conditions), permit
    row.decided_by, row.decided_by_name, row.decided_at = by.reference, by.name, step.at
    row.decider = by.institution
    if by.stands_in is not None:
        row.decided_for, row.decided_order = by.stands_in.for_name, by.stands_in.order
    step.save(
        "state", "reasons", "weighed", "departs_because", "legal_ground", "conditions", "decided_by",
        "decided_by_name", "decided_at", "decided_for", "decided_order", "decider", "permit",
    )  # fmt: skip
    row.rounds.filter(resumed_at=None).update(resumed_at=step.at)
    row.silences.filter(ended_at=None).update(ended_at=step.at)


def _replace_permit(step: Step) -> None:
    """End the permit of the trip as it was, now that the changed trip has its own."""
    row = step.row
    old = Application.objects.select_for_update().filter(reference=row.amends).first() if row.amends else None
    if old is None or old.replaced_by:
        return
    for standing in permits_of(old.reference):
        stead = replace(step.by, institution=standing.institution)
        permits.end(standing.number, reason="Replaced by the permit for the changed trip.", by=stead, at=step.at)
    old.replaced_by = row.reference
    earlier = Step(old, step.by, step.at)
    earlier.save("replaced_by")
    earlier.trace("replaced", purpose="decision", by_file=row.reference)


def end_provisional(row: Application, why: str, *, by: Actor, at: datetime) -> None:
    """End a provisional permit that is still in force; where the superior body decides, in the institution's stead."""
    provisional = queries.provisional_of(row)
    if provisional is None or not provisional.permit or (row.returns_on or terms.day_of(at)) < terms.day_of(at):
        return
    stead = by if by.reference == row.person else replace(by, institution=row.institution)
    permits.end(provisional.permit, reason=why, by=stead, at=at)
