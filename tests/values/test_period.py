"""Periods are half-open."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeat.values.period import EmptyPeriod, Period

days = st.dates(date(2015, 1, 1), date(2030, 1, 1))


@st.composite
def periods(draw):
    first = draw(days)
    length = draw(st.none() | st.integers(1, 400))
    return Period(first, None if length is None else first + timedelta(days=length))


@given(periods(), periods(), days)
def test_a_day_lies_in_what_two_periods_share_exactly_when_it_lies_in_both(a, b, day):
    common = a.common(b)

    assert (common is not None and day in common) == (day in a and day in b)


@given(periods(), periods())
def test_a_period_covers_another_when_nothing_of_it_is_left_over(a, b):
    assert a.covers(b) == (a.common(b) == b)


def test_a_period_that_ends_on_its_first_day_is_refused():
    with pytest.raises(EmptyPeriod, match="give a later day"):
        Period(date(2024, 2, 10), date(2024, 2, 10))


def test_through_counts_the_last_day():
    period = Period.through(date(2024, 2, 10), date(2024, 2, 12))

    assert list(period.days()) == [date(2024, 2, 10), date(2024, 2, 11), date(2024, 2, 12)]
    assert period.last == date(2024, 2, 12)
