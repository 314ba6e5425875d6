"""Fifty provisions are walked, with their examples and every falsification, in seconds."""

from __future__ import annotations

import time

from exeat.regimes import findings
from tests.regimes.drawn import large


def test_a_check_of_fifty_provisions_takes_less_than_five_seconds():
    book = large()
    begun = time.process_time()

    found = findings(book, falsified=False)

    assert time.process_time() - begun < 5
    assert len(book.provisions) >= 50
    assert found
