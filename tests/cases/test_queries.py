"""Whom a case still needs, and who sees which."""

import pytest

from exeat.cases import queries
from tests.cases import loop
from tests.cases.world import BODY, LINA, NOON, traveller

pytestmark = pytest.mark.usefixtures("a_world")


def test_a_person_is_needed_until_their_case_is_closed():
    row = loop.noticed()
    assert queries.people_in_open_cases() == {row.person.reference}

    row = loop.found(loop.actions.answer(row.reference, text="Not me.", by=traveller(), at=NOON), kind="not_proven")

    assert row.state == "closed"
    assert queries.people_in_open_cases() == frozenset()


def test_the_appeals_body_sees_a_case_only_once_it_was_appealed():
    row = loop.measured()
    assert not queries.visible_to(BODY).exists()

    loop.appealed(row)

    assert list(queries.on_appeal(BODY)) == [row]


def test_closed_cases_leave_the_work_list():
    row = loop.reversed_()

    assert not queries.work_list(LINA).exists()
    assert list(queries.closed(LINA)) == [row]


def test_the_list_of_cases_asks_a_fixed_number_of_questions(django_assert_max_num_queries):
    loop.noticed()

    with django_assert_max_num_queries(1):
        list(queries.work_list(LINA))
