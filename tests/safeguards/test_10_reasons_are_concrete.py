"""Promise 10: reasons are concrete; a text block left unchanged is refused, on each decision."""

from datetime import date

import pytest

from exeat.applications import actions, policy
from exeat.cases import policy as cases
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor, Right
from tests.applications.conftest import scene as scene  # the fixture, by its name
from tests.applications.scene import WEIGHED, to_decide
from tests.factories import NOON

EMPTY = ["", "   ", "No.", *(words for block in policy.BLOCKS.values() for words in block.values())]


@pytest.mark.parametrize("reasons", EMPTY)
def test_a_grant_without_reasons_of_its_own_is_refused(scene, reasons):
    row = to_decide(scene)

    with pytest.raises(MoveRefused):
        actions.grant(row.reference, reasons=reasons, by=scene.head, at=NOON)

    row.refresh_from_db()
    assert row.state == "awaiting_decision"


@pytest.mark.parametrize("reasons", EMPTY)
def test_a_refusal_without_reasons_of_its_own_is_refused(scene, reasons):
    row = to_decide(scene)

    with pytest.raises(MoveRefused):
        actions.refuse(row.reference, reasons=reasons, weighed=WEIGHED, by=scene.head, at=NOON)

    row.refresh_from_db()
    assert row.state == "awaiting_decision"


DECIDES = {Right.DECIDE_CASE, Right.DECIDE_APPEAL}
DECISIONS = sorted({(m.verb, m.source) for m in cases.MOVES if m.needs in DECIDES and m.verb != "close"})
LEFT = [words for block in cases.BLOCKS.values() for words in block.values()]


@pytest.mark.parametrize("reasons", ["", "   ", "Because.", *LEFT])
@pytest.mark.parametrize(("verb", "state"), DECISIONS)
def test_no_decision_in_a_case_is_open_without_reasons_of_its_own(verb, state, reasons):
    """A closing says only that a time has passed; every other step of those who decide has reasons."""
    facts = cases.Facts(cases.Case("P-000001", state=cases.State(state)), date(2026, 11, 2), reasons=reasons)

    said = cases.refusals(verb, Actor("U-1", rights=frozenset(Right)), facts)

    assert "no-reasons" in {refusal.code for refusal in said}


@pytest.mark.parametrize("reasons", ["", "Because.", *LEFT])
def test_neither_is_a_case_opened_nor_a_report_used_without_them(reasons):
    case, who = cases.Case("P-000001", confirmed_by=frozenset({"U-2"})), Actor("U-1", rights=frozenset(Right))

    with pytest.raises(MoveRefused, match="concrete reasons"):
        cases.may_open(who, case, reasons=reasons, overrides={})
    with pytest.raises(MoveRefused, match="concrete reasons"):
        cases.may_allow_use(who, case, reasons=reasons, cite="Law, art. 1")


@pytest.mark.parametrize("verb", ["allow_provisionally", "decline_provisionally"])
def test_under_the_clock_of_hours_there_is_a_sentence_all_the_same(verb):
    facts = policy.Facts(
        applicant="P-000001", institution="I-ARMY", urgent=True, provisional_allowed=True, reasons=" "
    )  # fmt: skip

    said = policy.refusals(verb, Actor("U-1", "I-ARMY", frozenset(Right)), policy.State.SUBMITTED, facts)

    assert {refusal.code for refusal in said} == {"no-reasons"}
