"""Promise 9: no finding before the answer, or the end of the time with proof of service; hearing on request."""

from datetime import timedelta

import pytest

from exeat.cases import actions
from exeat.values.moves import MoveRefused
from tests.cases import loop, world
from tests.cases.world import MINDAUGAS, NOON, later, traveller

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_world(db):
    world.found_world()
    world.enter()


def test_nothing_is_found_while_the_time_runs():
    row = loop.noticed()

    with pytest.raises(MoveRefused):
        loop.found(row)


def test_the_time_does_not_end_without_proof_of_service_however_late_it_is():
    row = loop.noticed()

    with pytest.raises(MoveRefused, match="no proof"):
        actions.close_time(row.reference, by=MINDAUGAS, at=NOON + timedelta(days=3650))


def test_silence_is_weighed_as_silence_and_shown_as_something_for_the_person():
    row = loop.noticed()
    actions.prove_service(row.reference, how="Handed over", served_on=NOON.date(), by=MINDAUGAS, at=later(1))
    row = actions.close_time(row.reference, by=MINDAUGAS, at=later(15))

    with pytest.raises(MoveRefused, match="speaks for the person"):
        loop.found(row, at=later(16), overrides={})
    assert "unheard" in loop.overrides(row)


def test_a_late_answer_is_still_heard():
    row = loop.noticed()
    actions.prove_service(row.reference, how="Handed over", served_on=NOON.date(), by=MINDAUGAS, at=later(1))
    row = actions.close_time(row.reference, by=MINDAUGAS, at=later(15))

    row = actions.answer(row.reference, text="It was not me.", by=traveller(), at=later(20))

    assert row.state == "answered"


def test_a_representative_and_an_interpreter_are_recorded():
    row = loop.noticed()

    row = actions.ask(
        row.reference,
        text="I need help.",
        representative="A. Lawyer",
        interpreter="Polish",
        by=traveller(),
        at=later(1),
    )

    assert (row.representative, row.interpreter, row.state) == ("A. Lawyer", "Polish", "noticed")
