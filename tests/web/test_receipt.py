"""The receipt of an application as a file to print, for its person and for nobody else."""

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone

from exeat.register.models import Institution, Person
from exeat.web.wording import day, institution, moment
from tests.applications.scene import filed, to_decide
from tests.factories import AccountFactory, PersonFactory, sign_in
from tests.web.words import words_of


@pytest.fixture
def traveller(client, scene):
    """A registered person, signed in for themselves."""
    sign_in(client, AccountFactory(person=Person.objects.get(reference=scene.traveller.reference)))
    return scene.traveller


def printed(answer):
    """The words of a PDF, its lines joined."""
    with pypdfium2.PdfDocument(answer.content) as document:
        assert pypdfium2.raw.FPDFCatalog_IsTagged(document)
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


SAID = {
    "en": ["Receipt of an application", "Time of Lithuania", "The head of the institution decides.",
           "from the complete file", "This receipt is not a permit", "Do not leave before you have the permit.",
           "Applying is not enough", "Silence is never a permit"],
    "lt": ["Patvirtinimas, kad prašymas gautas", "Lietuvos laikas", "Sprendžia įstaigos vadovas.",
           "nuo visų dokumentų gavimo", "Šis patvirtinimas nėra leidimas vykti", "Neišvykite, kol neturite leidimo",
           "Vien pateikti prašymą nepakanka", "leidimas neatsiranda"],
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "lt"])
def test_the_receipt_says_the_minute_who_answers_by_when_and_that_it_is_no_permit(client, traveller, scene, language):
    row = to_decide(scene)

    answer = client.get(reverse("web:application-receipt", args=[row.reference]), headers={"accept-language": language})

    said = printed(answer)
    assert answer["Content-Type"] == "application/pdf"
    assert row.reference in said
    assert moment(timezone.localtime(row.filed_at), language).replace("\xa0", " ") in said
    assert institution(row.decider, language) in said
    assert day(timezone.localdate(row.decide_by), language).replace("\xa0", " ") in said
    assert [words for words in SAID[language] if words not in said] == []


def test_an_urgent_receipt_says_the_hour_of_the_answer(client, traveller):
    row = filed(traveller, urgent=True, phone="+370 600 00000")

    said = printed(client.get(reverse("web:application-receipt", args=[row.reference])))

    due = moment(timezone.localtime(row.decide_by), "en").replace("\xa0", " ")
    assert f"An answer is due by: {due}" in said


def test_a_time_that_runs_from_the_complete_file_has_no_day_yet(client, traveller):
    row = filed(traveller)

    said = printed(client.get(reverse("web:application-receipt", args=[row.reference])))

    assert "The time for the decision runs from the day on which the file is complete." in said


def test_the_page_of_an_application_leads_to_its_receipt(client, traveller):
    row = filed(traveller)

    page = client.get(reverse("web:application", args=[row.reference]))

    assert "The receipt, to print or keep" in words_of(page)
    assert reverse("web:application-receipt", args=[row.reference]) in page.content.decode()


def test_an_application_that_names_no_deadline_says_that_none_is_known(client, traveller):
    row = filed(traveller)
    row.decide_by, row.outcome = None, {}
    row.save()

    said = printed(client.get(reverse("web:application-receipt", args=[row.reference])))

    assert "No rule was found that says by when it has to be decided." in said


def test_nobody_else_gets_the_receipt(client, scene):
    row = filed(scene.traveller)
    colleague = PersonFactory(institution=Institution.objects.get(reference="I-ARMY"))
    head = Person.objects.get(reference=scene.head_travels.reference)

    for person in (colleague, head):
        sign_in(client, AccountFactory(person=person))
        assert client.get(reverse("web:application-receipt", args=[row.reference])).status_code == 404


def test_a_notice_has_no_receipt_of_an_application(client, traveller):
    row = filed(traveller)
    row.kind = "notice"
    row.save()

    answer = client.get(reverse("web:application-receipt", args=[row.reference]))

    assert answer.status_code == 404
