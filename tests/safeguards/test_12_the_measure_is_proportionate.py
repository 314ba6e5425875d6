"""Promise 12: aim, lesser means, family life, duration and review are recorded; a measure without them is refused."""

import pytest

from exeat.cases import policy
from exeat.cases.models import Measure
from exeat.values.moves import MoveRefused
from tests.cases import loop, world
from tests.safeguards.road import LADDER, WHY, offered_a_ladder

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("part", ["aim", "lesser", "family", "lasts", "review_on", "reasons"])
def test_a_measure_without_its_weighing_is_refused(part):
    world.found_world()
    world.enter()
    row = loop.found()

    with pytest.raises(MoveRefused):
        loop.measured(row, **{part: None if part == "review_on" else ""})

    assert not Measure.objects.exists()
    assert loop.again(row).state == "found"


@pytest.mark.parametrize(
    ("skipped", "match"),
    [
        ("weighed", "Say of each factor"), ("lighter", "each lighter measure"), ("posts", "which posts"),
        ("ladder", "measures that the law attaches"),
    ],
)  # fmt: skip
def test_where_the_law_leaves_a_choice_the_lightest_that_does_comes_first(skipped, match):
    world.found_world()
    world.enter()
    row = offered_a_ladder(loop.found())
    kinds = ("dismissal",) if skipped == "ladder" else tuple(kind for kind, _rank in LADDER)
    said = {"kinds": kinds, "lighter": dict.fromkeys((policy.NOTHING, *kinds), WHY)}
    said |= {} if skipped in ("posts", "ladder") else {skipped: {}}

    with pytest.raises(MoveRefused, match=match):
        loop.measured(row, **said)

    assert not Measure.objects.exists()
