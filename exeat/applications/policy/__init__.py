"""What may happen to an application or a notice, who may do it, and why not: states, moves, guards.

The order of a file: its person submits it, a security officer checks it or returns it with questions, where a rule
provides for it counter-intelligence gives an opinion, and the head or whoever stands in decides. A notice is given
and may be withdrawn; nobody decides on it. Nobody acts in their own case, and nobody decides what they have checked
or given an opinion on.
"""

from exeat.applications.blocks import BLOCKS
from exeat.applications.policy.facts import FINAL, Conclusion, Facts, Kind, State
from exeat.applications.policy.guards import decides_against_like_cases, own
from exeat.applications.policy.moves import (
    IN_HOUSE,
    MOVES,
    check,
    deciding_institution,
    may_add_evidence,
    may_amend,
    may_read_opinion,
    may_take_call,
    open_verbs,
    refusals,
    turn_of,
)
from exeat.values.moves import Move, MoveRefused, Refusal

__all__ = [
    "BLOCKS",
    "FINAL",
    "IN_HOUSE",
    "MOVES",
    "Conclusion",
    "Facts",
    "Kind",
    "Move",
    "MoveRefused",
    "Refusal",
    "State",
    "check",
    "decides_against_like_cases",
    "deciding_institution",
    "may_add_evidence",
    "may_amend",
    "may_read_opinion",
    "may_take_call",
    "open_verbs",
    "own",
    "refusals",
    "turn_of",
]
