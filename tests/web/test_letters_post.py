"""The post of a day: one file of all letters, marked as posted, taken back by whoever erred."""

import io

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone
from pyhanko.pdf_utils.reader import PdfFileReader

from exeat.applications import actions
from exeat.audit import queries as trail
from exeat.letters.models import Letter, Nudge
from exeat.register import queries as register
from exeat.register.models import Institution, Person
from tests.applications.scene import REASONS, to_decide
from tests.factories import NOON, AccountFactory, RoleFactory, sign_in
from tests.web.words import words_of

POST = "web:letters-post"


@pytest.fixture
def letter(client, scene):
    """A permit was granted, its e-mail failed, and a security officer of the army is signed in."""
    actions.grant(to_decide(scene).reference, reasons=REASONS, by=scene.head, at=NOON)
    found = Letter.objects.get(kind="application-granted")
    Nudge.objects.filter(letter=found).update(due_at=None, sent_at=None, given_up_at=NOON)
    enter(client, "I-ARMY", scene.officer.reference)
    return found


def enter(client, house, reference=""):
    account = AccountFactory(**({"reference": reference} if reference else {}))
    RoleFactory(account=account, kind="security_officer", institution=Institution.objects.get(reference=house))
    sign_in(client, account, "security_officer", house)


def test_every_waiting_letter_is_in_one_file_and_its_printing_is_recorded(client, letter):
    assert letter.reference in words_of(client.get(reverse(POST)))

    file = client.post(reverse("web:letters-print"), {"letter": [letter.reference]})

    assert file["Content-Type"] == "application/pdf"
    with pypdfium2.PdfDocument(file.content) as document:
        told = [page.get_textpage().get_text_bounded() for page in document]
    assert len(told) >= 2
    assert letter.reference in told[0]
    assert REASONS in " ".join(" ".join(told[1:]).split())
    assert "letter.printed" in [look.verb for look in trail.looks_at(letter.to, on=timezone.localdate())]


def test_a_posted_letter_leaves_the_list_and_comes_back_when_it_was_not_posted(client, letter):
    client.post(reverse("web:letters-posted"), {"letter": [letter.reference]})

    letter.refresh_from_db()
    page = words_of(client.get(reverse(POST)))
    assert letter.posted_at is not None
    assert letter.served_at is None
    assert "Nothing waits for the post." in page
    client.post(reverse("web:letter-unpost", args=[letter.reference]))
    letter.refresh_from_db()
    assert (letter.posted_at, letter.posted_by) == (None, "")
    assert letter.reference in words_of(client.get(reverse(POST)))


def test_a_letter_is_not_posted_twice_nor_after_it_arrived(client, letter):
    client.post(reverse("web:letters-posted"), {"letter": [letter.reference]})

    again = client.post(reverse("web:letters-posted"), {"letter": [letter.reference]}, follow=True)
    assert "This letter was posted already." in words_of(again)
    Letter.objects.filter(pk=letter.pk).update(opened_at=letter.written_at)
    undone = client.post(reverse("web:letter-unpost", args=[letter.reference]), follow=True)
    assert "This letter has reached its person already." in words_of(undone)


def test_another_office_neither_prints_nor_posts_it(client, letter):
    enter(client, "I-MIN")

    for route in ("web:letters-print", "web:letters-posted"):
        assert client.post(reverse(route), {"letter": [letter.reference]}).status_code == 404
    assert client.post(reverse("web:letter-unpost", args=[letter.reference])).status_code == 404
    assert letter.reference not in words_of(client.get(reverse(POST)))


def test_the_file_is_tagged_and_says_in_which_language_each_letter_is_read_aloud(client, letter):
    client.cookies.load({"language": "lt"})
    file = client.post(reverse("web:letters-print"), {"letter": [letter.reference]})

    root = PdfFileReader(io.BytesIO(file.content)).root
    whole = root["/StructTreeRoot"]["/K"][0].get_object()["/K"]
    articles = [one.get_object() for one in whole if one.get_object()["/S"] == "/Art"]
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_object().data
    assert articles
    assert {one["/Lang"] for one in articles} == {letter.language}
    assert {one.get_object()["/S"] for each in articles for one in each["/K"] if not isinstance(one, int)} >= {
        "/H1",
        "/P",
    }


def window(client, letter):
    """The words of the first page of a letter, as they stand in the window of the envelope and below it."""
    file = client.post(reverse("web:letters-print"), {"letter": [letter.reference]})
    with pypdfium2.PdfDocument(file.content) as document:
        return " ".join(document[1].get_textpage().get_text_bounded().split())


def test_the_window_shows_where_the_person_receives_post_else_their_institution(client, letter):
    name = register.names([letter.to])[letter.to]
    house = register.names_of_institutions()["I-ARMY"]["lt" if letter.language == "lt" else "en"]

    assert f"{name} {house}" in window(client, letter)
    Person.objects.filter(reference=letter.to).update(post_address="Pavyzdžio g. 1-2, LT-00000 Pavyzdinė")
    assert f"{name} Pavyzdžio g. 1-2 LT-00000 Pavyzdinė" in window(client, letter)
