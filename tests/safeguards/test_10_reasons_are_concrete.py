"""Promise 10: reasons are concrete; a text block left unchanged is refused, on each decision."""

import pytest

from exeat.applications import actions, policy
from exeat.values.moves import MoveRefused
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
