"""The answer of the duty decider while the head has not decided: only where a rule or order creates it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from exeat import regimes
from exeat.applications import queries, terms
from exeat.applications.actions.deciding import issue
from exeat.applications.actions.step import Step
from exeat.applications.models import Application, Provisional
from exeat.register import queries as register
from exeat.values.rights import Actor


@transaction.atomic
def allow_provisionally(
    reference: str, *, reasons: str, by: Actor, at: datetime, version: int | None = None
) -> Application:
    """The duty decider lets someone leave now; the head confirms or ends the provisional permit."""
    return _answer(reference, "allow_provisionally", reasons, by=by, at=at, version=version)


@transaction.atomic
def decline_provisionally(
    reference: str, *, reasons: str, by: Actor, at: datetime, version: int | None = None
) -> Application:
    """No provisional permit; the application goes on and the head decides it."""
    return _answer(reference, "decline_provisionally", reasons, by=by, at=at, version=version)


def _answer(reference: str, verb: str, reasons: str, *, by: Actor, at: datetime, version: int | None) -> Application:
    step = Step.take(reference, by=by, at=at, version=version)
    row = step.row
    language = step.language
    remedy = register.remedy(row.institution, language)
    row.state = step.checked(verb, reasons=reasons, remedy=bool(remedy.strip()))
    allowed = verb == "allow_provisionally"
    within = str(row.outcome.get("asked", {}).get("decide_within", ""))
    confirm_by = terms.moment_after(at, within, regimes.calendar("LT")) if within else None
    answer = Provisional.objects.create(
        application=row, allowed=allowed, by=by.reference, by_name=by.name, at=at, reasons=reasons,
        confirm_by=confirm_by, permit=issue(row, provisional=True, by=by, at=at) if allowed else "",
    )  # fmt: skip
    row.decide_by, row.clock = confirm_by, terms.clock(within, "provisional", at)
    step.save("state", "decide_by", "clock")
    row.silences.filter(what="urgent", ended_at=None).update(ended_at=at)
    step.trace("allowed-provisionally" if allowed else "declined-provisionally", purpose="decision",
        permit=answer.permit, reasons=reasons,
    )  # fmt: skip
    step.tell("urgent-allowed" if allowed else "urgent-declined", permit=answer.permit,
        confirm_by=terms.shown(confirm_by, within), reasons=reasons,
        **queries.letter_facts(row, language=language, signer=by),
    )  # fmt: skip
    return row
