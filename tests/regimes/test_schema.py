from __future__ import annotations

import json
from datetime import date

import pytest

from exeat.regimes.expecting import THEN
from exeat.regimes.reading import files, written
from exeat.regimes.schema import json_schema, unexplained
from tests.regimes.schema import errors

SCHEMA = json_schema()


def as_json(name):
    data = written(files()[name].read_text(encoding="utf-8"), name).data
    return json.loads(json.dumps(data, default=date.isoformat))


@pytest.mark.parametrize("name", files())
def test_editors_accept_what_the_reader_accepts(name):
    assert list(errors(as_json(name), SCHEMA, SCHEMA)) == []


def test_a_part_may_be_written_flat_or_with_its_wordings():
    flat = as_json("lt-service-travel")
    listed = as_json("lt-service-travel")
    soldier = listed["categories"]["soldier"]
    listed["categories"]["soldier"] = {"label": soldier.pop("label"), "wordings": [soldier]}

    assert list(errors(flat, SCHEMA, SCHEMA)) == []
    assert list(errors(listed, SCHEMA, SCHEMA)) == []


@pytest.mark.parametrize("change", [{"binds": None}, {"bindz": ["soldier"]}, {"requires": "bann"}, {"in_force": 2024}])
def test_editors_mark_what_the_reader_refuses(change):
    data = as_json("lt-service-travel")
    provision = data["provisions"]["no-private-travel"]
    provision.update({key: value for key, value in change.items() if value is not None})
    for key, value in change.items():
        if value is None:
            del provision[key]

    assert list(errors(data, SCHEMA, SCHEMA)) != []


@pytest.mark.parametrize(
    ("where", "wrong"),
    [
        (("provisions", "no-private-travel", "when"), {"trip.purposes": "duty"}),
        (("categories", "soldier", "when"), {"trip.incident": "yes"}),
        (("categories", "Every soldier"), {}),
        (("destinations", "listed", "wordings", 0, "countries"), ["EU"]),
        (("destinations", "listed", "wordings", 0, "as_in"), "five-eyes"),
        (("calendar",), "IS"),
        (("explained",), [{"finding": "gaps", "on": "categories.soldier", "why": "It is."}]),
        (("examples", "cases", 0, "given"), {"purpose": "duty"}),
        (("examples", "cases", 0, "given"), {"stay.from": "1 March 2027"}),
        (("examples", "cases", 0, "given"), {"destination.country": "France"}),
        (("examples", "cases", 0, "then"), {"requires": "notify"}),
        (("examples", "cases", 0, "then"), {"asks": "notice"}),
    ],
)
def test_editors_mark_a_word_that_no_list_has(where, wrong):
    data = as_json("lt-service-travel")
    place = data
    for key in where[:-1]:
        place = place[key]
    place[where[-1]] = wrong

    assert list(errors(data, SCHEMA, SCHEMA)) != []


def test_editors_offer_the_bodies_that_have_words_and_take_others():
    procedure = next(each for each in SCHEMA["$defs"]["Part_Procedure_"]["anyOf"] if "addressee" in each["properties"])
    data = as_json("lt-service-travel")
    name, body = next((name, each) for name, each in data["procedures"].items() if "wordings" not in each)
    data["procedures"][name] = {**body, "addressee": "a_body_without_words"}

    assert {"$ref": "#/$defs/body"} in procedure["properties"]["addressee"]["anyOf"]
    assert "security_officer" in SCHEMA["$defs"]["body"]["anyOf"][0]["enum"]
    assert list(errors(data, SCHEMA, SCHEMA)) == []


def test_every_key_has_a_sentence():
    assert unexplained() == []
    assert SCHEMA["properties"]["yields_to"]["description"].startswith("Other regimes")


def test_every_fact_that_a_condition_may_test_is_offered_with_its_words():
    flat = next(each for each in SCHEMA["$defs"]["Part_Category_"]["anyOf"] if "when" in each["properties"])

    tests = flat["properties"]["when"]["properties"]
    assert tests["trip.purpose"]["anyOf"][0] == {"enum": ["private", "duty"]}
    assert flat["properties"]["when"]["properties"]["clearance.level"] == {"description": "level of clearance"}
    assert flat["properties"]["after_leaving"]["description"].startswith("How long former holders")


def test_an_example_is_completed_with_its_facts_and_the_answers_it_may_expect():
    example = SCHEMA["$defs"]["Example"]["properties"]
    answers = example["then"]["properties"]

    assert set(answers) == set(THEN)
    assert all(answer["description"] for answer in answers.values())
    assert "undetermined" in answers["requires"]["enum"]
    assert example["given"]["properties"]["trip.incident"]["anyOf"][0] == {"type": "boolean"}
