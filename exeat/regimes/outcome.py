"""The answer to a question: what is asked, why, by when, and what is not certain about it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from exeat.regimes.later import Later

Standing = Literal[
    "clear", "to_do", "late", "waiting", "refused", "barred", "overdue", "breached", "undetermined"
]  # what is asked and what has been done of it


class Said(BaseModel):
    """Anything that an answer says; it does not change once said."""

    model_config = ConfigDict(frozen=True)


class Citation(Said):
    """A source in words, with how it is known."""

    source: str
    words: str
    title: str
    number: str
    place: str
    adopted: str
    uri: str
    known_from: str
    known_words: str


class Step(Later):
    """One step of a ladder that was taken."""

    regime: str
    provision: str
    reason: str
    decided: bool
    words: str  # as the person is told
    facts: dict[str, str]
    cite: list[str]
    known_from: str
    of_person: str = ""  # as it is said of the person to whoever else reads it
    sources: list[Citation] = []
    stay: int = 0


class Onward(Said):
    """Who receives something next from whoever received it first, and by when."""

    whom: str
    within: str
    by: date | None


class Due(Said):
    """Something to be done, by whom it is received or given, and by which day."""

    kind: str
    regime: str
    what: str
    whom: str | None
    by: date | None
    counted: str
    cite: list[str]
    strength: str = "must"
    side: str = "before_departure"
    certain: bool = True  # False where a fact that would call for it is not known
    done: date | None = None  # done earlier, and still counting on the first day of the journey
    onward: list[Onward] = []
    bundled: str = ""  # how often reports may be handed over together


class Ground(Said):
    """A ground that opens an exception here: what one claims for it, what shows it."""

    regime: str
    name: str
    label: str
    reasons: list[str]
    reason_words: list[str]
    evidence: list[str] | None
    evidence_words: str
    requires: str
    claimed: bool
    cite: list[str]


class Term(Said):
    """One thing that a procedure settles, and who settled it; unknown where nobody has."""

    value: str
    words: str
    regime: str
    cite: list[str]


class Consulted(Said):
    """A body that is consulted before a decision."""

    body: str
    words: str
    effect: str
    within: str
    regime: str
    cite: list[str]


class UrgentWay(Said):
    """The way when hours matter."""

    grounds: list[str] | None
    apply_before: str
    last_day: date | None
    decide_within: str
    decider: str
    provisional: bool
    evidence_within: str
    regime: str
    cite: list[str]
    reasons: list[str] | None = None  # those that the grounds accept; None where any will do


class Way(Said):
    """How permission is asked for, or a notice given: from the law, and from an order where the law is silent."""

    kind: str
    label: str
    decider: Term
    addressee: Term
    lead: Term
    decide_within: Term
    counted_from: str
    silence: Term
    opinions: list[Consulted]
    last_day: date | None
    counted: str
    urgent: UrgentWay | None
    may_be_forbidden_by: str | None
    journeys: str
    itinerary: str
    cite: list[str]
    approvals: list[Term] = []  # bodies that must agree as well
    refused_by: Term | None = None  # where a refusal needs a higher rank
    decide_by: date | None = None
    decide_counted: str = ""
    serves: list[str] = []  # the regimes that this one permit or notice satisfies


class Consequence(Said):
    """What the law attaches to a breach: bound, discretionary, chained, or not known."""

    measure: str
    words: str
    kind: str
    follows: str
    follows_words: str = ""
    regime: str
    breach: str
    cite: list[str]
    imposed_by: str = ""
    rank: int = 0  # its place on the ladder of the law, 1 for the lightest; 0 where the law does not grade
    certain: bool = True  # False where a fact that would make it a breach is not known


class Remedy(Said):
    """To whom one may complain; unknown where no source says it."""

    regime: str
    body: str
    within: str
    form: str
    known: bool
    cite: list[str]


class Reading(Said):
    """Another reading of an open point, and what would be asked under it."""

    key: str
    words: str
    requires: str
    changes: bool


class OpenQuestion(Said):
    """A question that the sources leave open: how it was read, how else it may be read."""

    regime: str
    point: str
    question: str
    read_as: str
    read_as_words: str
    others: list[Reading]
    changes: bool


class Advice(Said):
    """What is advised to one who is free to go."""

    regime: str
    words: str
    why: str
    cite: list[str]


class Outcome(Later):
    """One answer over all the regimes that were asked."""

    requires: Literal["free", "advice", "return_report", "notice", "permission", "ban", "undetermined"]
    standing: Standing
    decided_by: str
    steps: list[Step]
    duties: list[Due]
    missing: list[str]
    missing_words: list[str]
    other_readings: dict[str, str]
    assumed: list[str]
    measures: list[str]
    law: list[str]
    on: date
    known_at: datetime
    regimes: list[str]
    language: str
    headline: str
    headline_of_person: str = ""
    grounds: list[Ground] = []
    way: Way | None = None
    consequences: list[Consequence] = []
    remedies: list[Remedy] = []
    open_points: list[OpenQuestion] = []
    advice: list[Advice] = []
    aims: list[str] = []
    at_border: str = ""  # what happens there to one who comes without what is asked; empty where no rule says
    at_border_words: str = ""

    @property
    def deciding_step(self) -> Step | None:
        """The step that decided."""
        return next((step for step in self.steps if step.decided), None)
