"""Each promise of the format names the tests that show it, and each of them exists."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "promises-of-the-format.md"


def test_every_promise_of_the_format_names_tests_that_exist():
    rows = re.findall(r"^\| [a-z ]+ \|.*\|(.*)\|$", PAGE.read_text(encoding="utf-8"), flags=re.M)
    named = [
        (target, re.findall(r"`(test_\w+)`", after))
        for row in rows
        for target, after in re.findall(r"\]\(([^)]+)\)([^\[]*)", row)
    ]

    missing = [
        f"{target}: {name}"
        for target, names in named
        for name in names or ["names no test"]
        if f"\ndef {name}(" not in (PAGE.parent / target).read_text(encoding="utf-8")
    ]

    assert len(rows) > 40
    assert missing == []
