"""The known shapes of rules: nearly all are written by a rulebook, and each mark points at what writes it."""

from __future__ import annotations

import pytest

from exeat.regimes import rulebook, rulebooks
from exeat.regimes.shapes import Rulebook
from exeat.regimes.showing import known_shapes, marks, wrong_marks

BOOKS = [rulebook(name) for name in rulebooks(status=None)]


def with_marks(*texts: str) -> Rulebook:
    """A rulebook that says it shows these shapes."""
    return rulebook("lt-advice").model_copy(update={"shapes": list(texts)})


def test_every_shape_is_either_shown_by_a_rulebook_or_says_why_it_is_not_written():
    shown = {mark.shape for book in BOOKS for mark in marks(book)}

    assert set(known_shapes()) == set(range(1, 49))
    assert {number for number, entry in known_shapes().items() if "reason" in entry} == set(range(1, 49)) - shown
    assert len(shown) >= 46


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.regime)
def test_every_mark_points_at_what_writes_the_shape(book):
    assert list(wrong_marks(book)) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("49 provisions", "there is no shape 49; they go from 1 to 48"),
        ("9 provisions", "shape 9 cannot be written: A destination that is a person and not a state"),
        ("19 provisions.stay-away.governs", "shape 19: nothing stands at provisions.stay-away.governs"),
        ("10 destinations.advised_against.unpublished", "shape 10: nothing stands at"),
        ("2 provisions.stay-away.wordings", "shape 2: nothing stands at"),
    ],
)
def test_a_mark_that_points_at_nothing_is_told(text, told):
    assert next(wrong_marks(with_marks(text))).startswith(told)
