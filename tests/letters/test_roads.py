"""How one complains depends on the regime, the group of people and the act; what no source states is said so."""

import pytest

from exeat.letters import roads
from exeat.regimes import rulebook, rulebooks, vocabulary

LT = {"country": "LT"}


def test_a_civil_servant_and_a_soldier_complain_to_different_bodies():
    servant = roads.told(["lt-secrets-travel"], "lt", **LT, post="civil_servant", act="decision")
    soldier = roads.told(["lt-service-travel"], "lt", **LT, post="professional_soldier", act="decision")

    assert servant.startswith(
        "Kam skųsti: Lietuvos administracinių ginčų komisija arba Regionų administracinis teismas."
    )
    assert "Terminas: 1\N{NO-BREAK SPACE}mėnuo nuo šio rašto įteikimo" in servant
    assert soldier.startswith("Kam skųsti: aukštesnysis vadas. Šaltinio, kuriame nurodytas terminas, neradome")
    assert "Toliau: pagal pavaldumą iki krašto apsaugos ministro, o paskui administracinis teismas." in soldier
    assert "dar nepatvirtino" in servant
    assert "dar nepatvirtino" in soldier


@pytest.mark.parametrize("post", ["border_guard", "police_officer", "rifleman", "none"])
def test_where_no_source_states_the_road_the_letter_says_whom_to_ask(post):
    told = roads.told(["lt-service-travel"], "en", **LT, post=post, act="decision")

    assert told.startswith("We found no source that states where")
    assert "Ask the institution that took the decision" in told


def test_a_letter_that_names_the_last_day_leaves_the_time_limit_to_it():
    dated = roads.told(["demo-order"], "en", **LT, post="conscript", act="measure", dated=True)
    plain = roads.told(["demo-order"], "en", **LT, post="conscript", act="decision")

    assert "Time limit" not in dated
    assert "Time limit: 1\N{NO-BREAK SPACE}month from the day on which this letter was served on you." in plain


def test_the_order_of_an_institution_comes_before_the_law_of_its_country():
    told = roads.told(["demo-order", "lt-secrets-travel"], "en", **LT, post="civil_servant", act="appeal")

    assert told.startswith("To: the made-up administrative court.")


def test_every_kind_of_post_belongs_to_one_group():
    table = vocabulary.load(roads.TABLE)["groups"]

    for country in ("LT", "LV", "EE"):
        placed = [post for group in table.values() for post in group["posts"][country]]
        assert sorted(placed) == sorted(code for code, _words in vocabulary.post_kinds(country))


def test_an_open_road_is_never_told_as_confirmed_and_a_road_always_cites():
    for entry in vocabulary.load(roads.TABLE)["roads"]:
        assert entry["state"] in {"checked", "open"}
        assert entry["cite"]
        assert {*entry["acts"]} <= {*roads.ACTS}
        assert {*entry.get("groups", [])} <= {*roads.groups()}


@pytest.mark.parametrize(("country", "language"), [("LV", "lv"), ("EE", "et")])
def test_a_neighbouring_country_is_told_in_its_own_language_that_no_source_was_found(country, language):
    for name in rulebooks(jurisdiction=country):
        told = roads.told([name], language, country=country, post="official", act="decision")
        english = roads.told([name], "en", country=country, post="official", act="decision")

        assert rulebook(name).jurisdiction == country
        assert english.startswith("We found no source that states")
        assert told not in ("", english)
