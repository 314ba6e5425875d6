"""A trip that goes wrong: help is called for, the duty officer works through the tree, the person is back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from exeat.applications import actions
from exeat.travel import queries as travel
from tests.applications.scene import REASONS, parts, to_decide
from tests.journeys.people import everyone
from tests.journeys.test_application import press


@pytest.fixture
def people(address, settings, tmp_path, language):
    """Everyone whom the application meets."""
    return everyone(settings, tmp_path, language)


def test_help_is_called_for_and_the_person_comes_back(page, page_in, language, look, sign_in, people):
    day, at = timezone.localdate(), timezone.now() - timedelta(days=20)
    row = to_decide(people.scene, at=at, trip=parts(first=day, last=day))
    actions.grant(row.reference, reasons=REASONS, by=people.scene.head, at=at)
    sign_in(page, *people.accounts["traveller"])

    page.goto(f"/trips/{row.reference}/")
    look(page, "trip", pictures=False)
    page.goto(f"/trips/{row.reference}/help/")
    look(page, "trip-help", pictures=False)
    page.locator("[name=kind][value=detained]").check()
    page.locator("[name=words]").fill("They keep my passport.")
    press(page)

    duty = page_in(language)
    sign_in(duty, *people.accounts["clerk"])
    duty.goto("/alarms/")
    look(duty, "alarms", pictures=False)
    duty.goto(f"/alarms/{travel.alarm_about(row.reference)}/")
    look(duty, "alarm", pictures=False)
    duty.goto("/borders/closed/")
    look(duty, "closures", pictures=False)

    page.goto(f"/trips/{row.reference}/")
    press(page)
    page.locator("main .govuk-button").first.wait_for(state="detached")
    assert travel.is_back(row.reference)


def test_an_office_sees_what_became_of_its_letters_and_the_head_what_protects_reports(
    page, page_in, language, look, sign_in, people
):
    at = timezone.now() - timedelta(days=3)
    actions.grant(to_decide(people.scene, at=at).reference, reasons=REASONS, by=people.scene.head, at=at)
    sign_in(page, *people.accounts["officer"])
    page.goto("/letters/sent/")
    look(page, "letters-sent", pictures=False)
    page.locator("main tbody a").first.click()
    look(page, "letter-sheet", pictures=False)
    for name, address in (
        ("letters-post", "/letters/post/"),
        ("letter-templates", "/letters/templates/"),
        ("letter-template", "/letters/templates/application-refused/lt/"),
    ):
        page.goto(address)
        look(page, name, pictures=False)

    head = page_in(language)
    sign_in(head, *people.accounts["head"])
    head.goto("/reports/protection/")
    look(head, "protection", pictures=False)
