"""Every outcome names the provision it rests on, and the steps that led there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exeat.regimes import ask, rulebook, undecided_steps
from tests.regimes.questions import EVERY, HERE, LAW, questions


@given(questions, st.lists(st.sampled_from(HERE), min_size=1, unique=True))
@settings(max_examples=80, deadline=None)
def test_no_outcome_is_without_a_citation(facts, names):
    outcome = ask(names, facts)

    assert outcome.steps
    assert all(step.cite and step.words and step.known_from for step in outcome.steps)
    assert sum(step.decided for step in outcome.steps) == 1
    assert outcome.law


@given(questions)
@settings(max_examples=40, deadline=None)
def test_the_step_that_decided_is_a_step_of_the_provision_that_is_named(facts):
    outcome = ask(LAW, facts)

    step = next(step for step in outcome.steps if step.decided)

    assert outcome.decided_by.partition(".")[0] == f"{step.regime}/{step.provision}"


@pytest.mark.parametrize("name", EVERY)
def test_every_step_that_can_decide_is_decided_by_an_example(name):
    assert undecided_steps(rulebook(name)) == []


@pytest.mark.parametrize("name", EVERY)
def test_each_citation_says_how_its_source_is_known(name):
    outcome = ask([name], rulebook(name).examples.given)

    for step in outcome.steps:
        assert step.cite
        assert step.words
        assert all(source.known_from in ("text", "official_summary", "press") for source in step.sources)
