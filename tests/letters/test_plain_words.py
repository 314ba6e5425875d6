"""Every letter reads plainly: the result first, short sentences, whole Lithuanian, none of the words to leave out."""

import re
from pathlib import Path

import pytest

from exeat.letters import samples, texts

FOLDER = Path(texts.__file__).parent / "templates" / "letters"
KINDS = sorted({path.name.split(".")[0] for path in FOLDER.glob("*.txt")})
DECIDING = [
    kind for kind in KINDS if re.search(r"{{\s*remedy", (FOLDER / f"{kind}.en.txt").read_text(encoding="utf-8"))
]
LANGUAGES = ("en", "lt", "lv")
LONGEST = {"en": 20, "lt": 19, "lv": 17}  # words in one sentence, a day or hour counted as it is written
AVERAGE = 9.5
RESULT = {  # words of which a letter of decision holds one in its first line
    "en": r"may|refused|revoked|breach|follows|decision|several|stays|no provisional",
    "lt": r"galite|atsisakyta|panaikint|pažeidim|sprendim|nekeičiamas|neišduotas",
    "lv": r"drīkst|varat|atteikta|atsaukta|pārkāpum|seko|lēmum|paliek|nav",
}
AVOID = {
    "en": r"please be advised|pursuant to|hereby|in order to|utili[sz]e|!",
    "lt": r"vadovaujantis|įtako|pilnai|sekant(?:is|į|i )|dėka|pas mus|iššauk|savo tarpe|svarstymui|išvykimo deklarac"
    r"|režim|prašome palaukti|apeliacij|neteisingai užpild|padengt|Jūsų institucij|sistema|!",
    "lv": r"!",
}


@pytest.fixture(autouse=True)
def real_templates(templates, monkeypatch):
    monkeypatch.setattr(texts, "FOLDER", FOLDER)


def sentences(text):
    """The sentences of a text: a full stop after the short words of a day and of a number ends none."""
    whole = re.sub(r"(\d\N{NO-BREAK SPACE}(?:m|d|val))\.(?! [A-ZĄČĘĖĮŠŲŪŽ]|\n)", r"\1", text)
    whole = re.sub(r"\b(Nr|No|str|p)\.", r"\1", whole)
    return [said for said in re.split(r"(?<=[.?:;])\s+|\n+", whole) if re.search(r"\w", said)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_sentences_are_short(kind, language):
    title, text = samples.preview(kind, language)

    lengths = {said: len(re.findall(r"[\w-]+", said.replace("\N{NO-BREAK SPACE}", "_"))) for said in sentences(text)}
    longest = max(lengths, key=lengths.__getitem__)

    assert lengths[longest] <= LONGEST[language], longest
    assert sum(lengths.values()) / len(lengths) <= AVERAGE
    assert len(re.findall(r"\w+", title)) <= 14


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_letter_holds_a_word_to_leave_out(kind, language):
    said = "\n".join(samples.preview(kind, language))

    assert not re.search(AVOID[language], said, re.IGNORECASE), re.search(AVOID[language], said, re.IGNORECASE)
    assert ".." not in said
    assert "  " not in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", DECIDING)
def test_a_decision_says_its_result_in_the_first_line_and_who_decided(kind, language):
    title, text = samples.preview(kind, language)

    assert re.search(RESULT[language], title, re.IGNORECASE), title
    assert "Pavyzd" in text  # who decided, by name


@pytest.mark.parametrize("kind", KINDS)
def test_days_and_numbers_do_not_break_in_lithuanian(kind):
    said = "\n".join(samples.preview(kind, "lt"))

    assert not re.search(r"\d (?:m|d|val|mėnuo|mėnes|dien)", said)
    assert "Nr. 7" not in said
