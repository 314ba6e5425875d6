"""Promise 12: aim, lesser means, family life, duration and review are recorded; a measure without them is refused."""

import pytest

from exeat.cases.models import Measure
from exeat.values.moves import MoveRefused
from tests.cases import loop, world

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
