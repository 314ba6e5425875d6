"""Which clocks of a case run, and from which day each is counted."""

from __future__ import annotations

from datetime import date

from exeat.cases.models import Case
from exeat.cases.policy import State
from exeat.cases.records import VILNIUS

UNDECIDED = (State.OPENED, State.NOTICED, State.ANSWERED, State.TIME_OVER)


def running(row: Case) -> list[tuple[str, str, date]]:
    """The clocks of a case that run now: the field of the last day, the step, and from which day it is counted."""
    found: list[tuple[str, str, date]] = []
    if row.state in UNDECIDED and row.decide_by is not None:
        found.append(("decide_by", "decide", row.opened_at.astimezone(VILNIUS).date()))
    asked = row.steps.filter(verb__in=("serve", "extend")).order_by("id").last()
    if row.state == State.NOTICED and row.answer_until is not None and asked is not None:
        found.append(("answer_until", "answer", asked.at.astimezone(VILNIUS).date()))
    heard = row.steps.filter(verb="hear").order_by("id").last()
    if row.minutes_until is not None and row.minutes_settled_at is None and heard is not None:
        found.append(("minutes_until", "minutes", heard.at.astimezone(VILNIUS).date()))
    return found
