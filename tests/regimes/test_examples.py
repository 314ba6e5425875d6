from __future__ import annotations

import pytest

from exeat.regimes import read_rulebook, rulebook, rulebooks, run_examples, undecided_steps, vocabulary
from exeat.regimes.findings import findings
from exeat.regimes.naming import named
from exeat.regimes.reading import files

EVERY = rulebooks(status=None)


def test_the_rulebooks_of_the_sources_are_there():
    names = set(EVERY)

    assert names >= {"lt-2023-draft", "lt-service-travel", "lt-secrets-travel", "lt-advice", "demo-order"}
    assert "lt-2023-draft" not in rulebooks()


@pytest.mark.parametrize("name", EVERY)
def test_the_engine_agrees_with_every_worked_example(name):
    results = run_examples(rulebook(name))

    assert [str(result) for result in results if not result.agrees] == []


@pytest.mark.parametrize("name", EVERY)
def test_every_step_is_decided_by_an_example(name):
    assert undecided_steps(rulebook(name)) == []


@pytest.mark.parametrize("name", EVERY)
def test_every_label_is_there_in_english_and_that_of_lithuanian_law_in_lithuanian(name):
    book = rulebook(name)
    languages = {"en", "lt"} if book.jurisdiction in ("LT", "XX") else {"en"}

    labels = [book.title]
    for parts in (book.categories, book.destinations, book.grounds, book.procedures, book.provisions, book.duties):
        labels += [part.label for part in parts.values()]
    for part in book.provisions.values():
        labels += [exception.label for wording in part.wordings for exception in wording.exceptions.values()]
    for point in book.open_points.values():
        labels += [point.question, *point.words.values()]
        assert set(point.words) == set(point.readings)

    assert set(book.title) >= {"en", "lt"}
    assert all(label and set(label) >= languages for label in labels)


@pytest.mark.parametrize("name", EVERY)
def test_every_body_and_measure_has_words_in_english_and_lithuanian(name):
    words = vocabulary.load("words/bodies.yaml")

    assert [body for _, body in named(rulebook(name)) if set(words.get(body, {})) < {"en", "lt"}] == []


@pytest.mark.parametrize("name", EVERY)
def test_the_walk_finds_nothing_that_is_not_explained(name):
    book = rulebook(name)

    found = findings(book)

    assert [f"{each.weight}: {each.place}: {each.words()}" for each in found if each.weight != "information"] == []
    assert {(each.finding, each.on) for each in book.explained} <= {(each.code, each.place) for each in found}


def test_the_file_of_a_regime_is_named_after_it():
    for name, path in files().items():
        assert read_rulebook(path).regime == name
