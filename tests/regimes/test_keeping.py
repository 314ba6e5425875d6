"""What is known of a regime is kept under the fingerprint of everything that it rests on."""

from __future__ import annotations

import json

import pytest

from exeat.regimes import keeping, rulebook, rulebooks
from exeat.regimes.findings import findings


@pytest.fixture(autouse=True)
def forgotten():
    keeping._heads.cache_clear()
    keeping._checked.cache_clear()


def test_the_back_of_every_regime_is_kept_in_one_file(tmp_path):
    found = keeping.heads(tmp_path)

    [file] = tmp_path.rglob("heads.json")
    assert set(json.loads(file.read_text(encoding="utf-8"))) == set(rulebooks(status=None)) == set(found)
    assert found["lt-2023-draft"].status == "draft"
    assert found["lt-service-travel"] == keeping.head_of(rulebook("lt-service-travel"))


def test_what_the_check_finds_is_kept_and_read_back(tmp_path, monkeypatch):
    first = keeping.checked("de-sueg-32", tmp_path)
    keeping._checked.cache_clear()
    monkeypatch.setattr(keeping, "check", lambda book: pytest.fail("it was worked out twice"))

    again = keeping.checked("de-sueg-32", tmp_path)

    assert again == first
    assert [each.words["en"] for each in first.findings] == [each.words() for each in findings(rulebook("de-sueg-32"))]


def test_every_example_says_which_step_decides_it():
    found = keeping.checked("lt-service-travel")

    assert {each.exception for each in found.examples} > {""}
    assert len(found.examples) == len(rulebook("lt-service-travel").examples.cases)
    assert found.changes > 20 > found.unnoticed == 0


def test_what_another_edition_left_is_cleared_away(tmp_path):
    old = tmp_path / "0123" / "heads.json"
    old.parent.mkdir()
    old.write_text("{}", encoding="utf-8")

    keeping.checked("nz-psr", tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == [keeping.edition()]


def test_a_file_that_cannot_be_read_is_made_anew(tmp_path):
    path = tmp_path / keeping.edition() / "nz-psr.json"
    path.parent.mkdir()
    path.write_text("{", encoding="utf-8")

    found = keeping.checked("nz-psr", tmp_path)

    assert found.examples
    assert json.loads(path.read_text(encoding="utf-8"))["steps"] == found.steps
