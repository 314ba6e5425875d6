"""Where one lands after signing in, in which role, and how one signs in."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from exeat.access.models import Account, Role
from exeat.applications.models import Application
from exeat.register.models import Absence, Institution, Person
from exeat.values.rights import Right
from exeat.web import navigation

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    person = Person.objects.create(reference="P-000001", entered_at=NOON)
    found = Account.objects.create(username="ona", reference="P-000001", person=person, shown_name="Ona Made-Up")
    found.set_password("leave to be away")
    found.save()
    return found


@pytest.fixture
def army():
    return Institution.objects.create(reference="I-ARMY", name_en="Army", name_lt="Kariuomenė", handles_secrets=True)


def page_of(client, address, language="en"):
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_traveller_lands_on_their_own_page_with_the_paper_header(client, account):
    client.force_login(account, backend=BACKEND)

    said = page_of(client, "/home/")

    assert "Nothing is waiting for you" in said
    assert "You have no trips yet." in said
    assert "x-header--office" not in said


def test_leave_that_begins_soon_reminds_of_asking_until_a_trip_on_its_days_is_known(client, account, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    Absence.objects.create(person=account.person, since=date(2026, 12, 5), until=date(2026, 12, 21))
    Absence.objects.create(person=account.person, since=date(2027, 6, 1), until=date(2027, 6, 15))
    client.force_login(account, backend=BACKEND)

    before = page_of(client, "/home/")
    days = {"departs_on": date(2026, 12, 6), "returns_on": date(2026, 12, 9)}
    Application.objects.create(reference="A-2026-00001", person="P-000001", state="draft", begun_at=NOON, **days)
    after = page_of(client, "/home/")

    assert "Ask before you book anything." in before
    assert "20 December 2026" in before.replace("\xa0", " ")
    assert before.count("You have leave on these days") == 1
    assert "You have leave on these days" not in after


def test_whoever_acts_for_an_institution_sees_the_dark_header_that_says_as_what(client, account, army):
    Role.objects.create(account=account, kind="security_officer", institution=army, since=date(2020, 1, 1))
    client.force_login(account, backend=BACKEND)

    changed = client.post("/role/", {"role": "security_officer@I-ARMY"})
    said = page_of(client, "/home/")

    assert changed.status_code == 302
    assert "x-header--office" in said
    assert "Security officer" in said
    assert "Applications that wait for you" in said


def test_a_role_that_the_account_does_not_hold_cannot_be_chosen(client, account):
    client.force_login(account, backend=BACKEND)

    client.post("/role/", {"role": "head@I-ARMY"})

    assert "x-header--office" not in page_of(client, "/home/")


def test_the_account_page_lists_every_role_with_the_one_in_use_marked(client, account, army):
    Role.objects.create(account=account, kind="auditor", institution=None, since=date(2020, 1, 1))
    client.force_login(account, backend=BACKEND)

    said = page_of(client, "/sign-in-and-role/")

    assert "In use now" in said
    assert "Auditor" in said


def test_one_signs_in_with_a_name_and_a_password(client, account):
    answer = client.post("/account/login/", {"login": "ona", "password": "leave to be away"})

    assert answer.status_code == 302
    assert answer["Location"] == "/home/"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Sign in with a passkey"), ("lt", "Prisijungti prieigos raktu")]
)
def test_the_sign_in_page_offers_a_passkey_and_no_password_by_mail(client, language, words):
    said = page_of(client, "/account/login/", language)

    assert words in said
    assert "password/reset" not in said


@pytest.mark.parametrize("address", ["/account/password/reset/", "/account/email/"])
def test_ways_to_an_account_by_mail_do_not_exist(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/account/password/change/",
        "/account/2fa/webauthn/",
        "/account/2fa/recovery-codes/generate/",
        "/account/logout/",
    ],
)
@pytest.mark.parametrize("language", ["en", "lt"])
def test_pages_of_ones_own_sign_in_are_in_our_look(client, account, address, language):
    client.login(username="ona", password="leave to be away")
    client.post("/account/login/", {"login": "ona", "password": "leave to be away"})

    answer = client.get(address, headers={"accept-language": language}, follow=True)

    assert answer.status_code == 200
    assert "x-header" in answer.content.decode()
    assert f'<html lang="{language}"' in answer.content.decode()


def test_nobody_makes_an_account_for_themselves(client):
    said = page_of(client, "/account/signup/")

    assert "Accounts are made by the administrator of your institution." in said


def test_the_language_is_switched_by_a_form_and_stays(client):
    answer = client.post("/language/", {"language": "lt", "next": "/rules/"})

    assert answer["Location"] == "/rules/"
    assert '<html lang="lt"' in client.get("/rules/").content.decode()


def test_a_switch_of_language_never_leads_to_another_house(client):
    answer = client.post("/language/", {"language": "lt", "next": "https://elsewhere.example/"})

    assert answer["Location"] == "/"


def test_a_page_that_does_not_exist_says_what_to_do(client):
    answer = client.get("/nothing/", headers={"accept-language": "en"})

    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()
    assert "follow its link" in answer.content.decode()


def test_a_page_of_another_role_says_how_to_change_roles(client, account):
    client.force_login(account, backend=BACKEND)

    answer = client.get("/audit/", headers={"accept-language": "en"})

    assert answer.status_code == 403
    assert "Role and sign-in" in answer.content.decode()


def test_the_broken_page_needs_neither_database_nor_session(rf, django_assert_num_queries):
    from exeat.web import errors

    with django_assert_num_queries(0):
        answer = errors.broken(rf.get("/"))

    assert answer.status_code == 500
    assert b"<h1" in answer.content


def test_every_way_of_a_role_says_what_one_does_there():
    of_roles = {way.route for way in navigation.WAYS if way.needs is not Right.TRAVEL}

    assert set(navigation.PURPOSES) == of_roles
