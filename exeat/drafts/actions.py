"""The one write of the draft lab: a draft is tried on past trips, and what was counted is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from exeat.audit import actions as audit
from exeat.drafts import judging, policy, queries
from exeat.drafts.models import Trial
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor, Right


@transaction.atomic
def run(
    draft: str,
    *,
    trips: Sequence[policy.PastTrip],
    file: bytes = b"",
    by: Actor,
    at: datetime,
    progress: Callable[[int, int], None] | None = None,
) -> Trial:
    """Judge past trips under the law as it was and under the draft, and keep the counts.

    `file` is the trips file as it was given, of which only the hash is kept; empty for confirmed trips of registered
    people. Raises MoveRefused when the role does not include it or when there is no trip to judge.
    """
    if not by.may(Right.TRY_DRAFTS):
        raise MoveRefused([Refusal("no-right", "Your role does not include this step.")])
    if not trips:
        raise MoveRefused([Refusal("no-trips", "There is no past trip to judge. Give a trips file without names.")])
    law = queries.law_in_force()
    done = 0

    def step(judge: Callable[[policy.PastTrip], str]) -> Callable[[policy.PastTrip], str]:
        def judged(trip: policy.PastTrip) -> str:
            nonlocal done
            done += 1
            if progress is not None and done % 500 == 0:
                progress(done, 2 * len(trips))
            return judge(trip)

        return judged

    found = policy.tally(trips, step(judging.judge_of(law)), step(judging.judge_of((draft,))))
    reference = audit.number("T", at=at)
    trial = Trial.objects.create(
        reference=reference,
        draft=draft,
        law=list(law),
        source="file" if file else "register",
        file_sha256=hashlib.sha256(file).hexdigest() if file else "",
        found=judging.withheld(found),
        made_at=at,
        made_by=by.reference,
    )
    audit.record("draft.tried", subject=reference, by=by, at=at, draft=draft, source=trial.source, trips=len(trips))
    return trial
