"""Who is on duty when hours matter: shifts that fit together, gaps that are shown, and a hand-over. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from exeat.values.moves import Refusal
from exeat.values.rights import Actor, Right

DUTIES = {"calls": Right.TAKE_URGENT_CALL, "answers": Right.DECIDE_URGENT}
LONGEST = timedelta(days=7)


@dataclass(frozen=True)
class Hours:
    """One shift as plain values."""

    since_at: datetime
    until_at: datetime


def may_plan(actor: Actor, institution: str) -> Refusal | None:
    """The rota is kept by whoever checks or decides applications of the institution."""
    if actor.institution != institution or not (
        actor.may(Right.CHECK_APPLICATION) or actor.may(Right.DECIDE_APPLICATION)
    ):
        return Refusal("no-right", "Your role does not include this step.")
    return None


def fits(new: Hours, others: Iterable[Hours]) -> Refusal | None:
    """Two are not on the same duty at once, so that nobody relies on the other."""
    if new.until_at <= new.since_at or new.until_at - new.since_at > LONGEST:
        return Refusal("odd-hours", "A duty ends after it begins and lasts at most a week.")
    if any(new.since_at < other.until_at and other.since_at < new.until_at for other in others):
        return Refusal("two-on-duty", "Somebody else has this duty at that time. Change the hours.")
    return None


def gaps(shifts: Iterable[Hours], since: datetime, until: datetime) -> list[Hours]:
    """The times within a span in which nobody is on duty."""
    found: list[Hours] = []
    free_from = since
    for one in sorted(shifts, key=lambda one: one.since_at):
        if one.since_at > free_from and free_from < until:
            found.append(Hours(free_from, min(one.since_at, until)))
        free_from = max(free_from, one.until_at)
    if free_from < until:
        found.append(Hours(free_from, until))
    return found


def may_hand_over(actor: Actor, who: str, *, open_files: int, note: str) -> Refusal | None:
    """Whoever has the duty hands it over; with urgent applications open they say how each stands."""
    if actor.reference != who:
        return Refusal("not-on-duty", "Only whoever is on duty can do this.")
    if open_files and not note.strip():
        return Refusal("no-note", "Urgent applications are open. Write for the next one how they stand.")
    return None
