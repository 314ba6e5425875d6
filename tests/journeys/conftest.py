"""What every journey needs: a running Exeat, a browser in each language, and a strict look at each page.

A journey is a test marked `browser` that takes `language` (it then runs once in each) and `page`. At every page that it
visits it calls `look(page, "name-of-the-picture")`.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import sync_playwright

from exeat.access.models import Account
from exeat.config import catalogues
from exeat.register.models import Person
from tests.factories import NOON
from tests.journeys.people import PASSPHRASE

CHROMIUM = "/usr/bin/chromium-headless-shell"
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
LOCALES = {"en": "en-GB", "lt": "lt-LT"}
WIDTHS = (1280, 390)
NARROWEST = 360
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
# The script of axe is put into a page once and asked at each width.
AXE = Axe().axe_script
AXE_RUN = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"
TAKE_PICTURES = os.environ.get("EXEAT_SCREENSHOTS") == "1"


def pytest_collection_modifyitems(items):
    """Every test of this folder walks a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.fspath).parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def words():
    """Lithuanian pages need their catalogues compiled."""
    catalogues.compile_all()


@pytest.fixture(scope="session")
def browser():
    """One browser for all journeys."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(params=sorted(LOCALES))
def language(request):
    """Each language in turn."""
    return request.param


@pytest.fixture
def address(transactional_db, live_server):
    """Where this journey's Exeat listens; its tables are emptied after the journey."""
    return live_server.url


@pytest.fixture
def page_in(browser, address):
    """Make a page in a language: `page_in("lt")`; several make several people with separate browsers."""
    contexts = []

    def make(language):
        context = browser.new_context(locale=LOCALES[language], base_url=address, reduced_motion="reduce")
        context.set_default_timeout(10_000)
        context.set_default_navigation_timeout(30_000)  # the first page of a run waits until the rules are read
        contexts.append(context)
        page = context.new_page()
        page.exeat_language = language
        page.exeat_faults = []
        page.on("console", lambda message: _listen(page, message))
        page.on("pageerror", lambda error: page.exeat_faults.append(f"script: {error}"))
        page.on("request", lambda request: _stay_at_home(page, request, address))
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(page_in, language):
    """A page in the language of this run."""
    return page_in(language)


@pytest.fixture
def sign_in(address):
    """Sign an account in on a page without going through the form: `sign_in(page, account)`."""

    def enter(page, account, role=None):
        client = Client()
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        if role:
            session = client.session
            session["role"] = role
            session.save()
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
        return page

    return enter


@pytest.fixture(scope="session")
def look():
    """Look hard at a page: `look(page, "check")` at both widths, with a picture when they are asked for."""

    def inspect(page, name, *, pictures=True):
        page.wait_for_load_state("load")
        page.evaluate("document.fonts.ready.then(() => true)")
        page.evaluate(AXE)
        for width in (*WIDTHS, NARROWEST):
            page.set_viewport_size({"width": width, "height": 900})
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{name}: scrolls sideways at {width} px ({wide} px wide)"
            if width == NARROWEST:
                continue
            found = page.evaluate(AXE_RUN)
            assert not found, f"{name} at {width} px: {_violations(found)}"
            if TAKE_PICTURES and pictures:
                PICTURES.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=PICTURES / f"{name}-{page.exeat_language}-{width}.png", full_page=True)
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        assert page.locator("html").get_attribute("lang") == page.exeat_language, f"{name}: another language"
        assert page.locator("h1").count() == 1, f"{name}: must have one main heading"
        assert page.exeat_faults == [], f"{name}: {page.exeat_faults}"

    return inspect


def _listen(page, message):
    """Errors on the console are faults: among them every breach of the content policy."""
    if message.type == "error" and "status of 4" not in message.text:
        page.exeat_faults.append(f"console: {message.text}")


def _stay_at_home(page, request, address):
    """A request to another host is a fault."""
    there = urlsplit(request.url)
    if there.scheme in {"http", "https", "ws", "wss"} and there.netloc != urlsplit(address).netloc:
        page.exeat_faults.append(f"another host was asked: {there.netloc}")


def _violations(found):
    return "; ".join(
        f"{one['id']} ({one['help']}): " + ", ".join(str(node["target"]) for node in one["nodes"][:3]) for one in found
    )


@pytest.fixture
def account(transactional_db):
    """Somebody who signs in with a pass phrase."""
    person = Person.objects.create(reference="P-000001", entered_at=NOON)
    found = Account.objects.create(username="ona", reference="P-000001", person=person, shown_name="Ona Made-Up")
    found.set_password(PASSPHRASE)
    found.save()
    return found
