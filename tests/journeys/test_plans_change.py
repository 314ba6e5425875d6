"""Plans change and hours matter: people are named, a granted trip gets longer, the duty passes from hand to hand."""

from datetime import timedelta

import pytest
from django.utils import timezone

from exeat.applications import actions, queries
from exeat.permits import queries as permits
from tests.applications.scene import REASONS, parts, to_decide
from tests.journeys.people import everyone

NOBODY = {"en": "Nobody is on duty now.", "lt": "Šiuo metu niekas nebudi."}


@pytest.fixture
def people(address, settings, tmp_path, language):
    """Everyone whom the application meets."""
    return everyone(settings, tmp_path, language)


def test_a_granted_trip_gets_longer_and_only_its_new_days_are_asked(page, language, look, sign_in, people):
    first, now = timezone.localdate() + timedelta(days=10), timezone.now()
    row = to_decide(people.scene, at=now, trip=parts(first=first, last=first + timedelta(days=3)))
    actions.grant(row.reference, reasons=REASONS, by=people.scene.head, at=now)
    sign_in(page, *people.accounts["traveller"])

    page.goto(f"/applications/{row.reference}/longer/")
    look(page, "application-longer")
    page.locator("[name=last_on]").fill((first + timedelta(days=6)).isoformat())
    page.locator("[name=because]").fill("The funeral was put off by three days.")
    page.locator("main button.govuk-button").first.click()
    page.locator("main a[href$='/people/']").first.click()
    look(page, "application-people")
    page.locator("[name=emergency_name]").fill("Ona")
    page.locator("[name=emergency_phone]").fill("+370 600 11111")
    page.locator("main button.govuk-button").first.click()
    page.locator("[name=declared]").check()
    page.locator("button[name=send]").click()

    reference = page.url.rstrip("/").rsplit("/", 1)[-1]
    look(page, "application-changed")
    assert queries.contacts(reference).emergency[0].name == "Ona"
    assert permits.for_application(row.reference)[0].revoked_at is None
    page.goto(f"/applications/{row.reference}/change/")
    look(page, "application-change")


def test_the_duty_is_planned_taken_over_and_its_gaps_are_seen(page, page_in, language, look, sign_in, people):
    now = timezone.localtime()
    sign_in(page, *people.accounts["officer"])
    page.goto("/work-list/duty/")
    assert NOBODY[language] in page.locator("main").inner_text()
    page.locator("[name=duty_of][value=answers]").check()
    page.locator("[name=who]").select_option(people.scene.duty.reference)
    page.locator("[name=phone]").fill("+370 600 22222")
    page.locator("[name=since_on]").fill(f"{now - timedelta(hours=1):%Y-%m-%d}")
    page.locator("[name=since_hour]").fill(f"{now - timedelta(hours=1):%H:%M}")
    page.locator("[name=until_on]").fill(f"{now + timedelta(hours=10):%Y-%m-%d}")
    page.locator("[name=until_hour]").fill(f"{now + timedelta(hours=10):%H:%M}")
    page.locator("button[name=plan]").click()
    look(page, "duty")

    duty = page_in(language)
    sign_in(duty, *people.accounts["duty"])
    duty.goto("/work-list/duty/")
    duty.locator("button[name=take]").click()

    assert queries.on_duty("I-ARMY", "answers", at=timezone.now()).taken_at
