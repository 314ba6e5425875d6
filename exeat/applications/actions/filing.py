"""What the person does: begin, change, submit, withdraw; and the duty officer who writes down a call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from exeat import regimes
from exeat.applications import policy, queries, standing, terms
from exeat.applications.actions.deciding import end_provisional
from exeat.applications.actions.step import Step
from exeat.applications.models import Application, Relative
from exeat.applications.parts import Part as Part
from exeat.applications.parts import draft, put_legs
from exeat.applications.policy import Kind, State
from exeat.audit import actions as audit
from exeat.audit import seals
from exeat.permits import actions as permits
from exeat.register import queries as register
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor

CHANGEABLE = (
    "reason", "particulars", "not_from_here", "relation", "phone", "answers", "evidence_follows_on", "urgent", "kind",
    "devices", "standing",
)  # fmt: skip


@transaction.atomic
def begin(*, kind: str, parts: Sequence[Part], by: Actor, at: datetime, **said: Any) -> Application:
    """Someone starts an application or a notice for themselves; nothing is sent yet."""
    if not by.reference.startswith("P-"):
        raise MoveRefused([policy.Refusal("not-registered", "Only a person in the register can ask for themselves.")])
    row = draft(by.reference, kind=kind, at=at)
    _write(row, parts, said)
    row.save()
    put_legs(row, parts)
    return row


@transaction.atomic
def change(
    reference: str, *, by: Actor, at: datetime, parts: Sequence[Part] | None = None, version: int | None = None,
    **said: Any,
) -> Application:  # fmt: skip
    """The person changes a draft, or mends what they were asked about while it is returned."""
    step = Step.take(reference, by=by, at=at, version=version)
    row = step.row
    step.only_its_person()
    if row.state not in {State.DRAFT, State.RETURNED}:
        raise MoveRefused(
            [policy.Refusal("filed", "The application has been filed. It can be changed when it is returned to you.")]
        )
    if row.state != State.DRAFT and {"kind", "urgent", "standing"} & set(said):
        raise MoveRefused([policy.Refusal("filed", "The application has been filed. It can be withdrawn.")])
    before = _snapshot(row)
    _write(row, parts, said)
    row.version += 1
    row.save()
    if parts is not None:
        row.legs.all().delete()
        put_legs(row, parts)
    if row.state == State.RETURNED:
        step.trace("changed", before=before, after=_snapshot(row))
    return row


@transaction.atomic
def discard(reference: str, *, by: Actor, at: datetime) -> None:
    """The person throws a draft away; nobody else has seen it, so nothing is kept."""
    step = Step.take(reference, by=by, at=at)
    row = step.row
    wrong = policy.own(by, step.facts())
    if wrong is not None or row.state != State.DRAFT:
        raise MoveRefused([wrong or policy.Refusal("filed", "The application has been filed. It can be withdrawn.")])
    for paper in row.evidence.all():
        seals.destroy_key(f"evidence:{paper.token}", at=at)
        queries.path_of(paper.token).unlink(missing_ok=True)
    if row.third_parties.exists():
        seals.destroy_key(f"third-party:{row.pk}", at=at)
    row.delete()


@transaction.atomic
def submit(reference: str, *, declared: bool, by: Actor, at: datetime, version: int | None = None) -> Application:
    """The person files it: the hour is proven, the rules as they read today are kept with it.

    Ignorance of the law stops nothing: an application that the rules do not open is accepted, and the gap is shown to
    whoever decides. Raises MoveRefused.
    """
    step = Step.take(reference, by=by, at=at, version=version)
    row = step.row
    row.declared_at = at if declared else None
    target = step.checked("submit")
    if row.standing:
        step.refuse(*_not_for_several(step))
    if row.amends:
        old = Step.take(row.amends, by=by, at=at)
        step.refuse(*policy.may_amend(by, old.row.state, old.facts()))
    return file_it(step.row, target, by=by, at=at)


@transaction.atomic
def take_call(
    person: str, *, parts: Sequence[Part], reason: str, phone: str, by: Actor, at: datetime, particulars: str = ""
) -> Application:
    """A duty officer writes down what someone says on the telephone: it counts as filed at this minute."""
    on = terms.day_of(at)
    said = policy.may_take_call(by, person, tuple(register.institutions_of(person, on)))
    if said:
        raise MoveRefused(said)
    row = draft(person, kind=Kind.APPLICATION, at=at)
    _write(row, parts, {"reason": reason, "phone": phone, "particulars": particulars, "urgent": True})
    row.channel, row.clerk, row.declared_at = "phone", by.reference, at
    row.save()
    put_legs(row, parts)
    return file_it(row, State.SUBMITTED, by=by, at=at)


@transaction.atomic
def withdraw(reference: str, *, by: Actor, at: datetime, version: int | None = None) -> Application:
    """The person takes it back; a provisional permit that rests on it ends."""
    step = Step.take(reference, by=by, at=at, version=version)
    row = step.row
    before, row.state = row.state, step.checked("withdraw")
    row.withdrawn_at = at
    step.save("state", "withdrawn_at")
    row.rounds.filter(resumed_at=None).update(resumed_at=at)
    row.silences.filter(ended_at=None).update(ended_at=at)
    end_provisional(row, "Withdrawn by its holder.", by=by, at=at)
    if row.under and row.permit:
        permits.end(row.permit, reason="Given back by its holder: the trip does not take place.", by=by, at=at)
    if before != State.DRAFT:
        step.trace("withdrawn", before=before)
        step.tell(f"{row.kind}-withdrawn", withdrawn_at=at)
    return row


@transaction.atomic
def name_relative(reference: str, *, name: str, by: Actor, at: datetime) -> None:
    """The person names whom the ground speaks of, so that documents can be compared; sealed, masked, erased first."""
    step = Step.take(reference, by=by, at=at)
    row = step.row
    step.only_its_person()
    sealed = seals.encrypt("relative", f"relative:{row.pk}", name.encode()) if name else b""
    Relative.objects.update_or_create(application=row, defaults={"sealed": sealed})


def _write(row: Application, parts: Sequence[Part] | None, said: Mapping[str, Any]) -> None:
    """Take over what was said; only the fields that a person may fill in."""
    unknown = set(said) - set(CHANGEABLE)
    if unknown:
        raise TypeError(f"an application has no field {sorted(unknown)[0]!r} that a person fills in")
    for name, value in said.items():
        setattr(row, name, value)
    if parts:
        row.departs_on = min(part.first_on for part in parts)
        row.returns_on = max(part.last_on for part in parts)


def _snapshot(row: Application) -> dict[str, Any]:
    legs = [
        [leg.country, leg.territory, leg.place, leg.first_on.isoformat(), leg.last_on.isoformat(), leg.transport]
        for leg in row.legs.order_by("position")
    ]
    return {"reason": row.reason, "particulars": row.particulars, "legs": legs}


def _not_for_several(step: Step) -> tuple[policy.Refusal, ...]:
    """Why one decision for several trips cannot be asked for like this."""
    row = step.row
    bounds = queries.handling(row.person, kind=row.kind, on=step.on).standing
    legs = list(row.legs.all())
    last = queries.last_valid_day(bounds.valid, row.departs_on) if row.departs_on else None
    return standing.refusals_to_ask(bounds, legs, reason=row.reason, urgent=row.urgent, longest=last)


def file_it(row: Application, target: str, *, by: Actor, at: datetime) -> Application:
    """Give it its number, keep what the rules said, start the clocks; send the receipt, unless a letter follows."""
    step = Step(row, by, at)
    on = step.on
    asked = queries.asked(row, on=on)
    kept = asked.terms
    row.reference = audit.number("A" if row.kind == Kind.APPLICATION else "N", at=at)
    row.filed_at, row.state = at, target
    row.requires, row.outcome, row.law = asked.requires, asked.kept, list(asked.law)
    row.person_name = register.plain(row.person, on=on).name
    row.decider = (queries.deciders(row, on=on) or ("",))[0]
    row.late = asked.last_day is not None and on > asked.last_day
    _start_clocks(row, kept, at)
    row.version += 1
    row.save()
    if row.kind == Kind.NOTICE and row.amends:
        _replace_notice(step)
    step.trace("filed", kind=row.kind, amends=row.amends, urgent=row.urgent, channel=row.channel, requires=row.requires,
        law=row.law, late=row.late, decide_by=row.decide_by,
    )  # fmt: skip
    if row.under:
        return row
    kind = "notice-receipt" if row.kind == Kind.NOTICE else "urgent-receipt" if row.urgent else "application-receipt"
    step.tell(kind, **_receipt(row, asked, step.language))
    if row.urgent and row.decider:
        step.tell_body("urgent-waiting", row.decider, answer_by=row.decide_by)
        for shift in filter(None, (queries.on_duty(row.institution, duty, at=at) for duty in ("answers", "calls"))):
            step.tell_body("urgent-waiting", shift.who, answer_by=row.decide_by)
    return row


def _replace_notice(step: Step) -> None:
    """The notice of the changed trip takes the place of the earlier one, unless that trip has begun."""
    old = Application.objects.select_for_update().get(reference=step.row.amends)
    if old.state != State.SUBMITTED or old.departs_on is None or old.departs_on <= step.on:
        return
    old.state, old.withdrawn_at, old.replaced_by = State.WITHDRAWN, step.at, step.row.reference
    earlier = Step(old, step.by, step.at)
    earlier.save("state", "withdrawn_at", "replaced_by")
    earlier.trace("withdrawn", before=State.SUBMITTED, replaced_by=step.row.reference)


def _start_clocks(row: Application, kept: terms.Terms, at: datetime) -> None:
    """The day by which an answer is due, where a rule gives one, and the day by which documents may follow."""
    calendar = regimes.calendar("LT")
    span = ""
    if row.kind == Kind.APPLICATION:
        span = kept.urgent_within if row.urgent and kept.urgent_within else ""
        span = span or (kept.decide_within if kept.counted_from == "filing" else "")
    row.decide_by = terms.moment_after(at, span, calendar) if span else None
    row.clock = terms.clock(span, "filing", at)
    if row.urgent and kept.evidence_within and row.evidence_follows_on is None:
        follows = terms.moment_after(at, kept.evidence_within, calendar)
        row.evidence_follows_on = None if follows is None else terms.day_of(follows)


def _receipt(row: Application, asked: queries.Asked, language: str) -> dict[str, Any]:
    """What the receipt says: the hour, who decides by when, what is still awaited."""
    return {
        **queries.letter_facts(row, language=language),
        "decide_by": terms.shown(row.decide_by, str(row.clock.get("span", ""))),
        "opinion": [regimes.vocabulary.role(one.body, language) for one in asked.terms.opinions if one.answers],
        "requires": row.requires,
        "late": row.late,
        "provisional": asked.terms.provisional,
        "clock_later": not row.decide_by and bool(asked.terms.decide_within),
    }
