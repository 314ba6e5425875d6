"""For everyone: by keyboard alone at 360 and 320 pixels, and a first page for a slow line."""

from datetime import timedelta

import brotli
import pytest
from django.utils import timezone

from exeat.applications import actions
from exeat.permits import queries as permits
from exeat.travel import queries as travel
from tests.applications.scene import REASONS, parts, to_decide
from tests.journeys.conftest import LOCALES
from tests.journeys.people import everyone
from tests.journeys.test_application import press

SMALL = 100_000  # bytes


@pytest.fixture
def people(address, settings, tmp_path, language):
    """Everyone whom the application meets; the traveller has a passphrase."""
    found = everyone(settings, tmp_path, language)
    account = found.accounts["traveller"][0]
    account.set_password("leave to be away")
    account.save()
    return found


def tab_to(page, selector, most=80):
    """Press Tab until what is asked for has the focus, and see that the focus can be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            seen = page.evaluate("""() => {
                const box = document.activeElement.getBoundingClientRect();
                const middle = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
                return box.width > 0 && middle !== null;
            }""")
            assert seen, f"{selector} has the focus and cannot be seen"
            return
    raise AssertionError(f"{selector} is not reached by the keyboard")


@pytest.mark.parametrize("width", [360, 320])  # 320 is 1280 at 400 per cent
def test_signing_in_and_reporting_need_no_mouse(page, language, people, width):
    day, at = timezone.localdate() - timedelta(days=2), timezone.now() - timedelta(days=20)
    row = to_decide(people.scene, at=at, trip=parts(first=day, last=day))
    actions.grant(row.reference, reasons=REASONS, by=people.scene.head, at=at)
    page.set_viewport_size({"width": width, "height": 700})

    page.goto("/account/login/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.x-skip')"), "the first stop skips to the content"
    tab_to(page, "input[name=login]")
    page.keyboard.type(people.accounts["traveller"][0].username)
    tab_to(page, "input[name=password]")
    page.keyboard.type("leave to be away")
    page.keyboard.press("Enter")
    page.wait_for_url("**/home/")
    tab_to(page, f"a[href='/trips/{row.reference}/report/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/report/")
    tab_to(page, "input[name=as_planned]")
    page.keyboard.press("Space")
    wide = page.evaluate("document.documentElement.scrollWidth")
    tab_to(page, "main button.govuk-button")
    page.keyboard.press("Enter")
    page.locator("[name=as_planned]").first.wait_for(state="detached")

    assert wide <= width
    assert travel.report_on(row.reference)


@pytest.mark.parametrize("width", [360, 320])
def test_asking_whether_one_may_go_needs_no_mouse(page, language, width):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"

    for field in ("form[method] select, form[method] input:not([type=hidden])", "main button.govuk-button"):
        tab_to(page, field)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_from_application_to_decision_no_script_runs(browser, address, language, sign_in, people):
    def without_scripts(who):
        context = browser.new_context(java_script_enabled=False, locale=LOCALES[language], base_url=address)
        context.set_default_timeout(10_000)
        return sign_in(context.new_page(), *people.accounts[who])

    today = timezone.localdate()
    page = without_scripts("traveller")
    page.goto("/applications/new/")
    page.locator("[name=country]").select_option("BY")
    page.locator("[name=first_on]").fill(today.isoformat())
    page.locator("[name=last_on]").fill((today + timedelta(days=3)).isoformat())
    page.locator("[name=reason][value=serious_illness_of_relative]").check()
    press(page)
    page.locator("[name=particulars]").fill("A stroke on Monday.")
    page.locator("[name=relation][value=parent]").check()
    press(page)
    page.locator("[name=declared]").check()
    page.locator("button[name=send]").click()
    reference = page.url.rstrip("/").rsplit("/", 1)[-1]

    officer = without_scripts("officer")
    officer.goto(f"/work-list/{reference}/")
    press(officer)
    officer.locator("[name=note]").fill("Identity and dates agree.")
    officer.locator("button[name=opinion]").click()
    service = without_scripts("service")
    service.goto(f"/work-list/{reference}/")
    service.locator("[name=conclusion][value=no_objection]").check()
    service.locator("[name=text]").fill("Nothing is known against this trip.")
    press(service, ".x-panel--act")
    head = without_scripts("head")
    head.goto(f"/work-list/{reference}/decide/")
    head.locator("[name=decision][value=grant]").check()
    head.locator("[name=reasons]").fill(REASONS)
    press(head, "form.x-panel--act")
    press(head)

    page.goto(f"/applications/{reference}/")
    assert permits.of(people.scene.traveller.reference)[0].number in page.locator("main").inner_text()
    for one in (page, officer, service, head):
        one.context.close()


def test_the_first_page_is_small_enough_for_a_slow_line(page, language, address):
    sizes = {}

    def weigh(response):
        body = response.body()
        packed = response.url.endswith((".css", ".js", ".svg"))  # as they are served outside development
        sent = int(response.header_value("content-length") or len(body))
        sizes[response.url] = len(brotli.compress(body)) if packed else sent

    page.on("requestfinished", lambda request: weigh(request.response()))
    page.goto("/")
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")

    assert sum(sizes.values()) < SMALL, sorted(sizes.items(), key=lambda one: -one[1])[:8]
