"""What may happen to an application or a notice, who may do it, and why not: states, moves, guards.

The order of a file: its person submits it, a security officer checks it or returns it with questions, where a rule
provides for it counter-intelligence gives an opinion, and the head or whoever stands in decides. A notice is given
and may be withdrawn; nobody decides on it. Nobody acts in their own case, and nobody decides what they have checked
or given an opinion on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from exeat.applications import consulting
from exeat.applications.blocks import BLOCKS as BLOCKS
from exeat.applications.consulting import (
    Consultation,
    consents_are_given,
    it_is_the_last_one,
    no_opinion_is_missing,
    no_second_opinion,
    not_a_reviewer,
    not_the_adviser,
    opinion_is_late,
    opinion_is_provided_for,
    others_are_awaited,
    speaks_for_a_body,
)
from exeat.values import moves
from exeat.values.moves import Move as Move
from exeat.values.moves import MoveRefused as MoveRefused
from exeat.values.moves import Refusal as Refusal
from exeat.values.rights import Actor, Right


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
CONCRETE = 40  # fewer letters than this do not say why in one's own case

OPEN_PLACE = re.compile(r"\[[^\]\n]{1,60}\]")


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


def own(actor: Actor, facts: Facts) -> Refusal | None:
    """Only the person whose trip it is."""
    if actor.reference != facts.applicant:
        return Refusal("not-yours", "Only the person whose trip it is can do this.")
    return None


def not_own_application(actor: Actor, facts: Facts) -> Refusal | None:
    """Nobody acts for an institution in their own case."""
    if actor.reference == facts.applicant:
        return Refusal("own-application", "Nobody acts for the institution in their own case.")
    return None


def same_institution(actor: Actor, facts: Facts) -> Refusal | None:
    """Whoever checks a file belongs to the institution of its person."""
    if actor.institution != facts.institution:
        return Refusal("other-institution", "This application belongs to another institution.")
    return None


def before_this_body(actor: Actor, facts: Facts) -> Refusal | None:
    """A head's own application goes to the superior body; another waits for its own institution's head."""
    if not facts.deciders:
        return Refusal(
            "no-superior",
            "This application is for a superior body to decide, and the register names none. "
            "Ask the keeper of the register to enter it.",
        )
    if actor.institution not in facts.deciders:
        return Refusal("other-decider", "Another body decides this application.")
    return None


def second_pair_of_eyes(actor: Actor, facts: Facts) -> Refusal | None:
    """Whoever checked a file does not decide it."""
    if actor.reference in facts.reviewers:
        return Refusal("same-officer", "You checked this application, so you cannot decide it.")
    return None


def asks_for_permission(_actor: Actor, facts: Facts) -> Refusal | None:
    """Nobody checks or decides a notice."""
    if facts.kind != Kind.APPLICATION:
        return Refusal("notice", "This is a notice. It needs no answer.")
    return None


def is_urgent(_actor: Actor, facts: Facts) -> Refusal | None:
    """Only urgent applications may be answered before they are checked."""
    if not facts.urgent:
        return Refusal("not-urgent", "This application was not filed as urgent, so it is checked first.")
    return None


def has_a_trip(_actor: Actor, facts: Facts) -> Refusal | None:
    """There is nothing to decide on without a place and days."""
    if facts.legs < 1:
        return Refusal("no-trip", "Say first where you are going and on which days.")
    return None


def changes_something(_actor: Actor, facts: Facts) -> Refusal | None:
    """What the permit covers already needs no new decision."""
    if facts.changed < 1:
        return Refusal("covered", "Your permit or notice covers this already. You need not ask anew.")
    return None


def not_departed(_actor: Actor, facts: Facts) -> Refusal | None:
    """A trip that has begun is not cancelled; its return is reported."""
    if facts.departed:
        return Refusal("departed", "The trip has begun. Change it, or report on the return.")
    return None


def not_replaced(_actor: Actor, facts: Facts) -> Refusal | None:
    """What was replaced by a later decision is changed there."""
    if facts.replaced:
        return Refusal("replaced", "A later decision on this trip has taken the place of this one. Change that one.")
    return None


def not_several(_actor: Actor, facts: Facts) -> Refusal | None:
    """A decision for several trips ends; it is not the permit of one."""
    if facts.standing:
        return Refusal("standing", "This decision serves several trips. It is ended, not changed or cancelled.")
    return None


def not_under_way(_actor: Actor, facts: Facts) -> Refusal | None:
    """A trip that was told under a decision and has begun is reported on, not taken back."""
    if facts.under and facts.departed:
        return Refusal("departed", "The trip has begun. Change it, or report on the return.")
    return None


def no_change_is_open(_actor: Actor, facts: Facts) -> Refusal | None:
    """One change at a time, so that nobody has to guess which one holds."""
    if facts.change_open:
        return Refusal("change-open", "A change of this trip waits for its answer. Withdraw it first, or wait.")
    return None


def is_declared(_actor: Actor, facts: Facts) -> Refusal | None:
    """The person says that what they wrote is true."""
    if not facts.declared:
        return Refusal("not-declared", "Confirm first that what you wrote is true.")
    return None


def questions_are_asked(_actor: Actor, facts: Facts) -> Refusal | None:
    """A return without a question would leave the person guessing."""
    if not any(question.strip() for question in facts.questions):
        return Refusal("no-questions", "Write at least one question. A return without one cannot be sent.")
    return None


def answer_day_has_passed(_actor: Actor, facts: Facts) -> Refusal | None:
    """The person has the whole time that the letter gave them."""
    if not facts.answer_late:
        return Refusal("time-to-answer", "The person still has time to answer.")
    return None


def conclusion_is_given(_actor: Actor, facts: Facts) -> Refusal | None:
    """An opinion comes to something."""
    if facts.conclusion not in set(Conclusion):
        return Refusal("no-conclusion", "Say what the opinion comes to.")
    return None


def provisional_permits_exist(_actor: Actor, facts: Facts) -> Refusal | None:
    """A provisional permit is given only where a rule or an order creates it."""
    if not facts.provisional_allowed:
        return Refusal(
            "no-provisional",
            "No rule or order creates a provisional permit here. The head or whoever stands in decides at once.",
        )
    return None


def not_answered_yet(_actor: Actor, facts: Facts) -> Refusal | None:
    """One provisional answer is enough."""
    if facts.provisional_answered:
        return Refusal("answered", "A provisional answer has been given already.")
    return None


def reasons_are_concrete(_actor: Actor, facts: Facts) -> Refusal | None:
    """Reasons speak of this person's trip; a text block left unchanged gives none."""
    said = facts.reasons.strip()
    if not said:
        return Refusal("no-reasons", "State the reasons. A decision without reasons cannot be sent.")
    if OPEN_PLACE.search(said):
        return Refusal("unfinished-reasons", "Fill in the places in square brackets: the reasons must be concrete.")
    left = said
    for block in facts.blocks:
        left = left.replace(block, "")
    if len(left.strip()) < CONCRETE:
        return Refusal("bare-reasons", "The reasons must speak of this trip. Write what is so here, in two sentences.")
    return None


