"""What belongs together in a date, a span or a number stays on one line, on every page and in every letter."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import formats, translation
from hypothesis import given
from hypothesis import strategies as st

from exeat.regimes import dates

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
LOOSE = re.compile(r"[ \n](?:m|d|val)\.|[a-ž] \d{1,2}(?:\N{EN DASH}\d{1,2})?\N{NO-BREAK SPACE}d\.")


@given(DAYS, st.integers(0, 500))
def test_no_lithuanian_day_moment_or_range_breaks_before_its_abbreviation(first, length):
    until = first + timedelta(days=1 + length)
    said = [
        dates.day(first, "lt"),
        dates.days(first, until, "lt"),
        dates.moment(datetime.combine(first, datetime.min.time()), "lt"),
    ]

    assert not [words for words in said if LOOSE.search(words)]


def test_a_range_in_one_month_in_one_year_and_across_years():
    told = [
        dates.days(date(2026, 3, 1), date(2026, 3, 10), "lt"),
        dates.days(date(2026, 3, 28), date(2026, 4, 3), "lt"),
        dates.days(date(2026, 12, 30), date(2027, 1, 3), "lt"),
    ]

    assert [words.replace("\xa0", "_") for words in told] == [
        "2026_m. kovo_1–9_d.",
        "2026_m. kovo_28_d. – balandžio_2_d.",
        "2026_m. gruodžio_30_d. – 2027_m. sausio_2_d.",
    ]


@pytest.mark.parametrize(
    ("loose", "kept"),
    [
        ("iki kovo 1 d. 17 val.", "iki kovo 1_d. 17_val."),
        ("10 darbo dienų, įsakymas Nr. XX-1", "10_darbo_dienų, įsakymas Nr._XX-1"),
        ("4 p. ir 12 proc.", "4_p. ir 12_proc."),
    ],
)
def test_words_that_somebody_typed_are_kept_together_too(loose, kept):
    assert dates.unbroken(loose).replace("\xa0", "_") == kept


def test_days_and_moments_that_django_writes_itself_do_not_break():
    with translation.override("lt"):
        moment = formats.date_format(datetime(2026, 3, 1, 9, 5, tzinfo=UTC), "DATETIME_FORMAT")
        day = formats.date_format(date(2026, 3, 1), "DATE_FORMAT")

    assert (day.replace("\xa0", "_"), moment.replace("\xa0", "_")) == (
        "2026_m. kovo_1_d.",
        "2026_m. kovo_1_d. 9.05_val.",
    )
