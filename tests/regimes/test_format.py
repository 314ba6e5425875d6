"""Every word of the format is shown: each fact and each key stands in a rulebook or in a test of the rules."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from exeat.regimes import shapes, vocabulary
from exeat.regimes.conditions import TESTS

ROOT = Path(__file__).resolve().parents[2]
RULEBOOKS = "\n".join(
    path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "exeat" / "law").rglob("*.yaml"))
    if path.name not in ("facts.yaml", "reasons.yaml")
)
TESTED = "\n".join(
    path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "tests" / "regimes").glob("test_*.py"))
    if path != Path(__file__)
)
OF_SHAPES = sorted(
    {
        field.alias or name
        for each in vars(shapes).values()
        if isinstance(each, type) and issubclass(each, shapes.Shape)
        for name, field in each.model_fields.items()
    }
)


def shown(word: str) -> bool:
    """Whether a word stands by itself in a rulebook or in a test."""
    return re.search(rf"(?<![\w.]){re.escape(word)}(?![\w.])", RULEBOOKS + TESTED) is not None


@pytest.mark.parametrize("fact", [*vocabulary.FACTS])
def test_each_fact_is_tested_or_asked_somewhere(fact):
    assert shown(fact) or shown(fact.replace(".", "__")) or fact.split(".")[1] in RULEBOOKS


@pytest.mark.parametrize("key", OF_SHAPES)
def test_each_key_is_written_somewhere(key):
    assert shown(key)


@pytest.mark.parametrize("test", [*TESTS, "any", "all", "not"])
def test_each_test_is_written_somewhere(test):
    assert shown(test)


def test_each_requirement_is_asked_somewhere():
    assert all(shown(each) for each in get_args(shapes.Requirement))
