"""What a check of a rulebook with fifty provisions costs: the walk, every falsification, and all examples.

    python benchmarks/law/check.py [PROVISIONS]

The rulebook is drawn at random. First it has one example, so that every change of a value survives and is held against
the original; then it has those that `suggest` proposes, as a finished rulebook has. Prints seconds of processor.
"""

from __future__ import annotations

import json
import sys
import time

from exeat.regimes import findings, run_examples
from exeat.regimes.shapes import Rulebook
from exeat.regimes.suggesting import suggest
from tests.regimes.drawn import large


def with_examples(book: Rulebook) -> Rulebook:
    """The same with an example for each step and each value."""
    data = book.model_dump(mode="python", by_alias=True, exclude_unset=True)
    data["examples"]["cases"] = [
        *data["examples"]["cases"],
        *(
            {"name": each.name, "reading": dict(each.reading), "given": dict(each.given), "then": dict(each.then)}
            for each in suggest(book)
        ),
    ]
    return Rulebook.model_validate(data)


def seconds(book: Rulebook) -> float:
    """Checking once, as `exeat rulebook check` does."""
    before = time.process_time()
    run_examples(book)
    findings(book)
    return time.process_time() - before


def main(provisions: int) -> None:
    """Measure once each."""
    book = large(provisions)
    full = with_examples(book)
    told = {
        "provisions": len(book.provisions),
        "examples": len(full.examples.cases),
        "with one example": seconds(book),
        "with its examples": seconds(full),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
