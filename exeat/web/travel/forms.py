"""The return report: one question first, more only when the answer is no."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exeat.web.forms import OneOf, Text
from exeat.web.travel.wording import EVENTS


class First(forms.Form):
    """Did all go as planned?"""

    as_planned = OneOf(label=_("Did all go as planned?"), choices=[("yes", _("Yes")), ("no", _("No"))])
    wants_to_talk = forms.BooleanField(label=_("I want to speak to somebody in person"), required=False)


class Report(First):
    """What happened; everything may be left for a talk in person."""

    events = forms.MultipleChoiceField(
        label=_("What happened?"), choices=list(EVENTS.items()), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Choose everything that fits."),
    )  # fmt: skip
    where = forms.CharField(label=_("Where and when?"), max_length=300, required=False)
    who = forms.CharField(label=_("Who was it, as far as you know?"), max_length=300, required=False)
    topics = Text(label=_("What was asked, said or done?"), required=False, rows=5)
    deviation = Text(label=_("What was different from the plan, and why?"), required=False, rows=3)

    def told(self) -> dict[str, Any]:
        """The person's own words, field by field."""
        return {name: self.cleaned_data[name] for name in ("where", "who", "topics", "deviation")}
