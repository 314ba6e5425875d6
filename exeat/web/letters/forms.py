"""Sending a letter's e-mail again, recording how a letter reached its person, and stating how one complains."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exeat.web.forms import Day, OneOf

WAYS = [
    ("registered_post", _("By registered post")),
    ("handed_over", _("Handed over against signature")),
    ("read_out", _("Read out")),
]


class Again(forms.Form):
    """Another address, where the old one fails."""

    email = forms.EmailField(label=_("Another e-mail address"), required=False)


class Served(forms.Form):
    """How and when the letter reached its person."""

    way = OneOf(label=_("How did it reach the person?"), choices=WAYS)
    served_on = Day(label=_("On which day?"))


UNITS = [("days", _("calendar days")), ("working_days", _("working days")), ("months", _("months"))]


class Road(forms.Form):
    """To whom, by when and how a group complains about an act, and by which source."""

    body_lt = forms.CharField(label=_("To whom, in Lithuanian"), max_length=200)
    body_en = forms.CharField(label=_("To whom, in English"), max_length=200)
    number = forms.IntegerField(
        label=_("Within how long of the day of service?"), min_value=1, max_value=400,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
    )  # fmt: skip
    unit = OneOf(label=_("Counted in"), choices=UNITS)
    file_lt = forms.CharField(label=_("How one files it, in Lithuanian"), max_length=300)
    file_en = forms.CharField(label=_("How one files it, in English"), max_length=300)
    cite = forms.CharField(
        label=_("Where it is written"), max_length=300, help_text=_("The act or order, its section and its date."),
    )  # fmt: skip
    since = Day(label=_("Told in letters from"))

    def stated(self) -> dict[str, Any]:
        """What was written, as the action takes it."""
        said = dict(self.cleaned_data)
        within = f"{said.pop('number')} {said.pop('unit')}"
        return {**said, "within": within}


def noon(day: date) -> datetime:
    """The end of a day on which something was served, as a moment: it is never before the letter of that day."""
    return timezone.make_aware(datetime.combine(day, time(23, 59)))
