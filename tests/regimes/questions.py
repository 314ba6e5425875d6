"""Random questions, over posts, clearances, stays, purposes and reasons: for whatever must hold of every answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from exeat.regimes import rulebooks, vocabulary

EVERY = rulebooks(status=None)
HERE = (*rulebooks(status=None, jurisdiction="LT"), *rulebooks(status=None, jurisdiction="XX"))  # one set of posts
LAW = ("lt-service-travel", "lt-secrets-travel", "lt-advice", "demo-order")
DAYS = st.dates(date(2023, 8, 1), date(2025, 6, 1))
KINDS = [kind for kind, _ in vocabulary.post_kinds("LT")]
LEVELS = [level for level, _ in vocabulary.levels("LT")]


@st.composite
def periods(draw: Any, prefix: str, *, ends: bool = True) -> dict[str, str]:
    first = draw(DAYS)
    until = first + timedelta(days=draw(st.integers(1, 120)))
    found = {f"{prefix}from": first.isoformat()}
    return found | ({f"{prefix}until": until.isoformat()} if ends or draw(st.booleans()) else {})


@st.composite
def posts(draw: Any) -> dict[str, Any]:
    facts: dict[str, Any] = draw(periods("", ends=False))
    return facts | {"kind": draw(st.sampled_from(KINDS)), "body_handles_secrets": draw(st.booleans())}


@st.composite
def clearances(draw: Any) -> dict[str, Any]:
    facts: dict[str, Any] = draw(periods("", ends=False))
    return facts | {"level": draw(st.sampled_from(LEVELS))}


@st.composite
def stays(draw: Any) -> dict[str, Any]:
    facts: dict[str, Any] = draw(periods(""))
    return facts | {"country": draw(st.sampled_from(["RU", "BY", "CN", "PL", "UA"]))}


questions = st.fixed_dictionaries(
    {
        "posts": st.lists(posts(), max_size=2),
        "clearances": st.lists(clearances(), max_size=2),
        "stays": st.lists(stays(), min_size=1, max_size=2),
        "trip.purpose": st.sampled_from(["private", "duty"]),
        "application.reason": st.sampled_from(list(vocabulary.REASONS)),
    }
)
# The end of a holding that is not given means that it goes on, and its beginning that it is held throughout;
# the parts of states and their control are told apart only where a list names them.
REMOVABLE = {
    "posts": ("kind", "body_handles_secrets"),
    "clearances": ("level",),
    "stays": ("country", "from", "until"),
}
