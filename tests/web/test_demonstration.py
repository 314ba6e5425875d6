"""The demonstration's first page: each seat says what waits for it and leads there; the walk reaches every role."""

import json

import pytest
from django.urls import reverse

from exeat.demo.founding import SEATS
from exeat.demo.running import NEXT_OF
from exeat.register.models import Institution
from exeat.web.demonstration.walk import PARTS, WALK
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


def test_the_walk_goes_through_pages_that_exist_and_people_who_have_a_seat():
    seated = {seat.username for seat in SEATS} | set(NEXT_OF) | {"law"}

    for stage in WALK:
        assert reverse(stage.route)
        assert not stage.username or stage.username in seated

    assert seated - {stage.username for stage in WALK} == {"minister"}
    assert sum(len(part.stages) for part in PARTS) == len(WALK)


def test_every_page_says_at_which_step_one_is_and_leads_to_the_next(client, seats):
    number = 2

    client.post(reverse("web:sign-ins"), {"username": "officer", "there": "web:work", "step": str(number)})

    said = words_of(client.get(reverse("web:work")))
    assert f"Step {number} of {len(WALK)}." in said
    assert f"#step-{number + 1}" in client.get(reverse("web:work")).content.decode()


def test_whoever_is_chosen_outside_the_walk_stands_at_no_step(client, seats):
    client.post(reverse("web:sign-ins"), {"username": "officer", "there": "web:work", "step": "2"})

    client.post(reverse("web:sign-ins"), {"username": "officer"})

    assert "Step 2 of" not in words_of(client.get(reverse("web:work")))
    assert "Be somebody else" in words_of(client.get(reverse("web:work")))


def test_a_step_that_anybody_may_do_needs_no_sign_in(client, seats):
    number = next(n for n, stage in enumerate(WALK, 1) if not stage.username)

    answer = client.post(reverse("web:sign-ins"), {"username": "", "step": str(number)})

    assert answer["Location"] == reverse(WALK[number - 1].route)


def test_the_front_page_of_a_demonstration_leads_to_the_walk(client, seats, settings):
    assert "This is a demonstration." in words_of(client.get(reverse("web:front")))

    settings.EXEAT_MODE = "test"

    assert "This is a demonstration." not in words_of(client.get(reverse("web:front")))


def test_too_much_at_once_is_told_in_words(client, settings, db):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10

    answer = client.post(reverse("web:language"), {"language": "lt", "next": "/" * 100})

    assert answer.status_code == 413
