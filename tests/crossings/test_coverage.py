"""What the records cannot show stands beside what they do: silences, unheard points, other borders."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exeat.crossings import actions, policy, queries
from exeat.crossings.models import Discrepancy
from exeat.crossings.points import VILNIUS
from exeat.crossings.policy import How, Passage, Stay
from exeat.values.destination import Destination
from exeat.values.period import Period
from tests.cases import world
from tests.cases.world import LINA, MINDAUGAS, NOON

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
days = st.sets(st.integers(0, 30)).map(lambda places: {FIRST + timedelta(days=n) for n in places})


def test_a_silence_is_told_from_its_first_to_its_last_day():
    seen = {FIRST, date(2026, 10, 10), LAST}

    assert queries.silences(seen, FIRST, LAST) == [
        Period.through(date(2026, 10, 2), date(2026, 10, 9)),
        Period.through(date(2026, 10, 11), date(2026, 10, 30)),
    ]


@settings(suppress_health_check=[HealthCheck.too_slow])  # drawing dates is slow on a busy machine
@given(days, st.integers(1, 10))
def test_every_day_without_a_record_lies_in_a_silence_or_in_a_shorter_stretch(seen, least):
    silent = {day for silence in queries.silences(seen, FIRST, LAST, least=least) for day in silence.days()}

    assert not silent & seen
    if least == 1:
        assert silent | seen == {FIRST + timedelta(days=n) for n in range(31)}


def stay(back: str | None, point_days: int = 8) -> Stay:
    out = datetime(2026, 10, 12, 7, 41, tzinfo=VILNIUS)
    entry = Passage("M-2", "entry", out + timedelta(days=point_days), Destination(back) if back else None,
                    How.RECORDED if back else How.UNKNOWN)  # fmt: skip
    return Stay(Passage("M-1", "exit", out, Destination("BY"), How.RECORDED), entry)


@pytest.mark.parametrize(("back", "known"), [("BY", 9), ("RU", 1), (None, 1)])
def test_after_a_return_by_another_border_only_the_day_of_the_exit_is_known(back, known):
    assert len(list(stay(back).certain.days())) == known


@pytest.fixture
def a_world(db):
    world.found_world()
    world.enter()


@pytest.mark.django_db
def test_a_return_by_another_border_speaks_for_the_person(a_world):
    out = world.row(world.SOLDIER, "exit", "2026-10-12 07:41")
    back = world.row(world.SOLDIER, "entry", "2026-10-20 10:00", point="Kybartai", country="RU")
    world.receive(out, back)
    world.confirm_all()

    found = queries.discrepancy(Discrepancy.objects.get().reference, seen_by=MINDAUGAS)

    assert "other-border" in {item.code for item in found.contrary}
    assert Discrepancy.objects.get().days == ["2026-10-12"]


@pytest.mark.django_db
def test_days_without_any_record_speak_for_whoever_is_not_seen_to_return(a_world):
    world.receive(world.row(world.SOLDIER, "exit", "2026-10-12 07:41"))
    world.confirm_all()

    found = queries.discrepancy(Discrepancy.objects.get().reference, seen_by=MINDAUGAS)

    assert {"no-records", "no-return-seen"} <= {item.code for item in found.contrary}


@pytest.mark.django_db
def test_the_year_is_told_from_passages_to_discrepancies(a_world):
    stranger = world.Who("", "Nepažįstamasis", "Kazimieras", date(1961, 1, 9), "M", "99887766")
    world.receive(*world.journey(), *world.journey(stranger))
    world.confirm_all()
    world.receive(*world.journey(first="2026-10-20", last="2026-10-22"))
    for candidate in queries.waiting_for(LINA, on=NOON.date()):
        actions.answer(candidate.reference, "somebody_else", reasons="another man", by=LINA, at=NOON)
    actions.expire(by=LINA, at=world.later(1))

    year, good = queries.year(on=NOON.date()), queries.how_good()

    assert (year.rows, year.proposed, year.same, year.somebody_else) == (6, 4, 2, 2)
    assert (year.people, year.journeys, year.open_ends, year.discrepancies) == (1, 1, 0, 1)
    assert (year.erased, year.overdue, year.waiting) == (2, 0, 0)
    assert (good.overall.right, good.overall.of) == (2, 4)
    assert [name for name, _share in good.by_source] == ["Border guard"]


@pytest.mark.django_db
def test_coverage_names_what_was_heard_and_what_was_not(a_world):
    world.receive(*world.journey(first="2026-10-01", last="2026-10-14"))

    found = queries.coverage()

    assert (found.days, found.of_days, found.longest) == (2, 14, 12)
    assert [one.point for one in found.points] == ["Medininkai"]
    assert "Kybartai" in found.unheard
    assert "Medininkai" not in found.unheard


@pytest.mark.django_db
def test_days_of_which_only_counts_came_in_can_show_no_journey(a_world):
    rows = "day,point,direction,traveller,number\n2026-09-01,Kybartai,exit,resident,40\n"
    actions.receive_counts(rows.encode(), source="border guard", by=LINA, at=NOON)
    world.receive(*world.journey())

    assert [one.point for one in queries.coverage().points] == ["Medininkai"]
    assert [one.point for one in queries.coverage(with_counts=True).points] == ["Kybartai", "Medininkai"]
    assert queries.year(on=NOON.date()).rows == 2


@pytest.mark.django_db
def test_without_any_record_that_is_said(a_world):
    assert (queries.coverage().period, policy.stays([])) == (None, ())
