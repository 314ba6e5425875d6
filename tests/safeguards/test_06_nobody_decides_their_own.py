"""Promise 6: nobody decides their own case, nor what they reviewed."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from exeat.applications import actions, policy
from exeat.applications.models import Application
from exeat.applications.policy import Facts, State
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor, Right
from tests.applications.conftest import scene as scene  # the fixture, by its name
from tests.applications.scene import REASONS, WEIGHED, filed, to_decide
from tests.factories import NOON

PEOPLE = st.sampled_from(["P-000001", "P-000002", "P-000003"])
EVERY_RIGHT = frozenset(Right)


@given(
    applicant=PEOPLE, reviewer=PEOPLE, adviser=PEOPLE, who=PEOPLE, urgent=st.booleans(),
    state=st.sampled_from(list(State)), verb=st.sampled_from(["grant", "refuse", "allow_provisionally"]),
)  # fmt: skip
def test_whoever_decides_is_neither_applicant_nor_reviewer_nor_adviser(
    applicant, reviewer, adviser, who, urgent, state, verb
):
    facts = Facts(
        applicant=applicant, institution="I-ARMY", deciders=("I-ARMY",), urgent=urgent, requires="permission",
        reviewers=frozenset({reviewer}), advisers=frozenset({adviser}), provisional_allowed=True, reasons=REASONS,
        weighed=WEIGHED,
    )  # fmt: skip

    said = policy.refusals(verb, Actor(who, "I-ARMY", EVERY_RIGHT), state, facts)

    if not said:
        assert who not in {applicant, reviewer, adviser}


@pytest.mark.parametrize("who", ["head", "deputy"])
def test_neither_head_nor_deputy_decides_what_the_head_asks_for(scene, who):
    row = to_decide(scene, who=scene.head_travels)

    with pytest.raises(MoveRefused):
        actions.grant(row.reference, reasons=REASONS, by=getattr(scene, who), at=NOON)

    row.refresh_from_db()
    assert row.state == "awaiting_decision"


def test_the_database_itself_refuses_a_decision_in_ones_own_case(scene):
    row = filed(scene.traveller)

    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=row.pk).update(decided_by=row.person, decided_at=NOON, reasons=REASONS)


def test_the_database_itself_refuses_a_decision_by_whoever_checked(scene):
    row = to_decide(scene)

    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=row.pk).update(decided_by=row.checked_by, decided_at=NOON, reasons=REASONS)
