"""How a passage becomes a stay, how a stay is held against permits and notices, and who may answer a possible match."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from exeat.values.destination import Destination
from exeat.values.moves import Move, MoveRefused, Refusal
from exeat.values.moves import check as check_move
from exeat.values.moves import refusals as refusals_of
from exeat.values.period import Period
from exeat.values.rights import Actor, Right

WORTH_ASKING = 0.02  # less likely than one in fifty is nobody's to look at; what cannot be told has no number
DAYS_TO_ANSWER = 30  # after which an unanswered possible match is erased, not kept
ASKS_SOMETHING = frozenset({"notice", "permission", "ban"})  # what else a regime says asks for no permit and no notice


def keep_until(received: date) -> date:
    """The last day on which a possible match waits that came with a file received on this day."""
    return received + timedelta(days=DAYS_TO_ANSWER)


class How(StrEnum):
    """How we know where someone went."""

    RECORDED = "recorded"  # the source says it
    INFERRED = "inferred"  # from the country that lies behind the point
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """In what way a confirmed stay is not covered."""

    OUTSIDE_DATES = "outside_dates"
    OUTSIDE_COUNTRY = "outside_country"
    NO_PERMIT = "no_permit"
    NOT_RETURNED = "not_returned"


# --- from passages to stays -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Passage:
    """One confirmed passage: which record, which way, when by the clock of the point, and where to."""

    reference: str
    direction: str  # exit or entry
    at: datetime  # aware, in the zone of the point
    destination: Destination | None = None
    how: How = How.UNKNOWN


@dataclass(frozen=True)
class Stay:
    """From a confirmed exit to the next confirmed entry, both days included; open while no entry is confirmed."""

    exit: Passage
    entry: Passage | None = None

    @property
    def first(self) -> date:
        """The day of the exit."""
        return self.exit.at.date()

    @property
    def last(self) -> date | None:
        """The day of the return; None while none is confirmed."""
        return self.entry.at.date() if self.entry else None

    @property
    def same_border(self) -> bool:
        """Whether the return was recorded at the border of the country into which the exit led."""
        out, back = self.exit.destination, self.entry.destination if self.entry else None
        return out is not None and back is not None and out.country == back.country

    @property
    def certain(self) -> Period:
        """The days in that country that are known.

        The day of the exit alone while no return is confirmed, and when the return was by another border: nobody
        recorded on which day the person went on from there.
        """
        return Period.through(self.first, self.last if self.last and self.same_border else self.first)


def stays(passages: Iterable[Passage]) -> tuple[Stay, ...]:
    """The stays that confirmed passages make up, the earliest first.

    Between two exits an entry is missing: of the first stay only its first day is known. An entry without an exit
    says where nobody knows, so it makes no stay.
    """
    found: list[Stay] = []
    leaving: Passage | None = None
    for passage in sorted(passages, key=lambda p: (p.at, p.reference)):
        if passage.direction == "exit":
            if leaving is not None:
                found.append(Stay(leaving))
            leaving = passage
        elif leaving is not None:
            found.append(Stay(leaving, passage))
            leaving = None
    if leaving is not None:
        found.append(Stay(leaving))
    return tuple(found)


# --- held against permits and notices ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Cover:
    """A permit or notice as it bears on a stay: for which countries, which days, given when, taken back when."""

    reference: str
    kind: str  # permit or notice
    countries: frozenset[str]
    period: Period
    given_at: datetime
    ended_at: datetime | None = None
    borne: Period | None = None  # its days with the small slips that a rule bears, where one does

    def covers_day(self, day: date) -> bool:
        """Whether somebody may be there under it on a day."""
        return day in (self.borne or self.period)

    def held_at(self, moment: datetime) -> bool:
        """Whether it had been given and not taken back at the moment of leaving."""
        return self.given_at <= moment and (self.ended_at is None or moment < self.ended_at)

    def names(self, destination: Destination) -> bool:
        """Whether it is for this country, or for the part of it or a part of it: doubt speaks for the holder."""
        parts = {code for code in self.countries if code.startswith(f"{destination.country}-")}
        if destination.country in self.countries:
            return True
        return bool(parts) and (destination.territory is None or destination.territory in parts)


@dataclass(frozen=True)
class Uncovered:
    """What is not covered about a stay; without kinds everything is."""

    kinds: tuple[Kind, ...]
    days: tuple[date, ...] = ()
    nearest: str = ""  # the permit or notice that comes closest


def answers(requires: str, cover: Cover) -> bool:
    """Whether this kind of paper is what was asked: a permit does for anything, a notice only for a notice."""
    return cover.kind == "permit" or requires == "notice"


def held_against(stay: Stay, requires: str, covers: Iterable[Cover], *, on: date) -> Uncovered:
    """How a stay compares with what the law asked and with the permits and notices held when it began.

    An unknown destination and an undetermined requirement leave nothing uncovered: doubt accuses nobody.
    """
    destination = stay.exit.destination
    if destination is None or stay.exit.how is How.UNKNOWN or requires not in ASKS_SOMETHING:
        return Uncovered(())
    held = [c for c in covers if answers(requires, c) and c.held_at(stay.exit.at)]
    there = [c for c in held if c.names(destination)]
    open_days = tuple(day for day in stay.certain.days() if not any(c.covers_day(day) for c in there))
    if not open_days:
        return _not_returned(stay, there, on)
    if near := _nearest([c for c in there if _reaches(c, stay)], stay):
        return Uncovered((Kind.OUTSIDE_DATES,), open_days, near.reference)
    if near := _nearest([c for c in held if c not in there and c.period.overlaps(stay.certain)], stay):
        return Uncovered((Kind.OUTSIDE_COUNTRY,), open_days, near.reference)
    return Uncovered((Kind.NO_PERMIT,), open_days)


def _not_returned(stay: Stay, there: Sequence[Cover], on: date) -> Uncovered:
    """An open stay whose paper has run out: perhaps a return that no source recorded."""
    last = max((c for c in there if c.period.until is not None), key=lambda c: c.period, default=None)
    if stay.entry is None and last is not None and all(c.period.until and c.period.until <= on for c in there):
        return Uncovered((Kind.NOT_RETURNED,), (), last.reference)
    return Uncovered(())


def _reaches(cover: Cover, stay: Stay) -> bool:
    """Whether the paper is for this journey: it shares a day with it or lies within a month of it."""
    gap = min(
        abs((stay.first - (cover.period.last or stay.first)).days), abs((cover.period.first - stay.certain.first).days)
    )
    return cover.period.overlaps(stay.certain) or gap <= 31


def _nearest(covers: Sequence[Cover], stay: Stay) -> Cover | None:
    return min(covers, key=lambda c: (abs((c.period.first - stay.first).days), c.reference), default=None)


# --- contrary evidence ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Contrary:
    """Something that speaks for the person, which whoever goes on must see and answer by name."""

    code: str
    words: str  # English; pages translate it
    about: str = ""  # which feature, permit or reading


AGAINST = "The records differ in a point that speaks against their being the same person."
NO_DOCUMENT = "No document number ties the record to the person: it rests on name and birth date."
PRIVATE = "That the journey was private is assumed; as a duty journey nothing would have been asked."
GROUND = "On a ground that nobody has asked about nothing would be missing."
READING = "Under another reading of the law nothing would be missing."
INFERRED = "The country is inferred from the crossing point, not recorded."
LATE_PERMIT = "A permit for these days was given after the person had left."
SILENCE = "An application lay with the institution without an answer when its time had passed."
REGISTER_DOUBTED = "The person has said that their entry in the register is wrong."
NO_RETURN_SEEN = "A return by another border would not be in these records."
OTHER_BORDER = "The return was by another border: on which days the person was in this country is not known."
NO_RECORDS = "Of some days after this exit no records of any point came in: a return may be missing."
ASKED_BEFORE = "The person had asked for permission before leaving; no answer had been given."


def against_identity(evidence: Iterable[tuple[str, float]], *, document_agrees: bool) -> tuple[Contrary, ...]:
    """What speaks against the record's being the person's: each feature with a negative weight, and no document.

    That a relative or namesake could agree as well is no disagreement: it takes weight off, and is said where no
    document ties the two.
    """
    said = [(feature, weight) for feature, weight in evidence if feature not in {"prior", "namesake"}]
    found = [Contrary("evidence-against", AGAINST, feature) for feature, weight in said if weight < 0]
    if not document_agrees:
        found.append(Contrary("no-document", NO_DOCUMENT))
    return tuple(found)


# --- who may answer ---------------------------------------------------------------------------------------------


class State(StrEnum):
    """Where a possible match stands."""

    WAITING = "waiting"
    UNDECIDED = "undecided"  # one officer could not tell; another pair of eyes
    CONFIRMED = "confirmed"
    REFUSED = "refused"  # somebody else: out of everybody's sight, erased when the day of the answer is over


FINAL = frozenset({State.CONFIRMED, State.REFUSED})
VERDICTS = ("same", "somebody_else", "cannot_tell")


@dataclass(frozen=True)
class Facts:
    """What the guards look at when someone answers a possible match."""

    person: str
    colleague: bool  # the actor serves or served in an institution of the person
    answered_by: frozenset[str]
    reasons: str
    contrary: tuple[Contrary, ...]
    overrides: str  # why it is the same person although something speaks against it
    expired: bool


def not_own(actor: Actor, facts: Facts) -> Refusal | None:
    """Nobody judges a record that may be their own."""
    if actor.reference == facts.person:
        return Refusal("own-candidate", "Nobody answers a possible match with themselves.")
    return None


def not_a_colleague(actor: Actor, facts: Facts) -> Refusal | None:
    """Nobody judges a record that may be a colleague's."""
    if facts.colleague:
        return Refusal("colleague", "Nobody answers a possible match with a colleague of their own institution.")
    return None


