"""What may happen to an application: properties that hold for everyone, and the guards one by one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeat.applications import policy
from exeat.applications.policy import MOVES, Facts, State
from exeat.values.rights import Actor, Right

REASONS = "The clinic's letter of 3 March shows that your mother is in intensive care in Hrodna."
PEOPLE = st.sampled_from(["P-000001", "P-000002", "P-000003", "U-0001"])
HOUSES = st.sampled_from(["I-ARMY", "I-MIN", "I-POLICE", ""])
FACTS = st.builds(
    Facts,
    applicant=PEOPLE,
    institution=HOUSES,
    kind=st.sampled_from(list(policy.Kind)),
    urgent=st.booleans(),
    deciders=st.lists(HOUSES, max_size=2).map(tuple),
    reviewers=st.frozensets(PEOPLE, max_size=2),
    advisers=st.frozensets(PEOPLE, max_size=2),
    clerk=PEOPLE,
    requires=st.sampled_from(["permission", "ban", "free"]),
    opinion_due=st.booleans(),
    opinion_late=st.booleans(),
    provisional_allowed=st.booleans(),
    provisional_answered=st.booleans(),
    remedy=st.booleans(),
    reasons=st.sampled_from(["", "No.", REASONS]),
    weighed=st.sampled_from(["", "The visit matters to family life; conditions would not be enough."]),
    legal_ground=st.sampled_from(["", "The other reading of the list."]),
)
STATES = st.sampled_from(list(State))
EVERY_RIGHT = frozenset(Right)


def facts(**changed):
    valid = Facts(
        applicant="P-000001",
        institution="I-ARMY",
        deciders=("I-ARMY",),
        reviewers=frozenset({"P-000002"}),
        requires="permission",
        reasons=REASONS,
        weighed="Four days with a parent who is dying weigh more than the risk.",
        conclusion="no_objection",
        questions=("Who is the patient?",),
    )
    return replace(valid, **changed)


def actor(reference="P-000009", institution="I-ARMY", rights=EVERY_RIGHT):
    return Actor(reference, institution, rights)


def codes(verb, who, state, about):
    return {refusal.code for refusal in policy.refusals(verb, who, state, about)}


@given(FACTS, PEOPLE, HOUSES, STATES, st.sampled_from(["grant", "refuse", "allow_provisionally"]))
def test_nobody_ever_decides_their_own_application_or_one_they_had_a_hand_in(about, who, house, state, verb):
    someone = Actor(who, house, EVERY_RIGHT)

    said = policy.refusals(verb, someone, state, about)

    if not said:
        assert who not in {about.applicant} | about.reviewers | about.advisers


@given(FACTS, PEOPLE, HOUSES, STATES, st.sampled_from(sorted({move.verb for move in MOVES})))
def test_no_step_for_an_institution_is_open_in_ones_own_case(about, who, house, state, verb):
    someone = Actor(who, house, EVERY_RIGHT)

    said = policy.refusals(verb, someone, state, about)

    if not said and verb not in {"submit", "answer", "withdraw", "cancel"}:
        assert who != about.applicant


@given(FACTS, PEOPLE, HOUSES, STATES, st.sampled_from(["grant", "refuse"]))
def test_every_decision_has_concrete_reasons_and_says_how_it_is_appealed(about, who, house, state, verb):
    said = policy.refusals(verb, Actor(who, house, EVERY_RIGHT), state, about)

    if not said:
        assert about.reasons == REASONS
        assert about.remedy


@given(FACTS, PEOPLE, STATES)
def test_a_head_decides_only_what_lies_before_their_body(about, who, state):
    said = policy.refusals("grant", Actor(who, "I-ARMY", EVERY_RIGHT), state, about)

    if not said:
        assert "I-ARMY" in about.deciders


@given(PEOPLE, HOUSES, HOUSES, st.booleans())
def test_the_heads_own_application_never_lies_before_the_heads_own_body(head, house, superior, late):
    bodies = policy.deciding_institution(head, house, head=head, superior=superior, escalated=late)

    assert bodies == ((superior,) if superior else ())


@given(FACTS, PEOPLE, HOUSES, STATES)
def test_a_notice_is_never_checked_or_decided(about, who, house, state):
    about = replace(about, kind=policy.Kind.NOTICE)
    someone = Actor(who, house, EVERY_RIGHT)

    opened = {verb for verb, said in policy.open_verbs(someone, state, about).items() if not said}

    assert opened <= {"submit", "withdraw", "answer", "cancel"}


def test_every_unfinished_state_has_a_way_out():
    assert {move.source for move in MOVES} == (set(State) - policy.FINAL) | {State.GRANTED}
    for state in set(State) - policy.FINAL:
        assert any(move.target == State.WITHDRAWN for move in MOVES if move.source == state)


def test_every_unfinished_state_says_whose_turn_it_is():
    for state in State:
        assert bool(policy.turn_of(state, kind="application")) == (state not in policy.FINAL)


def test_every_move_has_one_source_for_each_verb():
    pairs = [(move.verb, move.source) for move in MOVES]

    assert len(pairs) == len(set(pairs))


def test_the_reviewing_officer_cannot_also_decide():
    officer = actor("P-000002")

    with pytest.raises(policy.MoveRefused, match="cannot decide it"):
        policy.check("refuse", officer, State.AWAITING_DECISION, facts())


def test_a_head_of_the_same_body_may_grant():
    assert not policy.refusals("grant", actor(), State.AWAITING_DECISION, facts())


def test_a_text_block_left_unchanged_is_refused():
    for words in policy.BLOCKS.values():
        for block in words.values():
            said = codes("refuse", actor(), State.AWAITING_DECISION, facts(reasons=block))

            assert said & {"unfinished-reasons", "bare-reasons"}


def test_a_text_block_made_concrete_is_accepted():
    block = "You showed that your mother is in hospital by the clinic's letter. This is one of the grounds."

    assert not policy.refusals("grant", actor(), State.AWAITING_DECISION, facts(reasons=block))


def test_a_refusal_says_what_was_weighed():
    assert codes("refuse", actor(), State.AWAITING_DECISION, facts(weighed=" ")) == {"not-weighed"}


def test_nothing_is_decided_before_the_institution_says_how_to_appeal():
    assert codes("grant", actor(), State.AWAITING_DECISION, facts(remedy=False)) == {"no-remedy"}


def test_a_grant_of_what_the_rules_forbid_names_the_reading_it_rests_on():
    about = facts(requires="ban")

    assert codes("grant", actor(), State.AWAITING_DECISION, about) == {"no-legal-ground"}
    assert not policy.refusals(
        "grant", actor(), State.AWAITING_DECISION, replace(about, legal_ground="The second reading of the list.")
    )


def test_a_departure_from_like_cases_is_reasoned():
    about = facts(like_granted=9, like_refused=1)

    assert codes("refuse", actor(), State.AWAITING_DECISION, about) == {"departs"}
    assert not codes("grant", actor(), State.AWAITING_DECISION, about)


def test_two_like_cases_show_nothing():
    assert not policy.decides_against_like_cases("refuse", 2, 0)


def test_an_ordinary_application_cannot_be_decided_before_it_is_checked():
    assert codes("grant", actor(), State.SUBMITTED, facts()) == {"not-urgent"}


def test_an_urgent_one_can_be_decided_at_once_by_the_head():
    assert not policy.refusals("grant", actor(), State.SUBMITTED, facts(urgent=True, reviewers=frozenset()))


def test_a_provisional_permit_needs_a_rule_that_creates_it():
    about = facts(urgent=True, reviewers=frozenset())

    assert codes("allow_provisionally", actor(), State.SUBMITTED, about) == {"no-provisional"}
    assert not codes("allow_provisionally", actor(), State.SUBMITTED, replace(about, provisional_allowed=True))


def test_no_opinion_is_asked_where_no_rule_provides_for_one():
    assert codes("ask_opinion", actor(), State.IN_CHECK, facts()) == {"no-opinion-due"}
    assert codes("complete", actor(), State.IN_CHECK, facts(opinion_due=True)) == {"opinion-due"}


def test_the_person_has_the_whole_time_to_answer():
    assert codes("go_on", actor(), State.RETURNED, facts()) == {"time-to-answer"}
    assert not codes("go_on", actor(), State.RETURNED, facts(answer_late=True))


def test_a_return_without_a_question_is_refused():
    assert codes("return", actor(), State.IN_CHECK, facts(questions=(" ",))) == {"no-questions"}


def test_only_the_service_and_the_decider_read_the_whole_opinion():
    officer = actor("P-000002", rights=frozenset({Right.CHECK_APPLICATION}))
    head = actor("P-000009", rights=frozenset({Right.DECIDE_APPLICATION}))
    service = actor("U-0007", "", frozenset({Right.GIVE_OPINION}))
    elsewhere = actor("P-000008", "I-POLICE", frozenset({Right.DECIDE_APPLICATION}))

    assert policy.may_read_opinion(officer, facts())
    assert policy.may_read_opinion(elsewhere, facts())
    assert policy.may_read_opinion(replace(head, reference="P-000001"), facts())
    assert policy.may_read_opinion(head, facts()) is None
    assert policy.may_read_opinion(service, facts()) is None


def test_a_duty_officer_writes_down_only_calls_of_their_own_people():
    duty = actor("U-0003", rights=frozenset({Right.TAKE_URGENT_CALL}))

    assert not policy.may_take_call(duty, "P-000001", ("I-ARMY",))
    assert {r.code for r in policy.may_take_call(duty, "P-000001", ("I-MIN",))} == {"not-ours"}
    assert {r.code for r in policy.may_take_call(duty, "U-0003", ("I-ARMY",))} == {"own-application"}


def test_documents_may_follow_a_grant_while_they_are_awaited():
    person = actor("P-000001", "", frozenset({Right.TRAVEL}))

    assert policy.may_add_evidence(person, State.GRANTED, facts(), awaited=True) is None
    assert policy.may_add_evidence(person, State.GRANTED, facts(), awaited=False)
    assert policy.may_add_evidence(actor("P-000005"), State.SUBMITTED, facts(), awaited=True)


def test_a_grant_says_what_was_weighed_only_where_a_rule_asks_for_it():
    about = facts(weighed="")

    assert not codes("grant", actor(), State.AWAITING_DECISION, about)
    assert codes("grant", actor(), State.AWAITING_DECISION, replace(about, weigh_grants=True)) == {"not-weighed"}


def test_a_permit_waits_for_a_body_that_must_agree_and_a_refusal_does_not():
    about = facts(consent_missing=True)

    assert codes("grant", actor(), State.AWAITING_DECISION, about) == {"no-consent"}
    assert not codes("refuse", actor(), State.AWAITING_DECISION, about)


def test_no_provisional_permit_goes_past_a_body_that_must_agree():
    about = facts(urgent=True, reviewers=frozenset(), provisional_allowed=True, consent_missing=True)

    assert codes("allow_provisionally", actor(), State.SUBMITTED, about) == {"no-consent"}
    assert not codes("decline_provisionally", actor(), State.SUBMITTED, about)
