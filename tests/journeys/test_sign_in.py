"""Someone signs in with a password, adds a passkey, signs out, and signs in with the passkey."""

from tests.journeys.people import AUTHENTICATOR, PASSPHRASE


def test_a_passkey_is_added_and_opens_the_door_without_a_password(page, look, account):
    chromium = page.context.new_cdp_session(page)
    chromium.send("WebAuthn.enable")
    chromium.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})

    page.goto("/account/login/")
    look(page, "sign-in")
    page.fill("input[name=login]", "ona")
    page.fill("input[name=password]", PASSPHRASE)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/home/")
    look(page, "my-travel-empty", pictures=False)

    page.goto("/sign-in-and-role/")
    look(page, "role-and-sign-in", pictures=False)
    page.goto("/account/2fa/webauthn/")
    look(page, "passkeys", pictures=False)
    page.goto("/account/2fa/webauthn/add/")
    look(page, "still-you", pictures=False)
    page.fill("input[name=password]", PASSPHRASE)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/webauthn/add/")
    look(page, "passkey-add", pictures=False)
    page.fill("input[name=name]", "Telephone")
    page.check("input[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/**")
    look(page, "recovery-codes", pictures=False)

    page.locator(".x-header form[action*=logout] button").click()
    page.goto("/account/login/")
    page.click("#passkey_login")
    page.wait_for_url("**/home/")
    assert page.locator("h1").count() == 1
