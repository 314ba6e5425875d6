"""What an auditor asks of the record."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

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

    def __init__(self, *given: object, verbs: list[str], **options: object) -> None:
        super().__init__(*given, **options)  # type: ignore[arg-type]  # Django's own options, handed through
        verb = self.fields["verb"]
        assert isinstance(verb, forms.ChoiceField)
        verb.choices = [("", _("Anything")), *((name, name) for name in verbs)]


class Between(forms.Form):
    """The days of which to count."""

    since = Day(label=_("From"))
    until = Day(label=_("Until, not included"))
