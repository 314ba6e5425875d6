"""What an application is to its rules: states, kinds, and the facts that guards look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from exeat.applications.blocks import BLOCKS
from exeat.applications.consulting import Consultation


class State(StrEnum):
    """Where an application stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    IN_CHECK = "in_check"
    AWAITING_OPINION = "awaiting_opinion"
    AWAITING_DECISION = "awaiting_decision"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


class Kind(StrEnum):
    """What is asked of whom: permission is asked for, a notice is given."""

    APPLICATION = "application"
    NOTICE = "notice"


class Conclusion(StrEnum):
    """What an opinion of counter-intelligence comes to."""

    NO_OBJECTION = "no_objection"
    WITH_CONDITIONS = "with_conditions"
    OBJECTION = "objection"


FINAL = frozenset({State.GRANTED, State.REFUSED, State.WITHDRAWN, State.CANCELLED})
UNFINISHED = tuple(state for state in State if state not in FINAL)


@dataclass(frozen=True)
class Facts(Consultation):
    """What the guards need to know of one file, and of the step that someone wants to take."""

    applicant: str
    institution: str
    kind: str = Kind.APPLICATION
    urgent: bool = False
    deciders: tuple[str, ...] = ()  # institutions whose head may decide this file
    clerk: str = ""  # whoever wrote it down for the person
    legs: int = 1
    changed: int = 1  # parts of the trip that no earlier decision covers
    departed: bool = False  # the first day of the trip has come
    over: bool = False  # its last day has passed
    replaced: bool = False  # a permit for the changed trip has taken its place
    standing: bool = False  # one decision for several trips
    under: bool = False  # a trip told under such a decision
    change_open: bool = False  # a change of this trip waits for its answer
    declared: bool = True
    requires: str = ""  # what the rules ask: permission, ban, undetermined ...
    weigh_grants: bool = False  # a rule or order asks for a note of what was weighed on a grant too
    answer_late: bool = False  # the day to answer questions has passed
    provisional_allowed: bool = False  # a rule or order creates provisional permits
    provisional_answered: bool = False
    remedy: bool = True  # the institution has said how its decisions are appealed
    like_granted: int = 0
    like_refused: int = 0
    questions: tuple[str, ...] = ()
    conclusion: str = ""
    reasons: str = ""
    weighed: str = ""
    departs_because: str = ""
    legal_ground: str = ""
    blocks: tuple[str, ...] = field(
        default_factory=lambda: tuple(text for words in BLOCKS.values() for text in words.values())
    )
