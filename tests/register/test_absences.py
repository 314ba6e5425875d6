"""Whoever decides is away: who stands in then, who may say so, and what is left of it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from exeat.audit.models import Entry
from exeat.register import actions, queries
from exeat.register.models import Absence
from exeat.values.moves import MoveRefused
from tests.factories import (
    NOON,
    TODAY,
    DeputyFactory,
    HeadshipFactory,
    InstitutionFactory,
    PersonFactory,
    actor,
    signed_in_as,
    traveller,
)

pytestmark = pytest.mark.django_db
KEEPER = actor("register_keeper", institution="I-ARMY")


@pytest.fixture
def army():
    return InstitutionFactory(reference="I-ARMY")


@pytest.fixture
def head(army):
    return HeadshipFactory(institution=army, person=PersonFactory(institution=army)).person.reference


@pytest.fixture
def order(army):
    people = [PersonFactory(institution=army) for _ in range(2)]
    for turn, person in enumerate(people, start=1):
        DeputyFactory(institution=army, person=person, turn=turn, order=f"V-{turn}")
    return [person.reference for person in people]


def away(person, first=TODAY, until=None):
    return actions.record_absence(person, since=first, until=until, by=KEEPER, at=NOON)


def acts(on=TODAY):
    found = {
        person: queries.stands_in(person, "I-ARMY", on=on)
        for person in (row.person for row in queries.deputies("I-ARMY", on))
    }
    return {person: stand.order for person, stand in found.items() if stand}


def test_nobody_stands_in_while_the_head_is_there(head, order):
    assert acts() == {}


def test_the_first_deputy_stands_in_while_the_head_is_away(head, order):
    away(head, until=TODAY + timedelta(days=3))

    assert acts() == {order[0]: "V-1"}
    assert acts(TODAY + timedelta(days=3)) == {}


def test_the_next_in_turn_stands_in_when_the_first_is_away_too(head, order):
    away(head)
    away(order[0])

    assert acts() == {order[1]: "V-2"}


def test_the_first_deputy_stands_in_while_the_post_is_vacant(army, order):
    assert acts() == {order[0]: "V-1"}


def test_when_everybody_is_away_nobody_stands_in(head, order):
    for person in (head, *order):
        away(person)

    assert acts() == {}


def test_back_again_ends_it_that_day_and_is_written_down(head, order):
    number = away(head, first=TODAY - timedelta(days=2))

    actions.end_absence(number, on=TODAY, by=KEEPER, at=NOON)

    assert acts() == {}
    assert acts(TODAY - timedelta(days=1)) == {order[0]: "V-1"}
    assert Entry.objects.filter(verb="register.absence_ended").exists()


def test_an_absence_that_never_began_is_taken_out(head):
    number = away(head, first=TODAY + timedelta(days=5))

    actions.end_absence(number, on=TODAY, by=KEEPER, at=NOON)

    assert not Absence.objects.exists()


@pytest.mark.parametrize("until", [TODAY, TODAY - timedelta(days=1)])
def test_the_day_of_return_comes_after_the_first_day(head, until):
    with pytest.raises(MoveRefused) as refused:
        away(head, until=until)

    assert refused.value.refusals[0].code == "away-ends-first"


def test_the_same_first_day_twice_is_refused(head):
    away(head)

    with pytest.raises(MoveRefused) as refused:
        away(head, until=date(2027, 1, 1))

    assert refused.value.refusals[0].code == "away-already"


@pytest.mark.parametrize("role", ["security_officer", "auditor", "administrator"])
def test_nobody_else_says_that_the_head_is_away(head, role):
    with pytest.raises(MoveRefused) as refused:
        actions.record_absence(head, since=TODAY, until=None, by=actor(role, institution="I-ARMY"), at=NOON)

    assert refused.value.refusals[0].code == "away-not-yours"


def test_a_deputy_cannot_send_the_head_away(head, order):
    deputy = traveller(HeadshipFactory(institution=InstitutionFactory(), person=PersonFactory()).person)

    with pytest.raises(MoveRefused):
        actions.record_absence(head, since=TODAY, until=None, by=deputy, at=NOON)


def test_the_head_says_so_on_a_page_of_their_own(client, army, order):
    account = signed_in_as(client, "head", institution=army)
    address = reverse("web:away")

    client.post(address, {"add": "1", "person": account.reference, "since": "2030-01-01", "until": "2030-01-05"})

    assert Absence.objects.get().person.reference == account.reference
    assert "2030" in client.get(address).content.decode()


def test_the_keeper_says_so_and_takes_it_back(client, army, head, order):
    signed_in_as(client, "register_keeper", institution=army)
    address = reverse("web:register-away", args=["I-ARMY"])

    client.post(address, {"add": "1", "person": head, "since": "2020-01-01", "until": ""})
    acting = client.get(address).content.decode()
    client.post(address, {"back": str(Absence.objects.get().pk)})

    assert "Acts today" in acting or "Šiandien" in acting
    assert queries.away(TODAY + timedelta(days=3000)) == frozenset()


def test_a_wrong_form_keeps_what_was_typed(client, army, head):
    signed_in_as(client, "register_keeper", institution=army)

    answer = client.post(
        reverse("web:register-away", args=["I-ARMY"]), {"add": "1", "person": head, "since": "soon", "until": ""}
    )

    assert "soon" in answer.content.decode()
    assert not Absence.objects.exists()


def test_the_keeper_of_another_institution_sees_nothing(client, army, head):
    signed_in_as(client, "register_keeper", institution=InstitutionFactory(reference="I-POL"))

    assert client.get(reverse("web:register-away", args=["I-ARMY"])).status_code == 404


def test_days_away_come_with_the_file_of_the_leave_system(army, head, order):
    actions.record_basis("register", basis="Order V-1", controller="Ministry", purpose="Restrictions",
                         retention_days=365, by=actor("administrator"), at=NOON)  # fmt: skip
    file = f"record;person;since;until\nabsence;{head};2026-11-20;2026-11-30\n".encode()

    handed_in = actions.receive_import(file, by=KEEPER, at=NOON)
    actions.apply_import(handed_in.reference, by=KEEPER, at=NOON)

    assert acts() == {order[0]: "V-1"}
