"""Somebody is looked for: who raises it, who works on it, how it climbs and ends."""

from datetime import timedelta

import pytest

from exeat.applications import actions as applications
from exeat.letters import queries as letters
from exeat.letters.models import Letter
from exeat.register.models import Institution
from exeat.travel import actions, queries
from exeat.travel.models import Alarm, AlarmEntry
from exeat.values.moves import MoveRefused
from exeat.values.rights import machine
from tests.applications.conftest import scene as scene  # the fixture, by its name
from tests.applications.scene import DAY, REASONS, to_decide
from tests.factories import NOON

CLOCK = machine("clock")
LAST = NOON.replace(month=12, day=18)  # the last day of the trip


@pytest.fixture
def trip(scene):
    """A granted trip to Belarus from 15 to 18 December."""
    row = to_decide(scene)
    return applications.grant(row.reference, reasons=REASONS, by=scene.head, at=NOON)


def test_whoever_is_not_heard_of_for_two_days_is_looked_for_once(scene, trip):
    assert actions.keep_watch(at=LAST + DAY, by=CLOCK) == 0

    assert actions.keep_watch(at=LAST + 2 * DAY, by=CLOCK) == 1
    assert actions.keep_watch(at=LAST + 2 * DAY, by=CLOCK) == 0

    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.institution) == ("overdue", "I-ARMY")
    assert [one.kind for one in letters.inbox("I-ARMY")] == ["alarm"]


def test_nobody_is_looked_for_who_said_that_they_are_back(scene, trip):
    actions.say_back(trip.reference, by=scene.traveller, at=LAST)

    assert actions.keep_watch(at=LAST + 3 * DAY, by=CLOCK) == 0


def test_an_alarm_that_nobody_works_on_is_told_to_the_body_above_once(scene, trip):
    actions.keep_watch(at=LAST + 2 * DAY, by=CLOCK)
    later = LAST + 2 * DAY + timedelta(hours=4)

    assert actions.keep_watch(at=later, by=CLOCK) + actions.keep_watch(at=later, by=CLOCK) == 1

    assert [one.kind for one in letters.inbox("I-MIN")] == ["alarm-unanswered"]


def test_a_call_in_the_log_keeps_it_in_the_house(scene, trip):
    actions.keep_watch(at=LAST + 2 * DAY, by=CLOCK)
    reference = Alarm.objects.get().reference
    said = {"step": "person", "reached": False, "words": "No answer, twice.", "by": scene.clerk}
    actions.note_call(reference, **said, at=LAST + 2 * DAY)

    assert actions.keep_watch(at=LAST + 3 * DAY, by=CLOCK) == 0

    assert b"No answer" not in bytes(AlarmEntry.objects.get().sealed)
    assert [entry.words for entry in queries.log(Alarm.objects.get())] == ["No answer, twice."]
    assert (queries.tree(Alarm.objects.get())[0].tried, queries.tree(Alarm.objects.get())[0].reached) == (1, False)


def test_an_institution_is_written_to_in_its_language(scene, trip):
    Institution.objects.filter(reference="I-ARMY").update(language="en")

    actions.raise_alarm(trip.reference, kind="detained", words="A cousin telephoned.", by=scene.clerk, at=LAST)

    assert Letter.objects.get(kind="alarm").language == "en"


def test_the_tree_goes_from_the_person_to_the_body_above(scene, trip):
    Institution.objects.filter(reference="I-MIN").update(urgent_phone="+370 600 00002")
    alarm = actions.raise_alarm(trip.reference, kind="detained", words="A cousin telephoned.", by=scene.clerk, at=LAST)

    steps = [branch.step for branch in queries.tree(alarm)]
    assert steps == ["person", "duty", "superior", "consul", "security"]
    assert queries.tree(alarm)[2].phone == "+370 600 00002"


def test_the_tree_ends_with_the_numbers_of_consul_and_security_that_are_set(scene, trip, settings):
    settings.EXEAT_CONSUL_PHONE, settings.EXEAT_SECURITY_PHONE = "+370 600 00003", "+370 600 00004"
    alarm = actions.raise_alarm(trip.reference, kind="detained", words="A cousin telephoned.", by=scene.clerk, at=LAST)

    last = [(branch.step, branch.phone) for branch in queries.tree(alarm)][-2:]

    assert last == [("consul", "+370 600 00003"), ("security", "+370 600 00004")]


def test_the_person_abroad_can_raise_it_and_ends_it_by_coming_home(scene, trip):
    alarm = actions.raise_alarm(
        trip.reference, kind="detained", words="They keep my passport.", by=scene.traveller, at=LAST
    )

    actions.say_back(trip.reference, by=scene.traveller, at=LAST + DAY)

    alarm.refresh_from_db()
    assert (alarm.ending, alarm.closed_by) == ("back", scene.traveller.reference)


def test_only_the_duty_officers_of_the_house_see_and_work_on_an_alarm(scene, trip):
    alarm = actions.raise_alarm(trip.reference, kind="lost_contact", words="No word.", by=scene.clerk, at=LAST)

    for who in (scene.service, scene.superior, scene.traveller):
        assert not queries.alarms(who).exists()
        with pytest.raises(MoveRefused):
            actions.end_alarm(alarm.reference, ending="safe", words="Spoke with them.", by=who, at=LAST)
    actions.end_alarm(alarm.reference, ending="safe", words="Spoke with them.", by=scene.clerk, at=LAST)
    with pytest.raises(MoveRefused, match="has ended"):
        actions.note_call(alarm.reference, step="", reached=False, words="More.", by=scene.clerk, at=LAST)
