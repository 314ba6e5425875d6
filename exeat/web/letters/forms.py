"""Sending a letter's e-mail again, and recording how the letter reached its person."""

from __future__ import annotations

from datetime import date, datetime, time

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


def noon(day: date) -> datetime:
    """The end of a day on which something was served, as a moment: it is never before the letter of that day."""
    return timezone.make_aware(datetime.combine(day, time(23, 59)))
