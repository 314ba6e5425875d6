"""Promise 9: no finding before the answer, or the end of the time with proof of service; hearing on request."""

from datetime import timedelta

import pytest

from exeat.cases import actions
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor
from tests.cases import loop
from tests.cases.world import MINDAUGAS, NOON, later, traveller

pytestmark = pytest.mark.usefixtures("a_world")


def test_nothing_is_found_while_the_time_runs():
    row = loop.noticed()

    with pytest.raises(MoveRefused):
        loop.found(row)


def test_the_time_does_not_end_without_proof_of_service_however_late_it_is():
    row = loop.noticed()

    with pytest.raises(MoveRefused, match="no proof"):
        actions.close_time(row.reference, by=MINDAUGAS, at=NOON + timedelta(days=3650))


def test_the_time_does_not_end_before_its_last_day_and_more_time_is_never_less():
    row = loop.noticed()
    actions.prove_service(row.reference, how="Handed over", served_on=NOON.date(), by=MINDAUGAS, at=later(1))

    with pytest.raises(MoveRefused, match="has not passed"):
        actions.close_time(row.reference, by=MINDAUGAS, at=later(14))
    with pytest.raises(MoveRefused, match="later than the one"):
        actions.extend(row.reference, answer_until=later(13).date(), reasons="ill at home", by=MINDAUGAS, at=later(1))


def test_whoever_asks_to_be_heard_is_invited_helped_heard_and_corrects_the_minutes_before_anything_is_found():
    row = loop.noticed()
    actions.answer(
        row.reference, text="Hear me.", hearing=True, interpreter="Polish", by=traveller(), at=later(2)
    )  # fmt: skip
    with pytest.raises(MoveRefused, match="Hear them first"):
        loop.found(row)
    with pytest.raises(MoveRefused, match="interpreter or other help"):
        loop.heard(row)
    actions.arrange(row.reference, how="An interpreter of Polish comes.", by=MINDAUGAS, at=later(2))
    with pytest.raises(MoveRefused, match="Invite the person"):
        actions.hear(row.reference, record="He was at home.", by=MINDAUGAS, at=later(3))

    loop.heard(row)

    with pytest.raises(MoveRefused, match="correct the minutes"):
        loop.found(row, at=later(10))
    actions.settle_minutes(row.reference, correction="With my wife.", by=traveller(), at=later(11))
    assert loop.found(loop.again(row), at=later(11)).state == "found"


def test_nothing_is_found_on_documents_in_a_language_that_the_person_cannot_read():
    row = loop.noticed()
    row = actions.answer(row.reference, text="Not so.", translation="Polish", by=traveller(), at=later(2))

    with pytest.raises(MoveRefused, match="language that they know"):
        loop.found(row)


def test_a_representative_answers_for_the_person_and_nobody_else_does():
    row = loop.noticed()
    code = actions.let_in(row.reference, name="A lawyer", by=traveller(), at=later(1))
    lawyer = actions.arrive(row.reference, code, by=Actor(""), at=later(1))

    with pytest.raises(MoveRefused, match="Only the person"):
        actions.answer(row.reference, text="He did it.", by=traveller("P-000002"), at=later(2))

    assert actions.answer(row.reference, text="He was at home.", by=lawyer, at=later(2)).state == "answered"


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