def another_pair_of_eyes(actor: Actor, facts: Facts) -> Refusal | None:
    """Whoever could not tell leaves it to someone else."""
    if actor.reference in facts.answered_by:
        return Refusal("same-eyes", "You have answered this one. It waits for another pair of eyes.")
    return None


def reasons_are_given(_actor: Actor, facts: Facts) -> Refusal | None:
    """An answer says why."""
    if len(facts.reasons.split()) < 2:
        return Refusal("no-reasons", "Write why, in a few words.")
    return None


def contrary_is_answered(_actor: Actor, facts: Facts) -> Refusal | None:
    """What speaks against has to be answered before it can be the same person."""
    if facts.contrary and len(facts.overrides.split()) < 3:
        return Refusal("contrary", "Something speaks against it. Write why it is the same person all the same.")
    return None


def still_kept(_actor: Actor, facts: Facts) -> Refusal | None:
    """What has passed its day is erased, not answered."""
    if facts.expired:
        return Refusal("expired", "The time to answer has passed. The record will be erased.")
    return None


_ALWAYS = (not_own, not_a_colleague, another_pair_of_eyes, reasons_are_given, still_kept)
MOVES: tuple[Move[Facts], ...] = tuple(
    move
    for source in (State.WAITING, State.UNDECIDED)
    for move in (
        Move("same", source, State.CONFIRMED, Right.ANSWER_CANDIDATE, (*_ALWAYS, contrary_is_answered)),
        Move("somebody_else", source, State.REFUSED, Right.ANSWER_CANDIDATE, _ALWAYS),
        Move(
            "cannot_tell",
            source,
            State.UNDECIDED if source is State.WAITING else State.REFUSED,
            Right.ANSWER_CANDIDATE,
            _ALWAYS,
        ),
    )
)


