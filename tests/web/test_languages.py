"""A third language by its catalogues alone: Latvian where they reach, English elsewhere."""

import re

import pytest
from django.template import Template

from exeat.config.catalogues import coverage
from exeat.letters import texts
from exeat.regimes import ask, vocabulary
from exeat.web import languages

QUESTION = {
    "post.kind": "police_officer", "post.from": "2015-01-01", "destination.country": "BY", "trip.purpose": "private",
    "stay.from": "2026-12-01", "stay.until": "2026-12-05", "application.reason": "death_of_relative",
}  # fmt: skip
IN_LATVIAN = [path.name.removesuffix(".lv.txt") for path in texts.FOLDER.glob("*.lv.txt")]


def test_the_check_page_can_be_read_in_latvian(client):
    said = client.get("/", headers={"accept-language": "lv"}).content.decode()

    assert '<html lang="lv"' in said
    assert "Vai drīkstu braukt?" in said


@pytest.mark.parametrize("address", ["/", "/rules/", "/rules/lt-service-travel/", "/how-answers-are-made/"])
def test_latvian_is_offered_where_its_catalogues_reach(client, address):
    said = client.get(address, headers={"accept-language": "en"}).content.decode()

    assert 'value="lv"' in said


def test_elsewhere_the_page_is_in_english_and_latvian_is_not_offered(client):
    said = client.get("/verify/", headers={"accept-language": "lv"}).content.decode()

    assert '<html lang="en"' in said
    assert 'value="lv"' not in said


def test_english_and_lithuanian_are_offered_everywhere():
    assert {("en", "English"), ("lt", "Lietuvių")} <= set(languages.offered("no-such-area"))


def test_an_answer_is_given_in_latvian_with_its_law():
    outcome = ask(["lt-service-travel"], QUESTION, language="lv")

    told = " ".join(step.words for step in outcome.steps)
    assert "Baltkrievija" in told
    assert "Tas attiecas uz jums: Iekšējā dienesta amatpersona" in told
    assert not re.search(r"\b(the|rule|you|trip)\b", told)


def test_the_catalogue_of_the_law_translates_words_that_are_there():
    sentences = vocabulary.load("words/sentences.yaml")
    said = [words for table in ("steps", "asks", "headlines", "known") for words in sentences[table].values()]
    english = {each["en"] for words in said for each in (words, words.get("of", words))}

    assert english <= set(vocabulary.load("words/lv.yaml"))


def test_a_pattern_keeps_its_places_in_latvian():
    for english, latvian in vocabulary.load("words/lv.yaml").items():
        assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", latvian)), english


def test_how_much_of_an_area_latvian_has_is_known():
    shares = coverage("lv")

    assert set(shares) == {"base", "check"}
    assert all(0.5 < share <= 1 for share in shares.values())


@pytest.mark.parametrize("kind", sorted(IN_LATVIAN))
def test_a_letter_in_latvian_names_the_same_facts_as_in_english(kind):
    latvian, english = (
        {
            name.removesuffix(f".{code}")
            for name in re.findall(r"{[{%]\s*(?:if |elif |for \w+ in )?([\w.]+)", texts._source(kind, code))
        }
        for code in ("lv", "en")
    )

    assert latvian == english
    assert Template(texts._source(kind, "lv"))


def test_a_letter_that_a_further_language_lacks_goes_out_in_english():
    assert "application-granted" in IN_LATVIAN
    assert texts.language_of("application-granted", "lv") == "lv"
    assert texts.language_of("case-notice", "et") == "en"
