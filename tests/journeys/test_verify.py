"""A border officer reads codes: valid, revoked, forged, with an old list, without a network and without scripts."""

import io
import json
from datetime import timedelta

import pytest
import segno
from django.utils import timezone
from PIL import Image

from exeat.permits import actions, queries
from exeat.web import wording
from exeat_seal import sign
from tests.journeys.conftest import CHROMIUM, FLAGS, LOCALES
from tests.permits.conftest import HEAD, HOLDER, issue
from tests.seal.make import KEY, PERMIT

GO = {"en": "Permit valid", "lt": "Leidimas galioja"}
STOP = {"en": "No valid permit", "lt": "Galiojančio leidimo nėra"}
ASK = {"en": "Ask the duty officer", "lt": "Kreipkitės į budėtoją"}
REVOKED = {"en": "The permit has been revoked.", "lt": "Leidimas vykti panaikintas."}
AGAIN = {"en": "Check another code", "lt": "Tikrinti kitą kodą"}
KEPT = """() => new Promise((done) => navigator.serviceWorker.controller ? done(true)
    : navigator.serviceWorker.addEventListener("controllerchange", () => done(true)))"""
CHECK = {"en": "Check", "lt": "Tikrinti"}


@pytest.fixture(autouse=True)
def keys(tmp_path, settings):
    settings.EXEAT_KEYS = tmp_path / "keys"


@pytest.fixture
def permit(address):
    """A permit for a journey that begins today."""
    at = timezone.now() - timedelta(minutes=10)
    today = timezone.localdate()
    return issue(at=at, first_day=today, last_day=today + timedelta(days=3))


@pytest.fixture
def token(permit):
    return queries.token(permit.number, seen_by=HOLDER)


def arrive(page):
    page.goto("/verify/")
    page.wait_for_selector("[data-ready]")


def type_in(page, token, language):
    page.locator("#token").fill(token)
    page.get_by_role("button", name=CHECK[language], exact=True).click()


def verdict(page):
    return page.locator("h1").inner_text()


def test_a_valid_a_revoked_and_a_forged_permit(page, language, look, permit, token):
    arrive(page)
    look(page, "verify")
    type_in(page, token, language)

    assert verdict(page) == GO[language]
    said = page.locator("main").inner_text().replace("\xa0", " ")
    assert "Eglė Žiūraitė, 1987" in said
    first = timezone.localdate()
    assert wording.span(first, first + timedelta(days=3), language).replace("\xa0", " ") in said
    look(page, "verify-go")

    actions.revoke(permit.number, reason="Punktas uždarytas.", by=HEAD, at=timezone.now())
    arrive(page)
    type_in(page, token, language)

    assert verdict(page) == STOP[language]
    assert REVOKED[language] in page.locator("main").inner_text()
    assert "Punktas" not in page.content()
    look(page, "verify-stop")

    page.get_by_role("link", name=AGAIN[language]).click()
    type_in(page, sign(PERMIT, KEY), language)

    assert verdict(page) == STOP[language]
    assert "Eglė" not in page.locator("main").inner_text()


def test_the_code_of_the_carried_sheet_is_read_from_a_picture(page, language, permit, tmp_path):
    import pypdfium2

    with pypdfium2.PdfDocument(queries.sheet_pdf(permit.number, seen_by=HOLDER)) as sheet:
        picture = sheet[0].render(scale=2.2).to_pil().convert("RGB")
    picture.rotate(4, expand=True, fillcolor="white").save(tmp_path / "sheet.jpg", quality=85)

    arrive(page)
    page.locator("#picture").set_input_files(tmp_path / "sheet.jpg")
    page.wait_for_selector(".x-verdict")

    assert verdict(page) == GO[language]


