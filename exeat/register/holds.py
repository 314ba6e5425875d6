"""When a post or clearance ends: as the register itself has it, and as cases have shortened it."""

from __future__ import annotations

from datetime import date

from exeat.register import policy
from exeat.register.models import Clearance, Post


def recorded_end(row: Post | Clearance) -> date | None:
    """The end that the register itself has, whatever cases ordered."""
    return row.until_before if row.ended_because else row.until


def settle(row: Post | Clearance, recorded: date | None) -> None:
    """Set the end of a post or clearance from the register's own end and from the cases that shorten it."""
    endings = {ending.because: ending.from_day for ending in row.endings.order_by("id")}
    row.until, row.ended_because = policy.until_of(policy.Hold(row.since, recorded, endings))
    row.until_before = recorded if row.ended_because else None
    row.save(update_fields=["until", "ended_because", "until_before"])
