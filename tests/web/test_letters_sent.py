"""What became of the letters that an office sent: failed e-mail, print and post, proof of service."""

import pytest
from django.urls import reverse

from exeat.applications import actions
from exeat.letters import queries
from exeat.letters.models import Letter, Nudge
from exeat.register.models import Institution
from tests.applications.scene import REASONS, to_decide
from tests.factories import NOON, AccountFactory, RoleFactory, sign_in
from tests.web.words import words_of


@pytest.fixture
def office(client, scene):
    """A security officer of the army is signed in, and a permit has been granted."""
    actions.grant(to_decide(scene).reference, reasons=REASONS, by=scene.head, at=NOON)
    account = AccountFactory(reference=scene.officer.reference)
    RoleFactory(account=account, kind="security_officer", institution=Institution.objects.get(reference="I-ARMY"))
    sign_in(client, account, "security_officer", "I-ARMY")
    return scene.officer


def test_a_letter_whose_e_mail_failed_is_found_printed_and_served(client, office):
    letter = Letter.objects.get(kind="application-granted")
    Nudge.objects.filter(letter=letter).update(due_at=None, sent_at=None, given_up_at=NOON)

    assert letter.reference in words_of(client.get(reverse("web:letters-sent"), {"state": "to_post"}))
    page = client.get(reverse("web:letter-sheet", args=[letter.reference]))
    assert REASONS in words_of(page)
    said = {"way": "registered_post", "served_on": NOON.date().isoformat()}
    client.post(reverse("web:letter-served", args=[letter.reference]), said)

    assert queries.served_at(letter.reference)
    assert letter.reference not in words_of(client.get(reverse("web:letters-sent"), {"state": "to_post"}))


def test_what_the_person_s_own_act_wrote_stands_in_the_list_of_their_office(client, office):
    receipt = Letter.objects.get(kind="application-receipt")

    page = words_of(client.get(reverse("web:letters-sent")))

    assert receipt.house == "I-ARMY"
    assert receipt.reference in page


def test_an_e_mail_goes_out_again_to_another_address(client, office):
    letter = Letter.objects.get(kind="application-granted")
    Nudge.objects.filter(letter=letter).update(due_at=None, sent_at=None, given_up_at=NOON)

    client.post(reverse("web:letter-again", args=[letter.reference]), {"email": "new@people.example"})

    assert queries.letter_sent(letter.reference, seen_by=office).nudge == "waiting"


def test_nobody_else_sees_the_letters_of_an_office(client, office, scene):
    letter = Letter.objects.get(kind="application-granted")
    for role in ("counter_intelligence", "auditor"):
        account = AccountFactory()
        RoleFactory(account=account, kind=role)
        sign_in(client, account, role)

        assert client.get(reverse("web:letters-sent")).status_code == 403
        assert client.get(reverse("web:letter-sheet", args=[letter.reference])).status_code == 403

    other = AccountFactory()
    RoleFactory(account=other, kind="security_officer", institution=Institution.objects.get(reference="I-MIN"))
    sign_in(client, other, "security_officer", "I-MIN")
    assert client.get(reverse("web:letter-sheet", args=[letter.reference])).status_code == 404
