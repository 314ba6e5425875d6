"""The keys of a rulebook in words, for whoever writes one without an editor that explains them."""

from __future__ import annotations

import pytest

from exeat.regimes import keys
from exeat.regimes.shapes import KINDS, Rulebook
from exeat.regimes.vocabulary import UnknownName


def test_every_section_that_a_rulebook_may_have_is_told():
    single = {"format", "regime", "title", "jurisdiction", "calendar", "status", "draft_of", "supplements"}
    single |= {"in_force_assumed", "shapes", "yields_to"}

    assert {*keys.sections()} == {*Rulebook.model_fields} - single | {"rulebook"}


@pytest.mark.parametrize("section", keys.sections())
def test_every_key_has_a_sentence_and_says_what_it_takes(section):
    rows = [row for _, rows in keys.keys(section) for row in rows]

    assert rows
    assert [key for key, meaning, takes in rows if not meaning or not takes] == []


def test_a_key_is_told_with_its_words_and_whether_it_is_needed():
    told = keys.told("duties")

    assert "  side*: Before departure, during the stay or after return. " in told
    assert "[before_departure · during_stay · after_return]" in told
    assert "In every wording besides: label, in_force*, until, cite*" in told


def test_the_words_of_a_mapping_and_the_answers_of_an_example_are_told():
    assert "names, each with bound · discretionary" in keys.told("breaches")
    assert "  duties: The kinds of what is to be done" in keys.told("examples")


def test_the_page_has_a_table_for_each_section():
    page = keys.page()

    assert [section for section in KINDS if f"\n## {section}\n" not in page] == []
    assert "| **`requires`** |" in page


def test_a_section_that_is_misspelt_is_told_with_the_nearest():
    with pytest.raises(UnknownName, match="'duties'"):
        keys.keys("dutys")
