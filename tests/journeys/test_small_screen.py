"""At 360 pixels: from application to decision by keyboard, a call in the night, a family that travels."""

from datetime import timedelta

import pytest
from django.utils import timezone

from exeat.applications import actions, queries
from exeat.permits import queries as permits
from tests.applications.scene import REASONS
from tests.journeys.people import everyone
from tests.journeys.test_application import press
from tests.journeys.test_everyone import tab_to

NARROW = {"width": 360, "height": 740}
BELARUS = {"en": "Bel", "lt": "Balt"}


@pytest.fixture
def people(address, settings, tmp_path, language):
    """Everyone whom the application meets."""
    return everyone(settings, tmp_path, language)


@pytest.fixture
def telephone(page_in, language, sign_in, people):
    """Somebody's browser, 360 pixels wide: `telephone("officer")`; it never scrolls sideways."""

    def hand(who):
        page = page_in(language)
        page.set_viewport_size(NARROW)
        page.on("load", lambda shown: fits(shown))
        return sign_in(page, *people.accounts[who])

    return hand


def fits(page):
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= NARROW["width"], f"{page.url} scrolls sideways ({wide} px)"


def write(page, selector, text):
    tab_to(page, selector)
    page.keyboard.type(text)


def choose(page, selector):
    """Come to a group of choices by Tab and to the one that is meant by the arrows."""
    name = selector.split("[value")[0]
    tab_to(page, name)
    page.keyboard.press("Space")
    for _ in range(20):
        if page.evaluate("s => document.activeElement.matches(s) && document.activeElement.checked", selector):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{selector} is not reached by the arrows")


def enter(page, selector="main button.govuk-button"):
    """Come to a button or link by Tab and press Enter."""
    tab_to(page, selector, most=120)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    fits(page)


def test_from_application_to_decision_no_mouse_is_needed(telephone, language, people):
    today = timezone.localdate()
    page = telephone("traveller")
    page.goto("/applications/new/")
    write(page, "[name=country]", BELARUS[language])
    write(page, "[name=first_on]", today.isoformat())
    write(page, "[name=last_on]", (today + timedelta(days=3)).isoformat())
    choose(page, "[name=reason][value=serious_illness_of_relative]")
    enter(page)
    write(page, "[name=particulars]", "A stroke on Monday.")
    choose(page, "[name=relation][value=parent]")
    enter(page)
    tab_to(page, "[name=declared]")
    page.keyboard.press("Space")
    enter(page, "button[name=send]")
    reference = page.url.rstrip("/").rsplit("/", 1)[-1]

    officer = telephone("officer")
    officer.goto("/work-list/")
    enter(officer, ".x-who a")
    enter(officer)
    write(officer, "[name=note]", "Identity and dates agree.")
    enter(officer, "button[name=opinion]")
    service = telephone("service")
    service.goto(f"/work-list/{reference}/")
    choose(service, "[name=conclusion][value=no_objection]")
    write(service, "[name=text]", "Nothing is known against this trip.")
    enter(service, ".x-panel--act button.govuk-button")
    head = telephone("head")
    head.goto(f"/work-list/{reference}/decide/")
    choose(head, "[name=decision][value=grant]")
    write(head, "[name=reasons]", REASONS)
    enter(head, "form.x-panel--act button.govuk-button")
    enter(head)

    page.reload()
    fits(page)
    (permit,) = permits.of(people.scene.traveller.reference)
    assert permit.number in page.locator("main").inner_text()


def test_a_call_in_the_night_on_a_telephone_ends_with_a_receipt(telephone, look, people):
    today = timezone.localdate()
    page = telephone("traveller")
    page.goto("/applications/urgent/")
    page.locator("[name=reason][value=death_of_relative]").check()
    page.locator("[name=country]").select_option("BY")
    page.locator("[name=first_on]").fill(today.isoformat())
    page.locator("[name=last_on]").fill((today + timedelta(days=3)).isoformat())
    page.locator("[name=phone]").fill("+370 600 00000")
    press(page)
    page.wait_for_url("**/applications/A-*/")
    fits(page)

    receipt = page.locator("a[href$='receipt.pdf']")
    receipt.focus()
    assert receipt.inner_text().strip()
    look(page, "urgent-receipt", pictures=False)
    answer = page.request.get(receipt.get_attribute("href"))
    assert answer.headers["content-type"] == "application/pdf"


def test_a_family_travels_with_one_number_and_a_decision_each(telephone, page_in, language, look, sign_in, people):
    today = timezone.localdate()
    page = telephone("traveller")
    page.goto("/applications/new/")
    page.locator("[name=country]").select_option("BY")
    page.locator("[name=first_on]").fill((today + timedelta(days=30)).isoformat())
    page.locator("[name=last_on]").fill((today + timedelta(days=33)).isoformat())
    page.locator("[name=reason][value=family_visit]").check()
    press(page)
    press(page)
    fits(page)
    page.locator("a[href$='/people/']").first.click()
    fits(page)
    page.locator("[name=companion_1_name]").fill("Jonas")
    page.locator("[name=inviter_name]").fill("Aunt")
    look(page, "people", pictures=False)
    page.set_viewport_size(NARROW)
    press(page)
    page.locator("a[href$='/further/']").click()
    page.locator("[name=pays][value=self]").check()
    look(page, "further", pictures=False)
    page.set_viewport_size(NARROW)
    press(page)
    page.locator("form[action$='/together/'] button").click()
    page.locator("b.x-num", has_text="G-").wait_for()
    look(page, "together", pictures=False)
    (row,) = queries.mine(people.scene.traveller)
    assert row.group
    assert row.group in page.locator("main").inner_text()

    spouse = page_in(language)
    spouse.set_viewport_size(NARROW)
    sign_in(spouse, people.accounts["head"][0], "traveller@")
    spouse.goto("/applications/together/")
    spouse.locator("[name=group]").fill(row.group)
    look(spouse, "join", pictures=False)
    spouse.set_viewport_size(NARROW)
    press(spouse)
    spouse.wait_for_url("**/fill/")
    fits(spouse)
    (theirs,) = queries.mine(people.scene.head_travels)
    assert (theirs.group, theirs.reference != row.reference) == (row.group, True)
    actions.discard(theirs.reference, by=people.scene.head_travels, at=timezone.now())
