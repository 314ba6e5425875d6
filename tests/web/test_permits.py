"""Permits on pages: the holder's own, what an institution may take back, and what nobody else sees."""

from datetime import timedelta

import pytest
from django.utils import timezone

from exeat.access.models import Account
from exeat.letters import queries as letters
from exeat.permits import queries
from exeat.permits.models import Permit
from exeat_seal import pictures
from tests.factories import AccountFactory, HeadshipFactory, InstitutionFactory, PersonFactory
from tests.permits.conftest import issue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys(tmp_path, settings):
    settings.EXEAT_KEYS = tmp_path / "keys"


@pytest.fixture
def army():
    return InstitutionFactory(reference="I-ARMY")


@pytest.fixture
def holder(army):
    return PersonFactory(reference="P-000123", institution=army, language="en")


@pytest.fixture
def head(army):
    person = PersonFactory(reference="P-000900", institution=army)
    HeadshipFactory(institution=army, person=person)
    return person


@pytest.fixture
def permit(holder):
    today = timezone.localdate()
    return issue(at=timezone.now(), first_day=today, last_day=today + timedelta(days=3))


def signed_in(client, person, role=""):
    client.force_login(
        AccountFactory(person=person, username=person.reference, reference=person.reference),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    if role:
        session = client.session
        session["role"] = role
        session.save()
    return client


def test_the_holder_sees_the_code_and_takes_the_sheet(client, holder, permit):
    signed_in(client, holder)

    page = client.get(f"/permits/{permit.number}/")
    sheet = client.get(f"/permits/{permit.number}/journey-sheet.pdf")
    code = client.get(f"/permits/{permit.number}/code.png")

    token = queries.token(permit.number, seen_by=page.wsgi_request.actor)
    assert "<svg" in page.content.decode()
    assert permit.number in client.get("/permits/").content.decode()
    assert pictures.token_in(sheet.content) == pictures.token_in(code.content) == token
    assert "journey-sheet.pdf" in sheet["Content-Disposition"]
    assert {page["Cache-Control"], sheet["Cache-Control"], code["Cache-Control"]} == {"no-store"}


def test_nobody_sees_the_permit_of_another(client, permit, army):
    signed_in(client, PersonFactory(reference="P-000555", institution=army))

    for way in ("", "journey-sheet.pdf", "code.png"):
        assert client.get(f"/permits/{permit.number}/{way}").status_code == 404
    assert client.get(f"/permits/{permit.number}/revoke/").status_code == 403
    assert permit.number not in client.get("/permits/").content.decode()


def test_a_head_takes_a_permit_back_and_the_holder_is_told(client, holder, head, permit):
    signed_in(client, head, "head@I-ARMY")
    shown = client.get("/permits/").content.decode()

    answer = client.post(f"/permits/{permit.number}/revoke/", {"reason": "The crossing point was closed."})

    assert permit.number in shown
    assert "Petrauskaitė" not in shown
    assert answer.status_code == 302
    assert Permit.objects.get().revoked_reason == "The crossing point was closed."
    (letter,) = letters.inbox(holder.reference)
    assert letter.title == "Your permit to travel has been revoked"


def test_a_permit_is_not_taken_back_without_a_reason(client, head, permit):
    signed_in(client, head, "head@I-ARMY")

    answer = client.post(f"/permits/{permit.number}/revoke/", {"reason": " "})

    assert answer.status_code == 200
    assert "Say why the permit is revoked." in answer.content.decode()
    assert Permit.objects.get().revoked_at is None


def test_the_refusal_of_an_action_stands_on_the_page(client, army, head, permit):
    army.remedy_en = army.remedy_lt = ""
    army.save()
    signed_in(client, head, "head@I-ARMY")

    answer = client.post(f"/permits/{permit.number}/revoke/", {"reason": "Closed."})

    assert "lawyer" in answer.content.decode()
    assert Permit.objects.get().revoked_at is None


def test_of_a_revoked_permit_nothing_is_left_to_carry(client, holder, head, permit):
    signed_in(client, head, "head@I-ARMY")
    client.post(f"/permits/{permit.number}/revoke/", {"reason": "The crossing point was closed."})
    signed_in(client, holder)

    page = client.get(f"/permits/{permit.number}/").content.decode()

    assert "This permit has been revoked" in page
    assert "The crossing point was closed." in page
    assert "x-permit__code" not in page
    assert client.get(f"/permits/{permit.number}/journey-sheet.pdf").status_code == 404


def test_the_list_of_an_institution_costs_the_same_for_many_permits(
    client, head, permit, django_assert_max_num_queries
):
    for n in range(8):
        today = timezone.localdate()
        issue(application=f"A-{n}", at=timezone.now(), first_day=today, last_day=today)
    signed_in(client, head, "head@I-ARMY")

    with django_assert_max_num_queries(12):
        client.get("/permits/")


def test_the_permit_says_that_every_day_outside_it_needs_a_change_where_no_rule_bears_slips(client, holder, permit):
    signed_in(client, holder)

    assert (
        "Every day outside the permit needs a change first."
        in client.get(f"/permits/{permit.number}/").content.decode()
    )


def test_taking_a_permit_back_asks_for_a_fresh_touch_and_then_goes_on_with_the_same_words(
    client, head, permit, settings
):
    settings.EXEAT_SIGNS_AFRESH = True
    signed_in(client, head, "head@I-ARMY")
    account = Account.objects.get(reference=head.reference)
    account.set_password("a long enough password 7")
    account.save()
    client.force_login(account)
    session = client.session
    session["role"] = "head@I-ARMY"
    session.save()

    asked = client.post(f"/permits/{permit.number}/revoke/", {"reason": "The crossing point was closed."})
    before = Permit.objects.get().revoked_at
    client.post(asked.url, {"password": "a long enough password 7"})

    assert "reauthenticate" in asked.url
    assert before is None
    assert Permit.objects.get().revoked_reason == "The crossing point was closed."
