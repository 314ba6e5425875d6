"""How a past trip is judged by rulebooks, and how the counts are kept without small numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from exeat import regimes
from exeat.drafts import policy
from exeat.statistics.disclosure import THRESHOLD


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
