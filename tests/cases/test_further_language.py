"""Whoever is written to in a further language gets a whole case in it: what Exeat says, and not what somebody typed."""

import re

import pytest

from exeat.letters import queries
from exeat.letters.models import Letter
from exeat.register.models import Institution, Person
from tests.cases import loop, world

pytestmark = pytest.mark.django_db
TYPED = re.compile(
    "|".join(
        re.escape(words)
        for words in (world.REASONS, "I have looked at this and it does not hold", "It was looked at and it changes")
    )
)


def test_a_case_from_its_notice_to_its_reversal_is_told_in_latvian():
    world.found_world()
    world.enter()
    Person.objects.update(language="lv")
    Institution.objects.update(remedy_en="", remedy_lt="Skundas teikiamas raštu.")

    loop.reversed_()

    letters = [queries._facts(row) for row in Letter.objects.filter(to__startswith="P-").order_by("id")]
    assert {letter.language for letter in letters} == {"lv"}
    assert {"case-notice", "case-breach", "case-measure", "case-reversed"} <= {letter.kind for letter in letters}
    breach = next(letter.text for letter in letters if letter.kind == "case-breach")
    assert "Tiesību norma: Valsts un dienesta noslēpumu likums Nr. VIII-1443, 21.¹ pants." in breach
    assert "Robežšķērsošanas ieraksts M-2026-00001" in breach
    for letter in letters:
        ours = TYPED.sub("", letter.text)
        english = [line for line in ours.split("\n") if re.search(r"\b(whether|rules|appeal|speaks|art)\b", line)]
        assert not english, letter.kind
