"""Somebody of the family who crosses along speaks for a person whose surname and document are others."""

import numpy as np
import pyarrow as pa
import pytest

from exeat.linkage import columns, company, match
from exeat.linkage.texts import FAMILY, Texts
from tests.linkage import tables

CHANGED = {"surname": "BALINSKAITE", "document_number": "97531642"}
HUSBAND = {
    "surname": "ZUKAUSKAS", "given_names": "TOMAS", "date_of_birth": "1978-06-02", "sex": "M",
    "document_number": "31415926", "crossed_at": "2025-05-01 10:02:00",
}  # fmt: skip


def evidence(*rows):
    found = match(tables.register(), tables.papers(), tables.crossings(*rows))
    return {said.feature: said for said in found.evidence(1, 1)}, found


def test_a_husband_in_the_same_minutes_speaks_for_a_wife_with_another_surname():
    alone, before = evidence(CHANGED)
    along, after = evidence(CHANGED, HUSBAND)

    assert alone["company"].why_code == "company-other"
    assert along["company"].why_code == "company-same"
    assert along["company"].weight > 3 > alone["company"].weight
    assert 1 - after.table["score"][0].as_py() < (1 - before.table["score"][0].as_py()) / 10


@pytest.mark.parametrize(
    "apart", [{"crossed_at": "2025-05-01 11:00:00"}, {"crossing_point": "Kybartai"}, {"direction": "in"}]
)
def test_the_same_name_at_another_time_or_place_says_nothing(apart):
    said, _ = evidence(CHANGED, HUSBAND | apart)

    assert said["company"].why_code == "company-other"


def test_the_companion_is_not_among_those_told():
    _, found = evidence(CHANGED, HUSBAND)

    assert found.table["crossing_id"].to_pylist() == [1]


def test_company_is_not_asked_of_those_who_bear_the_name():
    said, _ = evidence({"document_number": "97531642"}, HUSBAND)

    assert "company" not in said


def test_without_times_nothing_is_said_of_company():
    rows = tables.crossings(CHANGED, HUSBAND).drop_columns(["crossed_at"])

    found = match(tables.register(), tables.papers(), rows)

    assert "company" not in {said.feature for said in found.evidence(1, 1)}


def test_company_is_kept_within_three_minutes_on_either_side_of_any_minute():
    texts = Texts()
    surname = texts.numbers(pa.array(["Kazlauskas"]))
    family = texts.hashed(FAMILY)[surname]
    others = np.arange(100, 140)
    block = pa.table(
        {
            "surname": ["Kazlauskienė"] * len(others), "crossing_point": ["Medininkai"] * len(others),
            "crossed_at": pa.array(others * 60, pa.timestamp("s")),
        }
    )  # fmt: skip
    place = columns.moments(block)[1][:1]

    for minute in range(110, 130):
        one = np.array([minute])
        for at, other in enumerate(others.tolist()):
            search = company.Search(company.Asked(np.zeros(1, int), np.zeros(1, int), one, place, family))
            assert bool(len(search.look(block.slice(at, 1), texts))) == (abs(other - minute) <= 3)


@pytest.mark.parametrize(
    "family",
    [
        ["Kazlauskas", "Kazlauskienė", "Kazlauskaitė"],
        ["Petrov", "Petrova"],
        ["Kowalski", "Kowalska"],
        ["Adomaitis", "Adomaitienė", "Adomaitytė"],
        ["Šapiro", "Šapirienė", "Šapiraitė"],
    ],
)
def test_the_surnames_of_one_family_are_known_as_such(family):
    texts = Texts()

    numbers = texts.numbers(pa.array(family))

    assert len(set(texts.hashed(FAMILY)[numbers].tolist())) == 1
