"""Files too large to wait for: handed in, sealed, worked through in the background, and taken up again after a stop."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from django.db import IntegrityError, transaction
from django.db.models import Q

from exeat.access.policy import ROLES
from exeat.audit import actions as audit
from exeat.crossings import files, policy, sealed
from exeat.crossings.actions.receiving import receive
from exeat.crossings.admission import allowed, not_received_before
from exeat.crossings.models import HandedIn
from exeat.crossings.ready import let_go
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor

SILENT = timedelta(minutes=10)  # after which a work that says nothing is taken to have been stopped
TRIES = 3
Clock = Callable[[], datetime]


@transaction.atomic
def hand_in(file: BinaryIO, name: str, *, source: str = "", by: Actor, at: datetime) -> HandedIn:
    """Put a file aside, sealed, to be worked through in the background.

    Raises MoveRefused without the right or a legal basis, FileRefused when the file was received or waits already.
    """
    allowed(by)
    sha256 = files.fingerprint(file)
    not_received_before(sha256)
    _not_waiting(sha256)
    reference = audit.number("W", at=at)
    try:
        with transaction.atomic():
            row = HandedIn.objects.create(
                reference=reference, sha256=sha256, ending=Path(name).suffix[:12], source=source, handed_at=at,
                handed_by=by.reference, handed_role=by.role, handed_house=by.institution,
            )  # fmt: skip
    except IntegrityError:  # somebody else handed the same file in at the same time
        _not_waiting(sha256)
        raise
    sealed.put(reference, file.read())
    audit.record("crossings.handed_in", subject=reference, by=by, at=at, sha256=sha256)
    return row


def _not_waiting(sha256: str) -> None:
    """Raise FileRefused for a file that waits or is being worked through."""
    before = HandedIn.objects.filter(sha256=sha256, state__in=("waiting", "working")).first()
    if before is not None:
        raise policy.FileRefused([policy.Fault(0, before.reference, "This file waits already, under this number.")])


def work(*, by: Actor, at: datetime, clock: Clock) -> int:
    """Work through every file that waits, also one whose work was stopped in the middle; how many.

    A file is applied whole or not at all, so one that was stopped begins again. What no longer waits is cleared away,
    from the memory too: a register that changed.
    """
    waiting = HandedIn.objects.filter(state__in=("waiting", "working"))
    sealed.sweep(waiting.values_list("reference", flat=True), at=at)
    done = 0
    while (row := _next(clock())) is not None:
        _work(row, by, clock)
        done += 1
    let_go()
    return done


def _next(at: datetime) -> HandedIn | None:
    """Take the file that waits longest; another worker cannot take it too."""
    stopped = Q(state="working", told_at__lt=at - SILENT)
    for row in HandedIn.objects.filter(Q(state="waiting") | stopped).order_by("handed_at", "id"):
        mine = HandedIn.objects.filter(pk=row.pk, state=row.state, told_at=row.told_at)
        if mine.update(
            state="working", begun_at=at, told_at=at, stage_at=at, tries=row.tries + 1, done=0, total=0, stage="read"
        ):
            row.refresh_from_db()
            return row
    return None


def _work(row: HandedIn, by: Actor, clock: Clock) -> None:
    officer = Actor(row.handed_by, row.handed_house, ROLES.get(row.handed_role, frozenset()), "", row.handed_role)
    try:
        if row.tries > TRIES:
            raise policy.FileRefused([policy.Fault(0, "", "The work was stopped three times. Hand the file in anew.")])
        content = io.BytesIO(sealed.content_of(row.reference))
        received = receive(
            content, f"file{row.ending}", source=row.source, by=officer, at=clock(), progress=_telling(row, clock)
        )
    except sealed.Gone:
        _refuse(row, [policy.Fault(0, "", "The file is not there any more. Hand it in anew.")], by, clock())
    except policy.FileRefused as refused:
        _refuse(row, refused.faults, by, clock())
    except MoveRefused as refused:
        _refuse(row, [policy.Fault(0, "", refusal.message) for refusal in refused.refusals], by, clock())
    else:
        at = clock()
        with transaction.atomic():
            HandedIn.objects.filter(pk=row.pk).update(
                state="done", received=received, stage="done", done=received.rows, total=received.rows,
                told_at=at, finished_at=at,
            )  # fmt: skip
            sealed.remove(row.reference, at=at)


def _refuse(row: HandedIn, faults: list[policy.Fault] | tuple[policy.Fault, ...], by: Actor, at: datetime) -> None:
    with transaction.atomic():
        HandedIn.objects.filter(pk=row.pk).update(
            state="refused", faults=[asdict(fault) for fault in faults], told_at=at, finished_at=at
        )
        sealed.remove(row.reference, at=at)
        audit.record("crossings.refused", subject=row.reference, by=by, at=at, faults=len(faults))


def _telling(row: HandedIn, clock: Clock) -> files.Progress:
    """Write down how far the work is: when a stage begins, and after that at most once a second."""
    last = ("", clock())

    def tell(stage: str, done: int, total: int) -> None:
        nonlocal last
        now = clock()
        begins = {"stage_at": now} if stage != last[0] else {}
        if begins or now - last[1] >= timedelta(seconds=1):
            last = stage, now
            HandedIn.objects.filter(pk=row.pk).update(stage=stage, done=done, total=total, told_at=now, **begins)

    return tell
