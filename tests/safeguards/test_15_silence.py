"""Promise 15: silence is the institution's fault, never the applicant's."""

from datetime import timedelta

from exeat.applications import actions, queries
from exeat.applications.policy import FINAL
from exeat.letters import queries as letters
from exeat.values.rights import machine
from tests.applications.conftest import scene as scene  # the fixture, by its name
from tests.applications.scene import DAY, REASONS, filed, to_decide
from tests.factories import NOON

TICK = machine("tick")


def test_the_time_of_filing_is_proven_by_a_receipt(scene):
    row = filed(scene.traveller)

    receipt = letters.inbox(scene.traveller.reference)[0]

    assert receipt.written_at == row.filed_at == NOON
    assert row.reference in receipt.text


def test_a_decision_that_does_not_come_climbs_and_is_recorded_against_the_institution(scene):
    row = to_decide(scene)
    late = row.decide_by + timedelta(minutes=1)

    actions.escalate_overdue(at=late, by=TICK)

    silence = queries.silences(scene.traveller.reference)[0]
    assert (silence.institution, silence.what, silence.since_at) == ("I-ARMY", "decision", row.decide_by)
    assert letters.inbox(scene.traveller.reference)[0].kind == "application-overdue"
    assert [letter.kind for letter in letters.inbox("I-MIN")] == ["application-overdue-body"]
    actions.grant(row.reference, reasons=REASONS, by=scene.superior, at=late)
    row.refresh_from_db()
    assert row.state == "granted"
    assert queries.silences(scene.traveller.reference)[0].ended_at == late


def test_no_clock_decides_by_itself(scene):
    row = to_decide(scene)

    for days in range(0, 200, 20):
        actions.escalate_overdue(at=NOON + days * DAY, by=TICK)

    row.refresh_from_db()
    assert row.state not in FINAL
    assert len(queries.silences(scene.traveller.reference)) == 1


def test_the_clock_does_not_run_against_anyone_while_the_person_is_asked(scene):
    row = filed(scene.traveller)
    actions.begin_check(row.reference, by=scene.officer, at=NOON)
    actions.return_with_questions(
        row.reference, questions=["Who?"], answer_by=(NOON + 10 * DAY).date(), by=scene.officer, at=NOON
    )

    assert actions.escalate_overdue(at=NOON + 100 * DAY, by=TICK) == 0


def test_not_even_hours_run_against_anyone_while_the_person_is_asked(scene):
    row = filed(scene.traveller, urgent=True, reason="death_of_relative")
    actions.begin_check(row.reference, by=scene.officer, at=NOON)
    actions.return_with_questions(
        row.reference, questions=["Who?"], answer_by=(NOON + 2 * DAY).date(), by=scene.officer, at=NOON
    )
    late = row.decide_by + DAY

    assert actions.escalate_overdue(at=late, by=TICK) == 0
    assert queries.silences(scene.traveller.reference) == []
