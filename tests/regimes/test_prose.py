"""A regime as readable law tells what is written in the rulebook: forms, duties and the remarks beside them."""

from __future__ import annotations

from datetime import date

import pytest

from exeat.regimes import rulebook
from exeat.regimes.prose import prose
from exeat.regimes.reading import files, read_text

DAY = date(2026, 3, 1)


def lines(name, language="en"):
    return prose(rulebook(name), DAY, language).splitlines()


@pytest.mark.parametrize(
    ("language", "when", "whom"),
    [("en", "after return", "to whom: security officer"), ("lt", "grįžus", "kam: ")],
)
def test_a_duty_says_when_it_is_done_and_to_whom(language, when, whom):
    (told,) = (line for line in lines("au-clearance", language) if "[1]" in line and whom in line and when in line)

    assert {"en": "within: not known", "lt": "terminas: nenustatyta"}[language] in told


def test_a_duty_that_is_no_must_says_so():
    assert any("before departure, recommended" in line for line in lines("lt-vsat-questionnaire"))


def test_the_form_and_a_remark_stand_beside_a_procedure():
    text = files()["au-clearance"].read_text(encoding="utf-8")
    asked = "addressee: security_officer, give_before: unknown"
    assert asked in text

    book = read_text(text.replace(asked, f'{asked}, form: silent, note: {{en: "Precautions may be added."}}'))

    assert any("form: the act does not say" in line and "Precautions may be added." in line
               for line in prose(book, DAY).splitlines())  # fmt: skip


def test_a_remark_on_whom_a_rule_binds_stands_in_its_article():
    (article,) = (line for line in lines("pl-soldiers") if line.startswith("1. "))

    assert "Civilian staff of the ministry and the forces are not covered" in article
