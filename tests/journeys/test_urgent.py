"""The urgent lane: three questions on a phone, or a call; an answer in hours; the head confirms."""

from datetime import timedelta

import pytest
from django.utils import timezone

from exeat.applications import queries
from exeat.permits import queries as permits
from tests.journeys.people import everyone

ENOUGH = {
    "en": "Applying is not enough: until you have an answer you have no permit.",
    "lt": "Vien pateikti prašymą nepakanka: kol negavote atsakymo, leidimo vykti neturite.",
}


@pytest.fixture
def people(address, settings, tmp_path, language):
    """Everyone whom the application meets."""
    return everyone(settings, tmp_path, language)


def answer(page):
    """The three questions."""
    today = timezone.localdate()
    page.locator("[name=reason][value=death_of_relative]").check()
    page.locator("[name=country]").select_option("BY")
    page.locator("[name=first_on]").fill(today.isoformat())
    page.locator("[name=last_on]").fill((today + timedelta(days=3)).isoformat())
    page.locator("[name=phone]").fill("+370 600 00000")
    page.locator("main form:not([role=search]) button.govuk-button").click()


def test_three_questions_bring_a_provisional_permit(page, page_in, language, look, sign_in, people):
    sign_in(page, *people.accounts["traveller"])
    page.goto("/applications/urgent/")
    assert ENOUGH[language] in page.locator("main").inner_text()
    look(page, "urgent")
    answer(page)
    look(page, "urgent-sent")
    reference = page.url.rstrip("/").rsplit("/", 1)[-1]

    duty = page_in(language)
    sign_in(duty, *people.accounts["duty"])
    duty.goto("/work-list/")
    duty.locator(".x-who a").first.click()
    look(duty, "work-urgent")
    duty.locator("[name=answer][value=allow]").check()
    duty.locator("[name=reasons]").fill("The mother has died; the funeral is tomorrow.")
    duty.locator(".x-panel--act button").first.click()

    page.reload()
    look(page, "urgent-allowed")
    permit = permits.of(people.scene.traveller.reference)[0]
    assert permit.provisional
    assert permit.application == reference


def test_a_call_is_written_down_and_counts_from_that_minute(page, language, look, sign_in, people):
    sign_in(page, *people.accounts["clerk"])
    page.goto("/work-list/call/")
    page.locator("#q").fill("Petrausk")
    page.locator("form[role=search] button").click()
    page.locator("[name=person]").first.check()
    look(page, "work-call")
    answer(page)

    row = queries.mine(people.scene.traveller)[0]
    assert row.channel == "phone"
    assert row.reference in page.locator("main").inner_text()
