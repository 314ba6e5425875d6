"""A trip that turns out otherwise: changed, prolonged, cancelled, asked for again."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeat.applications import actions, queries
from exeat.applications.parts import Part, decided_before
from exeat.crossings.judging import covers_of
from exeat.letters import queries as letters
from exeat.permits import queries as permits
from exeat.register.models import Institution
from exeat.values.moves import MoveRefused
from tests.applications import made_up
from tests.applications.scene import DAY, REASONS, WEIGHED, filed, parts, to_decide
from tests.factories import NOON

UNDERWAY = datetime(2026, 12, 16, 10, tzinfo=UTC)
DAYS = st.dates(date(2026, 12, 1), date(2026, 12, 28))


def granted(scene, **said):
    row = to_decide(scene, **said)
    return actions.grant(row.reference, reasons=REASONS, by=scene.head, at=NOON)


def decided_again(scene, row, at=NOON + DAY):
    """A change taken as far as the head's desk."""
    row = actions.submit(row.reference, declared=True, by=scene.traveller, at=at)
    actions.begin_check(row.reference, by=scene.officer, at=at)
    if row.outcome["asked"]["opinion"]:
        actions.ask_opinion(row.reference, note="", by=scene.officer, at=at)
        return actions.give_opinion(
            row.reference, conclusion="no_objection", text="Nothing known.", by=scene.service, at=at
        )
    return actions.complete(row.reference, note="", by=scene.officer, at=at)


def codes(refused):
    return {refusal.code for refusal in refused.value.refusals}


def added(scene, old):
    """A change that adds three days in Russia to the trip as it was."""
    new = actions.amend(old.reference, by=scene.traveller, at=NOON + DAY)
    more = Part(country="RU", first_on=date(2026, 12, 19), last_on=date(2026, 12, 21))
    return actions.change(new.reference, parts=[*parts(), more], by=scene.traveller, at=NOON + DAY)


def test_only_the_added_part_is_decided_anew(scene):
    new = added(scene, granted(scene))

    row = decided_again(scene, new)

    assert [leg.decided_in != "" for leg in row.legs.order_by("position")] == [True, False]
    assert [stay.destination.country for stay in queries.trip_of(row, on=NOON.date()).stays] == ["RU"]


def test_a_granted_change_reissues_the_permit_and_ends_the_old_one(scene):
    old = granted(scene)
    row = decided_again(scene, added(scene, old))

    actions.grant(row.reference, reasons=REASONS, by=scene.head, at=NOON + DAY)

    old.refresh_from_db()
    fresh, earlier = permits.for_application(row.reference)[0], permits.for_application(old.reference)[0]
    assert fresh.countries == ("BY", "RU")
    assert (fresh.revoked_at, earlier.revoked_at) == (None, NOON + DAY)
    assert old.replaced_by == row.reference
    assert [trip.reference for trip in queries.trips(scene.traveller.reference)] == [row.reference]


def test_a_refused_change_leaves_the_permit_as_it_was_and_says_so(scene):
    old = granted(scene)
    row = decided_again(scene, added(scene, old))

    actions.refuse(row.reference, reasons=REASONS, weighed=WEIGHED, by=scene.head, at=NOON + DAY)

    assert permits.for_application(old.reference)[0].revoked_at is None
    assert "Ankstesnis leidimas tebegalioja." in letters.inbox(scene.traveller.reference)[0].text


def test_what_the_permit_covers_already_is_not_asked_anew(scene):
    new = actions.amend(granted(scene).reference, by=scene.traveller, at=NOON)
    shorter = [replace(parts()[0], last_on=date(2026, 12, 17), place="Grodno", transport="bus")]
    actions.change(new.reference, parts=shorter, by=scene.traveller, at=NOON)

    with pytest.raises(MoveRefused) as refused:
        actions.submit(new.reference, declared=True, by=scene.traveller, at=NOON)

    assert codes(refused) == {"covered"}


def test_from_abroad_someone_asks_urgently_to_stay_longer(scene):
    old = granted(scene)

    new = actions.extend(
        old.reference, last_on=date(2026, 12, 22), because="The funeral is on the 21st.", urgent=True,
        by=scene.traveller, at=UNDERWAY,
    )  # fmt: skip
    row = actions.submit(new.reference, declared=True, by=scene.traveller, at=UNDERWAY)

    assert row.urgent
    assert row.returns_on == date(2026, 12, 22)
    assert permits.for_application(old.reference)[0].revoked_at is None
    assert row.decide_by is not None


def test_one_change_at_a_time_and_none_after_the_trip(scene):
    old = granted(scene)
    actions.submit(added(scene, old).reference, declared=True, by=scene.traveller, at=NOON + DAY)

    with pytest.raises(MoveRefused) as second:
        actions.amend(old.reference, by=scene.traveller, at=NOON + DAY)
    with pytest.raises(MoveRefused) as late:
        actions.amend(old.reference, by=scene.traveller, at=datetime(2026, 12, 20, tzinfo=UTC))

    assert codes(second) == {"change-open"}
    assert codes(late) == {"change-open", "over"}


def test_a_trip_is_cancelled_before_it_begins_and_nothing_is_owed(scene):
    old = granted(scene)

    with pytest.raises(MoveRefused) as departed:
        actions.cancel(old.reference, by=scene.traveller, at=UNDERWAY)
    actions.cancel(old.reference, by=scene.traveller, at=NOON)

    assert codes(departed) == {"departed"}
    assert permits.for_application(old.reference)[0].revoked_at == NOON
    assert queries.trips(scene.traveller.reference) == []
    assert letters.inbox(scene.traveller.reference)[0].kind == "application-cancelled"


