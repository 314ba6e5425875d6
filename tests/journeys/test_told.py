"""A notice becomes a case in which somebody whom the person lets in speaks for them."""

import re
from datetime import timedelta

from django.utils import timezone

from exeat.access.models import Account
from exeat.cases.models import Case, Told
from exeat.register.models import Person
from tests.cases import world
from tests.cases.world import REASONS
from tests.journeys.test_case import account, answer_points, day


def past(before):
    return (timezone.localdate() - timedelta(days=before)).isoformat()


def test_a_notice_becomes_a_case_and_a_representative_speaks(page_in, language, look, sign_in):
    world.found_world()
    world.enter(world.shifted(world.SOLDIER, language=language))
    lina = sign_in(page_in(language), account("U-0001", "case_officer", "I-COMMISSION", "Lina Bružaitė"))
    lina.goto("/told/new/", timeout=60_000)
    lina.fill("[name=person]", "P-000001")
    lina.check("[name=source][value=security_notice]")
    lina.check("[name=reliability][value=uncertain]")
    lina.fill("[name=informant]", "5")
    lina.select_option("[name=place]", "BY")
    lina.fill("[name=first_on]", past(40))
    lina.fill("[name=last_on]", past(38))
    lina.fill("[name=text]", "Asmuo du kartus matytas Minske.")
    look(lina, "told-new", pictures=False)
    lina.click("main form button.govuk-button")
    told = Told.objects.get().reference
    lina.goto("/told/")
    look(lina, "told", pictures=False)

    mindaugas = sign_in(page_in(language), account("U-0002", "case_officer", "I-COMMISSION", "Mindaugas Aukštuolis"))
    mindaugas.goto(f"/told/{told}/")
    look(mindaugas, "told-one", pictures=False)
    mindaugas.fill("textarea[name=reasons]", REASONS)
    answer_points(mindaugas)
    mindaugas.click("button[value=open]")
    mindaugas.wait_for_url("**/cases/**")
    case = Case.objects.get().reference
    mindaugas.goto(f"/cases/{case}/")
    mindaugas.locator("details:has(button[value=serve]) summary").click()
    mindaugas.fill("input[name=serve-answer_until]", day(15))
    mindaugas.click("button[value=serve]")

    person = Person.objects.get(reference="P-000001")
    own = Account.objects.create(username="saulius", reference="P-000001", person=person, shown_name="Saulius Žvinklys")
    saulius = sign_in(page_in(language), own)
    saulius.goto("/my-cases/tell/")
    look(saulius, "own-tell", pictures=False)
    saulius.goto(f"/my-cases/{case}/")
    saulius.fill("input[name=name]", "Rūta Sugalvota")
    saulius.locator("form:has(input[name=name]) button").first.click()
    look(saulius, "own-code", pictures=False)
    code = re.search(r"[A-Z2-9]{5}(-[A-Z2-9]{5}){3}", saulius.content())[0]

    ruta = page_in(language)
    ruta.goto("/represent/")
    look(ruta, "represent", pictures=False)
    ruta.fill("[name=reference]", case)
    ruta.fill("[name=code]", code)
    ruta.click("main form button.govuk-button")
    look(ruta, "represented", pictures=False)
    ruta.goto(f"/represent/{case}/answer/")
    look(ruta, "represented-answer", pictures=False)
    ruta.check("input[name=wants][value=answer]")
    ruta.fill("textarea[name=text]", "Jis buvo namuose.")
    ruta.click("main form button.govuk-button")

    assert Case.objects.get().state == "answered"
    saulius.goto("/findings/")
    look(saulius, "findings", pictures=False)
