"""A holder takes the code and the sheet along; the head takes the permit back; nothing is left to carry."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import AccountFactory, HeadshipFactory, InstitutionFactory, PersonFactory
from tests.permits.conftest import issue

REVOKE = {"en": "Revoke and send reasons", "lt": "Panaikinti ir išsiųsti priežastis"}
STANDING = {"en": "Permits in force", "lt": "Galiojantys leidimai vykti"}


@pytest.fixture(autouse=True)
def keys(tmp_path, settings):
    settings.EXEAT_KEYS = tmp_path / "keys"


def account(person):
    return AccountFactory(person=person, username=person.reference, reference=person.reference)


def test_from_the_code_on_the_phone_to_nothing_left_to_carry(page_in, language, address, sign_in, look):
    army = InstitutionFactory(reference="I-ARMY")
    holder = PersonFactory(reference="P-000123", institution=army, language=language)
    head = PersonFactory(reference="P-000900", institution=army)
    HeadshipFactory(institution=army, person=head)
    today = timezone.localdate()
    permit = issue(at=timezone.now() - timedelta(minutes=1), first_day=today, last_day=today + timedelta(days=3))

    phone = sign_in(page_in(language), account(holder))
    phone.goto("/permits/")
    look(phone, "permits")
    phone.locator("main h2 a").click()
    look(phone, "my-permit")
    with phone.expect_download() as download:
        phone.locator("a[href$='journey-sheet.pdf']").click()
    assert download.value.suggested_filename == "journey-sheet.pdf"

    office = sign_in(page_in(language), account(head), role="head@I-ARMY")
    office.goto("/permits/")
    assert office.locator("h1").inner_text() == STANDING[language]
    look(office, "permits-in-force")
    office.locator("main td a").click()
    office.get_by_role("button", name=REVOKE[language]).click()
    look(office, "permit-revoke-without-a-reason", pictures=False)
    office.locator("textarea").fill("Punktas uždarytas nuo rytojaus.")
    look(office, "permit-revoke")
    office.get_by_role("button", name=REVOKE[language]).click()
    assert permit.number not in office.locator("main").inner_text()

    phone.goto(f"/permits/{permit.number}/")
    look(phone, "permit-revoked")
    assert phone.locator(".x-permit__code").count() == 0
    assert "Punktas uždarytas nuo rytojaus." in phone.locator("main").inner_text()
