"""The engines say the same: plain Python is right, and every other engine is held to its codes."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from exeat.engines import compiled, on_duckdb, plain
from exeat.engines.plain import facts_of
from exeat.engines.sql import Codes, Text
from exeat.regimes.ladders import regime
from tests.regimes import drawn

ROWS = 1000
RULEBOOKS = 20  # every shape is held against the reference, many stays at once, in test_agreement_in_bulk


def conditions(condition: Any) -> Any:
    if condition[0] in ("all", "any", "not"):
        for part in condition[1:]:
            yield from conditions(part)
    else:
        yield condition


def drawn_ladders(seed: int) -> Any:
    """The ladders of one epoch of a random rulebook, and random rows of the facts that they look at."""
    draw = Random(seed)
    made = regime(drawn.rulebook(seed))
    ladders = [climb.ladder for climb in made.climbs(draw.randrange(len(made.cuts)), None, 0)]
    values: dict[str, list[Any]] = {}
    for ladder in ladders:
        for _, _, condition in ladder:
            for leaf in conditions(condition):
                if leaf[0] in ("in", "not_in"):
                    values.setdefault(leaf[1], ["elsewhere"]).extend(leaf[2])
                elif leaf[0] in ("at_least", "at_most"):
                    values.setdefault(leaf[1], []).extend([leaf[2] - 1, leaf[2], leaf[2] + 1])
            for fact in facts_of(condition):
                values.setdefault(fact, [1])
    for fact, found in values.items():
        if True in found or False in found:
            values[fact] = [True, False]
    rows = {
        f"row {n}": {fact: None if draw.random() < 0.25 else draw.choice(found) for fact, found in values.items()}
        for n in range(ROWS)
    }
    return ladders, rows


@pytest.mark.parametrize("seed", range(RULEBOOKS))
def test_every_engine_gives_the_code_of_the_reference(seed):
    ladders, rows = drawn_ladders(seed)

    expected = {key: plain.decide(ladders, row) for key, row in rows.items()}

    assert on_duckdb.decide(ladders, rows) == expected  # by key, never by position
    assert compiled.decide(ladders, rows) == expected


def test_one_function_says_of_each_ladder_what_the_reference_says():
    ladders, rows = drawn_ladders(3)

    reference, function = plain.decider(tuple(ladders)), compiled.decider(tuple(ladders))

    assert all(function.codes(row) == reference.codes(row) for row in rows.values())


def test_a_text_names_no_value_but_by_its_number():
    codes = Codes()
    text = Text(lambda fact: "f0", codes).condition(("in", "post.kind", ("o'clock", "x); DROP TABLE facts; --")))

    assert text == "(f0 IN (0, 1))"