def short_reasons_are_given(_actor: Actor, facts: Facts) -> Refusal | None:
    """Under the clock of hours a sentence is enough, but there must be one."""
    if not facts.reasons.strip():
        return Refusal("no-reasons", "State the reasons. A decision without reasons cannot be sent.")
    return None


def weighing_is_recorded(_actor: Actor, facts: Facts) -> Refusal | None:
    """The decision says what it means for the person and why nothing milder would do."""
    if not facts.weighed.strip():
        return Refusal(
            "not-weighed", "Write what you weighed: family and private life, and whether conditions would be enough."
        )
    return None


def grant_is_weighed_where_asked(actor: Actor, facts: Facts) -> Refusal | None:
    """Where a rule asks for it, a grant says what was weighed as a refusal does."""
    return weighing_is_recorded(actor, facts) if facts.weigh_grants else None


def remedy_is_known(_actor: Actor, facts: Facts) -> Refusal | None:
    """No decision goes out that does not say how it is appealed."""
    if not facts.remedy:
        return Refusal(
            "no-remedy",
            "The institution has not yet entered how its decisions are appealed. "
            "Its lawyer fills this in before the first decision can be sent.",
        )
    return None


def grant_against_a_ban_names_its_ground(_actor: Actor, facts: Facts) -> Refusal | None:
    """Where the rules as described forbid the trip, a grant says on which reading it rests."""
    if facts.requires in {"ban", "undetermined"} and not facts.legal_ground.strip():
        return Refusal(
            "no-legal-ground",
            "The rules as described do not open this trip. Write on which provision or reading the permit rests.",
        )
    return None


def grant_departs_with_reasons(_actor: Actor, facts: Facts) -> Refusal | None:
    """Like cases are treated alike; a departure is reasoned."""
    return _departure("grant", facts)


def refusal_departs_with_reasons(_actor: Actor, facts: Facts) -> Refusal | None:
    """Like cases are treated alike; a departure is reasoned."""
    return _departure("refuse", facts)


