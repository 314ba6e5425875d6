"""A refusal: reasons that speak of this trip, a letter read before it is signed, and how to appeal in the letter."""

import pytest
from django.utils import timezone

from tests.applications.scene import REASONS, WEIGHED, to_decide
from tests.journeys.people import everyone

TITLE = {
    "en": "The permit is refused. You may not make this trip",
    "lt": "Leidimą vykti išduoti atsisakyta. Vykti draudžiama",
}
REMEDY = {"en": "How to appeal.", "lt": "Apskundimo tvarka."}


@pytest.fixture
def people(address, settings, tmp_path, language):
    """Everyone whom the application meets."""
    return everyone(settings, tmp_path, language)


def test_a_refusal_reaches_the_person_with_reasons_and_the_way_to_appeal(
    page, page_in, language, look, sign_in, people
):
    row = to_decide(people.scene, at=timezone.now())
    head = page_in(language)
    sign_in(head, *people.accounts["head"])
    head.goto(f"/work-list/{row.reference}/decide/")
    head.locator("[name=decision][value=refuse]").check()
    head.locator("[name=reasons]").fill("We asked for [which document].")
    head.locator("form.x-panel--act button.govuk-button").click()
    look(head, "decide-faults")
    head.locator("[name=reasons]").fill(REASONS)
    head.locator("[name=weighed]").fill(WEIGHED)
    head.locator("form.x-panel--act button.govuk-button").click()
    assert TITLE[language] in head.locator("main").inner_text()
    head.locator("main button.govuk-button").click()

    sign_in(page, *people.accounts["traveller"])
    page.goto(f"/applications/{row.reference}/")
    look(page, "application-refused")
    page.goto("/letters/")
    page.get_by_role("link", name=TITLE[language]).click()
    look(page, "letter-refused")

    said = page.locator("main").inner_text()
    assert REASONS in said
    assert REMEDY[language] in said
