"""The page for those who use the library: each example says what it says when it is run."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "library.md"


def test_every_example_on_the_page_is_true():
    result = doctest.testfile(str(PAGE), module_relative=False, optionflags=doctest.IGNORE_EXCEPTION_DETAIL)

    assert result.attempted > 20
    assert result.failed == 0


def test_the_library_answers_without_django_and_without_a_database():
    asked = (
        "import sys; from exeat.regimes import ask, load;"
        "print(ask(['lt-service-travel'], {'post.kind': 'professional_soldier', 'destination.country': 'BY',"
        " 'stay.from': '2026-12-10', 'stay.until': '2026-12-13', 'trip.purpose': 'private',"
        " 'application.reason': 'tourism'}).requires);"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'django', 'sqlite3', 'psycopg', 'ninja'}))"
    )

    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)  # our own words

    assert done.stdout.split("\n")[:2] == ["ban", "[]"]