def _departure(verb: str, facts: Facts) -> Refusal | None:
    departs = decides_against_like_cases(verb, facts.like_granted, facts.like_refused)
    if departs and not facts.departs_because.strip():
        return Refusal("departs", "Most like cases ended the other way. Write what is different here.")
    return None


def decides_against_like_cases(verb: str, granted: int, refused: int) -> bool:
    """Whether a decision departs from how most like cases ended; fewer than three show nothing."""
    if granted + refused < 3:
        return False
    return refused > granted if verb == "grant" else granted > refused


IN_HOUSE = (asks_for_permission, same_institution, not_own_application, not_the_adviser)
DECIDER = (asks_for_permission, not_own_application, before_this_body, second_pair_of_eyes, not_the_adviser)
DECISION = (*DECIDER, remedy_is_known, reasons_are_concrete)
GRANT = (
    *DECISION,
    consents_are_given,
    grant_is_weighed_where_asked,
    grant_against_a_ban_names_its_ground,
    grant_departs_with_reasons,
)
ADVISER = (
    asks_for_permission, not_own_application, not_a_reviewer, speaks_for_a_body, no_second_opinion, conclusion_is_given,
)  # fmt: skip
REFUSE = (*DECISION, weighing_is_recorded, refusal_departs_with_reasons)
DUTY = (
    asks_for_permission, same_institution, not_own_application, second_pair_of_eyes, not_the_adviser, is_urgent,
    provisional_permits_exist, not_answered_yet, short_reasons_are_given, remedy_is_known,
)  # fmt: skip
UNDER_WAY = (State.SUBMITTED, State.IN_CHECK, State.AWAITING_OPINION, State.AWAITING_DECISION)
BEFORE_DECISION = UNDER_WAY[:-1]

MOVES: tuple[Move[Facts], ...] = (
    Move("submit", State.DRAFT, State.SUBMITTED, Right.TRAVEL, (own, has_a_trip, changes_something, is_declared)),
    Move("begin_check", State.SUBMITTED, State.IN_CHECK, Right.CHECK_APPLICATION, IN_HOUSE),
    Move("return", State.IN_CHECK, State.RETURNED, Right.CHECK_APPLICATION, (*IN_HOUSE, questions_are_asked)),
    Move("answer", State.RETURNED, State.IN_CHECK, Right.TRAVEL, (own,)),
    Move("go_on", State.RETURNED, State.IN_CHECK, Right.CHECK_APPLICATION, (*IN_HOUSE, answer_day_has_passed)),
    Move(
        "ask_opinion", State.IN_CHECK, State.AWAITING_OPINION, Right.CHECK_APPLICATION,
        (*IN_HOUSE, opinion_is_provided_for),
    ),
    Move(
        "complete", State.IN_CHECK, State.AWAITING_DECISION, Right.CHECK_APPLICATION,
        (*IN_HOUSE, no_opinion_is_missing),
    ),
    Move(
        "give_one_opinion", State.AWAITING_OPINION, State.AWAITING_OPINION, Right.GIVE_OPINION,
        (*ADVISER, others_are_awaited),
    ),
    Move(
        "give_opinion", State.AWAITING_OPINION, State.AWAITING_DECISION, Right.GIVE_OPINION,
        (*ADVISER, it_is_the_last_one),
    ),
    Move("give_late_opinion", State.AWAITING_DECISION, State.AWAITING_DECISION, Right.GIVE_OPINION, ADVISER),
    Move(
        "decide_without_opinion", State.AWAITING_OPINION, State.AWAITING_DECISION, Right.DECIDE_APPLICATION,
        (*DECIDER, opinion_is_late),
    ),
    Move("grant", State.AWAITING_DECISION, State.GRANTED, Right.DECIDE_APPLICATION, GRANT),
    Move("refuse", State.AWAITING_DECISION, State.REFUSED, Right.DECIDE_APPLICATION, REFUSE),
    *(
        Move("grant", state, State.GRANTED, Right.DECIDE_APPLICATION, (*GRANT, is_urgent))
        for state in BEFORE_DECISION
    ),
    *(
        Move("refuse", state, State.REFUSED, Right.DECIDE_APPLICATION, (*REFUSE, is_urgent))
        for state in BEFORE_DECISION
    ),
    *(
        Move("allow_provisionally", state, state, Right.DECIDE_URGENT, (*DUTY, consents_are_given))
        for state in UNDER_WAY
    ),
    *(Move("decline_provisionally", state, state, Right.DECIDE_URGENT, DUTY) for state in UNDER_WAY),
    *(Move("withdraw", state, State.WITHDRAWN, Right.TRAVEL, (own, not_under_way)) for state in UNFINISHED),
    Move("cancel", State.GRANTED, State.CANCELLED, Right.TRAVEL, (own, not_several, not_departed, not_replaced)),
)  # fmt: skip


