"""The page for those who use the library: each example says what it says when it is run."""

from __future__ import annotations

import doctest
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "library.md"


def test_every_example_on_the_page_is_true():
    result = doctest.testfile(str(PAGE), module_relative=False, optionflags=doctest.IGNORE_EXCEPTION_DETAIL)

    assert result.attempted > 20
    assert result.failed == 0
