"""The person appeals; another body suspends, upholds or reverses, and reversal puts everything back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from exeat.audit import actions as audit
from exeat.cases import effects, policy
from exeat.cases.models import Appeal, Case
from exeat.cases.queries.facts import as_policy
from exeat.cases.steps import (
    allowed,
    file,
    language_of,
    leave,
    locked,
    measures_in,
    tell,
    way_to_appeal,
    with_state,
)
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor, Right


@transaction.atomic
def appeal(reference: str, *, points: str, by: Actor, at: datetime) -> Case:
    """The person asks for a decision to be set aside; a late appeal is taken and marked, the body decides on it."""
    row = locked(reference)
    move = allowed("appeal", row, by, at, words=points)
    until = as_policy(row, by).appeal_until
    Appeal.objects.create(
        case=row, number=row.appeals.count() + 1, points=points, made_at=at, before=row.state,
        late=until is not None and at.date() > until,
    )  # fmt: skip
    with_state(row, move.target).save(update_fields=["state"])
    letter = tell(row, "case-appeal-received", by=by, at=at)
    leave(row, "appeal", by=by, at=at, letter=letter)
    audit.record("case.appealed", subject=reference, by=by, at=at, about=[row.person.reference])
    return row


@transaction.atomic
def reopen(reference: str, *, facts: str, by: Actor, at: datetime) -> Case:
    """New facts speak against a breach that stands: the appeals body looks again, without any limit of time.

    The person may ask it, and an officer who learns of such facts does it for them. Nobody reopens against a person.
    """
    row = locked(reference)
    own = by.may(Right.TRAVEL) and not by.may(Right.OPEN_CASE)
    move = allowed("reopen" if own else "reopen_for", row, by, at, words=facts, reasons=facts)
    nature = policy.Nature.WORD if own else policy.Nature.FACT
    file(row, nature, "New facts", facts.encode(), by=by, at=at, disclosed=True)
    Appeal.objects.create(
        case=row, number=row.appeals.count() + 1, points=facts, made_at=at, before=row.state, ground="new_facts"
    )
    row.closed_at = None
    with_state(row, move.target).save(update_fields=["state", "closed_at"])
    letter = tell(row, "case-reopened", by=by, at=at, facts=facts)
    leave(row, "reopen", by=by, at=at, letter=letter)
    audit.record("case.reopened", subject=reference, by=by, at=at, about=[row.person.reference])
    return row


@transaction.atomic
def suspend(reference: str, *, reasons: str, by: Actor, at: datetime, blocks: Iterable[str] = ()) -> Case:
    """The effect of a measure waits until the appeal is decided: the register is put back for that time."""
    row = locked(reference)
    allowed("suspend", row, by, at, reasons=reasons, blocks=tuple(blocks))
    effects.suspend(row, reasons=reasons, by=by, at=at)
    letter = tell(row, "case-suspended", by=by, at=at, reasons=reasons)
    leave(row, "suspend", by=by, at=at, words=reasons, letter=letter)
    audit.record("case.effect_suspended", subject=reference, by=by, at=at, about=[row.person.reference])
    return row


@transaction.atomic
def uphold(reference: str, *, reasons: str, by: Actor, at: datetime, blocks: Iterable[str] = ()) -> Case:
    """The decision stands; a measure that was suspended has effect again from today."""
    row = locked(reference)
    open_one = _waiting(row)
    verb = "uphold_finding" if open_one.before == "found" else "uphold"
    language = language_of(row)
    move = allowed(verb, row, by, at, reasons=reasons, blocks=tuple(blocks))
    _decide(open_one, "decision_upheld", reasons, by=by, at=at)
    effects.resume(row, by=by, at=at)
    letter = tell(
        row, "case-upheld", by=by, at=at, reasons=reasons, points=open_one.points,
        remedy=_body_remedy(row, by, language, at),
    )  # fmt: skip
    row.closed_at = at if move.target == "closed" else None
    with_state(row, move.target).save()
    leave(row, "uphold", by=by, at=at, words=reasons, letter=letter)
    audit.record("case.decision_upheld", subject=reference, by=by, at=at, about=[row.person.reference])
    return row


@transaction.atomic
def reverse(reference: str, *, reasons: str, by: Actor, at: datetime, blocks: Iterable[str] = ()) -> Case:
    """The decision is set aside: register, finding and numbers return to what they were, and others are told."""
    row = locked(reference)
    open_one = _waiting(row)
    language = language_of(row)
    move = allowed("reverse", row, by, at, reasons=reasons, blocks=tuple(blocks))
    _decide(open_one, "decision_reversed", reasons, by=by, at=at)
    had = getattr(row, "measure", None)
    effects.fall(row, by=by, at=at)
    letter = tell(
        row, "case-reversed", by=by, at=at, reasons=reasons, remedy=_body_remedy(row, by, language, at),
        restored="yes" if had is not None else "",
    )  # fmt: skip
    row.closed_at = at
    with_state(row, move.target).save()
    leave(row, "reverse", by=by, at=at, words=reasons, letter=letter)
    audit.record("case.decision_reversed", subject=reference, by=by, at=at, about=[row.person.reference])
    return row


@transaction.atomic
def reverse_part(
    reference: str, *, kinds: Iterable[str], reasons: str, by: Actor, at: datetime, blocks: Iterable[str] = ()
) -> Case:  # fmt: skip
    """Some of the measures are set aside and put back; the finding and the rest of the measures stand."""
    row = locked(reference)
    open_one = _waiting(row)
    gone, language = tuple(kinds), language_of(row)
    move = allowed("reverse_part", row, by, at, reasons=reasons, kinds=gone, blocks=tuple(blocks))
    _decide(open_one, "part_reversed", reasons, by=by, at=at)
    effects.set_aside(row, gone, by=by, at=at)
    letter = tell(
        row, "case-partly-reversed", by=by, at=at, reasons=reasons, points=open_one.points,
        gone=measures_in(language, gone), kept=measures_in(language, tuple(row.measure.kinds)),
        remedy=_body_remedy(row, by, language, at),
    )  # fmt: skip
    row.closed_at = at
    with_state(row, move.target).save()
    leave(row, "reverse_part", by=by, at=at, words=reasons, letter=letter)
    audit.record("case.part_reversed", subject=reference, by=by, at=at, about=[row.person.reference], kinds=list(gone))
    return row


def _waiting(row: Case) -> Appeal:
    """The appeal that waits for a decision; somebody may have decided it since the page was opened."""
    found = row.appeals.filter(outcome="").first()
    if found is None:
        raise MoveRefused([Refusal("wrong-state", "This step is not open in the present state.")])
    return found


def _decide(open_one: Appeal, outcome: str, reasons: str, *, by: Actor, at: datetime) -> None:
    open_one.outcome, open_one.reasons, open_one.decided_at = outcome, reasons, at
    open_one.decided_by, open_one.decided_name = by.reference, by.name or by.reference
    open_one.save()


def _body_remedy(row: Case, by: Actor, language: str, at: datetime) -> str:
    """How the appeals body's own decision may be taken further; the deciding body's words where it has none."""
    own = way_to_appeal(row, language, act="appeal", at=at, house=by.institution) if by.institution else ""
    return own or way_to_appeal(row, language, act="appeal", at=at)
