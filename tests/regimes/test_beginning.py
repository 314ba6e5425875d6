"""A new rulebook reads well at once, and says unknown wherever its source is still to be asked."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from exeat.cli.rulebook import app
from exeat.regimes import findings, run_examples, vocabulary
from exeat.regimes.beginning import RULES, begun
from exeat.regimes.reading import read_text

RUN = CliRunner()
LANDS = sorted(path.stem.upper() for path in (vocabulary.LAW / "jurisdictions").glob("*.yaml"))


@pytest.mark.parametrize("land", LANDS)
def test_what_is_begun_reads_well_and_its_examples_agree(land):
    book = read_text(begun("begun-here", land, year=2026))

    assert [result for result in run_examples(book) if not result.agrees] == []
    assert book.status == "partial"
    assert {each.code for each in findings(book, falsified=False)} <= {"undecided"}


@pytest.mark.parametrize("asks", RULES)
def test_what_is_asked_may_be_said_at_once(asks):
    book = read_text(begun("begun-here", "BG", year=2026, asks=asks))
    (rule,) = book.provisions.values()

    assert [result for result in run_examples(book) if not result.agrees] == []
    assert rule.wordings[0].requires == asks
    assert [part.wordings[0].kind for part in book.procedures.values()] == ([asks] if rule.wordings[0].by else [])
    assert {each.code for each in findings(book, falsified=False)} <= {"undecided"}


def test_what_nothing_asks_for_is_told_with_the_words_that_may_stand():
    wrong = RUN.invoke(app, ["new", "fi-travel", "-j", "LT", "--asks", "notification"])

    assert wrong.exit_code == 2
    assert "permission, notice, return_report, advice, ban" in wrong.stderr


def test_a_file_is_written_once_and_a_known_name_is_refused(tmp_path):
    path = tmp_path / "fi-travel.yaml"

    first = RUN.invoke(app, ["new", "fi-travel", "-j", "lt", "--draft", "--year", "2027", "--out", str(path)])
    again = RUN.invoke(app, ["new", "fi-travel", "-j", "lt", "--out", str(path)])
    known = RUN.invoke(app, ["new", "lt-service-travel", "-j", "LT"])
    nowhere = RUN.invoke(app, ["new", "fi-travel", "-j", "ZZ"])
    wrong = RUN.invoke(app, ["new", "Fi Travel", "-j", "LT"])

    assert (first.exit_code, again.exit_code, known.exit_code, nowhere.exit_code, wrong.exit_code) == (0, 2, 2, 2, 2)
    assert "status: draft" in path.read_text(encoding="utf-8")
    assert "no such jurisdiction" in nowhere.stderr


def test_it_is_printed_where_no_file_is_named():
    assert RUN.invoke(app, ["new", "fi-travel", "-j", "LT"]).stdout.startswith("# yaml-language-server")
