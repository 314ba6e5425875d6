"""Which step leads from which state to which, with which right and past which guards; and whose turn it is."""

from __future__ import annotations

from exeat.applications import consulting
from exeat.applications.consulting import (
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
from exeat.applications.policy.facts import FINAL, UNFINISHED, Facts, Kind, State
from exeat.applications.policy.guards import (
    answer_day_has_passed,
    asks_for_permission,
    before_this_body,
    changes_something,
    conclusion_is_given,
    grant_against_a_ban_names_its_ground,
    grant_departs_with_reasons,
    grant_is_weighed_where_asked,
    has_a_trip,
    is_declared,
    is_urgent,
    no_change_is_open,
    not_answered_yet,
    not_departed,
    not_own_application,
    not_replaced,
    not_several,
    not_under_way,
    own,
    provisional_permits_exist,
    questions_are_asked,
    reasons_are_concrete,
    refusal_departs_with_reasons,
    remedy_is_known,
    same_institution,
    second_pair_of_eyes,
    short_reasons_are_given,
    weighing_is_recorded,
)
from exeat.values import moves
from exeat.values.moves import Move, Refusal
from exeat.values.rights import Actor, Right

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