def refusals(verb: str, actor: Actor, state: str, facts: Facts) -> tuple[Refusal, ...]:
    """Every reason why this actor cannot take this step now; empty when it is open."""
    return moves.refusals(MOVES, verb, actor, state, facts)


def check(verb: str, actor: Actor, state: str, facts: Facts) -> Move[Facts]:
    """The move, if it is open. Raises MoveRefused with every reason when it is not."""
    return moves.check(MOVES, verb, actor, state, facts)


def open_verbs(actor: Actor, state: str, facts: Facts) -> dict[str, tuple[Refusal, ...]]:
    """Each step known from this state with the reasons against it."""
    return moves.open_verbs(MOVES, actor, state, facts)


def turn_of(state: str, *, kind: str, urgent: bool = False) -> str:
    """Whose turn it is: person, officer, service, head, duty; empty when nothing is left to do."""
    if kind == Kind.NOTICE:
        return "person" if state == State.DRAFT else ""
    if state == State.SUBMITTED and urgent:
        return "duty"
    turns = {
        State.DRAFT: "person", State.SUBMITTED: "officer", State.RETURNED: "person", State.IN_CHECK: "officer",
        State.AWAITING_OPINION: "service", State.AWAITING_DECISION: "head",
    }  # fmt: skip
    return turns.get(State(state), "")


def deciding_institution(
    applicant: str, institution: str, *, head: str | None, superior: str, escalated: bool = False
) -> tuple[str, ...]:
    """Whose head decides: the institution's own, the superior body's in the head's own case, both once it is late."""
    above = (superior,) if superior else ()
    if applicant == head:
        return above
    return (institution, *above) if escalated else (institution,)


def may_amend(actor: Actor, state: str, facts: Facts) -> tuple[Refusal, ...]:
    """Why this person cannot change this trip now; empty when they can: a trip that is allowed and not over."""
    said = [guard(actor, facts) for guard in (own, not_several, not_replaced, no_change_is_open)]
    if facts.under:
        said.append(Refusal("under", "This trip was told under a decision. Withdraw it and tell it anew."))
    if state != (State.GRANTED if facts.kind == Kind.APPLICATION else State.SUBMITTED):
        said.append(Refusal("not-allowed-yet", "Only a trip that has been allowed or declared is changed like this."))
    if facts.over:
        said.append(Refusal("over", "This trip is over. Write what was different into the report on the return."))
    return tuple(refusal for refusal in said if refusal is not None)


def may_take_call(actor: Actor, person: str, institutions: tuple[str, ...]) -> tuple[Refusal, ...]:
    """Why this officer cannot write down what someone says on the telephone; empty when they can."""
    said: list[Refusal] = []
    if not actor.may(Right.TAKE_URGENT_CALL):
        said.append(Refusal("no-right", "Your role does not include this step."))
    if actor.reference == person:
        said.append(Refusal("own-application", "Nobody acts for the institution in their own case."))
    if not actor.national and actor.institution not in institutions:
        said.append(Refusal("not-ours", "This person holds no post in your institution today."))
    return tuple(said)


def may_add_evidence(actor: Actor, state: str, facts: Facts, *, awaited: bool) -> Refusal | None:
    """Documents may be added until the decision, and after it while some are still awaited."""
    if actor.reference != facts.applicant and actor.reference != facts.clerk:
        return Refusal("not-yours", "Only the person whose trip it is can do this.")
    if state in FINAL and not (awaited and state == State.GRANTED):
        return Refusal("decided", "The decision has been taken. Documents can no longer be added.")
    return None


def may_read_opinion(actor: Actor, facts: Facts, body: str = consulting.COUNTER_INTELLIGENCE) -> Refusal | None:
    """The whole opinion is for the body that gave it and for whoever decides; for nobody in their own case."""
    if actor.reference == facts.applicant:
        return Refusal("own-application", "Nobody acts for the institution in their own case.")
    if consulting.speaks_for(actor, body, facts.voices):
        return None
    if actor.may(Right.DECIDE_APPLICATION) and actor.institution in facts.deciders:
        return None
    return Refusal("closed-part", "Only the service that gave the opinion and whoever decides may read it.")
