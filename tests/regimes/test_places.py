"""Lists of states and parts of states: complete, dated, and each under its own code."""

from __future__ import annotations

from datetime import date

import pytest

from exeat.regimes import lists, places, vocabulary
from exeat.regimes.facts import question
from exeat.regimes.judging import reaches
from exeat.regimes.reading import rulebook
from exeat.regimes.shapes import Destination

LISTS = [path.stem for path in sorted((vocabulary.LAW / "lists").glob("*.yaml")) if path.stem != "public-states"]


def on(name: str, day: date) -> set[str]:
    """The states on a list on a day."""
    entries = vocabulary.load(f"lists/{name}.yaml")["entries"]
    return {e["country"] for e in entries if e["from"] <= day and (e.get("until") is None or day < e["until"])}


@pytest.mark.parametrize("name", LISTS)
def test_every_list_says_where_it_comes_from_and_whether_it_is_complete(name):
    listed = vocabulary.load(f"lists/{name}.yaml")

    assert listed["list"] == name
    assert listed["source"]
    assert listed["title"]["en"]
    assert isinstance(listed["complete"], bool)
    assert {e["country"] for e in listed["entries"]} <= set(places.countries())


@pytest.mark.parametrize(
    ("name", "day", "count"),
    [
        ("eu", date(2020, 1, 31), 28),
        ("eu", date(2020, 2, 1), 27),
        ("eu", date(2004, 4, 30), 15),
        ("nato", date(2024, 3, 7), 32),
        ("nato", date(1990, 1, 1), 16),
        ("schengen", date(2024, 4, 1), 29),
        ("de-staatenliste-1", date(2021, 5, 1), 28),
        ("de-staatenliste-1", date(2022, 7, 1), 9),
        ("de-staatenliste-2", date(2022, 7, 1), 19),
    ],
)
def test_the_lists_of_states_have_their_numbers_on_a_day(name, day, count):
    assert len(on(name, day)) == count


def test_hong_kong_and_macau_are_asked_about_by_their_own_codes():
    stays = question({"stays": [{"territory": "CN-HK"}, {"territory": "CN-MO"}]}, [rulebook("lt-advice")]).stays

    assert [(stay.country, stay.territory) for stay in stays] == [("HK", None), ("MO", None)]


def test_taiwan_is_on_no_list_that_names_china():
    china = Destination(in_force=date(2020, 1, 1), cite=["act"], countries=["CN", "HK", "MO"])
    stay = question({"destination.country": "TW"}, [rulebook("lt-advice")]).stays[0]

    assert reaches(china, stay, date(2026, 1, 1), date(2026, 1, 2), set()) is False


def told(name: str, destination: str, day: date, language: str = "en") -> str:
    """What the list of a regime means on a day, in words."""
    wording = rulebook(name).destinations[destination].on(day)
    return lists.told(wording, day, language)


def test_a_list_by_reference_is_told_with_the_states_of_that_day():
    before, after = (told("de-by-sueg-37", "federal-list", day) for day in (date(2022, 6, 14), date(2022, 6, 15)))

    assert "China" in before
    assert after == "Armenia, Belarus, Kazakhstan, Kyrgyzstan, Russia, Syria, Tajikistan, Turkmenistan, Uzbekistan"


def test_what_is_not_meant_is_told_where_everything_else_is():
    assert told("cz-2025", "outside", date(2026, 1, 1)) == (
        "every destination except Czechia, the states of a list (Member states of the European Union), "
        "the states of a list (Members of the North Atlantic Treaty)"
    )


def test_a_secret_part_of_a_list_is_told():
    assert told("nl-risk-countries", "services", date(2026, 1, 1)).endswith("and others that are not made public")
    assert told("nl-risk-countries", "trust", date(2026, 1, 1), "lt") == "ir kitos, kurios viešai neskelbiamos"
