"""Roles are kept apart, and an administrator reaches no further than their institution."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeat.access import actions, policy, queries
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from tests.factories import NOON, PASSWORD, TODAY, AccountFactory, InstitutionFactory, PersonFactory, RoleFactory, actor

ADMINISTRATOR = actor("administrator", "U-0001")


@pytest.mark.django_db
def test_who_keeps_the_accounts_can_be_given_nothing_else():
    account = RoleFactory(kind="administrator").account

    with pytest.raises(MoveRefused, match="cannot hold these roles"):
        actions.give_role(account.reference, "case_officer", since=TODAY, by=ADMINISTRATOR, at=NOON)


@pytest.mark.django_db
def test_a_security_officer_serves_in_an_institution():
    account = AccountFactory()

    with pytest.raises(MoveRefused, match="held in an institution"):
        actions.give_role(account.reference, "security_officer", since=TODAY, by=ADMINISTRATOR, at=NOON)


@pytest.mark.django_db
def test_the_administrator_of_an_institution_gives_roles_there_alone():
    InstitutionFactory(reference="I-ARMY"), InstitutionFactory(reference="I-POL")
    account, local = AccountFactory(), actor("administrator", "U-0002", "I-ARMY")

    with pytest.raises(MoveRefused, match="one institution"):
        actions.give_role(account.reference, "analyst", since=TODAY, by=local, at=NOON)
    with pytest.raises(MoveRefused, match="one institution"):
        actions.give_role(account.reference, "duty_officer", institution="I-POL", since=TODAY, by=local, at=NOON)
    actions.give_role(account.reference, "duty_officer", institution="I-ARMY", since=TODAY, by=local, at=NOON)

    assert [a.institution for a in queries.actors_of(account, on=TODAY)] == ["I-ARMY"]


@pytest.mark.django_db
def test_a_closed_account_cannot_sign_in(client):
    account = AccountFactory(username="rasa")

    actions.close_account(account.reference, by=ADMINISTRATOR, at=NOON)

    assert not client.login(username="rasa", password=PASSWORD)


@pytest.mark.django_db
def test_the_administrator_of_an_institution_sees_its_accounts_alone():
    army, police = InstitutionFactory(reference="I-ARMY"), InstitutionFactory(reference="I-POL")
    soldier = AccountFactory(person=PersonFactory(institution=army))
    AccountFactory(person=PersonFactory(institution=police))
    officer = RoleFactory(institution=army).account

    seen = queries.accounts(seen_by=actor("administrator", institution="I-ARMY"), on=TODAY)

    assert set(seen) == {soldier, officer}
    assert not queries.accounts(seen_by=actor("auditor"), on=TODAY).exists()


kinds = st.sampled_from(sorted(policy.ROLES))


@given(one=kinds, other=kinds)
def test_keeping_apart_does_not_depend_on_which_role_came_first(one, other):
    assert policy.kept_apart(one, other) == policy.kept_apart(other, one)


def test_an_administrator_and_an_auditor_see_no_files():
    assert policy.ROLES["administrator"] == {Right.ADMINISTER}
    assert policy.ROLES["auditor"] == {Right.READ_AUDIT}
