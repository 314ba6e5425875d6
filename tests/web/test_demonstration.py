"""The demonstration's first page: each seat says what waits for it and leads there; the walk reaches every role."""

import json

import pytest
from django.urls import reverse

from exeat.demo.running import NEXT
from exeat.register.models import Institution
from exeat.web.demonstration.walk import WALK
from tests.applications.scene import filed
from tests.factories import AccountFactory, RoleFactory
from tests.web.words import words_of


@pytest.fixture
def seats(scene, settings, tmp_path):
    """A demonstration with a security officer for whom an application waits."""
    settings.EXEAT_MODE, settings.EXEAT_FOLDER = "demo", tmp_path
    account = AccountFactory(username="officer", reference="U-0001")
    RoleFactory(account=account, kind="security_officer", institution=Institution.objects.get(reference="I-ARMY"))
    said = {
        "username": "officer", "name": "Tomas", "role": "security_officer", "reach": "I-ARMY",
        "institution": "I-ARMY", "next": {"en": "Check applications.", "lt": "Tikrinkite."},
    }  # fmt: skip
    (tmp_path / "sign-ins.json").write_text(json.dumps([said]))
    filed(scene.traveller)


def test_a_seat_says_what_waits_and_one_click_leads_there(client, seats):
    assert "Applications that wait for you: 1" in words_of(client.get(reverse("web:sign-ins")))

    answer = client.post(reverse("web:sign-ins"), {"username": "officer", "there": reverse("web:work")})

    assert answer["Location"] == reverse("web:work")
    assert client.get(reverse("web:work")).status_code == 200


def test_the_walk_leads_nowhere_but_to_our_pages(client, seats):
    answer = client.post(reverse("web:sign-ins"), {"username": "officer", "there": "https://elsewhere.example/"})

    assert answer["Location"] == reverse("web:home")


def test_the_walk_goes_through_pages_that_exist_and_roles_that_have_a_seat():
    for stage in WALK:
        assert reverse(stage.route)
        assert stage.role == "traveller" or stage.role in NEXT


def test_too_much_at_once_is_told_in_words(client, settings, db):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10

    answer = client.post(reverse("web:language"), {"language": "lt", "next": "/" * 100})

    assert answer.status_code == 413
