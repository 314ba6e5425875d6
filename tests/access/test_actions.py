"""Accounts and roles are given by an administrator, and to nobody by themselves."""

from datetime import date

import pytest

from exeat.access import actions, queries
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor, Right
from tests.factories import NOON, AccountFactory, InstitutionFactory, PersonFactory, RoleFactory

ADMIN = Actor("U-0001", rights=frozenset({Right.ADMINISTER}), name="Administrator", role="administrator")
pytestmark = pytest.mark.django_db


def test_a_role_given_in_an_institution_is_one_that_the_account_may_take():
    InstitutionFactory(reference="I-CHECK")
    account = actions.make_account("officer", password="a long pass phrase", name="Officer", by=ADMIN, at=NOON)

    actions.give_role(
        account.reference, "case_officer", institution="I-CHECK", since=date(2026, 1, 1), by=ADMIN, at=NOON
    )

    [actor] = queries.actors_of(account, on=NOON.date())
    assert (actor.role, actor.institution) == ("case_officer", "I-CHECK")
    assert actor.may(Right.ANSWER_CANDIDATE)


def test_a_role_that_has_ended_opens_nothing():
    account = actions.make_account("officer", password=None, name="Officer", by=ADMIN, at=NOON)
    role = actions.give_role(account.reference, "analyst", since=date(2026, 1, 1), by=ADMIN, at=NOON)

    actions.end_role(role.pk, until=NOON.date(), by=ADMIN, at=NOON)

    assert queries.actors_of(account, on=NOON.date()) == []


@pytest.mark.parametrize("kind", ["head", "deputy", "traveller", "emperor"])
def test_roles_that_come_from_the_register_are_not_given(kind):
    account = actions.make_account("officer", password=None, name="Officer", by=ADMIN, at=NOON)

    with pytest.raises(MoveRefused, match="comes from the register"):
        actions.give_role(account.reference, kind, since=date(2026, 1, 1), by=ADMIN, at=NOON)


def test_nobody_gives_themselves_a_role():
    person = PersonFactory()
    account = actions.make_account("me", password=None, name="Me", person=person.reference, by=ADMIN, at=NOON)
    myself = Actor(account.reference, rights=frozenset({Right.ADMINISTER}), role="administrator")

    with pytest.raises(MoveRefused, match="own account"):
        actions.give_role(account.reference, "auditor", since=date(2026, 1, 1), by=myself, at=NOON)


def test_only_an_administrator_makes_accounts():
    stranger = Actor("U-0002", rights=frozenset({Right.READ_AUDIT}), role="auditor")

    with pytest.raises(MoveRefused, match="does not include"):
        actions.make_account("x", password=None, name="X", by=stranger, at=NOON)


@pytest.fixture
def houses():
    """Two institutions, and the administrator of the first."""
    army, police = InstitutionFactory(reference="I-ARMY"), InstitutionFactory(reference="I-POLICE")
    return army, police, Actor("U-0007", "I-ARMY", frozenset({Right.ADMINISTER}), "Here", "administrator")


def test_the_administrator_of_one_institution_makes_no_account_for_people_of_another(houses):
    """Its first password would open their applications and letters."""
    army, police, here = houses
    person = PersonFactory(institution=police).reference

    with pytest.raises(MoveRefused, match="administer one institution"):
        actions.make_account("x", password="p", name="X", person=person, by=here, at=NOON)

    made = actions.make_account("y", password="p", name="Y", person=PersonFactory(institution=army).reference,
                                by=here, at=NOON)  # fmt: skip
    assert made.is_active


@pytest.mark.parametrize("does", [
    lambda one, by: actions.close_account(one.reference, by=by, at=NOON),
    lambda one, by: actions.set_password(one.reference, "another long pass phrase", by=by, at=NOON),
])  # fmt: skip
def test_the_administrator_of_one_institution_takes_over_nobody_who_reaches_further(houses, does):
    army, police, here = houses
    auditor = AccountFactory(person=PersonFactory(institution=army))
    RoleFactory(account=auditor, kind="auditor")
    officer = AccountFactory(person=PersonFactory(institution=police))
    guest = AccountFactory()
    RoleFactory(account=guest, kind="security_officer", institution=police)

    for one in (auditor, officer, guest, AccountFactory()):
        with pytest.raises(MoveRefused, match="administer one institution"):
            does(one, here)

    own = AccountFactory()
    RoleFactory(account=own, kind="security_officer", institution=army)
    does(own, here)
    does(auditor, ADMIN)