def check(verb: str, actor: Actor, state: str, facts: Facts) -> Move[Facts]:
    """The move, when it is open. Raises MoveRefused with every reason when it is not."""
    return check_move(MOVES, verb, actor, state, facts)


def refusals(verb: str, actor: Actor, state: str, facts: Facts) -> tuple[Refusal, ...]:
    """Every reason why this actor cannot give this answer now."""
    return refusals_of(MOVES, verb, actor, state, facts)


@dataclass(frozen=True)
class TakingBack:
    """What the guards look at when an officer takes an answer back."""

    answered_by: str  # who gave the last answer; empty when nobody did
    answered_on: date | None
    followed: bool  # a case, or someone who set the journey aside, rests on it


def may_take_back(actor: Actor, facts: TakingBack, *, on: date) -> None:
    """Raise MoveRefused unless the last answer is the actor's own, of today, and nothing rests on it."""
    said = []
    if not actor.may(Right.ANSWER_CANDIDATE):
        said.append(Refusal("no-right", "Your role does not include this step."))
    if facts.answered_by != actor.reference:
        said.append(Refusal("not-yours", "Only whoever gave the last answer can take it back."))
    if facts.answered_on != on:
        said.append(Refusal("too-late", "An answer can be taken back on the day on which it was given."))
    if facts.followed:
        said.append(Refusal("followed", "Something rests on this answer already. Tell whoever has the case."))
    if said:
        raise MoveRefused(said)


# --- receiving ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fault:
    """What is wrong with one row of a file; row 0 speaks of the whole file."""

    row: int
    column: str
    message: str


class FileRefused(Exception):
    """A file of which nothing was applied, with every fault found in it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        first = self.faults[0] if self.faults else Fault(0, "", "")
        where = f"row {first.row}, {first.column}: " if first.row else f"{first.column}: " if first.column else ""
        more = f" ({len(self.faults) - 1} more)" if len(self.faults) > 1 else ""
        super().__init__(f"{where}{first.message}{more}")


@dataclass(frozen=True)
class SetAside:
    """What the guards look at when a discrepancy is set aside or given to a case."""

    person: str
    colleague: bool
    open: bool
    reasons: str = "given"
    confirmed_by: frozenset[str] = field(default_factory=frozenset)


def may_set_aside(actor: Actor, facts: SetAside) -> None:
    """Raise MoveRefused unless this actor may set a discrepancy aside, with reasons."""
    said = []
    if not actor.may(Right.OPEN_CASE):
        said.append(Refusal("no-right", "Your role does not include this step."))
    if actor.reference == facts.person or facts.colleague:
        said.append(Refusal("own-or-colleague", "Nobody decides about their own journey or a colleague's."))
    if not facts.open:
        said.append(Refusal("not-open", "This discrepancy is not open any more."))
    if len(facts.reasons.split()) < 3:
        said.append(Refusal("no-reasons", "Write why, in a few words."))
    if said:
        raise MoveRefused(said)
