"""The table of moves of a case: who may take which step, from where, and what must hold."""

from __future__ import annotations

from exeat.cases.policy import appeals as a
from exeat.cases.policy import guards as g
from exeat.cases.policy import hearings as h
from exeat.cases.policy import weighing as w
from exeat.cases.policy.facts import Facts, State
from exeat.values import moves
from exeat.values.moves import Move, Refusal
from exeat.values.rights import Actor, Right

_OFFICER = (g.not_near,)
_FIND = (
    g.not_near,
    g.not_the_opener,
    w.not_the_proposer_of_the_finding,
    w.other_finding_is_reasoned,
    g.heard_as_asked,
    g.minutes_are_settled,
    g.reasons_are_concrete,
    g.rests_on_the_file,
    h.file_is_understood,
)
_BREACH = (
    *_FIND,
    g.a_finding_that_breaches,
    w.finding_is_proposed,
    w.finding_is_weighed,
    g.decided_in_time,
    g.departure_is_reasoned,
    g.legal_question_is_decided,
    g.finding_overrides,
    a.appeal_deadline_is_said,
    a.appeal_day_is_the_laws,
)
_CLEAR = (*_FIND, g.a_finding_that_clears)
_APPEAL = (g.by_the_person, g.breach_was_found, a.points_are_made)
_BODY = (g.not_near, a.not_involved, g.reasons_are_concrete)
S = State
# The step that confirms each judgment of a court.
CONFIRMS = {
    "upheld": "confirm_upheld", "ended": "confirm_upheld", "reversed": "confirm_reversed", "partly": "confirm_partly",
    "remitted": "confirm_remitted",
}  # fmt: skip

