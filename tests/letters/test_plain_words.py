"""Every letter reads plainly: the result first, short sentences, whole Lithuanian, none of the words to leave out."""

import re
from pathlib import Path

import pytest

from exeat.letters import roads, samples, texts

FOLDER = Path(texts.__file__).parent / "templates" / "letters"
KINDS = sorted({path.name.split(".")[0] for path in FOLDER.glob("*.txt")})
DECIDING = [
    kind for kind in KINDS if re.search(r"{{\s*remedy", (FOLDER / f"{kind}.en.txt").read_text(encoding="utf-8"))
]
LANGUAGES = ("en", "lt", "lv")
LONGEST = 15  # words in one sentence, a day counted as it is written
AVERAGE = 9.5
# Not sentences, so not measured: titles of acts and provisions, which are quoted as they are, and what is in brackets.
QUOTED = re.compile(
    r"\b(?:(?:The p|P)rovision|Nuostata|Teisės nuostata|Norma|Tiesību norma|Source|Šaltinis|Avots): [^\n]*?"
    r"(?:\.(?= [A-ZŠĀ]|$|\n)|$)|\([^)]*\)"
)
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
    """The sentences of a text: they end at a stop, a colon or a line; the stop of a day or of a number ends none."""
    whole = re.sub(r"(\d\N{NO-BREAK SPACE}(?:m|d|val))\.(?! [A-ZĄČĘĖĮŠŲŪŽ]|\n)", r"\1", QUOTED.sub("", text))
    whole = re.sub(r"\b(Nr|No|str|p)\.", r"\1", whole)
    return [said for said in re.split(r"(?<=[.?!:])\s+|\n+", whole) if re.search(r"\w", said)]


def words_in(sentence):
    """How many words: what a no-break space holds together is one."""
    return len(re.findall(r"[\w-]+", sentence.replace("\N{NO-BREAK SPACE}", "_")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_sentences_are_short(kind, language):
    title, text = samples.preview(kind, language)

    lengths = {said: words_in(said) for said in sentences(text)}
    longest = max(lengths, key=lengths.__getitem__)

    assert lengths[longest] <= LONGEST, longest
    assert sum(lengths.values()) / len(lengths) <= AVERAGE
    assert words_in(title) <= 14
    assert not title.endswith(".")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_what_a_letter_says_in_other_cases_is_short_too(kind, language):
    source = (FOLDER / f"{kind}.{language}.txt").read_text(encoding="utf-8")
    source = re.sub(r"{{.*?}}(?= [A-ZĄČĘĖĮŠŲŪŽ])", "X.", source)  # a Lithuanian day brings its own stop
    source = re.sub(r"{{.*?}}", "X", source)
    pieces = [said for piece in re.split(r"{%.*?%}", source) for said in sentences(piece)]

    longest = max(pieces, key=words_in)

    assert words_in(longest) <= LONGEST, longest


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_to_appeal_of_every_group_under_every_regime_is_told_in_short_sentences(language):
    told = {
        roads.of_group(regime, language, group=group, act=act)
        for regime in roads.regime_names()
        for group in roads.groups()
        for act in roads.ACTS
    }

    longest = max((said for text in told for said in sentences(text)), key=words_in)

    assert words_in(longest) <= LONGEST, longest


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_semicolon_joins_no_two_sentences(language):
    joined = {
        kind: re.findall(r"[^.\n]*;[^.\n]*", QUOTED.sub("", samples.preview(kind, language)[1])) for kind in KINDS
    }

    assert not {kind: found for kind, found in joined.items() if found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_of_facts_names_every_piece_of_evidence_in_words(language):
    seen = ["document", "surname", "given", "born", "sex", "nation", "company", "journey", "namesake", "others"]
    facts = samples.facts("case-notice", language)
    facts["passages"][0] = {**facts["passages"][0], "for": seen, "against": seen}

    said = texts.written("case-notice", language, facts)[1]

    raw = ("given", "born", "nation", "company", "namesake") if language == "en" else seen
    assert not [word for word in raw if re.search(rf"[:,] {word}[,.]", said)]


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
