"""How good the proposals are is counted from answers, with an interval that is honest for few."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeat.crossings import quality
from exeat.crossings.quality import Judgement, Share

judgements = st.lists(
    st.builds(Judgement, st.sampled_from(["a", "b"]), st.just("none"), st.floats(0, 1), st.booleans()), max_size=30
)


def test_wilsons_interval_of_eight_in_ten_is_the_textbook_one():
    low, high = Share(8, 10).interval

    assert (low, high) == (pytest.approx(0.490, abs=0.001), pytest.approx(0.943, abs=0.001))


def test_without_answers_nothing_is_known():
    assert (Share(0, 0).share, Share(0, 0).interval) == (None, (0.0, 1.0))


@given(st.integers(0, 200), st.integers(1, 200))
def test_the_interval_holds_the_share_and_stays_within_nought_and_one(right, of):
    share = Share(min(right, of), of)
    low, high = share.interval

    assert 0 <= low <= (share.share or 0) + 1e-9
    assert (share.share or 0) - 1e-9 <= high <= 1


@given(judgements)
def test_every_threshold_accounts_for_every_answer(given_answers):
    same = sum(one.same for one in given_answers)

    for row in quality.thresholds(given_answers):
        assert row.asked.right + row.lost == same
        assert row.asked.of + row.lost + row.spared == len(given_answers)


def test_one_kind_of_trouble_has_its_name_and_two_are_several():
    assert quality.trouble(["surname-same", "document-same"]) == "none"
    assert quality.trouble(["surname-slip", "surname-near", "given-close"]) == "slip"
    assert quality.trouble(["surname-other", "document-other"]) == "several"
