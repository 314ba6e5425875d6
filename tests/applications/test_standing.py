"""One decision for several trips: asked where a rule knows it, each trip told under it and judged, ended by either."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeat.applications import actions, queries, standing, terms
from exeat.applications.parts import Part
from exeat.applications.standing import Decision, Told
from exeat.crossings.judging import covers_of
from exeat.letters import queries as letters
from exeat.permits import queries as permits
from exeat.regimes.reading import rulebook
from exeat.register.models import Institution
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor
from tests.applications import made_up
from tests.applications.scene import DAY, REASONS, to_decide
from tests.applications.several import SEVERAL, order_of_several, trip
from tests.factories import NOON

YEAR = [Part(country="BY", first_on=date(2026, 12, 1), last_on=date(2027, 11, 30))]


@pytest.fixture
def several(scene, monkeypatch, tmp_path):
    """The same people under an order that knows one decision for several trips, where the law is silent."""
    order_of_several(monkeypatch, tmp_path)
    rulebook.cache_clear()
    yield scene
    rulebook.cache_clear()


def decided(scene, **said):
    row = to_decide(scene, standing=True, trip=YEAR, **said)
    return actions.grant(row.reference, reasons=REASONS, by=scene.head, at=NOON)


def codes(refused):
    return {refusal.code for refusal in refused.value.refusals}


def test_a_law_that_says_one_journey_is_not_opened_by_an_order(scene, monkeypatch, tmp_path):
    name = made_up.order(monkeypatch, tmp_path, "several-order", permit=SEVERAL)
    Institution.objects.update(orders=[name])

    with pytest.raises(MoveRefused) as refused:
        to_decide(scene, standing=True, trip=YEAR)

    assert codes(refused) == {"no-standing"}
    assert not queries.handling(scene.traveller.reference, kind="application", on=NOON.date()).standing


def test_the_decision_is_no_permit_and_a_trip_told_under_it_has_one_at_once(several):
    row = decided(several)
    assert (row.state, row.permit, permits.of(several.traveller.reference)) == ("granted", "", [])
    assert queries.trips(several.traveller.reference) == []

    told = actions.tell_trip(row.reference, part=trip(date(2026, 12, 10)), by=several.traveller, at=NOON)

    (permit,) = permits.of(several.traveller.reference)
    assert (told.kind, told.state, told.under, told.permit) == ("notice", "submitted", row.reference, permit.number)
    assert (permit.period.first, permit.period.last) == (date(2026, 12, 10), date(2026, 12, 12))
    assert [one.kind for one in letters.inbox(several.traveller.reference)][:2] == ["trip-told", "standing-granted"]
    (found,) = queries.trips(several.traveller.reference)
    assert (found.reference, found.permit, found.briefing, found.report) == (told.reference, permit.number, True, True)
    assert {cover.kind for cover in covers_of(several.traveller.reference)} == {"permit", "notice"}
    assert queries.told_as(told.reference)[1] == 1


@pytest.mark.parametrize(
    ("part", "code"),
    [
        (trip(date(2026, 12, 10), country="RU"), "standing-elsewhere"),
        (trip(date(2026, 12, 10), days=5), "standing-days"),
        (trip(date(2027, 11, 29), days=3), "standing-outside"),
        (trip(date(2026, 11, 21), days=1), "standing-late"),
    ],
)
def test_what_the_decision_does_not_cover_is_not_told_under_it(several, part, code):
    row = decided(several)

    with pytest.raises(MoveRefused) as refused:
        actions.tell_trip(row.reference, part=part, by=several.traveller, at=NOON)

    assert code in codes(refused)
    assert permits.of(several.traveller.reference) == []


def test_no_more_trips_than_the_rule_allows_and_one_withdrawn_in_time_does_not_count(several):
    row = decided(several)
    first = actions.tell_trip(row.reference, part=trip(date(2026, 12, 10)), by=several.traveller, at=NOON)
    with pytest.raises(MoveRefused) as twice:
        actions.tell_trip(row.reference, part=trip(date(2026, 12, 11)), by=several.traveller, at=NOON)
    actions.tell_trip(row.reference, part=trip(date(2027, 1, 12)), by=several.traveller, at=NOON)
    with pytest.raises(MoveRefused) as refused:
        actions.tell_trip(row.reference, part=trip(date(2027, 2, 10)), by=several.traveller, at=NOON)

    actions.withdraw(first.reference, by=several.traveller, at=NOON + DAY)
    actions.tell_trip(row.reference, part=trip(date(2027, 2, 10)), by=several.traveller, at=NOON + DAY)

    assert codes(twice) == {"standing-twice"}
    assert codes(refused) == {"standing-used-up"}
    assert queries.decision(row.reference).left == 0
    ended = [one for one in permits.of(several.traveller.reference) if one.revoked_at]
    assert [one.number for one in ended] == [first.permit]


def test_what_the_rules_ask_today_is_compared_with_what_they_asked_then(several):
    row = decided(several)
    row.requires = "notice"
    row.save(update_fields=["requires"])

    with pytest.raises(MoveRefused) as refused:
        actions.tell_trip(row.reference, part=trip(date(2026, 12, 10)), by=several.traveller, at=NOON)

    assert codes(refused) == {"standing-law"}


def test_the_office_ends_it_with_reasons_and_a_trip_that_has_begun_goes_on(several):
    row = decided(several)
    begun = actions.tell_trip(row.reference, part=trip(date(2026, 12, 10), days=4), by=several.traveller, at=NOON)
    ahead = actions.tell_trip(row.reference, part=trip(date(2027, 1, 12)), by=several.traveller, at=NOON)
    at = NOON.replace(month=12, day=11)
    with pytest.raises(MoveRefused) as refused:
        actions.end_standing(row.reference, because=" ", by=several.head, at=at)

    actions.end_standing(row.reference, because="The border there is closed.", by=several.head, at=at)

    assert codes(refused) == {"no-reason"}
    standing_now = {one.number: one.revoked_at is None for one in permits.of(several.traveller.reference)}
    assert standing_now == {begun.permit: True, ahead.permit: False}
    letter = letters.inbox(several.traveller.reference)[0]
    assert letter.kind == "standing-ended"
    with pytest.raises(MoveRefused) as again:
        actions.tell_trip(row.reference, part=trip(date(2027, 3, 10)), by=several.traveller, at=at)
    assert "standing-ended" in codes(again)


def test_its_person_gives_it_back_and_nobody_else_may_use_or_end_it(several):
    row = decided(several)
    for stranger in (several.officer, several.service):
        with pytest.raises(MoveRefused):
            actions.end_standing(row.reference, because="Because.", by=stranger, at=NOON)
    with pytest.raises(MoveRefused) as refused:
        actions.tell_trip(row.reference, part=trip(date(2026, 12, 10)), by=several.head_travels, at=NOON)

    actions.end_standing(row.reference, because="", by=several.traveller, at=NOON)

    assert "not-yours" in codes(refused)
    assert letters.inbox(several.traveller.reference)[0].kind == "standing-given-back"
    assert queries.decisions_of(several.traveller.reference, on=NOON.date()) == []


def test_it_is_neither_changed_nor_cancelled_nor_urgent_nor_longer_than_the_rule_allows(several):
    row = decided(several)
    for act in (actions.amend, actions.cancel):
        with pytest.raises(MoveRefused) as refused:
            act(row.reference, by=several.traveller, at=NOON)
        assert "standing" in codes(refused)

    longer = [replace(YEAR[0], last_on=date(2027, 12, 1))]
    with pytest.raises(MoveRefused) as refused:
        to_decide(several, standing=True, trip=longer, reason="property", urgent=True)

    assert codes(refused) == {"standing-too-long", "standing-reason", "standing-urgent"}


DAYS = st.integers(0, 385).map(lambda n: date(2026, 11, 20) + DAY * n)


@given(DAYS, st.integers(1, 9), st.lists(st.tuples(DAYS, st.integers(1, 4), st.booleans()), max_size=4))
def test_whatever_is_told_lies_within_the_bounds(first, days, earlier):
    bounds = terms.Standing(True, trips=3, days_each=4)
    told = tuple(Told(f"N-{n}", day, day + DAY * (more - 1), counts) for n, (day, more, counts) in enumerate(earlier))
    decision = Decision(
        "A-1",
        "P-1",
        "I-ARMY",
        (("BY", "", "stay"),),
        YEAR[0].first_on,
        YEAR[0].last_on,
        bounds,
        "permission",
        told=told,
    )
    part = trip(first, days)

    said = standing.refusals_to_tell(
        Actor(reference="P-1"), decision, part, requires="permission", last_day=None, on=date(2026, 11, 20)
    )

    counted = [one for one in told if one.counts]
    fits = (
        days <= 4
        and len(counted) < 3
        and part.first_on >= decision.first_on
        and part.last_on <= decision.last_on
        and all(part.last_on < one.first_on or part.first_on > one.last_on for one in counted)
    )
    assert (said == ()) == fits
