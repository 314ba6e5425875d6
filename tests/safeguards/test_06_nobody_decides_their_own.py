"""Promise 6: nobody decides their own case, nor what they reviewed."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from exeat.applications import actions, policy
from exeat.applications.models import Application
from exeat.applications.policy import Facts
from exeat.cases.policy import Facts as CaseFacts
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor, Right
from tests.applications.conftest import scene as scene  # the fixture, by its name
from tests.applications.scene import REASONS, WEIGHED, filed, to_decide
from tests.cases.test_policy import TODAY, breach, codes, found, measure, officer
from tests.factories import NOON

PEOPLE = st.sampled_from(["P-000001", "P-000002", "P-000003"])
EVERY_RIGHT = frozenset(Right)
VERBS = ("grant", "refuse", "allow_provisionally", "decline_provisionally")
OPEN = sorted({(move.verb, move.source) for move in policy.MOVES if move.verb in VERBS})


@given(
    applicant=PEOPLE, reviewer=PEOPLE, adviser=PEOPLE, who=PEOPLE, step=st.sampled_from(OPEN)
)  # fmt: skip
def test_whoever_decides_is_neither_applicant_nor_reviewer_nor_adviser(applicant, reviewer, adviser, who, step):
    verb, state = step
    facts = Facts(
        applicant=applicant, institution="I-ARMY", deciders=("I-ARMY",), urgent=True, requires="permission",
        reviewers=frozenset({reviewer}), advisers=frozenset({adviser}), provisional_allowed=True, reasons=REASONS,
        weighed=WEIGHED,
    )  # fmt: skip

    said = policy.refusals(verb, Actor(who, "I-ARMY", EVERY_RIGHT), state, facts)

    assert (said == ()) == (who not in {applicant, reviewer, adviser})


@pytest.mark.parametrize("who", ["head", "deputy"])
def test_neither_head_nor_deputy_decides_what_the_head_asks_for(scene, who):
    row = to_decide(scene, who=scene.head_travels)

    with pytest.raises(MoveRefused):
        actions.grant(row.reference, reasons=REASONS, by=getattr(scene, who), at=NOON)

    row.refresh_from_db()
    assert row.state == "awaiting_decision"


TWO = ("clearance_withdrawn", "warning")
APPEALED = {"state": "appealed", "measured_by": "U-1"}
STEPS = {
    "find_breach": (breach(), {"U-2": "same-officer", "U-7": "same-officer"}),
    "measure": (measure(), {"U-3": "same-officer", "U-7": "same-officer"}),
    "end_without_measure": (
        CaseFacts(found(measures_known=False), TODAY, reasons=REASONS), {"U-3": "same-officer", "U-7": "same-officer"},
    ),
    **{
        verb: (
            CaseFacts(found(**APPEALED, measures=held), TODAY, reasons=REASONS, kinds=held[:1]),
            dict.fromkeys(["U-1", "U-2", "U-3", "U-7"], "involved"),
        )
        for verb, held in (
            ("suspend", TWO), ("uphold", TWO), ("reverse_part", TWO), ("reverse", TWO), ("uphold_finding", ()),
        )
    },
}  # fmt: skip


@pytest.mark.parametrize("verb", STEPS)
def test_in_a_case_nobody_decides_what_they_opened_found_proposed_or_took_nor_their_own(verb):
    facts, had_a_part = STEPS[verb]

    assert codes(verb, officer("U-8"), facts) == set()
    assert {who: codes(verb, officer(who), facts) for who in had_a_part} == {
        who: {code} for who, code in had_a_part.items()
    }
    assert "own-case" in codes(verb, officer(facts.case.person), facts)


def test_the_database_itself_refuses_a_decision_in_ones_own_case(scene):
    row = filed(scene.traveller)

    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=row.pk).update(decided_by=row.person, decided_at=NOON, reasons=REASONS)


def test_the_database_itself_refuses_a_decision_by_whoever_checked(scene):
    row = to_decide(scene)

    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=row.pk).update(decided_by=row.checked_by, decided_at=NOON, reasons=REASONS)
