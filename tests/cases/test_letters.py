"""Every letter of a case can be written in both languages, and the notice holds facts alone."""

from datetime import UTC, date, datetime

import pytest

from exeat.letters import texts

DAY = date(2026, 12, 31)
PASSAGE = {
    "at": datetime(2026, 10, 12, 4, 41, tzinfo=UTC), "direction": "exit", "point": "Medininkai", "source": "VSAT",
    "told": "",
    "for": ["born", "given"], "against": ["document"],
}  # fmt: skip
FACTS = {
    "number": "L-2026-00001", "case": "B-2026-00017", "name": "Saulius Žvinklys", "officer": "Lina Bružaitė",
    "first_day": DAY, "last_day": DAY, "country": "Belarus", "passages": [PASSAGE], "kinds": ["no_permit"],
    "inferred": "yes", "withheld": 1, "answer_until": DAY, "title": "Call list", "reasons": "REASONS",
    "evidence": ["1. x"],
    "answer": "ANSWER", "legal_question": "QUESTION", "uncovered": "no permit", "provision": "lt/x",
    "offered": "m", "appeal_until": DAY,
    "remedy": "To the commission.", "measures": "m", "effect_from": DAY, "lasts": "a year", "review_on": DAY,
    "found_on": DAY, "counting": "c", "record": "r", "minutes_until": DAY, "how": "h", "facts": "f",
    "gone": "g", "court": "c", "number_of_judgment": "n", "given_on": DAY, "words": "w",
    "outcome": "partly", "decide_by": DAY,
    "kept": "k", "aim": "a", "lesser": "l", "family": "f", "person": "P-000001", "points": "p",
    "restored": "yes", "weighed": ["w"], "answered": ["a"], "proposer": "Rasa", "unlike": "u", "lighter": ["l"],
    "posts": "p", "begins_at": PASSAGE["at"], "way": "In a room", "place": "Room 3", "interpreter": "i",
    "accommodation": "a", "again": "yes", "number_of_document": 3, "into": "Polish", "translated_by": "Ona",
    "sworn": "yes",
}  # fmt: skip
KINDS = [kind for kind in texts.kinds() if kind.startswith("case-")]
DECISIONS = {"case-breach", "case-measure", "case-upheld", "case-reversed", "case-partly-reversed"}


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_can_be_written(kind, language):
    title, text = texts.written(kind, language, FACTS)

    assert title
    assert "B-2026-00017" in text
    assert "{" not in text


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_decision_says_how_it_is_appealed(language):
    assert {kind for kind in KINDS if texts.decides(kind, language)} == DECISIONS


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_notice_holds_no_assessment(language):
    _title, text = texts.written("case-notice", language, FACTS)

    assert not any(word in text for word in ("REASONS", "ANSWER", "QUESTION"))
    assert ("date of birth" if language == "en" else "gimimo data") in text
