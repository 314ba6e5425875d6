"""A person is invited, comes and corrects the minutes; and a court puts back what a case took from them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from exeat.access.models import Account
from exeat.cases import actions
from exeat.cases.models import Document, Hearing, Judgment, Order
from exeat.register.models import Clearance, Person
from tests.cases import loop, world
from tests.cases.world import LINA, MINDAUGAS, RASA, later
from tests.journeys.test_case import account, press

NAMES = {LINA: "Lina Bružaitė", MINDAUGAS: "Mindaugas Aukštuolis", RASA: "Rasa Sugalvota"}


@pytest.fixture
def on(monkeypatch, address, settings, tmp_path):
    """Set the day of the story: `on(9)` is nine days after it begins."""
    settings.EXEAT_FOLDER = tmp_path

    def set_day(number):
        at = later(number) + timedelta(hours=1)
        monkeypatch.setattr(timezone, "now", lambda: at)

    return set_day


def the_world(language):
    world.found_world()
    world.enter(world.shifted(world.SOLDIER, language=language))


def officer(actor):
    """The account of an officer, to sign in with."""
    return account(actor.reference, "case_officer", "I-COMMISSION", NAMES[actor])


def the_person():
    person = Person.objects.get(reference="P-000001")
    return Account.objects.create(username="saulius", reference="P-000001", person=person, shown_name="Saulius")


def unfold(page, verb):
    page.locator(f"details:has(button[value={verb}]) summary").click()


def translate(page, address, words):
    """Type a translation of a document on the page for it."""
    page.goto(address)
    page.fill("input[name=language]", "Polish")
    page.fill("input[name=translated_by]", "Ona Vertėja")
    page.fill("textarea[name=text]", words)


def test_a_person_is_invited_comes_and_corrects_the_minutes(page_in, language, look, sign_in, on):
    the_world(language)
    case = loop.answered().reference
    on(3)
    his, hers = the_person(), officer(MINDAUGAS)
    mindaugas, saulius = sign_in(page_in(language), hers), sign_in(page_in(language), his)
    mindaugas.goto(f"/cases/{case}/", timeout=60_000)
    unfold(mindaugas, "invite")
    look(mindaugas, "case-invite", pictures=False)
    mindaugas.fill("input[name=invite-day]", later(9).date().isoformat())
    mindaugas.fill("input[name=invite-hour]", "14:30")
    mindaugas.check("input[name=invite-way][value=room]")
    mindaugas.fill("input[name=invite-place]", "Vilnius, Gedimino pr. 1, 3 kab.")
    mindaugas.fill("input[name=invite-interpreter]", "Ona Vertėja")
    press(mindaugas, "button[value=invite]")
    look(mindaugas, "case-invited", pictures=False)
    translate(mindaugas, f"/cases/{case}/translate/", "Przejazd przez granicę")
    look(mindaugas, "case-translate", pictures=False)
    press(mindaugas, "main form button.govuk-button")

    saulius.goto(f"/my-cases/{case}/")
    look(saulius, "my-case-invited", pictures=False)
    translate(saulius, f"/my-cases/{case}/translate/", "Byłem w domu")
    look(saulius, "my-case-translate", pictures=False)
    press(saulius, "main form button.govuk-button")
    saulius.goto(f"/my-cases/{case}/hearing/")
    look(saulius, "my-case-hearing", pictures=False)
    press(saulius, "button[value=accept]")
    look(saulius, "my-case-accepted", pictures=False)
    with saulius.expect_download() as download:
        saulius.click("a[href$='/hearing.ics']")
    appointment = download.value.path().read_bytes()
    assert b"DTSTART:20261111T123000Z" in appointment
    assert case.encode() not in appointment.replace(f"{case}-1@exeat".encode(), b"")

    on(9)
    sign_in(mindaugas, hers)
    sign_in(saulius, his)
    mindaugas.goto(f"/cases/{case}/")
    unfold(mindaugas, "hear")
    mindaugas.fill("textarea[name=hear-record]", "Jis sakė, kad sirgo.")
    press(mindaugas, "button[value=hear]")
    saulius.goto(f"/my-cases/{case}/")
    look(saulius, "my-case-heard", pictures=False)
    saulius.click(f"a[href='/my-cases/{case}/minutes/']")
    look(saulius, "my-case-minutes", pictures=False)
    saulius.fill("textarea[name=correction]", "Sakiau, kad sirgo tėvas.")
    press(saulius, "main form button.govuk-button")
    mindaugas.goto(f"/cases/{case}/")
    look(mindaugas, "case-heard", pictures=False)

    assert "Sakiau, kad sirgo tėvas." in mindaugas.content()
    assert Hearing.objects.get().held_at == timezone.now()
    assert Document.objects.filter(translates__isnull=False).count() == 2


def test_a_court_reverses_a_case_in_which_something_was_withheld(page_in, language, look, sign_in, on, tmp_path):
    the_world(language)
    row = loop.answered()
    actions.add(
        row.reference, title="Report", text="HIDDEN", nature="fact", ground="source in danger", cite="Law, art. 9",
        body="State Security", by=MINDAUGAS, at=later(3),
    )  # fmt: skip
    case = loop.appealed(loop.measured(loop.found(loop.again(row)))).reference
    on(20)
    body = sign_in(page_in(language), account("U-0009", "appeals_body", "I-APPEALS", "Ona Teisingoji"))
    body.goto(f"/appeals/{case}/", timeout=60_000)
    look(body, "appeal-withheld", pictures=False)
    assert "State Security" in body.locator("#withheld").inner_text()
    assert "HIDDEN" not in body.locator("#withheld").inner_text()

    lina, rasa = sign_in(page_in(language), officer(LINA)), sign_in(page_in(language), officer(RASA))
    document = tmp_path / "judgment.pdf"
    document.write_bytes(b"%PDF-1.4\n%%EOF\n")
    lina.goto(f"/cases/{case}/judgment/")
    look(lina, "case-judgment", pictures=False)
    lina.fill("input[name=court]", "Vilniaus apygardos administracinis teismas")
    lina.fill("input[name=number]", "eI-1")
    lina.fill("input[name=given_on]", later(15).date().isoformat())
    lina.check("input[name=outcome][value=reversed]")
    lina.fill("textarea[name=words]", "Sprendimas panaikinamas.")
    lina.set_input_files("input[name=document]", str(document))
    press(lina, "main form button.govuk-button")
    look(lina, "case-judgment-entered", pictures=False)
    assert lina.locator("button[value=confirm_judgment]").count() == 0
    assert Judgment.objects.get().confirmed_at is None
    assert Clearance.objects.get().until is not None

    rasa.goto(f"/cases/{case}/")
    unfold(rasa, "confirm_judgment")
    look(rasa, "case-judgment-confirm", pictures=False)
    press(rasa, "button[value=confirm_judgment]")

    saulius = sign_in(page_in(language), the_person())
    saulius.goto(f"/my-cases/{case}/")
    look(saulius, "my-case-judged", pictures=False)
    assert "HIDDEN" not in saulius.content()
    assert Clearance.objects.get().until is None
    assert list(Order.objects.order_by("number").values_list("to", "what")) == [
        ("clearances", "taken"),
        ("clearances", "restored"),
    ]
    assert "Sprendimas panaikinamas." in saulius.content()
