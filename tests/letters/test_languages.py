"""Every kind of letter is there in English, Lithuanian and Latvian, and reads whole with made-up facts."""

import re
from pathlib import Path

import pytest

from exeat.letters import samples, texts

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
