"""Many stays are decided as each by itself, code by code: random rulebooks of every shape that is asked at once."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest

from exeat.regimes.ladders import Regime, regime
from exeat.regimes.shapes import Rulebook
from tests.regimes import drawn
from tests.regimes.test_bulk import Nation, at_once

PEOPLE = 750  # each with three trips of one or two stays: 100,000 stays in all
DAYS = drawn.DAYS
MIXED: list[dict[str, Any]] = [
    {"any": [{"post.sensitive": True, "trip.planned": False}, {"trip.purpose": ["duty"], "clearance.level": "secret"}]},
    {"any": [{"post.sensitive": False, "destination.occupied_by": {"not_in": ["RU"]}}, {"trip.planned": True}]},
    {"not": {"post.kind": drawn.KINDS[1:4], "stay.mode": ["transit"], "destination.territory": {"given": False}}},
    {"post.ordered": {"given": True}, "stay.days": {"at_least": 3}},
]  # fmt: skip
WHERE: list[dict[str, Any]] = [
    {"countries": ["RU"], "occupied_by": ["RU"]}, {"countries": ["BY"], "territories": ["UA-43"]},
    {"all_except": ["LT"], "except_in": ["schengen"]}, {"as_in": "travel-advice-lt", "at_least": 3},
    {"countries": ["CN"], "unpublished": True},
]  # fmt: skip
SUMS = [{"of": "days", "over": "3 months"}, {"of": "journeys", "over": "calendar_year"}]


def crowded(seed: int, name: str, *, counts: bool = False, yields_to: Sequence[str] = ()) -> Rulebook:
    """A random rulebook into which shapes are put that the walk does not draw."""
    draw = Random(seed)
    data = drawn.rulebook(seed, name).model_dump(by_alias=True)
    data["yields_to"] = [*yields_to]
    for part in data["categories"].values():
        for wording in part["wordings"]:
            wording["after_leaving"] = draw.choice([None, None, "3 months", "1 years", "unlimited"])
            wording["agency_may"] = draw.choice([None, "lengthen", "shorten", "both"])
    for part in data["destinations"].values():
        if draw.random() < 0.6:
            bare = {"countries": [], "all_except": None}
            part["wordings"] = [{**wording, **bare, **draw.choice(WHERE)} for wording in part["wordings"]]
    if counts:
        first = next(iter(data["destinations"]))
        said = {"in_force": DAYS[0], "cite": ["act"], "to": [first], **draw.choice(SUMS)}
        data["counts"] = {"abroad": {"wordings": [said]}}
    for n, part in enumerate(data["provisions"].values()):
        for wording in part["wordings"]:
            wording["governed_by"] = "application" if draw.random() < 0.2 else "stay"
            wording["live_by_order"] = draw.random() < 0.2
            if draw.random() < 0.5:
                wording["when"] = draw.choice(MIXED)
            if counts and not n:
                wording["when"] = {"any": [{"count.abroad": {"at_least": 4}}, draw.choice(MIXED)]}
    return Rulebook.model_validate(data)


def two(seed: int, *, counts: bool) -> list[Regime]:
    """Two regimes that bind the same people; the second may yield to the first."""
    yields_to = ["one"] if seed % 3 == 0 else []
    first, second = crowded(seed, "one", counts=counts), crowded(seed + 100, "other", yields_to=yields_to)
    return [regime(first), regime(second)]


@pytest.mark.parametrize("seed", range(36))
def test_every_shape_is_decided_at_once_as_one_by_one(seed):
    counts = seed % 5 == 0  # days are counted one by one in the reference, which takes its time
    nation = Nation(seed + 500, PEOPLE // 5 if counts else PEOPLE)
    regimes = two(seed, counts=counts)

    expected = nation.one_by_one(regimes)

    assert at_once(nation, regimes, whole=True) == expected
    assert len({code >> 20 for code in expected.values()}) > 1
