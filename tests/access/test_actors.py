"""As whom an account may act comes from its roles and from the register's day."""

from datetime import date

import pytest

from exeat.access import queries
from tests.factories import (
    TODAY,
    AccountFactory,
    DeputyFactory,
    HeadshipFactory,
    InstitutionFactory,
    PersonFactory,
    RoleFactory,
    away,
)

pytestmark = pytest.mark.django_db


def test_a_registered_person_acts_as_traveller_first_and_then_in_each_role():
    army = InstitutionFactory(reference="I-ARMY")
    account = AccountFactory(person=PersonFactory(institution=army))
    RoleFactory(account=account, kind="security_officer", institution=army)

    actors = queries.actors_of(account, on=TODAY)

    assert [(a.role, a.institution) for a in actors] == [("traveller", ""), ("security_officer", "I-ARMY")]
    assert {a.reference for a in actors} == {account.person.reference}


def test_the_register_makes_the_head_and_the_next_row_unmakes_them():
    army = InstitutionFactory(reference="I-ARMY")
    old, new = PersonFactory(institution=army), PersonFactory(institution=army)
    HeadshipFactory(institution=army, person=old, since=date(2020, 1, 1))
    HeadshipFactory(institution=army, person=new, since=TODAY)

    before = queries.actors_of(AccountFactory(person=old), on=date(2026, 11, 24))
    after = queries.actors_of(old.account, on=TODAY)
    heir = queries.actors_of(AccountFactory(person=new), on=TODAY)

    assert [a.role for a in before] == ["traveller", "head"]
    assert [a.role for a in after] == ["traveller"]
    assert [a.role for a in heir] == ["traveller", "head"]


def test_a_deputy_acts_for_the_head_under_the_written_order():
    army = InstitutionFactory(reference="I-ARMY")
    head = HeadshipFactory(institution=army, person=PersonFactory(surname="Kairys", given_names="Tomas")).person
    row = DeputyFactory(institution=army, order="V-12 of 2 January 2024")
    away("I-ARMY")

    actor = queries.actors_of(AccountFactory(person=row.person), on=TODAY)[1]

    assert (actor.role, actor.institution) == ("deputy", "I-ARMY")
    assert actor.stands_in.for_reference == head.reference
    assert actor.stands_in.for_name == "Tomas Kairys"
    assert actor.stands_in.order == "V-12 of 2 January 2024"


def test_a_role_that_ended_or_that_only_the_register_may_give_counts_for_nothing():
    account = AccountFactory()
    RoleFactory(account=account, kind="auditor", until=TODAY)
    RoleFactory(account=account, kind="head", institution=InstitutionFactory())

    assert queries.actors_of(account, on=TODAY) == []
