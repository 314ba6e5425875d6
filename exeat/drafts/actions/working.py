"""Trials too large to wait for: asked for, made in the background, and taken up again after a stop."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from exeat.access.policy import ROLES
from exeat.audit import actions as audit
from exeat.drafts import queries, waiting
from exeat.drafts.actions.trying import NO_RIGHT, run
from exeat.drafts.models import Asked
from exeat.drafts.past import Past
from exeat.regimes import NoSuchRegime
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor, Right

SILENT = timedelta(minutes=5)  # after which a work that says nothing is taken to have been stopped
TRIES = 3
STOPPED = Refusal("stopped", "The work was stopped three times. Ask for the trial anew.")
GONE = Refusal("gone", "The trips are not there any more. Ask for the trial anew.")
NO_DRAFT = Refusal("no-draft", "A draft of this trial is not there any more.")
Clock = Callable[[], datetime]


@transaction.atomic
def ask(
    *drafts: str,
    past: Past | None,
    file: str = "",
    by: Actor,
    at: datetime,
    every_reading: bool = True,
    as_if_from: date | None = None,
    hours: Mapping[str, float] | None = None,
) -> Asked:
    """Put past trips aside, sealed, to be tried in the background; without any, the confirmed trips are taken then.

    Raises MoveRefused when the role does not include it.
    """
    if not by.may(Right.TRY_DRAFTS):
        raise MoveRefused([NO_RIGHT])
    row = Asked.objects.create(
        reference=audit.number("T", at=at), drafts=list(drafts), source="file" if file else "register",
        file_sha256=file, every_reading=every_reading, as_if_from=as_if_from, hours=dict(hours or {}), asked_at=at,
        asked_by=by.reference, asked_role=by.role, total=len(past) if past is not None else 0,
    )  # fmt: skip
    if past is not None:
        waiting.put(row.reference, past)
    audit.record("draft.asked", subject=row.reference, by=by, at=at, drafts=", ".join(drafts), source=row.source)
    return row


def work(*, by: Actor, at: datetime, clock: Clock) -> int:
    """Make every trial that waits, also one whose work was stopped in the middle; how many were worked on.

    A trial is kept whole or not at all, so one that was stopped begins again. What no longer waits is cleared away.
    """
    unfinished = Asked.objects.filter(state__in=("waiting", "working"))
    waiting.sweep(unfinished.values_list("reference", flat=True), at=at)
    done = 0
    while (row := _next(clock())) is not None:
        _work(row, by, clock)
        done += 1
    return done


def _next(at: datetime) -> Asked | None:
    """Take the trial that waits longest; another worker cannot take it too."""
    stopped = Q(state="working", told_at__lt=at - SILENT)
    for row in Asked.objects.filter(Q(state="waiting") | stopped).order_by("asked_at", "id"):
        mine = Asked.objects.filter(pk=row.pk, state=row.state, told_at=row.told_at)
        if mine.update(state="working", begun_at=at, told_at=at, tries=row.tries + 1, done=0):
            row.refresh_from_db()
            return row
    return None


def _work(row: Asked, by: Actor, clock: Clock) -> None:
    drafter = Actor(row.asked_by, "", ROLES.get(row.asked_role, frozenset()), "", row.asked_role)
    try:
        if row.tries > TRIES:
            raise MoveRefused([STOPPED])
        run(
            *row.drafts, past=_past(row), file=row.file_sha256, reference=row.reference, by=drafter, at=clock(),
            every_reading=row.every_reading, as_if_from=row.as_if_from, hours=row.hours, progress=_telling(row, clock),
        )  # fmt: skip
    except waiting.Gone:
        _end(row, GONE, by, clock())
    except NoSuchRegime:
        _end(row, NO_DRAFT, by, clock())
    except MoveRefused as refused:
        _end(row, refused.refusals[0], by, clock())
    else:
        _end(row, None, by, clock())


def _past(row: Asked) -> Past:
    return waiting.past_of(row.reference) if row.source == "file" else queries.confirmed_trips()


@transaction.atomic
def _end(row: Asked, refusal: Refusal | None, by: Actor, at: datetime) -> None:
    state = "refused" if refusal else "done"
    why = refusal.message if refusal else ""
    Asked.objects.filter(pk=row.pk).update(state=state, why=why, told_at=at, finished_at=at)
    waiting.remove(row.reference, at=at)
    if refusal:
        audit.record("draft.not-tried", subject=row.reference, by=by, at=at, why=refusal.code)


def _telling(row: Asked, clock: Clock) -> Callable[[int, int], None]:
    """Write down how far the work is."""

    def tell(done: int, total: int) -> None:
        Asked.objects.filter(pk=row.pk).update(done=done, total=total, told_at=clock())

    return tell
