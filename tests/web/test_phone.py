"""One's own number for text messages: given, confirmed and erased on a page that is there only where they are sent."""

import pytest
from django.urls import reverse

from exeat.letters import queries
from exeat.values.rights import Actor
from tests.factories import AccountFactory, RoleFactory, sign_in
from tests.letters.mobile import open_gateway
from tests.web.words import words_of

PAGE = "web:phone"
pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody(client):
    account = AccountFactory()
    RoleFactory(account=account, kind="analyst")
    sign_in(client, account, "analyst")
    return Actor(account.reference)


def test_where_nobody_sends_text_messages_no_page_speaks_of_them(client, somebody):
    assert client.get(reverse(PAGE)).status_code == 404
    assert client.post(reverse("web:phone-code"), {"code": "1"}).status_code == 404
    assert reverse(PAGE) not in client.get(reverse("web:account")).content.decode()


def test_a_number_is_given_confirmed_and_erased(client, somebody, settings, monkeypatch, tmp_path):
    with open_gateway(settings, monkeypatch, tmp_path) as mobile:
        assert reverse(PAGE) in client.get(reverse("web:account")).content.decode()
        client.post(reverse(PAGE), {"number": "+370 600 00000", "agrees": "on"})
        assert "Confirm the number" in words_of(client.get(reverse(PAGE)))

        wrong = words_of(client.post(reverse("web:phone-code"), {"code": "no"}))
        client.post(reverse("web:phone-again"))
        client.post(reverse("web:phone-code"), {"code": mobile.last_code})

    assert "The code is not the one that was sent." in wrong
    assert queries.own_number(somebody).confirmed_at
    assert "+37060000000" in words_of(client.get(reverse(PAGE)))
    client.post(reverse("web:phone-remove"))
    assert queries.own_number(somebody) is None
    assert len(mobile.texts) == 2


def test_without_consent_or_a_number_nothing_is_sent_and_a_code_that_fails_is_said(client, somebody, settings):
    settings.EXEAT_SMS = "/no/such/command"

    without = words_of(client.post(reverse(PAGE), {"number": "+370 600 00000"}))
    short = words_of(client.post(reverse(PAGE), {"number": "600", "agrees": "on"}))
    failed = words_of(client.post(reverse(PAGE), {"number": "+370 600 00000", "agrees": "on"}, follow=True))

    assert "Say that you agree." in without
    assert "Enter a telephone number with the country code" in short
    assert "The code could not be sent just now." in failed
