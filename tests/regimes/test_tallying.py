"""What is counted over windows in SQL is what is counted day by day: the number itself, over crowded itineraries."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pyarrow as pa
import pytest

from exeat.engines import on_duckdb
from exeat.regimes import bulk, counting
from exeat.regimes.facts import Question, Stay
from exeat.regimes.ladders import regime
from tests.regimes.test_shapes_of_rules import DAY, small

PLACES: list[bulk.Place] = [
    ("RU", None),
    ("BY", None),
    ("UA", None),
    ("UA", "UA-43"),
    ("UA", "UA-09"),
    ("HR", None),
    ("PL", None),
    (None, None),
]
OVERS = ["7 days", "2 weeks", "1 months", "2 months", "1 years", "calendar_year"]
LISTS: list[dict[str, Any]] = [
    {"countries": ["RU", "BY", "PL"]},
    {"occupied_by": ["RU"]},
    {"all_except": ["LT"], "except_in": ["schengen"]},
]


def itinerary(draw: Random, stays: int) -> list[Stay]:
    """Stays of one person that touch, overlap and leave days between them, about a turn of the year."""
    found = []
    for _ in range(stays):
        first = date(2022, 8, 20) + timedelta(days=draw.randrange(150))
        place = draw.choice(PLACES if draw.random() < 0.1 else PLACES[:-1])
        found.append(Stay(first, first + timedelta(days=draw.choice([1, 2, 3, 30])), "stay", *place))
    return found


@pytest.mark.parametrize("of", ["days", "journeys"])
@pytest.mark.parametrize("where", LISTS)
def test_the_highest_of_each_count_is_found(of, where):
    cited = {"in_force": DAY, "cite": ["act"]}
    counts = [(f"counts/c{n}", {**cited, "of": of, "over": over, "to": ["listed"]}) for n, over in enumerate(OVERS)]
    made = regime(small(("destinations/listed", {**cited, "label": {"en": "Listed"}, **where}), *counts))
    people = [itinerary(Random(n), 6) for n in range(150)]
    plan = bulk.plan([made], PLACES, ("trip.purpose",), whole=True)

    expected = {}
    for n, (stays, stay) in enumerate((all_of_them, each) for all_of_them in people for each in all_of_them):
        question = Question((), (), (stay,), earlier=tuple(each for each in stays if each is not stay))
        for i, begin, end in made.stretches(stay.first, stay.until):
            expected[n, i] = [*counting.counted(made.epoch(i), question, stay, begin, end, {}).values()]

    said = found(plan, people)
    assert {key: said.get(key, [0] * len(OVERS)) for key in expected} == expected
    assert said.keys() <= expected.keys()


def found(plan: bulk.Plan, people: list[list[Stay]]) -> dict[tuple[int, int], list[int | None]]:
    """What the text counts for each stay and epoch."""
    rows = [(person, stay) for person, stays in enumerate(people) for stay in stays]
    columns: dict[str, list[Any]] = {
        "stay": [*range(len(rows))],
        "trip": [*range(len(rows))],
        "person": [person for person, _ in rows],
        "place": [PLACES.index((stay.country, stay.territory)) for _, stay in rows],
        "first": [bulk.day_number(stay.first) for _, stay in rows],
        "until": [bulk.day_number(stay.until) for _, stay in rows],
        "begins": [bulk.day_number(stay.first) for _, stay in rows],
        "trip_purpose": [0] * len(rows),
    }
    nobody = {
        name: pa.table({each: pa.array([], pa.int32()) for each in bulk.TABLES[name]})
        for name in ("posts", "clearances")
    }
    stays = pa.table({name: pa.array(values, pa.int32()) for name, values in columns.items()})
    text = plan.text[: plan.text.rindex("facts AS (")].rstrip().removesuffix(",")
    told = on_duckdb.answers(f"{text} SELECT * FROM tallies ORDER BY stay", plan.tables, {"stays": stays, **nobody})
    answers: dict[tuple[int, int], list[int | None]] = {}
    for row in told.to_pylist():
        for epoch in sorted({int(name.removeprefix("tally").split("_")[0]) for name in row if name != "stay"}):
            heights = [row[f"tally{epoch}_{n}"] for n in range(len(OVERS))]
            if any(height is not None for height in heights):
                answers[row["stay"], epoch] = [None if height == -1 else height or 0 for height in heights]
    return answers
