"""Briefings and return reports: who may do what, what is kept, who is reminded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeat.applications import actions as applications
from exeat.audit import queries as audit
from exeat.letters import queries as letters
from exeat.travel import actions, policy, queries, texts
from exeat.travel.models import Report
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor, Right, machine
from tests.applications.conftest import scene as scene  # the fixture, by its name
from tests.applications.scene import DAY, REASONS, to_decide
from tests.factories import NOON

BACK = NOON.replace(month=12, day=19)


@pytest.fixture
def trip(scene):
    """A granted trip to Belarus from 15 to 18 December."""
    row = to_decide(scene)
    return applications.grant(row.reference, reasons=REASONS, by=scene.head, at=NOON)


@given(st.sampled_from(["P-000001", "P-000002"]), st.sets(st.sampled_from(list(Right))))
def test_nobody_but_its_writer_and_counter_intelligence_ever_reads_a_report(who, rights):
    reader = Actor(who, "", frozenset(rights))

    if policy.may_read(reader, "P-000001") is None:
        own = Right.TRAVEL in rights and who == "P-000001"
        assert own or (Right.READ_RETURN_REPORTS in rights and who != "P-000001")


def test_every_briefing_stands_in_both_languages():
    for country in (*texts.countries(), "XX"):
        for title, lines in texts.briefing(country).parts:
            assert all(words[language].strip() for words in (title, *lines) for language in ("en", "lt"))


def test_the_person_owes_a_briefing_and_then_a_report(scene, trip):
    person = scene.traveller.reference
    assert [one.what for one in queries.owed_by(person, on=NOON.date())] == ["briefing"]

    actions.acknowledge(trip.reference, by=scene.traveller, at=NOON)
    assert queries.owed_by(person, on=NOON.date()) == []

    owed = queries.owed_by(person, on=BACK.date())
    assert [one.what for one in owed] == ["report"]
    assert owed[0].by is not None


def test_a_report_lies_sealed_and_beside_it_only_what_is_counted(scene, trip):
    row = actions.report(
        trip.reference, as_planned=False, events=["questioned", "approached"], told={"topics": "My unit."},
        by=scene.traveller, at=BACK,
    )  # fmt: skip

    assert b"My unit" not in bytes(Report.objects.get().sealed)
    assert queries.approaches(2026) == queries.Approaches(2026, 1, 1, 0, 0, 0, 1)
    read = actions.read_report(row.reference, by=scene.service, at=BACK)[1]
    assert read["told"]["topics"] == "My unit."


def test_the_person_sees_each_reading_of_their_report_and_no_reader_by_name(scene, trip):
    row = actions.report(trip.reference, as_planned=True, by=scene.traveller, at=BACK)
    before = len(audit.looks_at(scene.traveller.reference, on=BACK.date()))

    for _reading in range(2):
        actions.read_report(row.reference, by=scene.service, at=BACK)

    looks = audit.looks_at(scene.traveller.reference, on=BACK.date())
    assert len(looks) == before + 2
    assert {(look.role, look.name) for look in looks[:2]} == {("counter_intelligence", "")}


def test_no_officer_head_or_auditor_opens_a_report(scene, trip):
    row = actions.report(trip.reference, as_planned=True, by=scene.traveller, at=BACK)

    for who in (scene.officer, scene.head, scene.superior, scene.duty):
        with pytest.raises(Report.DoesNotExist):
            actions.read_report(row.reference, by=who, at=BACK)


def test_a_report_is_handed_in_once_after_the_trip_with_an_answer(scene, trip):
    for at, planned in ((NOON, True), (BACK, None), (BACK, False)):
        with pytest.raises(MoveRefused):
            actions.report(trip.reference, as_planned=planned, by=scene.traveller, at=at)
    actions.report(trip.reference, as_planned=True, by=scene.traveller, at=BACK)
    with pytest.raises(MoveRefused):
        actions.report(trip.reference, as_planned=True, by=scene.traveller, at=BACK)


def test_each_reminder_is_sent_once(scene, trip):
    tick = machine("tick")
    times = [NOON.replace(month=12, day=14), BACK, BACK + 8 * DAY, BACK + 30 * DAY]

    sent = [actions.remind(at=at, by=tick) + actions.remind(at=at, by=tick) for at in times]

    kinds = [letter.kind for letter in letters.inbox(scene.traveller.reference)]
    assert sent == [1, 0, 1, 1]
    assert kinds[:3] == ["overdue-reminder", "report-reminder", "briefing-reminder"]


def test_there_is_no_report_without_a_trip(scene):
    row = to_decide(scene)

    with pytest.raises(MoveRefused):
        actions.report(row.reference, as_planned=True, by=scene.traveller, at=BACK)


def test_a_report_stays_protected_when_the_protection_ends(scene, trip):
    order = actions.sign_protection(
        basis="order", cite="Order No V-12", silence=False, since=NOON.date(), by=scene.head, at=NOON
    )
    row = actions.report(trip.reference, as_planned=True, by=scene.traveller, at=BACK)

    actions.end_protection(order.reference, until=BACK.date() + DAY, by=scene.head, at=BACK)

    assert queries.safe_harbour(row.reference).cite == "Order No V-12"
    assert queries.protection_for(scene.traveller.reference, on=BACK.date() + DAY) is None


def test_a_report_without_a_protection_is_not_under_safe_harbour(scene, trip):
    row = actions.report(trip.reference, as_planned=True, by=scene.traveller, at=BACK)
    actions.sign_protection(basis="order", cite="No V-12", silence=False, since=NOON.date(), by=scene.head, at=BACK)

    assert queries.safe_harbour(row.reference) is None


def test_only_the_head_signs_a_protection_and_ends_it_forwards(scene):
    said = {"basis": "order", "cite": "Order No V-12", "silence": False, "since": NOON.date(), "at": NOON}
    for who in (scene.officer, scene.service, scene.traveller):
        with pytest.raises(MoveRefused):
            actions.sign_protection(**said, by=who)
    row = actions.sign_protection(**said, by=scene.deputy)

    with pytest.raises(MoveRefused, match="stands already"):
        actions.sign_protection(**said, by=scene.head)
    with pytest.raises(MoveRefused, match="never backwards"):
        actions.end_protection(row.reference, until=NOON.date(), by=scene.head, at=NOON)


def test_whoever_asked_for_a_talk_stands_first_until_they_were_spoken_with(scene, trip):
    row = actions.report(trip.reference, as_planned=True, talk_urgent=True, by=scene.traveller, at=BACK)
    assert queries.waiting_to_talk(scene.service) == 1

    actions.note_talk(row.reference, by=scene.service, at=BACK)

    assert queries.waiting_to_talk(scene.service) == 0
    with pytest.raises(MoveRefused):
        actions.note_talk(row.reference, by=scene.service, at=BACK)
