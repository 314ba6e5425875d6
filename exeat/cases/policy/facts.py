"""The plain facts of a case that the guards look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

LIKE = 3  # so many like cases that ended otherwise ask for a reason
CONCRETE = 40  # letters that a reason has at least
FINDINGS = ("breach", "justified", "another_person", "not_bound", "not_proven")
SIDES = ("for", "against", "not_relevant")
JUDGMENTS = ("upheld", "reversed", "partly", "remitted", "ended")  # what a court does with a decision
NOTHING = "nothing"  # the lightest measure: that none is taken
ENDS_POST = frozenset({"employment_ended", "dismissal_possible"})
CLEARING = frozenset(FINDINGS) - {"breach"}


class State(StrEnum):
    """Where a case stands; whose turn it is follows from it."""

    OPENED = "opened"  # officer: tell the person
    NOTICED = "noticed"  # person: answer
    ANSWERED = "answered"  # another officer: find
    TIME_OVER = "time_over"  # another officer: find
    FOUND = "found"  # a third: measure, or none
    MEASURED = "measured"  # person: appeal; officer: close when the time is over
    APPEALED = "appealed"  # appeals body
    CLOSED = "closed"


FINAL = frozenset({State.CLOSED})


class Nature(StrEnum):
    """What kind of thing a document of the file holds: a fact, what someone says, or what someone thinks."""

    FACT = "fact"
    WORD = "word"
    ASSESSMENT = "assessment"


class Tie(StrEnum):
    """How the law ties a measure to a breach."""

    BOUND = "bound"  # the law leaves no choice
    DISCRETIONARY = "discretionary"
    CHAINED = "chained"  # follows from another measure


@dataclass(frozen=True)
class Contrary:
    """Something that speaks for the person; `key` names it once, so that an answer can be given to it."""

    key: str
    words: str
    source: str = ""


@dataclass(frozen=True)
class Document:
    """One item of the file: shown to the person, or listed as withheld with the ground in law."""

    number: int
    nature: Nature
    disclosed_at: datetime | None = None
    withheld_ground: str = ""
    harboured: bool = False  # told in a return report, and no second authority lets it be used
    translation: bool = False  # it is a translation of another one
    translated: bool = False  # there is one of it in the language that the person asked for

    @property
    def citable(self) -> bool:
        """Whether a finding may rest on it."""
        return not self.harboured and (self.disclosed_at is not None or bool(self.withheld_ground))


@dataclass(frozen=True)
class Offered:
    """A measure that the law attaches to this breach."""

    kind: str
    tie: Tie
    cite: tuple[str, ...] = ()
    after: str = ""  # for a chained one: the measure that brings it
    rank: int = 0  # its place on the ladder of the law, 1 for the lightest; 0 where the law does not grade


@dataclass(frozen=True)
class Factor:
    """Something that is weighed before a decision, and to which side the rules let it speak."""

    key: str
    weighs: str  # for, against, either
    before: frozenset[str]  # finding, measure


@dataclass(frozen=True)
class Weighed:
    """How somebody weighed a factor: the side to which it speaks in this case, and why."""

    side: str
    words: str


@dataclass(frozen=True)
class Finding:
    """What an officer is about to find, with everything that it must carry."""

    kind: str
    reasons: str
    cited: frozenset[int] = frozenset()
    legal_question: str = ""
    overrides: Mapping[str, str] = field(default_factory=dict)
    weighed: Mapping[str, Weighed] = field(default_factory=dict)
    unlike: str = ""  # why it is not what was proposed


@dataclass(frozen=True)
class Measure:
    """What an officer is about to impose: one that the law gives, weighed."""

    kinds: tuple[str, ...]
    aim: str = ""
    lesser: str = ""  # which lighter measures were considered, and why they do not do
    family: str = ""
    lasts: str = ""
    review_on: date | None = None
    reasons: str = ""
    overrides: Mapping[str, str] = field(default_factory=dict)
    weighed: Mapping[str, Weighed] = field(default_factory=dict)
    lighter: Mapping[str, str] = field(default_factory=dict)  # why each lighter measure is not enough
    unlike: str = ""


@dataclass(frozen=True)
class Case:
    """A case as its moves see it."""

    person: str
    colleague: bool = False  # the actor serves or served in an institution of the person
    state: State = State.OPENED
    confirmed_by: frozenset[str] = frozenset()
    opened_by: str = ""
    found_by: str = ""
    finding: str = ""
    measured_by: str = ""
    measures: tuple[str, ...] = ()
    served_on: date | None = None  # proof that the letter reached the person
    answer_until: date | None = None
    private: frozenset[str] = frozenset()  # words by which the person could be recognised
    summary_by: str = ""  # who wrote a summary that nobody has published
    summarised: bool = False
    decide_by: date | None = None  # the last day to decide; later the case ends without a finding
    factors: tuple[Factor, ...] = ()
    finding_proposed: str = ""  # the finding that was proposed last
    finding_proposed_by: frozenset[str] = frozenset()
    measure_proposed: tuple[str, ...] = ()
    measure_proposed_by: frozenset[str] = frozenset()
    posts_looked_at: bool = False  # whether posts without the clearance were looked at
    post_found: bool = False  # and one was found that the person takes
    alike: tuple[str, ...] = ()  # how like cases ended, by kind of finding
    judgment_by: str = ""  # who entered a judgment that waits for a second person
    judgment: str = ""  # what that judgment says
    harboured: bool = False  # rests on a return report that no second authority lets be used
    representatives: frozenset[str] = frozenset()  # whom the person let into the file
    help_asked: bool = False  # an interpreter or an accommodation
    help_arranged: bool = False
    minutes_until: date | None = None  # until when minutes may be corrected; None once they are settled
    translation_asked: bool = False  # the person cannot read the language of the file
    hearing_on: date | None = None  # the day of the hearing to which they were invited last, until it is held
    hearing_sure: bool = False  # they accepted, or the letter arrived before that day
    other_time_asked: bool = False
    hearing_asked: bool = False
    heard: bool = False
    documents: tuple[Document, ...] = ()
    depends_on: tuple[str, ...] = ()
    contrary: tuple[Contrary, ...] = ()
    offered: tuple[Offered, ...] = ()
    measures_known: bool = False
    appeal_until: date | None = None
    decision_reached: date | None = None  # proof that the decision reached the person
    asked: bool = False  # the person asked for something that nobody has answered
    appeal_open: bool = False
    suspended: bool = False
    facts_number: int = 0  # documents of facts that the notice will carry

    @property
    def involved(self) -> frozenset[str]:
        """Everyone who has had a part in it."""
        proposed = self.finding_proposed_by | self.measure_proposed_by
        return (self.confirmed_by | proposed | {self.opened_by, self.found_by, self.measured_by}) - {""}


@dataclass(frozen=True)
class Facts:
    """A case and what someone is about to do in it, on a day."""

    case: Case
    on: date
    words: str = ""
    reasons: str = ""
    blocks: tuple[str, ...] = ()  # text blocks that were offered: left unchanged they are no reasons
    until: date | None = None
    remedy: str = ""
    finding: Finding | None = None
    measure: Measure | None = None
    counted: date | None = None  # the last day to appeal as the rules give it
    because_unlike: str = ""  # why like cases ended otherwise
    kinds: tuple[str, ...] = ()  # measures that an appeal sets aside
    because: str = ""  # why the last day differs, or where it stands
    outcome: str = ""  # what a court did
    number: int = 0  # the document that a step is about
    least: date | None = None  # the earliest last day that the rules or the institution allow