def test_the_camera_reads_a_code(browser, address, language, token, tmp_path):
    code = io.BytesIO()
    segno.make(token, error="q", mode="alphanumeric", micro=False).save(code, kind="png", scale=7, border=6)
    frame = io.BytesIO()
    still = Image.new("RGB", (1280, 720), "white")
    picture = Image.open(code).convert("RGB")
    still.paste(picture, ((1280 - picture.width) // 2, (720 - picture.height) // 2))
    still.save(frame, format="JPEG", quality=90)
    (tmp_path / "film.mjpeg").write_bytes(frame.getvalue() * 10)

    film = f"--use-file-for-fake-video-capture={tmp_path / 'film.mjpeg'}"
    camera = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", film)
    chromium = browser.browser_type.launch(executable_path=CHROMIUM, args=[*FLAGS, *camera])
    page = chromium.new_page(locale=LOCALES[language], base_url=address)
    arrive(page)
    page.locator("[data-camera-start]").click()
    page.wait_for_selector(".x-verdict:visible")

    assert verdict(page) == GO[language]
    assert page.locator("video").evaluate("video => video.srcObject") is None
    chromium.close()


def test_a_picture_without_a_code_is_said_to_have_none(page, language, permit, tmp_path):
    Image.new("RGB", (300, 300), "white").save(tmp_path / "white.png")

    arrive(page)
    page.locator("#picture").set_input_files(tmp_path / "white.png")

    page.wait_for_selector("[data-picture-fault]:visible")
    assert page.locator(".x-verdict").count() == 0


def test_after_one_visit_it_works_without_a_network(page, language, look, token):
    arrive(page)
    page.evaluate(KEPT)

    page.context.set_offline(True)
    page.goto("/verify")
    page.wait_for_selector("[data-ready]")
    type_in(page, token, language)

    assert verdict(page) == GO[language]
    other = {"en": "lt", "lt": "en"}[language]
    page.locator(f"a[hreflang={other}]").click()
    page.wait_for_selector("[data-ready]")
    type_in(page, token, other)
    assert verdict(page) == GO[other]
    page.context.set_offline(False)


def test_a_list_of_yesterday_turns_a_yes_into_a_question(page, language, look, token):
    arrive(page)
    old_clock(page, timedelta(hours=31))
    page.context.set_offline(True)
    type_in(page, token, language)

    assert verdict(page) == ASK[language]
    assert "31 " in page.locator("[data-age]").inner_text()
    page.context.set_offline(False)
    look(page, "verify-ask")


def test_a_clock_that_was_set_back_is_doubted(page, language, token):
    arrive(page)
    old_clock(page, -timedelta(hours=3))
    page.context.set_offline(True)
    type_in(page, token, language)

    assert verdict(page) == ASK[language]
    assert page.locator("[data-clock-box].bad").count() == 1


def old_clock(page, difference):
    """Set the device's clock forward or back, while the page is open."""
    moved = difference.total_seconds() * 1000
    page.evaluate(f"(() => {{ const now = Date.now; Date.now = () => now() + {moved}; }})()")


def test_keys_that_this_device_cannot_check_are_not_taken(page, language, token, settings, tmp_path):
    arrive(page)

    settings.EXEAT_KEYS = tmp_path / "stranger"
    arrive(page)
    type_in(page, token, language)

    assert verdict(page) == ASK[language]
    assert page.locator("[data-afresh]").is_visible()


def test_nothing_of_a_check_is_kept_on_the_device(page, language, token):
    arrive(page)
    type_in(page, token, language)

    kept = page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie, location.href])")
    names = page.evaluate("caches.keys().then(async names => (await Promise.all(names.map(async name => "
                          "(await (await caches.open(name)).keys()).map(r => r.url)))).flat())")  # fmt: skip

    for secret in (token[:20], "Eglė", "1957", "K-"):
        assert secret not in json.loads(kept)[0].__str__()
    assert all("/verify/" in name or "/static/" in name for name in names)


def test_without_scripts_the_server_answers(browser, address, language, permit, token, tmp_path):
    segno.make(token, error="q", mode="alphanumeric", micro=False).save(str(tmp_path / "code.png"), scale=5)
    (tmp_path / "sheet.pdf").write_bytes(queries.sheet_pdf(permit.number, seen_by=HOLDER))
    context = browser.new_context(
        java_script_enabled=False, base_url=address, locale={"en": "en-GB", "lt": "lt-LT"}[language]
    )
    page = context.new_page()

    for way in (token, tmp_path / "code.png", tmp_path / "sheet.pdf"):
        page.goto("/verify/")
        if isinstance(way, str):
            page.locator("#token").fill(way)
        else:
            page.locator("#picture").set_input_files(way)
        page.get_by_role("button", name=CHECK[language], exact=True).click()
        assert page.locator("h1").inner_text() == GO[language]
    context.close()
