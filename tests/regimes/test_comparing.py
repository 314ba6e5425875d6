from __future__ import annotations

from datetime import date

import pytest

from exeat.regimes import ask, compare, places
from exeat.regimes.reading import files, read_text
from exeat.regimes.regions import Place
from exeat.regimes.situating import Told

LAW = files()["lt-service-travel"].read_text(encoding="utf-8")
DRAFT = (
    LAW.replace(
        "when: {post.kind: professional_soldier}", "when: {post.kind: [professional_soldier, volunteer_soldier]}", 1
    )
    .replace(
        "      - in_force: 2024-01-24\n        countries: [RU, BY, CN]\n        cite: [resolution]\n",
        "      - {in_force: 2024-01-24, until: 2027-01-01, countries: [RU, BY, CN], cite: [resolution]}\n"
        "      - in_force: 2027-01-01\n        countries: [RU, BY, CN, GE]\n        cite: [resolution]\n",
        1,
    )
    .replace("regime: lt-service-travel", "regime: volunteers-and-georgia", 1)
)


def test_nothing_differs_from_itself():
    assert compare("lt-service-travel", "lt-service-travel") == []


def test_volunteers_and_georgia_are_told_apart_with_their_first_days():
    law, draft = read_text(LAW), read_text(DRAFT)

    found = {(each.before, each.after, each.where, each.since): each for each in compare(law, draft)}

    assert set(found) == {
        ("free", "ban", ("BY", "CN", "RU"), date(2024, 1, 24)),
        ("free", "permission", ("BY", "CN", "RU"), date(2024, 1, 24)),
        ("free", "ban", ("GE",), date(2027, 1, 1)),
        ("free", "permission", ("GE",), date(2027, 1, 1)),
    }
    volunteers = found["free", "ban", ("BY", "CN", "RU"), date(2024, 1, 24)]
    assert volunteers.who == ("Volunteer soldier",)
    assert volunteers.witness_words == "Volunteer soldier, Belarus, 24\xa0January 2024, a holiday or a visit"
    assert all(each.heavier for each in found.values())


@pytest.mark.parametrize("name", ["lt-2023-draft", "lt-secrets-travel"])
def test_every_witness_shows_the_difference(name):
    for difference in compare("lt-service-travel", name):
        before = ask(["lt-service-travel"], difference.witness).requires
        after = ask([name], difference.witness).requires

        assert (before, after) == (difference.before, difference.after)
        assert before != after


def test_differences_are_told_in_lithuanian():
    first = compare("lt-service-travel", "lt-2023-draft", "lt")[0]

    assert first.words.startswith("Nieko daryti nereikia. → Pirmiausia reikia gauti leidimą vykti.")
    assert "Baltarusija, Rusija" in first.words


def test_every_state_is_not_told_as_every_state_but_none():
    told = Told("LT", "en")
    states = {Place(code) for code in places.countries()}

    assert told.places(frozenset(states)) == ""
    assert told.places(frozenset(states - {Place("LT")})) == "everywhere except Lithuania"
