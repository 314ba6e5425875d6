"""The administrator sets where orders go and sees which did not arrive; the officer sees them on the case."""

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.utils import timezone

from exeat.cases.models import Order, Receiver
from tests.cases import loop
from tests.cases.receiver import public
from tests.web.officers import signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_weeks_later(a_world, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 20, 12, tzinfo=UTC))


def given_up():
    row = loop.measured()
    Order.objects.update(state="given_up", due_at=None, tries=8, fault="no-answer")
    return row


def test_an_administrator_sets_a_receiver_and_ends_it():
    client = signed_in("U-0008", "administrator")
    given = {"to": "clearances", "institution": "I-ARMY", "name": "Clearances", "address": "https://r.example/orders"}

    assert "https address" in words(client.post("/orders/", {**given, "address": "http://r.example/"}))
    assert client.post("/orders/", given).status_code == 302
    assert "https://r.example/orders" in words(client.get("/orders/"))
    assert client.post(f"/orders/receivers/{Receiver.objects.get().pk}/end/").status_code == 302

    assert Receiver.objects.get().ended_at is not None
    assert signed_in("U-0002", "case_officer").get("/orders/").status_code == 403


def test_pages_say_whether_the_answers_of_a_register_are_verified():
    row = loop.measured()
    Order.objects.update(state="acknowledged", due_at=None, answered_at=timezone.now())
    administrator, officer = signed_in("U-0008", "administrator"), signed_in("U-0002", "case_officer")
    given = {"to": "clearances", "name": "Clearances", "address": "https://r.example/orders"}

    assert "no public key" in words(administrator.post("/orders/", {**given, "key": "x"}))
    administrator.post("/orders/", given)
    unverified = words(administrator.get("/orders/")), words(officer.get(f"/cases/{row.reference}/"))
    administrator.post("/orders/", {**given, "key": public(ec.generate_private_key(ec.SECP256R1()))})
    Order.objects.update(proof="{}")

    assert ("its answers are not verified" in unverified[0], "not verified: the answer" in unverified[1]) == (
        True,
        True,
    )
    assert "only signed answers count" in words(administrator.get("/orders/"))
    assert "signed by the register" in words(officer.get(f"/cases/{row.reference}/"))


def test_the_administrator_sees_what_did_not_arrive_without_the_person_and_sends_it_again():
    row = given_up()
    client = signed_in("U-0008", "administrator")

    page = words(client.get("/orders/"))
    answer = client.post(f"/orders/{row.reference}/1/again/")

    assert f"{row.reference}-1" in page
    assert "the system does not answer" in page
    assert "Žvinklys" not in page
    assert row.person.reference not in page
    assert (answer.status_code, Order.objects.get().state) == (302, "waiting")
    assert client.post(f"/orders/{row.reference}/9/again/").status_code == 404


def test_the_officer_is_told_on_the_list_and_on_the_case_and_sends_it_again():
    row = given_up()
    client = signed_in("U-0002", "case_officer")

    assert "did not reach its register" in words(client.get("/cases/"))
    assert "given up after every try" in words(client.get(f"/cases/{row.reference}/"))
    client.post(f"/cases/{row.reference}/orders/1/again/")

    assert Order.objects.get().state == "waiting"
    assert "did not reach its register" not in words(client.get("/cases/"))
    assert "still being tried" in words(client.post(f"/cases/{row.reference}/orders/1/again/", follow=True))
