"""The forms of the draft lab: handing in a draft, and trying drafts on past trips."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from exeat.drafts import past
from exeat.drafts.policy import TripsUnreadable, read_trips
from exeat.drafts.reading import from_past_trips
from exeat.regimes import RulebookError, vocabulary
from exeat.regimes.reading import Fault
from exeat.web.forms import Day, OneOf, SomeOf, offer

LARGEST = 64 * 1024 * 1024
LONGEST = 512 * 1024
MOST_FAULTS = 60  # shown at once


class HandIn(forms.Form):
    """A draft as a file in the format of the rulebooks."""

    file = forms.FileField(
        label=_("Draft"),
        help_text=_("A rulebook file (.yaml) that says status: draft. It is checked before it is kept."),
    )

    wrong: Sequence[Fault] = ()
    called = ""  # the name of the file

    def clean_file(self) -> str:
        """The text of the file."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        self.called = file.name or ""
        if (file.size or 0) > LONGEST:
            raise forms.ValidationError(_("The file is larger than half a megabyte."))
        try:
            return str(file.read(), "utf-8-sig")
        except UnicodeDecodeError:
            raise forms.ValidationError(_("The file is not UTF-8 text.")) from None

    def faults(self, wrong: RulebookError) -> None:
        """What is wrong in the draft: how much beside the field, and each fault with its line below it."""
        self.wrong = wrong.faults[:MOST_FAULTS]
        many = len(wrong.faults)
        told = ngettext(
            "%(file)s is not kept: %(n)d thing in it is wrong. Each is listed with its line.",
            "%(file)s is not kept: %(n)d things in it are wrong. Each is listed with its line.",
            many,
        )
        self.add_error("file", told % {"file": self.called, "n": many})


class Try(forms.Form):
    """Which drafts are tried, on which trips, read how."""

    also = SomeOf(label=_("Other drafts in the same pass"), required=False)
    source = OneOf(
        label=_("Past trips"),
        choices=[
            ("register", _("Confirmed trips of registered people")),
            ("file", _("A trips file without names, for people whom the law does not bind today")),
            ("files", _("Two files without names: trips, and what their people held")),
        ],
    )
    file = forms.FileField(
        label=_("Trips file"), required=False,
        help_text=_("CSV, one row a trip. The first row names the columns; `exeat demo` writes an example."),
    )  # fmt: skip
    trips = forms.FileField(
        label=_("Trips (Parquet)"), required=False,
        help_text=_("Columns: person, trip, leg, country, territory, from, until, purpose, reason."),
    )  # fmt: skip
    holdings = forms.FileField(
        label=_("What was held (Parquet)"), required=False,
        help_text=_("Columns: person, kind, level, institution, from, until."),
    )  # fmt: skip
    readings = OneOf(
        label=_("Open points"),
        choices=[("all", _("Every reading, one at a time")), ("default", _("Only as they are read by default"))],
        initial="all",
    )
    as_if_from = Day(
        label=_("As if the trips began on"), required=False,
        help_text=_("For a draft that begins after the trips were made. Empty: each trip is judged by its own days."),
    )  # fmt: skip
    hours = forms.DecimalField(
        label=_("Hours of an officer for one application"), required=False, min_value=0, max_value=100, decimal_places=1
    )

    def __init__(self, *args: Any, others: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        if others:
            offer(self, "also", list(others))
        else:
            del self.fields["also"]

    def clean(self) -> dict[str, Any]:
        """Read the files, so that what is wrong with them stands beside the field."""
        cleaned: dict[str, Any] = super().clean() or {}
        source = cleaned.get("source")
        if source == "file" and (data := self._bytes("file")):
            cleaned["bytes"] = data
            self._one_file(data, cleaned)
        if source == "files":
            trips, holdings = self._bytes("trips"), self._bytes("holdings")
            if trips and holdings:
                cleaned["bytes"] = trips + holdings
                self._two_files(trips, holdings, cleaned)
        return cleaned

    def _bytes(self, name: str) -> bytes:
        """What is in an uploaded file; nothing, and a fault beside the field, where it cannot be taken."""
        file = self.cleaned_data.get(name)
        if file is None:
            self.add_error(name, _("Choose the trips file"))
            return b""
        if file.size > LARGEST:
            self.add_error(name, _("The file is larger than 64 MB"))
            return b""
        found: bytes = file.read()
        return found

    def _one_file(self, data: bytes, cleaned: dict[str, Any]) -> None:
        try:
            trips = read_trips(
                data.decode("utf-8-sig"),
                kinds=[code for code, _words in vocabulary.post_kinds("LT")],
                levels=[code for code, _words in vocabulary.levels("LT")],
                reasons=vocabulary.REASONS,
            )
        except UnicodeDecodeError:
            self.add_error("file", _("The file is not UTF-8 text. Save it as CSV in UTF-8"))
        except TripsUnreadable as wrong:
            for line in str(wrong).split("\n"):
                self.add_error("file", line)
        else:
            cleaned["past"] = past.laid_out(*from_past_trips(trips))

    def _two_files(self, trips: bytes, holdings: bytes, cleaned: dict[str, Any]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder) / name for name in ("trips.parquet", "holdings.parquet")]
            for path, data in zip(paths, (trips, holdings), strict=True):
                path.write_bytes(data)
            try:
                cleaned["past"] = past.read(*paths)
            except TripsUnreadable as wrong:
                for line in str(wrong).replace(folder, "").split("\n"):
                    self.add_error("trips", line)