MOVES: tuple[Move[Facts], ...] = (
    Move("serve", S.OPENED, S.NOTICED, Right.OPEN_CASE, (*_OFFICER, g.facts_are_there, g.enough_time)),
    *(
        Move("add", state, state, Right.OPEN_CASE, (*_OFFICER, g.something_is_said))
        for state in (S.OPENED, S.NOTICED, S.ANSWERED, S.TIME_OVER)
    ),
    Move("prove_service", S.NOTICED, S.NOTICED, Right.OPEN_CASE, (*_OFFICER, g.not_served_yet, g.proof_says_how)),
    Move("extend", S.NOTICED, S.NOTICED, Right.OPEN_CASE, (*_OFFICER, g.enough_time, g.reason_for_more)),
    Move("decline", S.NOTICED, S.NOTICED, Right.OPEN_CASE, (*_OFFICER, g.something_was_asked, g.reasons_are_concrete)),
    *(
        Move(verb, state, target, Right.TRAVEL, (g.by_the_person, g.something_is_said))
        for verb, target in (("answer", S.ANSWERED), ("ask", None))
        for state in (S.NOTICED, S.ANSWERED, S.TIME_OVER)
        for target in (target or state,)
    ),
    Move("close_time", S.NOTICED, S.TIME_OVER, Right.OPEN_CASE, (*_OFFICER, g.time_is_over)),
    *(
        Move("hear", state, S.ANSWERED, Right.OPEN_CASE, (*_OFFICER, h.was_invited, g.recorded, g.help_is_arranged))
        for state in (S.NOTICED, S.ANSWERED, S.TIME_OVER)
    ),
    *(
        Move("arrange", state, state, Right.OPEN_CASE, (*_OFFICER, g.something_is_said))
        for state in (S.NOTICED, S.ANSWERED, S.TIME_OVER)
    ),
    *(
        Move(verb, state, state, right, guards)
        for state in (S.NOTICED, S.ANSWERED, S.TIME_OVER)
        for verb, right, guards in (
            ("invite", Right.OPEN_CASE, (*_OFFICER, g.help_is_arranged, h.hearing_says_where, h.hearing_lies_ahead)),
            ("accept_hearing", Right.TRAVEL, (g.by_the_person, h.hearing_waits)),
            ("ask_another_time", Right.TRAVEL, (g.by_the_person, h.hearing_waits, h.another_time_in_time)),
        )
    ),
    *(
        Move(verb, state, state, right, (*who, h.translation_is_whole))
        for state in (S.OPENED, S.NOTICED, S.ANSWERED, S.TIME_OVER, S.FOUND, S.MEASURED, S.APPEALED)
        for verb, right, who in (
            ("translate", Right.OPEN_CASE, _OFFICER),
            ("translate_own", Right.TRAVEL, (g.by_the_person,)),
        )
        if not (verb == "translate_own" and state == S.OPENED)
    ),
    Move("settle_minutes", S.ANSWERED, S.ANSWERED, Right.TRAVEL, (g.by_the_person, g.minutes_are_open)),
    *(
        Move(verb, state, state, Right.TRAVEL, (g.by_nobody_else, *more))
        for state in (S.NOTICED, S.ANSWERED, S.TIME_OVER, S.FOUND, S.MEASURED, S.APPEALED, S.CLOSED)
        for verb, more in (("let_in", (g.something_is_said,)), ("send_away", ()))
    ),
    *(
        Move("lapse", state, S.CLOSED, Right.OPEN_CASE, (*_OFFICER, g.time_to_decide_is_over))
        for state in (S.OPENED, S.NOTICED, S.ANSWERED, S.TIME_OVER)
    ),
    *(
        move
        for state in (S.FOUND, S.MEASURED, S.APPEALED, S.CLOSED)
        for move in (
            Move("enter_judgment", state, state, Right.OPEN_CASE, (*_OFFICER, g.breach_was_found, a.judgment_is_told)),
            *(
                Move(
                    verb,
                    state,
                    target or state,
                    Right.OPEN_CASE,
                    (*_OFFICER, a.judgment_of_another, a.judgment_says(*outcomes), *more),
                )
                for verb, target, outcomes, more in (
                    ("confirm_upheld", None, ("upheld", "ended"), ()),
                    ("confirm_reversed", S.CLOSED, ("reversed",), ()),
                    ("confirm_partly", S.CLOSED, ("partly",), (a.part_is_set_aside,)),
                    ("confirm_remitted", S.APPEALED, ("remitted",), ()),
                )
            ),
        )
    ),
    Move("summarise", S.CLOSED, S.CLOSED, Right.OPEN_CASE, (*_OFFICER, g.summary_names_nobody)),
    Move("publish_summary", S.CLOSED, S.CLOSED, Right.OPEN_CASE, (*_OFFICER, g.summary_of_another)),
    *(
        Move(
            "propose_finding",
            state,
            state,
            Right.OPEN_CASE,
            (*_OFFICER, g.heard_as_asked, g.minutes_are_settled, w.finding_can_be_proposed, g.reasons_are_concrete),
        )
        for state in (S.ANSWERED, S.TIME_OVER)
    ),
    Move(
        "propose_measure",
        S.FOUND,
        S.FOUND,
        Right.OPEN_CASE,
        (*_OFFICER, g.breach_was_found, w.measure_can_be_proposed, g.reasons_are_concrete),
    ),
    Move("enquire", S.FOUND, S.FOUND, Right.OPEN_CASE, (*_OFFICER, g.breach_was_found, w.enquiry_is_whole)),
    Move("find_breach", S.ANSWERED, S.FOUND, Right.DECIDE_CASE, _BREACH),
    Move("find_breach", S.TIME_OVER, S.FOUND, Right.DECIDE_CASE, _BREACH),
    Move("clear", S.ANSWERED, S.CLOSED, Right.DECIDE_CASE, _CLEAR),
    Move("clear", S.TIME_OVER, S.CLOSED, Right.DECIDE_CASE, _CLEAR),
    Move(
        "measure",
        S.FOUND,
        S.MEASURED,
        Right.DECIDE_CASE,
        (
            g.not_near,
            g.not_the_finder,
            g.breach_was_found,
            w.measure_is_proposed,
            w.not_the_proposer_of_the_measure,
            w.other_measure_is_reasoned,
            g.measures_are_the_laws,
            w.lighter_do_not_do,
            w.other_posts_were_looked_at,
            g.measure_is_weighed,
            w.measure_factors_are_weighed,
            g.reasons_are_concrete,
            g.measure_overrides,
            a.appeal_deadline_is_said,
            a.appeal_day_is_the_laws,
        ),
    ),
    Move(
        "end_without_measure",
        S.FOUND,
        S.CLOSED,
        Right.DECIDE_CASE,
        (
            g.not_near,
            g.not_the_finder,
            w.not_the_proposer_of_the_measure,
            g.nothing_is_bound,
            g.reasons_are_concrete,
        ),
    ),
    Move("close", S.MEASURED, S.CLOSED, Right.DECIDE_CASE, (*_OFFICER, a.decision_reached_them, a.appeal_time_is_over)),
    Move("appeal", S.FOUND, S.APPEALED, Right.TRAVEL, _APPEAL),
    Move("appeal", S.MEASURED, S.APPEALED, Right.TRAVEL, _APPEAL),
    Move("appeal", S.CLOSED, S.APPEALED, Right.TRAVEL, _APPEAL),
    Move(
        "suspend",
        S.APPEALED,
        S.APPEALED,
        Right.DECIDE_APPEAL,
        (g.not_near, a.not_involved, a.a_measure_has_effect, a.not_suspended, g.reasons_are_concrete),
    ),
    Move("uphold", S.APPEALED, S.CLOSED, Right.DECIDE_APPEAL, _BODY),
    Move("uphold_finding", S.APPEALED, S.FOUND, Right.DECIDE_APPEAL, (*_BODY, a.breach_stands_without_measure)),
    Move(
        "reverse_part", S.APPEALED, S.CLOSED, Right.DECIDE_APPEAL, (*_BODY, a.a_measure_has_effect, a.part_is_set_aside)
    ),
    Move("reopen", S.CLOSED, S.APPEALED, Right.TRAVEL, _APPEAL),
    Move("reopen_for", S.CLOSED, S.APPEALED, Right.OPEN_CASE, (*_OFFICER, g.breach_was_found, g.reasons_are_concrete)),
    Move("reverse", S.APPEALED, S.CLOSED, Right.DECIDE_APPEAL, _BODY),
)


def check(verb: str, actor: Actor, facts: Facts) -> Move[Facts]:
    """The move, when it is open. Raises MoveRefused with every reason when it is not."""
    return moves.check(MOVES, verb, actor, facts.case.state, facts)


def refusals(verb: str, actor: Actor, facts: Facts) -> tuple[Refusal, ...]:
    """Every reason why this actor cannot take this step now."""
    return moves.refusals(MOVES, verb, actor, facts.case.state, facts)


def open_verbs(actor: Actor, facts: Facts) -> dict[str, tuple[Refusal, ...]]:
    """Each step from the present state with the reasons against it."""
    return moves.open_verbs(MOVES, actor, facts.case.state, facts)
