"""Promise 14: act then reverse equals before, but for the trace."""

import json
import random
from datetime import date, timedelta

import pytest

from exeat.audit import queries as audit
from exeat.cases import actions, outbox, policy, queries
from exeat.letters import queries as letters
from exeat.register.models import Clearance, Institution, Person, Post
from tests.cases import loop, world
from tests.cases.world import BODY, NOON, RASA, REASONS, later
from tests.safeguards.road import LADDER, WHY, offered_a_ladder

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


def test_an_employment_that_ended_is_put_back_and_whoever_was_told_to_act_is_told_to_undo_it():
    world.found_world()
    world.enter()
    before = everything()
    row = offered_a_ladder(loop.found())
    posts = "A post in the archive and one in the motor pool were looked at; neither is free this year."
    actions.enquire(row.reference, posts=posts, said="He would take it.", found=False, by=RASA, at=later(6))
    kinds = tuple(kind for kind, _rank in LADDER)
    row = loop.measured(row, kinds=kinds, lighter=dict.fromkeys((policy.NOTHING, *kinds), WHY))
    assert Post.objects.get().until is not None

    row = loop.reversed_(loop.appealed(row))

    assert everything() == before
    told = [json.loads(outbox.said(order)) for order in row.orders.order_by("number")]
    assert [(one["what"], one["measures"]) for one in told] == [
        ("taken", ["clearance_withdrawn"]), ("taken", ["warning", "employment_ended"]),
        ("restored", ["clearance_withdrawn"]), ("restored", ["warning", "employment_ended"]),
    ]  # fmt: skip
    assert [told[2]["replaces"], told[3]["replaces"]] == [told[0]["id"], told[1]["id"]]
    assert "case-restored-institution" in {letter.kind for letter in letters.inbox(row.institution)}
