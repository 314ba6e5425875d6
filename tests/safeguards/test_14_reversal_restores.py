"""Promise 14: act then reverse equals before, but for the trace."""

import random
from datetime import date, timedelta

import pytest

from exeat.audit import queries as audit
from exeat.cases import actions, queries
from exeat.register.models import Clearance, Institution, Person, Post
from tests.cases import loop, world
from tests.cases.world import BODY, NOON, REASONS, later

pytestmark = pytest.mark.django_db


def everything():
    """The register's holdings, to the last column that says what holds."""
    fields = ("id", "person_id", "since", "until", "ended_because")
    return [list(model.objects.order_by("id").values_list(*fields)) for model in (Post, Clearance)]


@pytest.mark.parametrize("seed", range(5))
def test_act_then_reverse_equals_before(seed):
    rng = random.Random(seed)  # made-up holdings, not secrets
    world.found_world()
    world.enter()
    person = Person.objects.get(reference="P-000001")
    for _ in range(rng.randrange(4)):
        start = date(2016, 1, 1) + timedelta(days=rng.randrange(3000))
        until = rng.choice([None, start + timedelta(days=rng.randrange(1, 5000))])
        Clearance.objects.create(person=person, level=rng.choice(["secret", "restricted"]), since=start, until=until)
        house = Institution.objects.get(reference="I-ARMY")
        Post.objects.create(person=person, institution=house, kind="official", since=start, until=until)
    before = everything()

    row = loop.measured()
    changed = everything()
    row = loop.appealed(row)
    if rng.random() < 0.5:
        actions.suspend(row.reference, reasons=REASONS, by=BODY, at=later(8))
    row = loop.reversed_(row)

    assert changed != before
    assert everything() == before
    assert queries.for_statistics(NOON, later(30))[0]["reversed"] is True
    verbs = [
        entry.verb for entry in audit.search(seen_by=world.officer("U-0007", "auditor", ""), subject=row.reference)
    ]
    assert "case.measure_taken" in verbs
    assert "case.decision_reversed" in verbs
