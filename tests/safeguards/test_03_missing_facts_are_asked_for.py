"""Missing facts are asked for, never guessed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from exeat.regimes import ask
from tests.regimes.questions import LAW, REMOVABLE, questions


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
