"""Who may take which step in a case, and what must hold first."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeat.cases import policy
from exeat.cases.policy import Case, Contrary, Document, Facts, Finding, Measure, Nature, Offered, State, Tie
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor, Right

TODAY = date(2026, 11, 16)
RIGHTS = frozenset({Right.OPEN_CASE, Right.DECIDE_CASE, Right.DECIDE_APPEAL, Right.TRAVEL})
REASONS = "The border records and the empty register of permits leave no other reading of these days."
SEEN = Document(1, Nature.FACT, datetime(2026, 10, 29, tzinfo=UTC))
FOR_HIM = Contrary("silence", "An application lay with the institution without an answer.")
ANSWERED = {"silence": "The application was for other days."}
WEIGHED = Measure(
    ("clearance_withdrawn",), "protect secrets", "a warning does not", "no effect found", "two years",
    date(2027, 11, 16), REASONS, ANSWERED,
)  # fmt: skip


OFFERED = (
    Offered("clearance_withdrawn", Tie.BOUND),
    Offered("post_lost", Tie.CHAINED, (), "clearance_withdrawn"),
)


def officer(reference: str) -> Actor:
    return Actor(reference, rights=RIGHTS, role="case_officer")


def case(**changes) -> Case:
    given = Case(
        person="P-000001", state=State.ANSWERED, confirmed_by=frozenset({"U-1"}), opened_by="U-2",
        served_on=date(2026, 10, 29), answer_until=date(2026, 11, 13), documents=(SEEN,), contrary=(FOR_HIM,),
        offered=OFFERED,
        measures_known=True, facts_number=1, finding_proposed="breach", finding_proposed_by=frozenset({"U-7"}),
    )  # fmt: skip
    return replace(given, **changes)


def breach(the_case: Case | None = None, **changes) -> Facts:
    finding = Finding("breach", REASONS, frozenset({1}), "", ANSWERED)
    facts = {"reasons": REASONS, "finding": finding, "until": date(2026, 12, 31), "remedy": "To the commission.",
             "because": "Law, art. 29"}  # fmt: skip
    return Facts(the_case or case(), TODAY, **{**facts, **changes})


def codes(verb: str, actor: Actor, facts: Facts) -> set[str]:
    return {refusal.code for refusal in policy.refusals(verb, actor, facts)}


def test_a_breach_is_found_by_someone_who_did_not_open_the_case():
    assert codes("find_breach", officer("U-3"), breach()) == set()
    assert codes("find_breach", officer("U-2"), breach()) == {"same-officer"}


@pytest.mark.parametrize(
    ("the_case", "changes", "code"),
    [
        (case(hearing_asked=True), {}, "not-heard"),
        (case(documents=()), {}, "undisclosed"),
        (case(documents=(replace(SEEN, disclosed_at=None),)), {}, "undisclosed"),
        (case(depends_on=("ground-needs: declaration",)), {}, "legal-question"),
        (case(contrary=(FOR_HIM, Contrary("late", "x"))), {}, "contrary"),
        (case(), {"reasons": "Because."}, "no-reasons"),
        (case(), {"reasons": REASONS, "blocks": (REASONS,)}, "no-reasons"),
        (case(), {"remedy": ""}, "no-remedy"),
        (case(), {"until": None}, "no-appeal-day"),
        (case(colleague=True), {}, "colleague"),
        (case(person="U-3"), {}, "own-case"),
        (case(state=State.NOTICED), {}, "wrong-state"),
    ],
)
def test_a_breach_is_refused_with_its_reason(the_case, changes, code):
    assert codes("find_breach", officer("U-3"), breach(the_case, **changes)) == {code}


def test_a_withheld_document_may_be_cited_when_it_is_listed_with_its_ground():
    listed = Document(1, Nature.FACT, None, "State secrets law, art. 1")

    assert codes("find_breach", officer("U-3"), breach(case(documents=(listed,)))) == set()


def test_the_time_ends_only_with_proof_of_service_and_after_its_last_day():
    facts = Facts(case(state=State.NOTICED, served_on=None), TODAY)
    assert codes("close_time", officer("U-2"), facts) == {"not-served"}

    facts = Facts(case(state=State.NOTICED, answer_until=TODAY), TODAY)
    assert codes("close_time", officer("U-2"), facts) == {"time-runs"}
    assert codes("close_time", officer("U-2"), replace(facts, on=TODAY + timedelta(days=1))) == set()


def found(**changes) -> Case:
    proposed = {"measure_proposed": ("clearance_withdrawn", "post_lost"), "measure_proposed_by": frozenset({"U-7"})}
    return case(**{"state": State.FOUND, "found_by": "U-3", "finding": "breach", **proposed, **changes})


def measure(the_case: Case | None = None, **changes) -> Facts:
    kinds = ("clearance_withdrawn", "post_lost")
    weighed = replace(WEIGHED, **{"kinds": kinds, "unlike": REASONS, **changes})
    return Facts(
        the_case or found(), TODAY, reasons=REASONS, measure=weighed, until=date(2026, 12, 31), remedy="To court.",
        because="Law, art. 29",
    )  # fmt: skip


def test_a_measure_is_taken_by_someone_who_did_not_find():
    assert codes("measure", officer("U-1"), measure()) == set()
    assert codes("measure", officer("U-3"), measure()) == {"same-officer"}


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (measure(aim=""), "not-weighed"),
        (measure(lesser=""), "not-weighed"),
        (measure(family=""), "not-weighed"),
        (measure(lasts=""), "not-weighed"),
        (measure(review_on=None), "not-weighed"),
        (measure(review_on=TODAY), "review-past"),
        (measure(kinds=("fine",)), "not-in-law"),
        (measure(kinds=("clearance_withdrawn",)), "bound"),
        (measure(kinds=("post_lost",)), "bound"),
        (measure(overrides={}), "contrary"),
        (measure(found(offered=(), measures_known=False)), "unknown-measures"),
    ],
)
def test_a_measure_is_refused_with_its_reason(facts, code):
    assert codes("measure", officer("U-1"), facts) == {code}


def test_a_case_ends_without_a_measure_only_where_the_law_leaves_it_open():
    facts = Facts(found(), TODAY, reasons=REASONS)
    assert codes("end_without_measure", officer("U-1"), facts) == {"bound"}

    unknown = Facts(found(offered=(), measures_known=False), TODAY, reasons=REASONS)
    assert codes("end_without_measure", officer("U-1"), unknown) == set()


def test_only_the_person_answers_and_appeals():
    person = Actor("P-000001", rights=frozenset({Right.TRAVEL}))
    facts = Facts(case(state=State.NOTICED), TODAY, words="It was not me.")

    assert codes("answer", person, facts) == set()
    assert codes("answer", Actor("P-000002", rights=frozenset({Right.TRAVEL})), facts) == {"not-yours"}
    assert codes("appeal", person, Facts(found(), TODAY, words="Wrong.")) == set()


def test_an_appeal_is_decided_by_nobody_who_had_a_part():
    facts = Facts(found(state=State.APPEALED, measured_by="U-1"), TODAY, reasons=REASONS)

    assert codes("reverse", officer("U-9"), facts) == set()
    for involved in ("U-1", "U-2", "U-3"):
        assert "involved" in codes("reverse", officer(involved), facts)


def test_a_case_is_not_opened_by_who_confirmed_the_match():
    the_case = case(contrary=())
    policy.may_open(officer("U-2"), the_case, reasons=REASONS, overrides={})

    with pytest.raises(MoveRefused, match="confirmed the match"):
        policy.may_open(officer("U-1"), the_case, reasons=REASONS, overrides={})


def test_no_case_is_opened_on_an_unconfirmed_match():
    with pytest.raises(MoveRefused, match="nobody has confirmed"):
        policy.may_open(officer("U-2"), case(contrary=(), confirmed_by=frozenset()), reasons=REASONS, overrides={})


def test_every_unfinished_state_has_a_way_out_and_every_state_can_be_reached():
    leaving = {move.source for move in policy.MOVES if move.source != move.target}

    assert leaving >= set(State) - policy.FINAL
    assert {move.target for move in policy.MOVES} | {State.OPENED} == set(State)


people = st.sampled_from(["P-000001", "U-1", "U-2", "U-3", "U-4"])
cases = st.builds(
    case, person=people, state=st.sampled_from(State), colleague=st.booleans(), opened_by=people, found_by=people,
    finding=st.sampled_from(["", *policy.FINDINGS]), hearing_asked=st.booleans(), heard=st.booleans(),
    measured_by=people, measures=st.sampled_from([(), ("clearance_withdrawn",)]),
)  # fmt: skip
verbs = st.sampled_from(sorted({move.verb for move in policy.MOVES}))


def whole(the_case: Case) -> Facts:
    finding = Finding("breach", REASONS, frozenset({1}), REASONS, ANSWERED)
    kinds = ("clearance_withdrawn", "post_lost")
    return Facts(
        the_case, date(2026, 12, 1), "some words here", REASONS, (), date(2027, 1, 31), "To the commission.", finding,
        replace(WEIGHED, kinds=kinds), because="Law, art. 29",
    )  # fmt: skip


@given(cases, people, verbs)
def test_nobody_acts_as_an_officer_in_their_own_case_or_a_colleagues(the_case, who, verb):
    needs = {move.needs for move in policy.MOVES if move.verb == verb}

    if needs != {Right.TRAVEL} and not policy.refusals(verb, officer(who), whole(the_case)):
        assert who != the_case.person
        assert not the_case.colleague


@given(cases, people)
def test_finding_measure_and_appeal_are_three_peoples_work(the_case, who):
    facts = whole(the_case)

    if not policy.refusals("find_breach", officer(who), facts):
        assert who != the_case.opened_by
    if not policy.refusals("measure", officer(who), facts):
        assert who != the_case.found_by
    if not policy.refusals("reverse", officer(who), facts):
        assert who not in the_case.involved


@given(cases, people)
def test_nothing_is_found_before_an_answer_or_the_end_of_the_time(the_case, who):
    if not policy.refusals("find_breach", officer(who), whole(the_case)):
        assert the_case.state in {State.ANSWERED, State.TIME_OVER}
        assert the_case.heard or not the_case.hearing_asked
