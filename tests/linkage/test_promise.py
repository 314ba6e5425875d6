"""The threshold keeps what was asked for, in clumps as well."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exeat.linkage.promise import NEVER, threshold


def alone(count, start=0):
    return np.arange(start, start + count)


def test_nothing_is_a_match_when_nothing_is_likely():
    assert threshold(np.full(9, 0.4), alone(9), alone(9), 0.99) == NEVER


def test_sure_pairs_are_matches():
    assert threshold(np.full(9, 1 - 1e-9), alone(9), alone(9), 0.99) <= 1 - 1e-9


def test_doubtful_pairs_are_carried_by_many_sure_ones():
    probability = np.append(np.full(5000, 1 - 1e-9), np.full(20, 0.8))

    assert threshold(probability, alone(5020), alone(5020), 0.99) == 0.8


def test_the_same_doubt_in_one_clump_is_not_carried():
    probability = np.append(np.full(1000, 1 - 1e-9), np.full(20, 0.8))
    clump = np.append(alone(1000), np.full(20, 1000))

    assert threshold(probability, alone(1020), alone(1020), 0.99) == 0.8
    assert threshold(probability, clump, clump, 0.99) > 0.8


@pytest.mark.parametrize(("doubtful", "carried"), [(2, True), (5, False)])
def test_among_few_one_traveller_may_be_wrong_but_hardly_two(doubtful, carried):
    traveller = np.repeat(alone(50 + doubtful), 4)
    probability = np.where(traveller < 50, 1 - 1e-9, 0.9)

    assert (threshold(probability, traveller, traveller, 0.99) == 0.9) == carried


def test_people_are_promised_as_well_as_crossings():
    probability = np.append(np.full(1000, 1 - 1e-9), np.full(5, 0.6))
    people = np.append(np.arange(1000) // 100, alone(5, 10))

    assert threshold(probability, alone(1005), people, 0.99) > 0.6


@pytest.mark.parametrize("seed", range(5))
def test_what_is_called_a_match_is_right_as_often_as_asked(seed):
    draw = np.random.default_rng(seed)
    probability = np.repeat(draw.beta(4, 0.05, 600), 5)
    unit = np.repeat(alone(600), 5)
    right = np.repeat(draw.random(600) < probability[::5], 5)

    least = threshold(probability, unit, unit, 0.98)

    assert right[probability >= least].mean() >= 0.97


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.floats(0.9, 0.999))
@settings(max_examples=20, deadline=None)
def test_the_mean_above_the_threshold_is_never_below_what_was_asked(chances, precision):
    probability = np.array(chances)

    least = threshold(probability, alone(len(chances)), alone(len(chances)), precision)

    above = probability[probability >= least]
    assert not len(above) or above.mean() >= precision - 1e-9
