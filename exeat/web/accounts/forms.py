"""The forms of signing in, without the way to a password by e-mail, and of the number for text messages."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCode
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class SignIn(LoginForm):
    """Name and password; whoever forgot the password asks the administrator in person."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class StillYou(ReauthenticateForm):
    """The password once more, before a step that changes how one signs in."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)


class NewPassword(ChangePasswordForm):
    """The password one has, and twice the one that one wants."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        said: dict[str, tuple[Any, Any]] = {
            "oldpassword": (_("The password that you have now"), ""),
            "password1": (_("The new password"), _("At least twelve letters or signs. Several words are best.")),
            "password2": (_("The new password once more"), ""),
        }
        for name, (label, hint) in said.items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.widget.attrs.pop("placeholder", None)


class RecoveryCode(AuthenticateForm):
    """A recovery code as the second step of signing in."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _code(self)


class CodeOnceMore(ReauthenticateByCode):
    """A recovery code before a step that changes how one signs in."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _code(self)


class NewKey(AddWebAuthnForm):
    """A new passkey: its name, and whether it opens the door by itself."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].label = _("Name of the key")
        self.fields["name"].help_text = _("So that you know it again. For example, Telephone")
        self.fields["passwordless"].label = _("Sign in with this key alone, without the password")
        self.fields["passwordless"].help_text = _("The key then asks for your finger, your face or a number.")


class KeyName(EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].label = _("Name of the key")


def _code(form: AuthenticateForm | ReauthenticateByCode) -> None:
    """Ask for a recovery code: there are no other codes here."""
    field = form.fields["code"]
    field.label, field.help_text = _("Recovery code"), _("One of the codes that you wrote down. Each works once.")
    field.widget.attrs.pop("placeholder", None)


class Number(forms.Form):
    """A number for text messages, and the consent without which none is sent."""

    number = forms.CharField(
        label=_("Your mobile telephone number"), max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "class": "govuk-input--width-20"}),
    )  # fmt: skip
    agrees = forms.BooleanField(
        label=_("I agree that text messages without content are sent to this number when a letter is written to me."),
        required=False,
    )


class Code(forms.Form):
    """The code that came in a text message."""

    code = forms.CharField(
        label=_("The code from the text message"), max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "govuk-input--width-10"}
        ),
    )  # fmt: skip
