"""A rulebook changed a little is noticed by an example, or by a trip that the walk finds, or by nobody."""

from __future__ import annotations

import pytest

from exeat.regimes import ask, rulebook
from exeat.regimes.examples import run_examples, undecided_steps
from exeat.regimes.falsifying import Trial, falsifications
from exeat.regimes.reading import files, read_text
from exeat.regimes.suggesting import suggest, written
from tests.regimes.test_walking import AFTERWARDS


def test_each_value_day_and_entry_is_changed():
    words = {each.words for each in falsifications(rulebook("lt-service-travel"))}

    assert "destinations.listed.countries: − CN" in words
    assert "destinations.listed.in_force: 2024-01-24 → 2024-01-23" in words
    assert "provisions.no-private-travel.requires: ban → permission" in words
    assert "provisions.no-private-travel.exceptions.on-a-ground: − the exception" in words


def test_the_witness_of_a_survivor_tells_it_from_the_original():
    book = read_text(AFTERWARDS)
    trial = Trial(book)

    survivors = [each for each in trial.survivors() if each.distinguishable]

    assert survivors
    for each in survivors:
        changed = each.falsification.applied(book)
        assert ask([book], each.witness).requires == each.requires
        assert ask([changed], each.witness).requires == each.instead != each.requires


@pytest.mark.parametrize("name", ["lt-service-travel", "lt-secrets-travel", "lt-2023-draft", "lt-advice"])
def test_the_suggested_examples_agree_and_leave_nothing_over(name):
    text = files()[name].read_text(encoding="utf-8")

    fuller = read_text("\n".join([text.rstrip(), *written(suggest(rulebook(name)))]) + "\n")

    assert [result for result in run_examples(fuller) if not result.agrees] == []
    assert undecided_steps(fuller) == []
    assert [each.falsification.words for each in Trial(fuller).told_apart()] == []


@pytest.mark.parametrize("name", ["lt-service-travel", "tw-hk-macau-2025", "lv-2025"])
def test_asking_the_walk_before_the_far_examples_leaves_the_same_over(name):
    book = rulebook(name)
    few = book.model_copy(update={"examples": book.examples.model_copy(update={"cases": book.examples.cases[:3]})})
    trial = Trial(few)

    left = [(each.falsification.words, each.reading, each.witness) for each in trial.told_apart()]

    assert left
    assert left == [(each.falsification.words, each.reading, each.witness)
                    for each in trial.survivors() if each.distinguishable]  # fmt: skip
