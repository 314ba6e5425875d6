"""What is asked before a permit is taken back."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class Revoke(forms.Form):
    """Why a permit is taken back, in words that its holder will read."""

    reason = forms.CharField(
        label=_("Why is the permit revoked?"),
        help_text=_("The holder reads this in the letter. Say what has changed since the permit was granted."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say why the permit is revoked.")},
    )
