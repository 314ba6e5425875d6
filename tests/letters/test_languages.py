"""Every kind of letter is there in English, Lithuanian and Latvian, and reads whole with made-up facts."""

import re
from pathlib import Path

import pytest

from exeat.letters import roads, samples, texts
from exeat.letters.actions import outbox
from exeat.regimes import reading, vocabulary

FOLDER = Path(texts.__file__).parent / "templates" / "letters"
KINDS = sorted({path.name.split(".")[0] for path in FOLDER.glob("*.txt")})
LANGUAGES = ("en", "lt", "lv")


@pytest.fixture(autouse=True)
def real_templates(templates, monkeypatch):
    monkeypatch.setattr(texts, "FOLDER", FOLDER)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_there_in_three_languages_and_reads_whole(kind):
    assert texts.languages(kind) == sorted(LANGUAGES)
    for language in LANGUAGES:
        title, text = samples.preview(kind, language)

        assert title
        assert text
        assert not re.search(r"{[{%]|[%}]}", title + text)


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_decides_in_every_language_or_in_none(kind):
    assert len({texts.decides(kind, language) for language in LANGUAGES}) == 1


ENGLISH = re.compile(r"\b(the|of|and|was|were|by|that|for|you|this|with|from)\b", re.IGNORECASE)


@pytest.mark.parametrize("kind", KINDS)
def test_a_latvian_letter_holds_no_english_under_any_regime(kind):
    for regime in roads.regime_names():
        for group in roads.groups():
            said = "\n".join(samples.preview(kind, "lv", regime=regime, group=group))

            assert not ENGLISH.search(said), ENGLISH.search(said)


def test_made_up_facts_are_the_same_in_each_language():
    assert set(samples.SAID["lv"]) == set(samples.SAID["lt"]) == set(samples.SAID["en"])


def _words_of(part):
    """Every text of a rulebook that stands in several languages."""
    if hasattr(part, "model_dump"):
        part = part.model_dump()
    if isinstance(part, dict):
        if "en" in part and all(isinstance(words, str) for words in part.values()):
            yield part
        for inner in part.values():
            yield from _words_of(inner)
    elif isinstance(part, list | tuple):
        for inner in part:
            yield from _words_of(inner)


@pytest.mark.parametrize("name", roads.regime_names())
def test_titles_of_acts_and_provisions_are_there_in_latvian(name):
    book = reading.rulebook(name)
    told = [*_words_of(book.sources), *_words_of(book.title), *_words_of(book.provisions), *_words_of(book.duties)]

    english = {words["en"] for words in told if vocabulary.said(words, "lv") == words["en"]}

    assert told
    assert not english


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_e_mail_that_a_letter_waits_is_in_the_language_of_the_letter(language):
    subject, body = outbox._email(language)

    said = {"en": "New message", "lt": "Naujas pranešimas", "lv": "Jauns paziņojums"}
    assert subject == said[language]
    assert language == "en" or not ENGLISH.search(body)
