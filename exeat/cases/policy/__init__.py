"""What is allowed in a case and why not: states, moves and guards; facts in, reasons out."""

from exeat.cases.policy.blocks import BLOCKS
from exeat.cases.policy.facts import (
    CLEARING,
    CONCRETE,
    DAYS_TO_ANSWER,
    FINAL,
    FINDINGS,
    MINUTES_DAYS,
    Case,
    Contrary,
    Document,
    Finding,
    Measure,
    Nature,
    Offered,
    State,
    Tie,
)
from exeat.cases.policy.guards import (
    answers_every_contrary,
    may_allow_use,
    may_open,
    may_receive,
    near,
)
from exeat.cases.policy.moves import MOVES, Facts, check, open_verbs, refusals

__all__ = [
    "BLOCKS",
    "CLEARING",
    "CONCRETE",
    "DAYS_TO_ANSWER",
    "FINAL",
    "FINDINGS",
    "MINUTES_DAYS",
    "MOVES",
    "Case",
    "Contrary",
    "Document",
    "Facts",
    "Finding",
    "Measure",
    "Nature",
    "Offered",
    "State",
    "Tie",
    "answers_every_contrary",
    "check",
    "may_allow_use",
    "may_open",
    "may_receive",
    "near",
    "open_verbs",
    "refusals",
]
