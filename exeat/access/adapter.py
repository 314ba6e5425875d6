"""How sign-in behaves here: nobody makes an account for themselves, and what went wrong is said in our words."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

WAYS = {
    "reauthenticate": _("With the password"),
    "mfa_reauthenticate": _("With a recovery code"),
    "mfa_reauthenticate:webauthn": _("With a passkey"),
}


class ClosedAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator; the page to sign up is shut."""

    error_messages = {  # as allauth declares it
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "enter_current_password": _("This is not the password that you have now."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _("Too many wrong attempts. Wait five minutes and try again."),
        "username_password_mismatch": _("User name and password do not fit together."),
        "rate_limited": _("Too many attempts. Wait five minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether a stranger may make an account: never."""
        return False

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways of showing once more that it is you, in our words."""
        return [{**way, "description": WAYS[way["id"]]} for way in super().get_reauthentication_methods(user)]


class KeysAdapter(DefaultMFAAdapter):
    """Passkeys and recovery codes, with our words for what went wrong."""

    error_messages = {  # as allauth declares it
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This is none of your recovery codes, or it was used already."),
        "add_email_blocked": _("This is not possible while a second step is set up."),
        "cannot_delete_authenticator": _("The last key cannot be removed."),
        "cannot_generate_recovery_codes": _("Add a passkey first, then make recovery codes."),
    }
