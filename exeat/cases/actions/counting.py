"""The days of open cases are counted again by the calendar as it reads now: the person's time only grows."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from exeat.audit import actions as audit
from exeat.cases import clocks, remedies
from exeat.cases.models import Case
from exeat.cases.policy import State
from exeat.cases.queries.running import running
from exeat.cases.records import VILNIUS
from exeat.cases.steps import locked, tell
from exeat.values.rights import Actor


def count_anew(*, by: Actor, at: datetime) -> int:
    """Count every open clock of every open case anew, each in its own transaction; how many cases moved.

    A day that has passed is left. What the person has only becomes later; what binds the office moves either way.
    """
    rows = Case.objects.exclude(state=State.CLOSED).order_by("id").values_list("reference", flat=True)
    return sum(_count_anew(reference, by, at) for reference in list(rows))


@transaction.atomic
def _count_anew(reference: str, by: Actor, at: datetime) -> bool:
    row, today = locked(reference), at.astimezone(VILNIUS).date()
    moved: dict[str, tuple[date, date]] = {}
    for field, step, after in running(row):
        before, counted = getattr(row, field), clocks.term(row.outcome, step, after).ends(after)
        if before >= today and (counted > before or (field == "decide_by" and counted != before)):
            moved[field] = (before, counted)
            setattr(row, field, counted)
    decision = getattr(row, "measure", None) or getattr(row, "finding", None)
    if row.state in {State.FOUND, State.MEASURED} and decision is not None and decision.counting.get("within"):
        until, again = decision.appeal_until, remedies.counted_anew(decision.counting)
        if until is not None and again is not None and again > until >= today:
            moved["appeal_until"] = (until, again)
            decision.appeal_until = again
            decision.save(update_fields=["appeal_until"])
    if not moved:
        return False
    row.save(update_fields=[field for field in moved if field != "appeal_until"])
    audit.record(
        "case.counted_anew", subject=reference, by=by, at=at, about=[row.person.reference],
        moved={field: [day.isoformat() for day in days] for field, days in moved.items()},
    )  # fmt: skip
    if row.state != State.OPENED:
        tell(row, "case-counted-anew", by=by, at=at, **{field: days[1] for field, days in moved.items()})
    return True
