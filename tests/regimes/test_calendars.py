from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest

from exeat.regimes import OutsideCalendar, ask, calendar, vocabulary
from exeat.regimes.calendars import months_after

LT = calendar("LT")


CODES = [path.stem.upper() for path in sorted((vocabulary.LAW / "calendars").glob("*.yaml"))]


@pytest.mark.parametrize("code", CODES)
def test_the_days_off_are_those_of_an_independent_calendar(code):
    country, _, part = code.partition("-")
    categories = ("government", "public") if code == "CA" else ("public",)
    theirs = holidays.country_holidays(country, subdiv=part or None, years=range(2015, 2031), categories=categories)

    ours = calendar(code)

    assert set(ours.days_off) == {day for day in theirs if 2015 <= day.year <= 2030}
    assert set(ours.worked) == {day for day in theirs.weekend_workdays if 2015 <= day.year <= 2030}


@pytest.mark.parametrize("code", CODES)
def test_every_day_off_has_its_source_and_its_name(code):
    found = [*calendar(code).days_off.values(), *calendar(code).worked.values()]

    assert all(entry["source"] and entry["name"]["en"] for entry in found)


def test_the_days_off_of_lithuania_are_named_in_both_languages():
    assert {tuple(sorted(entry["name"])) for entry in LT.days_off.values()} == {("en", "lt")}


def test_a_day_off_that_nobody_compared_with_an_act_says_so():
    assert calendar("LV").why(date(2026, 11, 18)).source.endswith("not compared with the act")
    assert LT.why(date(2026, 2, 16)).source == "Labour Code, art. 123 (1)"


def test_a_saturday_that_was_worked_instead_of_another_day_is_a_working_day():
    assert calendar("LV").is_working(date(2017, 5, 13))


def test_a_day_says_why_it_is_not_worked():
    christmas, saturday, monday = (LT.why(date(2026, 12, day)) for day in (25, 19, 21))

    assert (christmas.working, christmas.words["en"], christmas.source) == (
        False, "Christmas Day", "Labour Code, art. 123 (1)",
    )  # fmt: skip
    assert (saturday.working, saturday.words["lt"]) == (False, "poilsio diena")
    assert monday.working


@pytest.mark.parametrize(
    ("span", "before", "last"),
    [
        ("10 working_days", date(2027, 2, 12), date(2027, 1, 28)),  # a Friday; neither end is counted
        ("1 working_days", date(2026, 3, 5), date(2026, 3, 3)),
        ("3 working_days", date(2026, 12, 28), date(2026, 12, 18)),  # Christmas and two weekends between
        ("3 days", date(2026, 3, 6), date(2026, 3, 2)),
        ("1 days", date(2026, 3, 3), date(2026, 2, 27)),  # would be Sunday: the working day before
        ("1 months", date(2026, 3, 31), date(2026, 2, 27)),
        ("0 days", date(2026, 12, 25), date(2026, 12, 25)),
        ("day_before", date(2026, 12, 27), date(2026, 12, 26)),
        ("6 hours", date(2026, 12, 25), date(2026, 12, 25)),
    ],
)
def test_a_lead_time_excludes_the_day_of_filing_and_of_departure(span, before, last):
    assert LT.last_day_to(span, before=before) == last


@pytest.mark.parametrize(
    ("span", "after", "due"),
    [
        ("3 working_days", date(2026, 11, 28), date(2026, 12, 2)),  # back on a Saturday
        ("5 working_days", date(2026, 12, 22), date(2026, 12, 31)),
        ("4 days", date(2026, 3, 4), date(2026, 3, 9)),  # would be Sunday: the next working day
        ("1 months", date(2026, 1, 31), date(2026, 3, 2)),  # the 28th of February is a Saturday
        ("2 weeks", date(2026, 3, 2), date(2026, 3, 16)),
    ],
)
def test_a_limit_that_ends_on_a_day_off_ends_on_the_next_working_day(span, after, due):
    assert LT.due(span, after=after) == due


def test_months_end_on_the_last_day_where_there_is_no_same_day():
    assert months_after(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert months_after(date(2024, 3, 31), -1) == date(2024, 2, 29)
    assert months_after(date(2023, 12, 5), 13) == date(2025, 1, 5)


def test_adding_and_counting_agree():
    start = date(2026, 12, 18)

    for n in range(1, 30):
        assert LT.count(start, LT.add(start, n) + timedelta(days=1)) == n


def test_beyond_the_last_year_there_is_no_answer():
    with pytest.raises(OutsideCalendar, match="2031-01-02"):
        LT.is_working(date(2031, 1, 2))


def test_a_due_day_beyond_the_calendar_is_not_guessed():
    facts = {
        "post.kind": "border_guard", "destination.country": "BY", "stay.from": "2031-05-01",
        "stay.until": "2031-05-04", "trip.purpose": "private", "application.reason": "property",
    }  # fmt: skip

    due = ask(["lt-service-travel", "demo-order"], facts).duties[0]

    assert due.by is None
    assert due.counted == "The calendar of working days does not reach so far"


def test_a_calendar_that_nobody_wrote_is_told():
    with pytest.raises(OutsideCalendar, match="'LT'"):
        calendar("LTT")
