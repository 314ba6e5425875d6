"""The bodies that are consulted before a decision: whom a rule names, who speaks for them, how far each has come. Pure.

A body is asked at once with the others, or when the one before it has answered or is late. Each has its own clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from exeat.values.moves import Refusal
from exeat.values.rights import Actor, Right

COUNTER_INTELLIGENCE = "counter_intelligence"
CONSENTS = "consents"
IS_TOLD = "is_told"


class Stage(StrEnum):
    """How far the consultation of one body has come."""

    TO_COME = "to_come"  # its turn has not come
    ASKED = "asked"
    LATE = "late"
    GIVEN = "given"
    TOLD = "told"  # no answer is asked for


@dataclass(frozen=True)
class Body:
    """A body that a rule names: what its word means for the decision, how long it has, and where that stands."""

    body: str
    effect: str = "advises"  # advises, consents, is_told
    within: str = ""
    cite: tuple[str, ...] = ()

    @property
    def answers(self) -> bool:
        """Whether an answer is asked for."""
        return self.effect != IS_TOLD


def bodies(asked: Mapping[str, object]) -> tuple[Body, ...]:
    """The bodies that the kept terms of a file name; one service where a file was kept before there were several."""
    kept = asked.get("opinions")
    if isinstance(kept, list | tuple) and kept:
        return tuple(
            Body(str(one["body"]), str(one["effect"]), str(one["within"]), tuple(map(str, one["cite"]))) for one in kept
        )
    if not asked.get("opinion"):
        return ()
    return (Body(COUNTER_INTELLIGENCE, "advises", str(asked.get("opinion_within") or "")),)


def stage(
    effect: str, *, asked_at: datetime | None, due_at: datetime | None, given_at: datetime | None, at: datetime
) -> Stage:
    """How far one body has come at a moment."""
    if given_at is not None:
        return Stage.GIVEN
    if asked_at is None:
        return Stage.TO_COME
    if effect == IS_TOLD:
        return Stage.TOLD
    return Stage.LATE if due_at is not None and due_at < at else Stage.ASKED


def speaks_for(actor: Actor, body: str, voices: Mapping[str, str]) -> bool:
    """Whether someone speaks for a body.

    That is whoever gives opinions in the institution that is named for it; where none is named, whoever gives opinions
    and belongs to no institution that is named for another.
    """
    if not actor.may(Right.GIVE_OPINION):
        return False
    named = voices.get(body)
    return actor.institution == named if named else actor.institution not in set(voices.values())


def spoken_for(actor: Actor, found: Iterable[str], voices: Mapping[str, str]) -> tuple[str, ...]:
    """Those of some bodies that someone speaks for, in their order."""
    return tuple(body for body in found if speaks_for(actor, body, voices))


@dataclass(frozen=True, kw_only=True)
class Consultation:
    """What the guards need to know of who has had a hand in a file, and how far its consultation has come."""

    reviewers: frozenset[str] = frozenset()  # whoever checked it or returned it
    advisers: frozenset[str] = frozenset()  # whoever gave an opinion
    opinion_due: bool = False  # a rule or order provides for an opinion
    opinion_late: bool = False  # nobody whose opinion is awaited has any time left, and nobody's turn is to come
    asked: bool = False  # an opinion has been asked for
    awaited: tuple[str, ...] = (COUNTER_INTELLIGENCE,)  # bodies that were asked and have not answered
    to_come: tuple[str, ...] = ()  # bodies whose turn has not come
    voices: Mapping[str, str] = field(default_factory=dict)  # which institution speaks for which body
    body: str = ""  # for which body the step speaks; empty for whichever the actor speaks for
    consent_missing: bool = False  # a body that must agree has not agreed


def not_the_adviser(actor: Actor, facts: Consultation) -> Refusal | None:
    """Whoever gave an opinion on a file neither checks nor decides it."""
    if actor.reference in facts.advisers:
        return Refusal("same-adviser", "You gave an opinion on this application, so you cannot take this step.")
    return None


def not_a_reviewer(actor: Actor, facts: Consultation) -> Refusal | None:
    """Whoever checked a file gives no opinion on it."""
    if actor.reference in facts.reviewers:
        return Refusal("same-reviewer", "You checked this application, so you cannot give the opinion on it.")
    return None


def opinion_is_provided_for(_actor: Actor, facts: Consultation) -> Refusal | None:
    """A step that no rule provides for does not exist."""
    if not facts.opinion_due:
        return Refusal("no-opinion-due", "No rule or order provides for an opinion here. Pass the file on.")
    return None


def no_opinion_is_missing(_actor: Actor, facts: Consultation) -> Refusal | None:
    """Where a rule provides for an opinion, the file goes there first."""
    if facts.opinion_due and not facts.asked:
        return Refusal("opinion-due", "A rule or order provides for an opinion. Ask for it first.")
    return None


def opinion_is_late(_actor: Actor, facts: Consultation) -> Refusal | None:
    """An opinion that does not come must not hold a person for ever."""
    if not facts.opinion_late:
        return Refusal("opinion-in-time", "The time for the opinion has not run out yet.")
    return None


def answers_for(actor: Actor, facts: Consultation) -> tuple[str, ...]:
    """The bodies whose opinion is awaited and that someone speaks for."""
    found = spoken_for(actor, facts.awaited, facts.voices)
    return tuple(body for body in found if facts.body in ("", body))


def speaks_for_a_body(actor: Actor, facts: Consultation) -> Refusal | None:
    """Only the body that was asked answers."""
    if not answers_for(actor, facts):
        return Refusal("not-asked", "No opinion of your service is awaited on this application.")
    return None


def no_second_opinion(actor: Actor, facts: Consultation) -> Refusal | None:
    """Two bodies are two people."""
    if actor.reference in facts.advisers:
        return Refusal(
            "second-opinion", "You gave an opinion on this application already. Somebody else speaks for another body."
        )
    return None


def it_is_the_last_one(_actor: Actor, facts: Consultation) -> Refusal | None:
    """The file goes on when everybody has answered."""
    if len(facts.awaited) + len(facts.to_come) > 1:
        return Refusal("others-awaited", "Other opinions are still awaited.")
    return None


def others_are_awaited(_actor: Actor, facts: Consultation) -> Refusal | None:
    """While somebody else is still to answer, the file waits."""
    if len(facts.awaited) + len(facts.to_come) < 2:
        return Refusal("last-opinion", "This is the last opinion that is awaited.")
    return None


def consents_are_given(_actor: Actor, facts: Consultation) -> Refusal | None:
    """Where a rule says that another body must agree, there is no permit without it."""
    if facts.consent_missing:
        return Refusal(
            "no-consent",
            "A body that must agree has not agreed, so no permit can be given. Wait for its answer, or refuse.",
        )
    return None