def test_a_changed_notice_takes_the_place_of_the_earlier_one(scene):
    old = filed(scene.traveller, kind="notice")
    new = actions.amend(old.reference, by=scene.traveller, at=NOON)
    later = parts(first=date(2026, 12, 16), last=date(2026, 12, 20))
    actions.change(new.reference, parts=later, by=scene.traveller, at=NOON)

    row = actions.submit(new.reference, declared=True, by=scene.traveller, at=NOON)

    old.refresh_from_db()
    assert (old.state, old.replaced_by) == ("withdrawn", row.reference)


def test_a_notice_of_a_trip_under_way_keeps_covering_its_days(scene):
    old = filed(scene.traveller, kind="notice")
    new = actions.extend(
        old.reference, last_on=date(2026, 12, 22), because="The bus was cancelled.", urgent=False,
        by=scene.traveller, at=UNDERWAY,
    )  # fmt: skip

    actions.submit(new.reference, declared=True, by=scene.traveller, at=UNDERWAY)

    old.refresh_from_db()
    assert old.state == "submitted"


def test_an_earlier_trip_is_asked_for_again_with_its_days_moved(scene):
    old = granted(scene)

    new = actions.ask_again(old.reference, first_on=date(2027, 2, 1), by=scene.traveller, at=NOON)

    assert (new.departs_on, new.returns_on, new.amends) == (date(2027, 2, 1), date(2027, 2, 4), "")
    assert new.legs.get().point_out == "Medininkai"


def test_nobody_changes_the_trip_of_someone_else(scene):
    old = granted(scene)

    for step in (actions.amend, actions.cancel):
        with pytest.raises(MoveRefused):
            step(old.reference, by=scene.officer, at=NOON)


@given(DAYS, DAYS, DAYS, DAYS)
def test_a_part_counts_as_decided_only_if_every_day_of_it_was_decided(first, last, new_first, new_last):
    old = Part(country="BY", first_on=min(first, last), last_on=max(first, last))
    new = Part(country="BY", first_on=min(new_first, new_last), last_on=max(new_first, new_last))

    if decided_before(new, [old]):
        assert old.first_on <= new.first_on <= new.last_on <= old.last_on
    assert not decided_before(replace(new, country="RU"), [old])
    assert not decided_before(new, [])


def test_a_second_draft_of_a_change_is_not_sent_once_the_first_has_been_granted(scene):
    old = granted(scene)
    first, second = added(scene, old), added(scene, old)
    row = decided_again(scene, first)
    actions.grant(row.reference, reasons=REASONS, by=scene.head, at=NOON + DAY)

    with pytest.raises(MoveRefused) as refused:
        actions.submit(second.reference, declared=True, by=scene.traveller, at=NOON + 2 * DAY)

    assert codes(refused) == {"replaced"}
    standing = [one for one in permits.of(scene.traveller.reference) if one.revoked_at is None]
    assert len(standing) == 1


@pytest.fixture
def bears_slips(monkeypatch, tmp_path):
    """A made-up order that bears a day before, two after and another crossing point."""
    slips = "permit: {journeys: one, itinerary: fixed, tolerance: {days_before: 1, days_after: 2, crossing_point: any}}"
    return made_up.order(monkeypatch, tmp_path, "made-up-slips", permit=slips)


def moved(scene, old, first, last, point="Medininkai"):
    """A change of the trip to other days or another point."""
    new = actions.amend(old.reference, by=scene.traveller, at=NOON + DAY)
    part = Part(country="BY", first_on=first, last_on=last, point_out=point, point_in=point)
    return actions.change(new.reference, parts=[part], by=scene.traveller, at=NOON + DAY)


def test_a_slip_that_the_rule_bears_needs_no_new_decision_and_a_larger_one_does(scene, bears_slips):
    Institution.objects.update(orders=[bears_slips])
    old = granted(scene)
    small = moved(scene, old, date(2026, 12, 14), date(2026, 12, 20), point="Raigardas")
    with pytest.raises(MoveRefused) as refused:
        actions.submit(small.reference, declared=True, by=scene.traveller, at=NOON + DAY)
    actions.discard(small.reference, by=scene.traveller, at=NOON + DAY)

    large = moved(scene, old, date(2026, 12, 14), date(2026, 12, 21))
    filed_anew = actions.submit(large.reference, declared=True, by=scene.traveller, at=NOON + DAY)

    assert codes(refused) == {"covered"}
    assert filed_anew.state == "submitted"
    assert queries.slips(old.reference).days_after == 2
    assert "Order of a made-up ministry" in queries.slips(old.reference).cite[0]


def test_a_rule_that_says_nothing_bears_no_slip(scene):
    old = granted(scene)

    new = moved(scene, old, date(2026, 12, 14), date(2026, 12, 18))
    filed_anew = actions.submit(new.reference, declared=True, by=scene.traveller, at=NOON + DAY)

    assert not queries.slips(old.reference)
    assert not queries.slips("A-0000-00000")
    assert filed_anew.state == "submitted"


def test_a_crossing_within_the_slips_is_no_discrepancy(scene, bears_slips):
    Institution.objects.update(orders=[bears_slips])
    granted(scene)

    (cover,) = covers_of(scene.traveller.reference)

    assert cover.period.last == date(2026, 12, 18)
    assert [cover.covers_day(date(2026, 12, day)) for day in (13, 14, 20, 21)] == [False, True, True, False]
