"""Past trips are judged twice and counted without names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeat.drafts.policy import WEIGHT, PastTrip, TripsUnreadable, read_trips, tally
from exeat.values.period import Period

HEADER = "traveller,post_kind,level,body_handles_secrets,sector,country,territory,first_day,last_day,purpose,reason\n"
KNOWN = {"kinds": ["civil_servant", "none"], "levels": ["none", "secret"], "reasons": ["none", "tourism"]}


def trip(traveller="1", country="BY"):
    period = Period.through(date(2026, 3, 2), date(2026, 3, 5))
    return PastTrip(traveller, "civil_servant", "none", True, "ministry", country, "", period, "private", "tourism")


def test_people_are_counted_once_and_trips_each_time():
    trips = [trip("1"), trip("1"), trip("2"), trip("3", country="RU")]

    found = tally(trips, law=lambda _: "free", draft=lambda t: "permission" if t.country == "BY" else "free")

    assert (found.people, found.trips) == (3, 4)
    assert (found.newly_people, found.newly_trips) == (2, 3)
    assert [(c.before, c.after, c.people, c.trips) for c in found.changes] == [("free", "permission", 2, 3)]


def test_advice_alone_binds_nobody_newly():
    found = tally([trip()], law=lambda _: "free", draft=lambda _: "advice")

    assert found.newly_people == 0
    assert [change.after for change in found.changes] == ["advice"]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(WEIGHT), st.sampled_from(WEIGHT))))
def test_what_changes_adds_up_to_what_was_judged_differently(drawn):
    judged = {id(t): (before, after) for (who, before, after) in drawn for t in [trip(who)]}
    trips = [trip(who) for who, _, _ in drawn]
    answers = dict(zip(map(id, trips), ((b, a) for _, b, a in drawn), strict=True))

    found = tally(trips, law=lambda t: answers[id(t)][0], draft=lambda t: answers[id(t)][1])

    assert len(judged) <= len(drawn)
    assert sum(change.trips for change in found.changes) == sum(before != after for _, before, after in drawn)
    assert found.newly_trips + found.freed_trips <= sum(change.trips for change in found.changes)


def test_a_file_with_names_is_refused():
    with pytest.raises(TripsUnreadable, match="carry no names"):
        read_trips("surname," + HEADER, **KNOWN)


def test_every_wrong_row_is_named_at_once():
    text = HEADER + (
        "1,civil_servant,none,yes,ministry,BY,,2026-03-02,2026-03-05,private,tourism\n"
        "2,clown,none,yes,ministry,BY,,2026-03-02,2026-03-05,private,tourism\n"
        ",civil_servant,none,maybe,ministry,BY,,2026-03-05,2026-03-02,private,tourism\n"
    )

    with pytest.raises(TripsUnreadable) as wrong:
        read_trips(text, **KNOWN)

    assert "row 3: post_kind is 'clown'" in str(wrong.value)
    assert "row 4: body_handles_secrets is 'maybe'" in str(wrong.value)
    assert "row 4: first_day" in str(wrong.value)


def test_a_good_file_is_read_with_the_last_day_included():
    text = HEADER + "1,civil_servant,none,yes,ministry,BY,,2026-03-02,2026-03-05,private,tourism\n"

    [found] = read_trips(text, **KNOWN)

    assert found.period == Period.through(date(2026, 3, 2), date(2026, 3, 5))
    assert found.situation["stay.until"] == date(2026, 3, 6)
