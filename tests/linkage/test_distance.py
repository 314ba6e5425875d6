"""Slips of the hand between many pairs at once are what they are between one pair."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from exeat.linkage.distance import FEW, LONGEST, apart

words = st.text("ABCDE", max_size=LONGEST + 4)


@pytest.mark.parametrize("times", [1, FEW + 1], ids=["a few", "many"])
@given(pairs=st.lists(st.tuples(words, words), min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_pairs_at_once_are_as_far_apart_as_each_of_them_alone(times, pairs):
    letters = np.frombuffer(("".join(a + b for a, b in pairs) + "A" * LONGEST).encode(), np.uint8)
    length = np.array([[len(a), len(b)] for a, b in pairs])
    start = (np.cumsum(length) - length.ravel()).reshape(-1, 2)

    found = apart(letters, *(np.tile(of, times) for of in (start[:, 0], length[:, 0], start[:, 1], length[:, 1])))

    assert found.tolist() == [OSA.distance(a, b) for a, b in pairs] * times
