"""Half of a journey recognised recognises the other half, which bears no number."""

import pytest

from exeat.linkage import match
from tests.linkage import tables

BARE = {"document_number": None, "date_of_birth": "1980-03-17"}  # no number, and a digit of the date is wrong
BACK = BARE | {"direction": "in", "crossed_at": "2025-05-08 18:00:00"}


def found(*rows):
    return match(tables.register(), tables.papers((1, "24680135")), tables.crossings(*rows))


def journey(of, crossing):
    return {said.feature: said for said in of.evidence(crossing, 1)}.get("journey")


def score(of, crossing):
    return dict(zip(of.table["crossing_id"].to_pylist(), of.table["score"].to_pylist(), strict=True))[crossing]


def test_a_return_that_a_recognised_exit_waits_for_is_surer():
    home = found({}, BACK)

    assert journey(home, 2).why_code == "journey-same"
    assert journey(home, 2).weight > 3
    assert score(home, 2) > score(found({}, BACK | {"crossed_at": None}), 2)


def test_an_exit_is_recognised_by_the_return():
    home = {"direction": "in", "crossed_at": "2025-05-08 18:00:00"}

    assert journey(found(home, BARE), 2).why_code == "journey-same"


def test_another_point_says_less():
    there, elsewhere = found({}, BACK), found({}, BACK | {"crossing_point": "Kybartai"})

    assert journey(elsewhere, 2).why_code == "journey-elsewhere"
    assert journey(elsewhere, 2).weight < journey(there, 2).weight


@pytest.mark.parametrize(
    "other",
    [
        {"direction": "out"},  # out twice
        {"crossed_at": "2025-04-30 10:00:00"},  # back before the exit
        {"crossed_at": "2025-09-30 10:00:00"},  # months later
    ],
)
def test_what_no_journey_waits_for_speaks_against(other):
    said = journey(found({}, BACK | other), 2)

    assert said.why_code == "journey-apart"
    assert said.weight < 0


def test_a_journey_that_is_whole_waits_for_nothing():
    back = {"direction": "in", "crossed_at": "2025-05-06 12:00:00"}

    assert journey(found({}, back, BACK), 3).why_code == "journey-apart"


def test_the_words_of_the_border_are_understood():
    there, back = {"direction": "exit"}, BACK | {"direction": "entry"}

    assert journey(found(there, back), 2).why_code == "journey-same"


def test_who_shows_no_document_is_not_asked_where_nobody_is_recognised():
    assert journey(found(BARE, BACK), 1) is None


def among_many(*rows):
    """The same with a second person, and a hundred of whom nobody travels."""
    letters = "bcdfgklmnp"
    others = [{"surname": f"V{letters[n % 10]}a{letters[n // 10]}onis", "given_names": "Ignas"} for n in range(100)]
    people = tables.register({}, {"surname": "Balčiūnienė", "given_names": "Eglė"}, *others)
    return match(people, tables.papers((1, "24680135"), (2, "13579246")), tables.crossings(*rows))


def test_who_is_recognised_by_nothing_else_is_hardly_the_one_record_without_a_number():
    alone = among_many({}, BARE | {"surname": "BALCIUNIENE", "given_names": "EGLE"})

    said = {of.feature: of for of in alone.evidence(2, 2)}["journey"]
    assert said.why_code == "journey-alone"
    assert said.weight < -2


def test_few_travel_so_who_travels_is_surer():
    assert journey(among_many({}, BACK), 2).weight > journey(found({}, BACK), 2).weight + 2


def test_a_relative_is_no_surer_because_the_person_travels():
    sister = BACK | {"given_names": "GIEDRE", "date_of_birth": "1980-03-11"}

    assert journey(among_many({}, sister), 2).weight < journey(among_many({}, BACK), 2).weight - 2
