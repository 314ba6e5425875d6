"""Clocks are counted anew when the calendar is corrected: with a trace, a letter, and nothing that was late undone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from exeat import regimes
from exeat.applications import actions, queries
from exeat.applications.actions import step
from exeat.audit import queries as audit
from exeat.letters import queries as letters
from exeat.values.rights import machine
from tests.applications.scene import DAY, checked
from tests.factories import NOON

CLOCK = machine("clock")


@pytest.fixture
def corrected(monkeypatch):
    """A day off that was missing from the calendar is entered: 1 December 2026."""
    calendar = regimes.calendar("LT")
    found = {date(2026, 12, 1): {"name": {"en": "a day off", "lt": "nedarbo diena"}, "source": "order"}}

    def correct():
        new = replace(calendar, days_off={**calendar.days_off, **found})
        monkeypatch.setattr(regimes, "calendar", lambda code: new)

    return correct


def on_the_desk(scene):
    row = checked(scene)
    actions.ask_opinion(row.reference, note="", by=scene.officer, at=NOON)
    row.refresh_from_db()
    return row


def test_a_corrected_holiday_moves_every_open_clock_with_a_trace_and_a_letter(scene, corrected):
    row = on_the_desk(scene)
    before = row.decide_by

    idle = actions.count_anew(at=NOON + DAY, by=CLOCK)
    corrected()
    moved = actions.count_anew(at=NOON + DAY, by=CLOCK)
    again = actions.count_anew(at=NOON + DAY, by=CLOCK)

    row.refresh_from_db()
    assert (idle, moved, again) == (0, 1, 0)
    assert row.decide_by > before
    assert letters.inbox(scene.traveller.reference)[0].kind == "application-counted-anew"
    looks = audit.looks_at(scene.traveller.reference, on=NOON.date() + DAY)
    assert "application.counted-anew" in {look.verb for look in looks}
    assert queries.clocks(row, at=NOON)["days_off"] == [(date(2026, 12, 1), {"en": "a day off", "lt": "nedarbo diena"})]


def test_the_clock_of_an_opinion_moves_with_that_of_its_file_and_the_record_says_both_days(
    scene, corrected, monkeypatch
):
    row, told = on_the_desk(scene), []
    opinion, before = row.opinions.get(), row.decide_by
    due, record = opinion.due_at, step.audit.record
    monkeypatch.setattr(step.audit, "record", lambda verb, **said: (told.append((verb, said)), record(verb, **said)))

    corrected()
    actions.count_anew(at=NOON + DAY, by=CLOCK)

    row.refresh_from_db()
    opinion.refresh_from_db()
    said = dict(told)["application.counted-anew"]
    assert opinion.due_at >= due
    assert said["before"]["decide_by"] == before
    assert said["decide_by"] == row.decide_by


def test_the_pauses_stay_what_they_were_when_a_clock_is_counted_anew(scene, corrected):
    row = checked(scene)
    actions.ask_opinion(row.reference, note="", by=scene.officer, at=NOON)
    actions.give_opinion(row.reference, conclusion="no_objection", text="-", by=scene.service, at=NOON)
    row.refresh_from_db()

    assert actions.count_anew(at=NOON + DAY, by=CLOCK) == 0


def test_what_was_late_stays_late(scene, corrected):
    row = on_the_desk(scene)
    after = row.decide_by + timedelta(days=1)

    corrected()
    moved = actions.count_anew(at=after, by=CLOCK)

    assert moved == 0
