"""What an example may expect: the answers that have a name, and the words that each of them takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from exeat.regimes import vocabulary
from exeat.regimes.shapes import Duty, Requirement

THEN = (
    "requires",
    "because",
    "decided_by",
    "missing",
    "standing",
    "duties",
    "measures",
    "other_readings",
    "last_day",
    "at_border",
    "decider",
)
ASKED = (*get_args(Requirement), "undetermined")
DUTIES = ("permission", *get_args(Duty.model_fields["kind"].annotation))  # what is asked is due as well


def wrong_answers(then: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Answers that no trip can have: a word that nothing asks, the name of a duty where its kind is told."""
    for name in then:
        if name not in THEN:
            yield (), vocabulary.unknown("answer", name, THEN)
    if then.get("requires", "free") not in ASKED:
        yield ("requires",), vocabulary.unknown("value", then["requires"], ASKED)
    duties = then.get("duties", [])
    if not isinstance(duties, list):
        yield ("duties",), f"a list such as [{duties}] is expected here; found {duties!r}"
        return
    for kind in duties:
        if kind not in DUTIES:
            told = vocabulary.unknown("kind of duty", kind, DUTIES)
            yield ("duties",), f"{told} (their kinds are told here, what is asked among them, and not their names)"
