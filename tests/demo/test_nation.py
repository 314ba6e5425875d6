"""The made-up nation is the same for the same seed, and its numbers are the published ones."""

from datetime import date
from functools import cache

import pytest

from exeat.demo import nation, passages
from exeat.demo.names import of_a_woman

TODAY = date(2026, 11, 25)


def made(seed):
    maker = nation.Maker(seed, TODAY)
    people = nation.registered(maker, "small")
    journeys = passages.journeys_of_everyone(maker, "small", date(2025, 11, 24), date(2026, 11, 23))
    return people, journeys, passages.passages(maker.rng, journeys)


@cache
def year(seed):
    """A year that is only looked at: made once for all tests."""
    return made(seed)


def test_the_same_seed_gives_the_same_nation_and_another_gives_another():
    assert made(1) == year(1)
    assert made(2)[0] != year(1)[0]


def test_a_year_of_passages_has_a_tenth_of_the_published_numbers():
    _, journeys, rows = year(1)

    assert len(rows) == pytest.approx(68_400, abs=1)
    assert len({id(journey.who) for journey in journeys}) == 6_200


def test_nobody_crosses_to_belarus_while_the_border_was_shut():
    _, _, rows = year(1)

    shut = [row for row in rows if "2025-10-29" <= row.crossed_at[:10] < "2025-12-01"]

    assert shut == []


def test_personal_codes_are_valid_and_documents_are_nobody_elses():
    from stdnum.lt import asmens

    people, _, _ = year(1)

    assert all(asmens.is_valid(person.code) for person in people)
    numbers = [document.number for person in people for document in person.documents]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize(
    ("man", "wife", "daughter"),
    [
        ("Kazlauskas", "Kazlauskienė", "Kazlauskaitė"),
        ("Butkus", "Butkienė", "Butkutė"),
        ("Stankevičius", "Stankevičienė", "Stankevičiūtė"),
        ("Adomaitis", "Adomaitienė", "Adomaitytė"),
        ("Ivanov", "Ivanova", "Ivanova"),
        ("Žukovskij", "Žukovskaja", "Žukovskaja"),
        ("Mackevič", "Mackevič", "Mackevič"),
    ],
)
def test_women_bear_the_form_of_a_wife_or_of_a_daughter(man, wife, daughter):
    assert of_a_woman(man, married=True) == wife
    assert of_a_woman(man, married=False) == daughter


@pytest.mark.parametrize(("size", "trips"), [("full", (430_000, 255_000)), ("small", (43_000, 25_500))])
def test_trips_of_residents_in_the_years_before_are_the_published_ones(size, trips):
    rows = passages.earlier_counts(size)

    by_year = [sum(int(row["number"]) for row in rows if row["day"].startswith(year)) for year in ("2022", "2023")]

    assert tuple(by_year) == trips
    assert max(row["day"] for row in rows) == "2023-08-31"
