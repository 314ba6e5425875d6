"""Missing facts are asked for, never guessed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from exeat.regimes import ask
from exeat.regimes.conditions import holds
from tests.regimes.questions import LAW, REMOVABLE, questions

NAMES = ("a", "b", "c")
tests = st.tuples(st.sampled_from(["in", "not_in"]), st.sampled_from(NAMES), st.sampled_from([(1,), (2,), (1, 2)]))
tests |= st.tuples(st.sampled_from(["at_least", "at_most"]), st.sampled_from(NAMES), st.integers(1, 3))
conditions = st.recursive(
    tests,
    lambda inner: st.tuples(st.sampled_from(["all", "any"]), inner, inner) | st.tuples(st.just("not"), inner),
    max_leaves=5,
)


@given(conditions, st.fixed_dictionaries({name: st.integers(1, 3) for name in NAMES}), st.sampled_from(NAMES))
@settings(max_examples=300, deadline=None)
def test_a_condition_with_a_fact_removed_holds_as_before_or_is_not_known_and_says_what_is_missing(tree, facts, gone):
    whole = holds(tree, facts.get, set())

    missing = set()
    less = holds(tree, {**facts, gone: None}.get, missing)

    assert less in (whole, None)
    assert less is not None or missing == {gone}


@given(questions, st.data())
@settings(max_examples=120, deadline=None)
def test_with_a_fact_removed_the_answer_stays_the_same_or_is_undetermined(facts, data):
    whole = ask(LAW, facts)

    names = [name for name in facts if name in REMOVABLE and facts[name]] + ["trip.purpose", "application.reason"]
    name = data.draw(st.sampled_from(names))
    less = dict(facts)
    if name in REMOVABLE:
        key = data.draw(st.sampled_from(REMOVABLE[name]))
        n = data.draw(st.integers(0, len(facts[name]) - 1))
        less[name] = [{k: v for k, v in item.items() if i != n or k != key} for i, item in enumerate(facts[name])]
    else:
        less[name] = None
    asked = ask(LAW, less)

    assert asked.requires in {whole.requires, "undetermined"}
    assert asked.requires != "undetermined" or asked.missing


@given(questions, st.sampled_from(["posts", "clearances"]))
@settings(max_examples=60, deadline=None)
def test_not_knowing_what_somebody_holds_never_gives_another_answer(facts, name):
    whole = ask(LAW, facts)

    less = ask(LAW, {key: value for key, value in facts.items() if key != name})

    assert less.requires in {whole.requires, "undetermined"}
