"""Are these two records the same person? Evidence for and against, weights, and a probability.

Verbs: `match` finds, for tables of crossings, the registered people who may have made them, and `Register.match` does
so for one batch after the other; `explain` says what speaks for and against one pair, feature by feature, as a sum
that can be read aloud. Nothing here decides about a person: a match is a proposal, and an officer answers it.
Safeguards served: the machine proposes and people decide; crossings of anyone else leave no trace; evidence against is
shown as plainly as evidence for.
"""

from exeat.linkage.columns import USED, MissingColumn, WrongIds
from exeat.linkage.evidence import Evidence, Person, Record, explain
from exeat.linkage.letters import plain
from exeat.linkage.matching import Matches, Register, match

__all__ = [
    "USED", "Evidence", "Matches", "MissingColumn", "Person", "Record", "Register", "WrongIds", "explain", "match",
    "plain",
]  # fmt: skip
