"""What a court decided is entered by one person and confirmed by another; then it has its effect."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from exeat.audit import actions as audit
from exeat.cases import effects, policy
from exeat.cases.actions.hearing import Attachment
from exeat.cases.models import Appeal, Case, Judgment
from exeat.cases.steps import allowed, file, language_of, leave, locked, measures_in, tell, with_state
from exeat.values.rights import Actor

ENDS_APPEAL = {"reversed": "decision_reversed", "partly": "part_reversed"}  # what an open appeal ends with


@transaction.atomic
def enter_judgment(
    reference: str, *, court: str, number: str, given_on: date, outcome: str, words: str, document: Attachment,
    by: Actor, at: datetime, kinds: Iterable[str] = (),
) -> Judgment:  # fmt: skip
    """Enter what a court decided, with its document; nothing follows until a second person has confirmed it.

    `outcome` is one of policy.JUDGMENTS; where the court set a part aside, `kinds` are the measures that fall.
    """
    row = locked(reference)
    gone = tuple(kinds) if outcome == "partly" else ()
    allowed("enter_judgment", row, by, at, words=words, outcome=outcome, kinds=gone)
    kept = file(
        row, policy.Nature.FACT, "Judgment of a court", document.content, by=by, at=at, name=document.name,
        content_type=document.content_type, disclosed=True,
    )  # fmt: skip
    entered = Judgment.objects.create(
        case=row, court=court, number=number, given_on=given_on, words=words, document=kept.number, outcome=outcome,
        kinds=list(gone), entered_by=by.reference, entered_name=by.name or by.reference, entered_at=at,
    )  # fmt: skip
    leave(row, "enter_judgment", by=by, at=at)
    audit.record("case.judgment_entered", subject=reference, by=by, at=at, about=[row.person.reference])
    return entered


@transaction.atomic
def confirm_judgment(reference: str, *, by: Actor, at: datetime) -> Case:
    """A second person holds the entry against the document; what the court set aside is put back at once."""
    row = locked(reference)
    entered = row.judgments.filter(confirmed_at=None).first()
    outcome, gone = (entered.outcome, tuple(entered.kinds)) if entered else ("upheld", ())
    move = allowed(policy.CONFIRMS[outcome], row, by, at, kinds=gone)
    assert entered is not None  # the move is refused where no judgment waits
    entered.confirmed_by, entered.confirmed_name, entered.confirmed_at = by.reference, by.name or by.reference, at
    entered.save()
    _follow(row, entered, by=by, at=at)
    if move.target != row.state:
        row.closed_at = at if move.target == policy.State.CLOSED else None
        with_state(row, move.target).save()
    language, held = language_of(row), getattr(row, "measure", None)
    letter = tell(
        row, "case-judgment", by=by, at=at, court=entered.court, number_of_judgment=entered.number,
        given_on=entered.given_on, words=entered.words, outcome=outcome, gone=measures_in(language, gone),
        kept=measures_in(language, tuple(held.kinds)) if held else "",
    )  # fmt: skip
    leave(row, "confirm_judgment", by=by, at=at, letter=letter)
    audit.record(
        "case.judgment_confirmed", subject=reference, by=by, at=at, about=[row.person.reference], outcome=outcome
    )
    return row


def _follow(row: Case, entered: Judgment, *, by: Actor, at: datetime) -> None:
    """What a judgment does to the decision: nothing, put it back in whole or in part, or have it decided again."""
    if entered.outcome in ENDS_APPEAL:
        row.appeals.filter(outcome="").update(
            outcome=ENDS_APPEAL[entered.outcome], reasons=entered.words, decided_by=by.reference,
            decided_name=by.name or by.reference, decided_at=at,
        )  # fmt: skip
    if entered.outcome == "reversed":
        effects.fall(row, by=by, at=at)
    elif entered.outcome == "partly":
        effects.set_aside(row, entered.kinds, by=by, at=at)
    elif entered.outcome == "remitted":
        held = getattr(row, "measure", None)
        if held is not None and held.suspended_at is None:
            effects.suspend(row, reasons=entered.words, by=by, at=at)
        if not row.appeals.filter(outcome="").exists():
            Appeal.objects.create(
                case=row, number=row.appeals.count() + 1, points=entered.words, made_at=at, before=row.state,
                ground="court",
            )  # fmt: skip
