"""What an auditor asks of the record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exeat.web.audit.wording import act
from exeat.web.forms import Day


class Search(forms.Form):
    """Which entries to show; what is left empty is not asked."""

    actor = forms.CharField(label=_("Who"), help_text=_("A reference, such as P-000123"), required=False, max_length=40)
    person = forms.CharField(label=_("Whom it concerns"), required=False, max_length=40)
    subject = forms.CharField(
        label=_("File"), help_text=_("A reference, such as A-2026-00017"), required=False, max_length=60
    )
    verb = forms.ChoiceField(label=_("What was done"), required=False)
    since = Day(label=_("From"), required=False)
    until = Day(label=_("Until, not included"), required=False)

    def __init__(self, *given: Any, verbs: list[str], **options: Any) -> None:
        super().__init__(*given, **options)
        field = self.fields["verb"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Anything")), *sorted(((verb, act(verb)) for verb in verbs), key=lambda one: one[1])]


class Between(forms.Form):
    """The days of which to count."""

    since = Day(label=_("From"))
    until = Day(label=_("Until, not included"))
