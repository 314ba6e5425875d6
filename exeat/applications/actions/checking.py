"""The security officer's check, and the questions that stop the clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from exeat import regimes
from exeat.applications import terms
from exeat.applications.actions.step import Step
from exeat.applications.models import Application, Round
from exeat.values.rights import Actor


@transaction.atomic
def begin_check(reference: str, *, by: Actor, at: datetime, version: int | None = None) -> Application:
    """A security officer takes the file up."""
    step = Step.take(reference, by=by, at=at, version=version)
    row = step.row
    before, row.state = row.state, step.checked("begin_check")
    row.checked_by = by.reference
    step.save("state", "checked_by")
    step.trace("check-begun", purpose="check", before=before, after=row.state)
    return row


@transaction.atomic
def return_with_questions(
    reference: str, *, questions: Sequence[str], answer_by: date, by: Actor, at: datetime, because: str = "",
    version: int | None = None,
) -> Application:  # fmt: skip
    """The officer asks what is missing; until the answer the institution's clock stands still."""
    step = Step.take(reference, by=by, at=at, version=version)
    row = step.row
    said = tuple(question.strip() for question in questions if question.strip())
    before, row.state = row.state, step.checked("return", questions=said)
    step.save("state")
    Round.objects.create(
        application=row, asked_by=by.reference, asked_at=at, questions=list(said), because=because, answer_by=answer_by
    )
    step.trace("returned", purpose="check", before=before, after=row.state, questions=said,
        answer_by=answer_by,
    )  # fmt: skip
    step.tell("application-returned", questions=list(said), because=because, answer_by=answer_by,
        clock=row.decide_by is not None or bool(row.outcome.get("asked", {}).get("decide_within")),
    )  # fmt: skip
    return row


@transaction.atomic
def answer(reference: str, *, text: str, by: Actor, at: datetime, version: int | None = None) -> Application:
    """The person answers; the clock runs on from here."""
    step = Step.take(reference, by=by, at=at, version=version)
    row = step.row
    before, row.state = row.state, step.checked("answer")
    _resume(row, at=at, text=text)
    step.save("state", "decide_by")
    step.trace("answered", before=before, after=row.state, answer=text, decide_by=row.decide_by)
    return row


@transaction.atomic
def go_on(reference: str, *, by: Actor, at: datetime, version: int | None = None) -> Application:
    """No answer came by the day: the officer goes on with what there is."""
    step = Step.take(reference, by=by, at=at, version=version)
    row = step.row
    before, row.state = row.state, step.checked("go_on")
    _resume(row, at=at, text="")
    step.save("state", "decide_by")
    step.trace("resumed-without-answer", purpose="check", before=before, after=row.state)
    return row


@transaction.atomic
def complete(reference: str, *, note: str, by: Actor, at: datetime, version: int | None = None) -> Application:
    """The file is complete and goes to whoever decides."""
    step = Step.take(reference, by=by, at=at, version=version)
    row = step.row
    before, row.state = row.state, step.checked("complete")
    completed(row, note, by=by, at=at)
    step.save("state", "checked_by", "checked_at", "check_note", "decide_by", "clock")
    step.trace("completed", purpose="check", before=before, after=row.state, note=note)
    return row


def completed(row: Application, note: str, *, by: Actor, at: datetime) -> None:
    """Who found it complete, when; a clock that runs from the complete file starts now."""
    row.checked_by, row.checked_at, row.check_note = by.reference, at, note
    asked = row.outcome.get("asked", {})
    if row.decide_by is None and asked.get("counted_from") == "complete_file" and asked.get("decide_within"):
        row.decide_by = terms.moment_after(at, asked["decide_within"], regimes.calendar("LT"))
        row.clock = terms.clock(asked["decide_within"], "complete_file", at)


def _resume(row: Application, *, at: datetime, text: str) -> None:
    """End the pause and give the institution back the time in which its clock stood still."""
    pause = row.rounds.get(resumed_at=None)
    pause.answer, pause.resumed_at = text, at
    pause.save(update_fields=["answer", "resumed_at"])
    if row.decide_by is not None:
        span = str(row.clock.get("span", ""))
        row.decide_by = terms.moved(row.decide_by, pause.asked_at, at, span, regimes.calendar("LT"))
