"""Fifty provisions are walked, with their examples and every falsification, in seconds."""

from __future__ import annotations

import time

from exeat.regimes import findings, run_examples
from tests.regimes.drawn import large


def test_a_check_of_fifty_provisions_takes_less_than_five_seconds():
    """Whole, as `exeat rulebook check` does it; nearly every change is held against the original by the walk."""
    book = large()
    begun = time.process_time()

    run_examples(book)
    found = findings(book)

    assert time.process_time() - begun < 5
    assert len(book.provisions) >= 50
    assert {"never_reached", "survived"} <= {each.code for each in found}
