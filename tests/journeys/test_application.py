"""From a question to a permit that a border officer believes: apply, check, opinion, decision, code, report."""

from datetime import timedelta

import pytest
from django.utils import timezone

from exeat.permits import queries as permits
from exeat.travel import queries as travel
from tests.applications.scene import REASONS
from tests.journeys.people import everyone

GO = {"en": "Permit valid", "lt": "Leidimas galioja"}
CHECK = {"en": "Check", "lt": "Tikrinti"}


@pytest.fixture
def people(address, settings, tmp_path, language):
    """Everyone whom the application meets."""
    return everyone(settings, tmp_path, language)


def press(page, within="main"):
    """The one button that goes on."""
    page.locator(f"{within} button.govuk-button").first.click()


def test_an_application_becomes_a_permit_that_the_border_believes(
    page, page_in, language, look, sign_in, people, tmp_path
):
    today = timezone.localdate()
    sign_in(page, *people.accounts["traveller"])
    page.goto("/applications/new/")
    look(page, "apply")
    page.locator("[name=country]").select_option("BY")
    page.locator("[name=first_on]").fill(today.isoformat())
    page.locator("[name=last_on]").fill((today + timedelta(days=3)).isoformat())
    page.locator("[name=reason][value=serious_illness_of_relative]").check()
    press(page)
    look(page, "apply-fill")
    page.locator("[name=particulars]").fill("A stroke on Monday.")
    page.locator("[name=relation][value=parent]").check()
    page.locator("[name=relative]").fill("Ona Petrauskienė")
    press(page)
    paper = tmp_path / "letter.pdf"
    paper.write_bytes(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
    page.locator("input[type=file]").set_input_files(paper)
    page.locator("form[enctype] button").click()
    look(page, "apply-send")
    page.locator("[name=declared]").check()
    page.locator("button[name=send]").click()
    look(page, "application")
    reference = page.url.rstrip("/").rsplit("/", 1)[-1]

    officer = page_in(language)
    sign_in(officer, *people.accounts["officer"])
    officer.goto("/work-list/")
    look(officer, "work")
    officer.locator(".x-who a").first.click()
    press(officer)
    look(officer, "work-file")
    assert "Petrauskienė" not in officer.content()
    officer.locator("[name=note]").fill("Identity and dates agree.")
    officer.locator("button[name=opinion]").click()

    service = page_in(language)
    sign_in(service, *people.accounts["service"])
    service.goto(f"/work-list/{reference}/")
    service.locator("[name=conclusion][value=no_objection]").check()
    service.locator("[name=text]").fill("Nothing is known against this trip.")
    press(service, ".x-panel--act")

    head = page_in(language)
    sign_in(head, *people.accounts["head"])
    head.goto(f"/work-list/{reference}/decide/")
    look(head, "decide")
    assert "Nothing is known" not in head.content()
    head.locator("[name=decision][value=grant]").check()
    head.locator("[name=conditions][value=device]").check()
    head.locator("[name=reasons]").fill(REASONS)
    press(head, "form.x-panel--act")
    look(head, "decide-letter")
    press(head)

    page.reload()
    look(page, "application-granted")
    permit = permits.of(people.scene.traveller.reference)[0]
    assert permit.number in page.locator("main").inner_text()

    border = page_in(language)
    border.goto("/verify/")
    border.wait_for_selector("[data-ready]")
    border.locator("#token").fill(permits.token(permit.number, seen_by=people.scene.traveller))
    border.get_by_role("button", name=CHECK[language], exact=True).click()
    assert border.locator("h1").inner_text() == GO[language]

    page.goto(f"/trips/{reference}/briefing/")
    look(page, "briefing")
    press(page)
    assert travel.acknowledged(reference)


def test_the_return_report_is_one_question_when_all_went_well(page, language, look, sign_in, people):
    from exeat.applications import actions
    from tests.applications.scene import parts, to_decide

    day = timezone.localdate() - timedelta(days=2)
    at = timezone.now() - timedelta(days=20)
    row = to_decide(people.scene, at=at, trip=parts(first=day, last=day))
    actions.grant(row.reference, reasons=REASONS, by=people.scene.head, at=at)
    sign_in(page, *people.accounts["traveller"])

    page.goto(f"/trips/{row.reference}/report/")
    look(page, "return-report")
    page.locator("[name=as_planned][value=no]").check()
    press(page)
    look(page, "return-report-no")
    page.locator("[name=events][value=questioned]").check()
    press(page)
    page.locator("[name=questioned_what]").fill("Ten minutes. A man asked where I work.")
    look(page, "return-report-details")
    press(page)

    assert travel.report_on(row.reference)
    assert travel.approaches(timezone.localdate().year).questioned == 1
