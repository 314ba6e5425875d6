"""The page that teaches how a regime is written: its pieces are a rulebook that agrees and leaves nothing over."""

from __future__ import annotations

import re
from pathlib import Path

from exeat.regimes import rulebook, run_examples, undecided_steps
from exeat.regimes.reading import read_text
from exeat.regimes.suggesting import suggest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "writing-a-regime.md"
BLOCKS = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_pieces_of_the_page_are_one_rulebook_whose_examples_agree():
    book = read_text("".join(BLOCKS.findall(PAGE.read_text(encoding="utf-8"))))

    assert [str(result) for result in run_examples(book) if not result.agrees] == []
    assert undecided_steps(book) == []


def test_the_rulebook_of_the_page_needs_no_further_example():
    book = read_text("".join(BLOCKS.findall(PAGE.read_text(encoding="utf-8"))))

    assert [suggestion.name for suggestion in suggest(book)] == []


def test_the_page_writes_what_stands_in_the_law():
    book = read_text("".join(BLOCKS.findall(PAGE.read_text(encoding="utf-8"))))
    law = rulebook("bg-zzki-18")

    assert {name: part.wordings for name, part in book.provisions.items()} == {
        name: part.wordings for name, part in law.provisions.items()
    }
    assert {name: part.wordings[0].when for name, part in book.categories.items()} == {
        name: part.wordings[0].when for name, part in law.categories.items()
    }
