"""A corrected calendar moves the open clocks of a case, with a trace and a letter; each is shown with why."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from exeat import regimes
from exeat.audit.models import Entry
from exeat.cases import actions, clocks, remedies
from exeat.cases.actions import counting
from exeat.letters import queries as letters
from exeat.values.rights import machine
from tests.cases import loop, world
from tests.cases.world import MINDAUGAS, NOON, later
from tests.web.officers import signed_in, words

pytestmark = pytest.mark.usefixtures("a_world")
CLOCK = machine("clock")


@pytest.fixture
def corrected(monkeypatch):
    """Days off that were missing are entered: every day of a week around the last day to answer."""
    calendar = regimes.calendar("LT")

    def correct(last):
        found = {last + timedelta(days=n): {"name": {"en": "off", "lt": "nedarbo"}, "source": "x"} for n in range(4)}
        new = replace(calendar, days_off={**calendar.days_off, **found})
        monkeypatch.setattr(regimes, "calendar", lambda code: new)

    return correct


def shortest():
    """A case that was served with the least time that the rules give."""
    row = loop.opened()
    least = clocks.term(row.outcome, "answer", NOON.date()).ends(NOON.date())
    return actions.serve(row.reference, answer_until=least, by=MINDAUGAS, at=NOON)


def test_a_corrected_day_off_gives_the_person_more_time_with_a_trace_and_a_letter(corrected):
    row = shortest()
    before = row.answer_until

    idle = actions.count_anew(by=CLOCK, at=later(1))
    corrected(before)
    moved, again = (actions.count_anew(by=CLOCK, at=later(1)) for _ in range(2))

    assert (idle, moved, again) == (0, 1, 0)
    row = loop.again(row)
    assert row.answer_until > before
    assert Entry.objects.filter(subject=row.reference, verb="case.counted_anew").count() == 1
    assert letters.inbox(row.person.reference)[0].kind == "case-counted-anew"


@pytest.fixture
def moved_days(monkeypatch):
    """What the record is told was moved, field by field, from which day to which, in order."""
    told, record = [], counting.audit.record

    def listen(verb, **details):
        if verb == "case.counted_anew":
            told.append(details["moved"])
        return record(verb, **details)

    monkeypatch.setattr(counting.audit, "record", listen)
    return told


def test_the_last_day_to_decide_moves_with_a_trace_and_is_told_to_nobody_before_the_notice(corrected, moved_days):
    row = loop.opened()
    before = row.decide_by

    corrected(before)
    assert actions.count_anew(by=CLOCK, at=later(1)) == 1

    row = loop.again(row)
    assert row.decide_by > before
    assert moved_days == [{"decide_by": [before.isoformat(), row.decide_by.isoformat()]}]
    assert "case-counted-anew" not in {one.kind for one in letters.inbox(row.person.reference)}


def test_the_last_day_to_correct_the_minutes_moves_with_a_trace_and_a_letter(corrected, moved_days):
    row = loop.heard(loop.answered())
    before = row.minutes_until

    corrected(before)
    moved, again = (actions.count_anew(by=CLOCK, at=later(10)) for _ in range(2))

    row = loop.again(row)
    assert (moved, again) == (1, 0)
    assert row.minutes_until > before
    assert moved_days[0]["minutes_until"] == [before.isoformat(), row.minutes_until.isoformat()]
    assert letters.inbox(row.person.reference)[0].kind == "case-counted-anew"


def test_minutes_that_are_settled_have_no_clock_any_more(corrected, moved_days):
    row = loop.heard(loop.answered())
    before = row.minutes_until
    actions.settle_minutes(row.reference, correction="", by=world.traveller(row.person.reference), at=later(10))

    corrected(before)
    actions.count_anew(by=CLOCK, at=later(10))

    assert all("minutes_until" not in moved for moved in moved_days)


@pytest.mark.parametrize("act", ["finding", "measure"])
def test_the_last_day_to_appeal_moves_with_a_trace_and_a_letter(corrected, moved_days, act):
    counted = loop.again(loop.found() if act == "finding" else loop.measured())
    decision = getattr(counted, act)
    given = remedies.last_day(["demo-order"], after=later(6).date())
    type(decision).objects.update(appeal_until=given.day, counting=given.kept())

    corrected(given.day)
    moved, again = (actions.count_anew(by=CLOCK, at=later(7)) for _ in range(2))

    decision.refresh_from_db()
    assert (moved, again) == (1, 0)
    assert decision.appeal_until > given.day
    assert moved_days[0]["appeal_until"] == [given.day.isoformat(), decision.appeal_until.isoformat()]
    assert letters.inbox(counted.person.reference)[0].kind == "case-counted-anew"


def test_a_day_off_that_is_taken_away_never_shortens_the_person_s_time(monkeypatch):
    row = shortest()
    before = (row.answer_until, row.decide_by)
    calendar = regimes.calendar("LT")
    monkeypatch.setattr(regimes, "calendar", lambda code: replace(calendar, days_off={}))

    actions.count_anew(by=CLOCK, at=later(1))

    assert loop.again(row).answer_until == before[0]


def test_time_that_an_officer_gave_beyond_the_rules_and_a_day_that_has_passed_stay(corrected):
    row = loop.noticed()
    actions.extend(row.reference, answer_until=date(2027, 1, 15), reasons="ill at home", by=MINDAUGAS, at=later(1))
    corrected(date(2026, 11, 16))
    assert actions.count_anew(by=CLOCK, at=later(1)) == 0
    assert actions.count_anew(by=CLOCK, at=datetime(2028, 1, 1, tzinfo=UTC)) == 0


def test_each_clock_is_shown_with_why_to_the_officer_and_to_the_person(monkeypatch):
    row = shortest()
    monkeypatch.setattr(timezone, "now", lambda: later(1))

    officer = words(signed_in("U-0002", "case_officer").get(f"/cases/{row.reference}/"))
    person = words(signed_in("P-000001").get(f"/my-cases/{row.reference}/"))

    for page in (officer, person):
        assert "Last day to answer" in page
        assert "Last day to decide" in page
        assert "which is not counted itself" in page
