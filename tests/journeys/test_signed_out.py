"""The session ends while someone types: what they wrote stands in the form again, with scripts and without."""

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from tests.applications.scene import DAY, drafted, parts
from tests.journeys.conftest import LOCALES
from tests.journeys.people import everyone
from tests.journeys.test_application import press

PASSPHRASE = "leave to be away"
WORDS = "A stroke on Monday; the doctors ask the family to come."


@pytest.fixture
def people(address, settings, tmp_path, language):
    """Everyone whom the application meets; the traveller has a passphrase."""
    found = everyone(settings, tmp_path, language)
    account = found.accounts["traveller"][0]
    account.set_password(PASSPHRASE)
    account.save()
    return found


@pytest.fixture
def draft(people):
    """A draft of the traveller, and the address of its page."""
    day = timezone.localdate()
    row = drafted(people.scene.traveller, at=timezone.now(), trip=parts(first=day + DAY * 20, last=day + DAY * 23))
    return row, f"/applications/{row.reference}/fill/"


def come_back(page, people):
    """Sign in by name and passphrase."""
    page.wait_for_url("**/account/login/**")
    page.fill("input[name=login]", people.accounts["traveller"][0].username)
    page.fill("input[name=password]", PASSPHRASE)
    page.locator("main form button[type=submit]").first.click()


def test_a_draft_is_saved_and_a_session_that_ended_loses_nothing(page, language, look, sign_in, people, draft):
    row, address = draft
    sign_in(page, *people.accounts["traveller"]).goto(address)
    page.locator("[name=particulars]").press_sequentially("A stroke")
    page.locator("[data-draft-line]:not(:empty)").wait_for()
    row.refresh_from_db()
    assert row.particulars == "A stroke"

    Session.objects.all().delete()
    page.locator("[name=particulars]").fill(WORDS)
    page.locator("[name=relation][value=parent]").check()
    press(page)
    come_back(page, people)
    page.wait_for_url(f"**{address}")

    assert page.locator("[name=particulars]").input_value() == WORDS
    assert page.locator("[name=relation][value=parent]").is_checked()
    look(page, "kept-form", pictures=False)
    press(page)
    page.wait_for_url("**/send/")
    row.refresh_from_db()
    assert row.particulars == WORDS


def test_what_is_typed_on_a_step_without_a_draft_of_its_own_is_kept_too(page, language, look, sign_in, people, draft):
    address = draft[1].replace("/fill/", "/parts/")
    sign_in(page, *people.accounts["traveller"]).goto(address)
    page.locator("[name=place]").press_sequentially("Gardinas")
    page.locator("[data-draft-line]:not(:empty)").wait_for()

    page.goto("/home/")
    page.goto(address)

    assert page.locator("[name=place]").input_value() == "Gardinas"
    look(page, "typed-form", pictures=False)


def test_without_scripts_nothing_is_lost_either(browser, address, language, sign_in, people, draft):
    row, there = draft
    context = browser.new_context(java_script_enabled=False, locale=LOCALES[language], base_url=address)
    context.set_default_timeout(10_000)
    page = sign_in(context.new_page(), *people.accounts["traveller"])
    page.goto(there)
    page.locator("[name=particulars]").fill(WORDS)

    Session.objects.all().delete()
    press(page)
    come_back(page, people)

    assert page.locator("[name=particulars]").input_value() == WORDS
    press(page)
    row.refresh_from_db()
    assert row.particulars == WORDS
    context.close()


def test_ten_minutes_before_the_end_one_can_stay(page, language, look, sign_in, people, draft, settings):
    settings.SESSION_COOKIE_AGE = 500
    sign_in(page, *people.accounts["traveller"]).goto(draft[1])
    page.locator("[name=particulars]").fill(WORDS)
    stay = page.locator(".x-stay button")
    stay.wait_for(state="visible")
    look(page, "stay-signed-in", pictures=False)

    settings.SESSION_COOKIE_AGE = 8 * 60 * 60
    stay.focus()
    page.keyboard.press("Enter")
    stay.wait_for(state="hidden")

    assert page.locator("[name=particulars]").input_value() == WORDS
