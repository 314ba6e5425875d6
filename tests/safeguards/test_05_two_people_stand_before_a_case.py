"""Promise 5: who confirms a match cannot alone open the case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeat.cases import policy
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor, Right
from tests.cases import loop, world
from tests.cases.world import LINA, MINDAUGAS

people = st.sampled_from([f"U-{n}" for n in range(6)] + ["P-000001"])


@given(people, st.frozensets(people, max_size=3), people, st.booleans())
def test_whoever_opens_is_not_who_confirmed_nor_the_person_nor_near_them(who, confirmers, person, colleague):
    case = policy.Case(person, colleague=colleague, confirmed_by=confirmers)

    try:
        policy.may_open(Actor(who, rights=frozenset(Right)), case, reasons=world.REASONS, overrides={})
    except MoveRefused:
        return

    assert confirmers
    assert who not in confirmers | {person}
    assert not colleague


@pytest.mark.django_db
def test_two_names_stand_on_every_case():
    world.found_world()
    world.enter()

    row = loop.opened()

    assert row.opened_by == MINDAUGAS.reference
    assert list(row.confirmers.values_list("officer", flat=True)) == [LINA.reference]
