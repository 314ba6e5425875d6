"""The register's pages: whom they are for, what they show, and how often they ask the database."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from exeat.access.policy import ROLES
from exeat.audit.models import Entry
from exeat.letters.models import Letter
from exeat.register import actions
from exeat.register.models import Correction, Import, Institution, Person
from exeat.values.rights import Right
from exeat.web.guard import chosen
from tests.factories import NOON, AccountFactory, InstitutionFactory, PersonFactory, actor, signed_in_as, traveller

pytestmark = pytest.mark.django_db
FILE = "record;person;surname;given_names\nperson;P-000900;Kairys;Tomas\n"


@pytest.fixture
def army():
    return InstitutionFactory(reference="I-ARMY", name_en="Army", name_lt="Kariuomenė")


@pytest.fixture
def person(army):
    return PersonFactory(
        reference="P-000007", institution=army, document_number="21234567", email="rasa@people.example"
    )


def basis():
    actions.record_basis("register", basis="Order V-1", controller="Ministry", purpose="Restrictions",
                         retention_days=365, by=actor("administrator"), at=NOON)  # fmt: skip


PAGES = [
    ("own-entry", [], Right.TRAVEL), ("own-entry-wrong", [], Right.TRAVEL), ("register", [], Right.SEE_REGISTER),
    ("register-person", ["P-000007"], Right.SEE_REGISTER), ("register-corrections", [], Right.KEEP_REGISTER),
    ("register-imports", [], Right.IMPORT_REGISTER), ("register-institutions", [], Right.SEE_REGISTER),
    ("register-institution", ["I-ARMY"], Right.SEE_REGISTER), ("register-remedy", ["I-ARMY"], Right.KEEP_REGISTER),
    ("legal-bases", [], Right.ADMINISTER), ("legal-basis", ["register"], Right.ADMINISTER),
    ("accounts", [], Right.ADMINISTER), ("account-new", [], Right.ADMINISTER),
]  # fmt: skip


@pytest.mark.parametrize("role", sorted(ROLES))
def test_each_page_opens_for_the_roles_with_its_right_and_for_nobody_else(client, army, person, role):
    own = PersonFactory(institution=army) if role in {"traveller", "head", "deputy"} else None
    signed_in_as(client, role, institution=None if role == "administrator" else army, person=own)

    found = {name: client.get(reverse(f"web:{name}", args=args)).status_code for name, args, _right in PAGES}

    assert found == {name: 200 if right in ROLES[role] else 403 for name, _args, right in PAGES}


def test_an_entry_opens_only_with_a_purpose_that_the_person_reads(client, army, person):
    signed_in_as(client, "security_officer", institution=army)
    address = reverse("web:register-person", args=["P-000007"])

    asked = client.get(address).content.decode()
    empty = client.post(address, {}).content.decode()
    opened = client.post(address, {"purpose": "application", "words": "A-2026-00001"}).content.decode()

    assert "Petrauskait" not in asked + empty
    assert "21234567" in opened
    entry = Entry.objects.get(verb="register.consulted")
    assert "A-2026-00001" in entry.purpose


def test_somebody_elses_people_are_not_there(client, person):
    signed_in_as(client, "security_officer", institution=InstitutionFactory(reference="I-POL"))

    assert client.get(reverse("web:register-person", args=["P-000007"])).status_code == 404
    assert "P-000007" not in client.get(reverse("web:register")).content.decode()


def test_a_search_comes_by_post_and_finds_names_and_documents(client, army, person):
    PersonFactory(reference="P-000008", institution=army, surname="Kairys")
    signed_in_as(client, "register_keeper", institution=army)

    found = client.post(reverse("web:register"), {"text": "kairys"}).content.decode()
    by_document = client.post(reverse("web:register"), {"text": "21234567"}).content.decode()

    assert "P-000008" in found
    assert "P-000007" not in found
    assert "P-000007" in by_document


def test_the_lists_ask_the_database_as_often_for_many_as_for_few(client, army):
    signed_in_as(client, "register_keeper", institution=army)
    asked = {}
    for more in (2, 30):
        for _n in range(more):
            person = PersonFactory(institution=army)
            actions.say_wrong(words="Wrong.", by=traveller(person), at=NOON)
            InstitutionFactory()
        for name in ("register", "register-corrections", "register-institutions", "register-imports"):
            with CaptureQueriesContext(connection) as seen:
                client.get(reverse(f"web:{name}"))
            asked.setdefault(name, []).append(len(seen))

    assert all(few == many for few, many in asked.values()), asked
    assert {name: many for name, (_few, many) in asked.items()} == {
        "register": 13, "register-corrections": 6, "register-institutions": 6, "register-imports": 6,
    }  # fmt: skip


def test_a_person_reads_their_own_entry_and_says_that_it_is_wrong(client, person):
    basis()
    signed_in_as(client, "traveller", person=person)

    page = client.get(reverse("web:own-entry")).content.decode()
    sent = client.post(reverse("web:own-entry-wrong"), {"words": "My surname has changed."}, follow=True)

    assert "21234567" in page
    assert "Order V-1" in page
    assert "My surname has changed." in sent.content.decode()
    assert Correction.objects.get().person == person


def test_the_officer_answers_and_only_what_was_changed_is_changed(client, army, person):
    said = actions.say_wrong(words="My surname has changed.", by=traveller(person), at=NOON)
    signed_in_as(client, "register_keeper", institution=army)
    address = reverse("web:register-correction", args=[said.reference])

    page = client.get(address).content.decode()
    entry = {"surname": "Petrauskienė", "given_names": "Rasa", "sex": "F", "born_on": "1984-05-17", "phone": ""}
    client.post(address, {**entry, "email": "rasa@people.example", "answer": "correct", "reasons": "Registry."})

    person.refresh_from_db()
    assert "My surname has changed." in page
    assert person.names.get().surname == "Petrauskienė"
    assert person.born_on.isoformat() == "1984-05-17"
    assert Correction.objects.get().state == "corrected"


def test_a_postal_address_is_asked_only_where_letters_are_printed_and_its_person_reads_it(client, army, person):
    said = actions.say_wrong(words="I have moved.", by=traveller(person), at=NOON)
    signed_in_as(client, "register_keeper", institution=army)
    address = reverse("web:register-correction", args=[said.reference])
    entry = {"surname": "Kairytė", "given_names": "Rasa", "email": "", "phone": "", "reasons": "Moved."}
    place = "Pavyzdžio g. 1-2, LT-00000 Pavyzdinė"

    assert "post_address" not in client.get(address).content.decode()
    Institution.objects.filter(reference="I-ARMY").update(prints_letters=True)
    wrong = client.post(address, {**entry, "post_address": "Vilnius", "answer": "correct"}).content.decode()
    assert "Write street and house" in wrong
    client.post(address, {**entry, "post_address": place, "answer": "correct"})

    person.refresh_from_db()
    assert person.post_address == place
    signed_in_as(client, "traveller", person=person)
    assert place in client.get(reverse("web:own-entry")).content.decode()


def test_a_file_is_looked_at_before_it_is_applied(client):
    basis()
    signed_in_as(client, "register_keeper")

    seen = client.post(
        reverse("web:register-imports"), {"file": SimpleUploadedFile("x.csv", FILE.encode())}, follow=True
    )
    assert "This is what it would change" in seen.content.decode()
    assert not Person.objects.filter(reference="P-000900").exists()
    client.post(reverse("web:register-import", args=[Import.objects.get().reference]), {"do": "apply"})

    assert Person.objects.filter(reference="P-000900").exists()
    assert Import.objects.get().state == "applied"


def test_faults_are_shown_by_line_and_nothing_can_be_applied(client):
    basis()
    signed_in_as(client, "register_keeper")
    bad = FILE.replace("Kairys", "")

    seen = client.post(
        reverse("web:register-imports"), {"file": SimpleUploadedFile("x.csv", bad.encode())}, follow=True
    )

    assert "1 fault: nothing can be applied" in seen.content.decode()
    assert "Apply all of it" not in seen.content.decode()


def test_without_a_basis_the_page_says_what_is_missing(client):
    signed_in_as(client, "register_keeper")

    seen = client.post(reverse("web:register-imports"), {"file": SimpleUploadedFile("x.csv", FILE.encode())})

    assert "legal basis, controller, purpose and retention" in seen.content.decode()
    assert not Import.objects.exists()


def test_the_way_to_appeal_is_written_in_both_languages_or_not_at_all(client, army):
    signed_in_as(client, "register_keeper", institution=army)
    address = reverse("web:register-remedy", args=["I-ARMY"])

    client.post(address, {"en": "To the court.", "lt": ""})
    assert Institution.objects.get().remedy_en != "To the court."
    client.post(address, {"en": "To the court.", "lt": "Teismui."})

    assert Institution.objects.get().remedy_lt == "Teismui."


def test_whoever_cannot_sign_in_any_more_gets_a_new_first_password_shown_once(client, army):
    signed_in_as(client, "administrator")
    lost = AccountFactory(username="ona", person=PersonFactory(institution=army))

    page = client.post(reverse("web:account-password", args=[lost.reference])).content.decode()

    password = re.search("<code>(.+)</code>", page)[1]
    lost.refresh_from_db()
    assert lost.check_password(password)
    assert password not in client.get(reverse("web:account-roles", args=[lost.reference])).content.decode()


def test_an_administrator_makes_an_account_gives_a_role_and_ends_it(client, army):
    signed_in_as(client, "administrator")
    made = client.post(reverse("web:account-new"), {"username": "inga", "name": "Inga", "person": "", "language": "lt"})
    one = made.context["one"]
    assert made.context["password"] in made.content.decode()

    client.post(reverse("web:role-give", args=[one.reference]),
                {"kind": "duty_officer", "institution": "I-ARMY", "since": "2026-01-01"})  # fmt: skip
    role = one.roles.get()
    client.post(reverse("web:role-end", args=[one.reference, role.pk]), {"until": "2026-02-01"})
    client.post(reverse("web:account-close", args=[one.reference]))

    role.refresh_from_db()
    one.refresh_from_db()
    assert role.until.isoformat() == "2026-02-01"
    assert not one.is_active


def test_an_administrator_gives_nothing_to_themselves(client):
    account = signed_in_as(client, "administrator")

    said = client.post(reverse("web:role-give", args=[account.reference]),
                       {"kind": "analyst", "institution": "", "since": "2026-01-01"})  # fmt: skip

    assert "Nobody changes their own account or roles" in said.content.decode()
    assert account.roles.count() == 1
    assert chosen([], "x") is None


@pytest.mark.parametrize("language", ["en", "lt"])
def test_a_letter_about_a_correction_reads_in_both_languages(army, language):
    person = PersonFactory(reference="P-000011", institution=army, language=language)
    keeper = actor("register_keeper", institution="I-ARMY", name="Inga")

    for answer in (actions.decline, lambda reference, **more: actions.correct(reference, changes={}, **more)):
        said = actions.say_wrong(words="Wrong.", by=traveller(person), at=NOON)
        answer(said.reference, reasons="As the registry says.", by=keeper, at=NOON)

    assert Letter.objects.filter(language=language).count() == 2
    assert Letter.objects.get(kind="entry-declined").decides
