"""What the clock does by itself, step by step: each may run twice or late, and one that fails stops no other."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from exeat.applications import actions as applications
from exeat.batch import bounces, heads
from exeat.cases import calendar as case_calendar
from exeat.cases import delivery
from exeat.cases import retention as case_retention
from exeat.crossings import actions as crossings
from exeat.drafts import actions as drafts
from exeat.letters import actions as letters
from exeat.register import actions as register
from exeat.travel import actions as travel
from exeat.values.rights import Actor, machine

CLOCK = machine("clock")
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Step:
    """One thing that the clock does: its name and the function that says how many it did."""

    name: str
    run: Callable[[Actor, datetime], int]


@dataclass(frozen=True)
class Done:
    """What came of a step: how many, or the kind of error that stopped it."""

    name: str
    count: int
    fault: str = ""


def steps_of(keep: frozenset[str]) -> tuple[Step, ...]:
    """Every step in its order; `keep` names people whom an open case still needs."""
    return (
        Step("clocks counted anew by the calendar", lambda by, at: applications.count_anew(by=by, at=at)),
        Step("clocks of cases counted anew", lambda by, at: case_calendar.count_anew(by=by, at=at)),
        Step("warnings of answers that run out", lambda by, at: applications.warn_of_clocks(by=by, at=at)),
        Step("warnings of duties not confirmed", lambda by, at: applications.warn_of_duties(by=by, at=at)),
        Step("late answers passed upwards", lambda by, at: applications.escalate_overdue(by=by, at=at)),
        Step("reminders of briefings and reports", lambda by, at: travel.remind(by=by, at=at)),
        Step("people looked for", lambda by, at: travel.keep_watch(by=by, at=at)),
        Step("people told of closed borders", lambda by, at: travel.write_of_closures(by=by, at=at)),
        Step("names of relatives erased", lambda by, at: applications.erase_relatives(by=by, at=at)),
        Step("documents erased", lambda by, at: applications.erase_documents(by=by, at=at, keep=keep)),
        Step("files of border records", lambda by, at: crossings.work(by=by, at=at, clock=timezone.now)),
        Step("drafts tried", lambda by, at: drafts.work(by=by, at=at, clock=timezone.now)),
        Step("unanswered matches erased", lambda by, at: crossings.expire(by=by, at=at)),
        Step("old cases erased", lambda by, at: case_retention.erase(at=at)),
        Step("people erased from the register", lambda by, at: register.run_retention(by=by, at=at, keep=keep)),
        Step("measures handed over", lambda by, at: delivery.deliver(at=at, by=by)),
        Step("e-mails that came back", lambda by, at: bounces.read(Path(settings.EXEAT_FOLDER), by=by, at=at)),
        Step("letters delivered", lambda by, at: letters.deliver(at=at, by=by)),
        Step("heads of the record kept", lambda by, at: heads.keep(Path(settings.EXEAT_FOLDER), at=at)),
        Step("old sessions removed", lambda by, at: _sessions()),
    )


def tick(
    *, at: datetime, by: Actor = CLOCK, keep: frozenset[str] = frozenset(), steps: tuple[Step, ...] | None = None
) -> list[Done]:
    """Take every step once; what came of each, in order."""
    return [_take(step, by, at) for step in (steps_of(keep) if steps is None else steps)]


def _take(step: Step, by: Actor, at: datetime) -> Done:
    try:
        return Done(step.name, step.run(by, at))
    except Exception as fault:
        # The message may hold what is personal: the kind of error and the place are enough to find it.
        log.error("the step %r stopped: %s", step.name, type(fault).__name__)  # no message, see above
        return Done(step.name, 0, type(fault).__name__)


def _sessions() -> int:
    call_command("clearsessions")
    return 0
