"""The form that tries a draft on past trips."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exeat.drafts.policy import TripsUnreadable, read_trips
from exeat.regimes import vocabulary

LARGEST = 64 * 1024 * 1024


class Try(forms.Form):
    """On which trips the draft is tried: confirmed ones of registered people, or a file without names."""

    source = forms.ChoiceField(
        label=_("Past trips"),
        choices=[
            ("register", _("Confirmed trips of registered people")),
            ("file", _("A trips file without names, for people whom the law does not bind today")),
        ],
        widget=forms.RadioSelect,
    )
    file = forms.FileField(
        label=_("Trips file"), required=False,
        help_text=_("CSV, one row a trip. The first row names the columns; `exeat demo` writes an example."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Read the file, so that what is wrong with it stands beside the field."""
        cleaned: dict[str, Any] = super().clean() or {}
        file = cleaned.get("file")
        if cleaned.get("source") != "file":
            return cleaned
        if file is None:
            self.add_error("file", _("Choose the trips file"))
            return cleaned
        if file.size > LARGEST:
            self.add_error("file", _("The file is larger than 64 MB"))
            return cleaned
        cleaned["bytes"] = file.read()
        try:
            text = cleaned["bytes"].decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error("file", _("The file is not UTF-8 text. Save it as CSV in UTF-8"))
            return cleaned
        try:
            cleaned["trips"] = read_trips(
                text,
                kinds=[code for code, _words in vocabulary.post_kinds("LT")],
                levels=[code for code, _words in vocabulary.levels("LT")],
                reasons=vocabulary.REASONS,
            )
        except TripsUnreadable as wrong:
            for line in str(wrong).split("\n"):
                self.add_error("file", line)
        return cleaned
