from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeat.engines import plain
from exeat.regimes.conditions import holds

FACTS = ("a", "b", "c")
LEAVES = st.one_of(
    st.tuples(
        st.sampled_from(["in", "not_in"]), st.sampled_from(FACTS), st.tuples(st.integers(0, 3), st.integers(0, 3))
    ),
    st.tuples(st.sampled_from(["at_least", "at_most"]), st.sampled_from(FACTS), st.integers(0, 3)),
    st.tuples(st.just("given"), st.sampled_from(FACTS), st.booleans()),
    st.tuples(st.just("always"), st.booleans()),
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: ("all", *parts)),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: ("any", *parts)),
        inner.map(lambda part: ("not", part)),
    ),
    max_leaves=8,
)
ROWS = st.fixed_dictionaries({fact: st.none() | st.integers(0, 3) for fact in FACTS})


@given(CONDITIONS, ROWS)
def test_closures_agree_with_the_tree_read_as_it_stands(condition, row):
    missing: set[str] = set()

    test = plain.closure(condition, {fact: i for i, fact in enumerate(FACTS)})

    assert test(tuple(row[fact] for fact in FACTS)) == holds(condition, row.get, missing)


@given(CONDITIONS, ROWS, ROWS)
def test_a_fact_that_becomes_known_never_turns_an_answer_round(condition, row, more):
    known = {fact: row[fact] if row[fact] is not None else more[fact] for fact in FACTS}
    if any(part[0] == "given" for part in leaves(condition)):
        return
    at = {fact: i for i, fact in enumerate(FACTS)}

    test = plain.closure(condition, at)
    before, after = (test(tuple(each[fact] for fact in FACTS)) for each in (row, known))

    assert before is None or before == after


def leaves(condition):
    if condition[0] in ("all", "any", "not"):
        for part in condition[1:]:
            yield from leaves(part)
    else:
        yield condition


def test_the_first_rung_that_holds_decides_and_the_heaviest_ladder_wins():
    light = ((10, 50, ("in", "a", (1,))), (20, 50, ("always", True)))
    heavy = ((5, 50, ("in", "b", (1,))), (60, 50, ("always", True)))

    assert plain.decide([light], {"a": 1}) == 10
    assert plain.decide([light], {"a": 2}) == 20
    assert plain.decide([light], {"a": None}) == 50
    assert plain.decide([light, heavy], {"a": None, "b": 2}) == 60
    assert plain.decide([light, heavy], {"a": 1, "b": 1}) == 10


def test_what_no_engine_knows_is_refused():
    with pytest.raises(plain.NoSuchCondition, match="like"):
        plain.closure(("like", "a", "b"), {"a": 0})
