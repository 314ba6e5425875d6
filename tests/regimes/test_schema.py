from __future__ import annotations

import json
from datetime import date

import pytest

from exeat.regimes import Rulebook
from exeat.regimes.reading import files, written
from tests.regimes.schema import errors

SCHEMA = Rulebook.model_json_schema(by_alias=True)


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
