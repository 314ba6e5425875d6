"""A made-up nation as columns of numbers: people with posts and clearances, and their stays abroad over three years."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa

from exeat.engines.sql import Codes
from exeat.regimes import bulk, places, vocabulary
from exeat.regimes.ladders import Regime, regime
from exeat.regimes.reading import rulebook

NAMES = ("lt-service-travel", "lt-secrets-travel")
FACTS = ("trip.purpose", "application.reason", "stay.mode")
PLACES: list[bulk.Place] = [(code, None) for code in places.countries()]
KINDS = [kind for kind, _ in vocabulary.post_kinds("LT") if kind != "none"]
LEVELS = [level for level, _ in vocabulary.levels("LT")]
NEAR = ("PL", "LV", "EE", "DE", "GB", "NO", "ES", "IT", "SE", "FI", "UA", "TR", "GR", "EG", "US", "FR")
LISTED = {"RU": 0.01, "BY": 0.025, "CN": 0.005}
FIRST, DAYS = date(2023, 7, 1), 1000


def regimes() -> list[Regime]:
    """The two Lithuanian regimes as they are read by default."""
    return [regime(rulebook(name)) for name in NAMES]


def tables(stays: int, codes: Codes, *, seed: int = 1) -> dict[str, pa.Table]:
    """Stays, posts and clearances: ten stays to a person."""
    draw = np.random.default_rng(seed)
    people = stays // 10
    start = bulk.day_number(FIRST) or 0
    code = {country: n for n, (country, _) in enumerate(PLACES)}
    where = [*LISTED, *NEAR]
    weights = np.array([*LISTED.values(), *[(1 - sum(LISTED.values())) / len(NEAR)] * len(NEAR)])
    first = start + draw.integers(0, DAYS, stays, dtype=np.int32)
    reasons = np.array([codes("application.reason", reason) for reason in vocabulary.REASONS], np.int8)
    purposes = np.array([codes("trip.purpose", purpose) for purpose in ("private", "duty")], np.int8)
    held_from = start - draw.integers(0, 3000, people, dtype=np.int32)
    leaves = draw.random(people) < 0.3
    until = np.where(leaves, start + draw.integers(0, DAYS, people), 0).astype(np.int32)
    nothing = pa.nulls(people, pa.int32())
    posts = dict.fromkeys(bulk.TABLES["posts"], nothing) | {
        "person": pa.array(np.arange(people, dtype=np.int32)),
        "first": pa.array(held_from),
        "until": pa.array(until, mask=~leaves),
        "post_kind": pa.array(
            np.array([codes("post.kind", k) for k in KINDS], np.int32)[draw.integers(0, len(KINDS), people)]
        ),
        "post_body_handles_secrets": pa.array((draw.random(people) < 0.4).astype(np.int32)),
    }
    cleared = np.flatnonzero(draw.random(people) < 0.25).astype(np.int32)
    nothing = pa.nulls(len(cleared), pa.int32())
    clearances = dict.fromkeys(bulk.TABLES["clearances"], nothing) | {
        "person": pa.array(cleared),
        "first": pa.array(start - draw.integers(0, 2000, len(cleared), dtype=np.int32)),
        "clearance_level": pa.array(draw.integers(1, len(LEVELS), len(cleared), dtype=np.int32)),
    }
    return {
        "stays": pa.table(
            {
                "stay": pa.array(np.arange(stays, dtype=np.int32)),
                "person": pa.array(draw.integers(0, people, stays, dtype=np.int32)),
                "place": pa.array(draw.choice(np.array([code[c] for c in where], np.int16), stays, p=weights)),
                "first": pa.array(first),
                "until": pa.array(first + draw.integers(1, 15, stays, dtype=np.int32)),
                "begins": pa.array(first),
                "trip_purpose": pa.array(purposes[(draw.random(stays) < 0.1).astype(np.int8)]),
                "application_reason": pa.array(reasons[draw.integers(0, len(reasons), stays)]),
                "stay_mode": pa.array(np.full(stays, codes("stay.mode", "stay"), np.int8)),
            }
        ),
        "posts": pa.table(posts),
        "clearances": pa.table(clearances),
    }
