"""Browsers of the officers, the person and the appeals body of a case, and what their pages say."""

from datetime import UTC, datetime

from django.test import Client

from exeat.access.models import Account, Role
from exeat.register.models import Institution, Person


def signed_in(reference, role=None, institution="I-COMMISSION"):
    person = Person.objects.filter(reference=reference).first()
    account, made = Account.objects.get_or_create(
        reference=reference, defaults={"username": reference.lower(), "person": person, "shown_name": reference}
    )
    if role and made:
        house = Institution.objects.get(reference=institution)
        Role.objects.create(account=account, kind=role, institution=house, since=datetime(2020, 1, 1, tzinfo=UTC))
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def words(response):
    assert response.status_code == 200
    return response.content.decode()
