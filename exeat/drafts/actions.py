"""The one write of the draft lab: a draft is tried on past trips, and what was counted is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from exeat import regimes
from exeat.audit import actions as audit
from exeat.drafts import policy, queries
from exeat.drafts.models import Trial
from exeat.statistics.disclosure import THRESHOLD
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

    found = policy.tally(trips, step(judge_of(law)), step(judge_of((draft,))))
    reference = audit.number("T", at=at)
    trial = Trial.objects.create(
        reference=reference,
        draft=draft,
        law=list(law),
        source="file" if file else "register",
        file_sha256=hashlib.sha256(file).hexdigest() if file else "",
        found=withheld(found),
        made_at=at,
        made_by=by.reference,
    )
    audit.record("draft.tried", subject=reference, by=by, at=at, draft=draft, source=trial.source, trips=len(trips))
    return trial


def judge_of(names: Sequence[str]) -> Callable[[policy.PastTrip], str]:
    """What the rulebooks ask of a trip; each distinct situation is judged once."""
    rulebooks = [regimes.rulebook(name) for name in names]
    known: dict[tuple[Any, ...], str] = {}

    def judge(trip: policy.PastTrip) -> str:
        situation = trip.situation
        key = tuple(situation.values())
        if key not in known:
            since = {"post.from": trip.period.first, "clearance.from": trip.period.first}
            known[key] = str(regimes.ask(rulebooks, situation | since).requires)
        return known[key]

    return judge


def withheld(found: policy.Tally) -> dict[str, Any]:
    """The tally as it is kept: groups of fewer than ten people say so instead of a number."""
    kept = asdict(found)
    kept["changes"] = [
        asdict(change)
        | {"heavier": change.heavier}
        | ({"people": None, "trips": None} if change.people < THRESHOLD else {})
        for change in found.changes
    ]
    for word in ("newly", "freed"):
        if 0 < kept[f"{word}_people"] < THRESHOLD:
            kept[f"{word}_people"] = kept[f"{word}_trips"] = None
    return kept
