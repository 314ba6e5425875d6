"""Every page of signing in, keys and codes: in both languages, in our words and our look."""

import pytest

from tests.journeys.people import AUTHENTICATOR, PASSPHRASE

ENGLISH = (
    "two-factor",
    "authenticator",
    "recovery code",
    "security key",
    "saugumo rak",
    "faktori",
    "sign out",
    "password",
)


@pytest.fixture
def read(look):
    """Look at a page, and see that no foreign sentence is left on a Lithuanian one."""

    def reading(page, name):
        look(page, name, pictures=False)
        if page.exeat_language == "lt":
            said = page.locator("main").inner_text()
            assert not [words for words in ENGLISH if words.lower() in said.lower()], f"{name}: {said}"
        assert page.locator(".x-header").count() == 1, f"{name}: not our page"

    return reading


def confirm(page):
    """The passphrase once more, where it is asked for."""
    if "/account/reauthenticate" in page.url:
        page.fill("input[name=password]", PASSPHRASE)
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url(lambda address: "/account/reauthenticate" not in address)


def test_every_page_of_one_s_own_sign_in_is_ours(page, read, account):
    chromium = page.context.new_cdp_session(page)
    chromium.send("WebAuthn.enable")
    chromium.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    for address in ("inactive", "signup"):
        page.goto(f"/account/{address}/")
        read(page, address)
    page.goto("/account/login/")
    page.fill("input[name=login]", "ona")
    page.fill("input[name=password]", "wrong passphrase")
    page.locator("main form button[type=submit]").first.click()
    read(page, "sign-in-wrong")
    page.fill("input[name=login]", "ona")
    page.fill("input[name=password]", PASSPHRASE)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/home/")

    page.goto("/account/password/change/")
    read(page, "password-change")
    page.locator("main form button[type=submit]").first.click()
    read(page, "password-change-faults")
    page.goto("/account/2fa/webauthn/add/")
    read(page, "once-more")
    confirm(page)
    page.fill("input[name=name]", "Telephone")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/**")
    for name, address in {
        "keys": "2fa/", "passkeys-one": "2fa/webauthn/", "passkey-edit": "2fa/webauthn/keys/1/edit/",
        "passkey-remove": "2fa/webauthn/keys/1/remove/", "codes": "2fa/recovery-codes/",
        "codes-new": "2fa/recovery-codes/generate/", "once-more-code": "2fa/reauthenticate/",
        "once-more-passkey": "2fa/webauthn/reauthenticate/", "sign-out": "logout/",
    }.items():  # fmt: skip
        page.goto(f"/account/{address}".replace("keys/1", f"keys/{_key()}"))
        confirm(page)
        read(page, name)

    page.context.clear_cookies()
    page.goto("/account/login/")
    page.fill("input[name=login]", "ona")
    page.fill("input[name=password]", PASSPHRASE)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/2fa/authenticate/**")
    read(page, "second-step")


def _key():
    from allauth.mfa.models import Authenticator

    return Authenticator.objects.filter(type="webauthn").values_list("pk", flat=True).first()
