"""The walk tells every situation apart, and every witness is what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from exeat.regimes import rulebook, rulebooks, situations
from exeat.regimes.facts import question
from exeat.regimes.judging import judge
from exeat.regimes.ladders import Regime, regime
from exeat.regimes.reading import read_text
from exeat.regimes.regions import Space
from exeat.regimes.walking import answered, split, views_of
from tests.regimes.questions import questions

EVERY = rulebooks(status=None)


def decided_on(each: Regime, facts, day):
    asked = question(facts, (each.rulebook,))
    units = [unit for unit in judge(asked, (each,)).units if unit.first <= day < unit.until]
    best = max(units, key=lambda unit: unit.rank)
    return best.requires, best.climb.name, best.climb.rung(best.step).reason


@pytest.mark.parametrize("name", EVERY)
def test_every_witness_is_answered_as_the_walk_says(name):
    each = regime(rulebook(name))

    for situation in situations(each):
        answer = situation.answer
        assert decided_on(each, situation.witness, situation.since) == (
            answer.requires,
            answer.provision,
            answer.reason,
        )


@pytest.mark.parametrize("name", EVERY)
def test_the_situations_of_a_day_are_everything_and_nothing_twice(name):
    for view in views_of(regime(rulebook(name))):
        space = Space([view])

        boxes = [box for _, box in answered(space, 0)]

        size = [volume(box) for box in boxes]
        assert sum(size) == volume(space.every)


def volume(box):
    found = 1
    for mask in box:
        found *= mask.bit_count()
    return found


@given(facts=questions)
@settings(max_examples=40, deadline=None)
def test_whatever_is_asked_the_walk_has_seen_it(facts):
    facts = {**facts, "stays": facts["stays"][:1], "posts": facts["posts"][:1], "clearances": facts["clearances"][:1]}
    for name in ("lt-service-travel", "lt-secrets-travel", "lt-2023-draft"):
        each = regime(rulebook(name))
        seen = {(found.answer.provision, found.answer.reason, found.answer.requires) for found in situations(each)}

        units = judge(question(facts, (each.rulebook,)), (each,)).units

        assert {(unit.climb.name, unit.climb.rung(unit.step).reason, unit.requires) for unit in units} <= seen


def test_a_condition_divides_a_box_into_true_unknown_and_false():
    tree = ("any", ("leaf", 0, 0b001, 0b010), ("leaf", 1, 0b01, 0))

    found = dict(split(tree, (0b100, 0b10)))
    parts = list(split(tree, (0b111, 0b11)))

    assert found == {False: (0b100, 0b10)}
    assert sum(volume(box) for _, box in parts) == 6
    assert {value for value, _ in parts} == {True, None, False}


AFTERWARDS = (Path(__file__).parent / "rulebooks" / "afterwards.yaml").read_text(encoding="utf-8")


def test_those_who_left_are_walked_within_the_span_and_beyond_it():
    book = read_text(AFTERWARDS)

    found = situations(regime(book))

    bound = [each for each in found if each.answer.requires == "notice"]
    assert any(any(left for left in each.values.get("clearance.left", ())) for each in bound)
    assert all("stay.days" in each.values for each in bound)
    for each in found:
        assert decided_on(regime(book), each.witness, each.since)[0] == each.answer.requires
