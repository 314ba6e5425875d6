"""Who may answer a possible match, take an answer back, and set aside what nothing covers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from exeat.crossings.policy.contrary import Contrary
from exeat.values.moves import Move, MoveRefused, Refusal
from exeat.values.moves import check as check_move
from exeat.values.moves import refusals as refusals_of
from exeat.values.rights import Actor, Right

WORTH_ASKING = 0.02  # less likely than one in fifty is nobody's to look at; what cannot be told has no number
DAYS_TO_ANSWER = 30  # after which an unanswered possible match is erased, not kept


def keep_until(received: date) -> date:
    """The last day on which a possible match waits that came with a file received on this day."""
    return received + timedelta(days=DAYS_TO_ANSWER)


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
