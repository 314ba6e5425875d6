"""How forms are drawn and what they say: our own renderer with the patterns of the design system."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DAY_FORMATS = ("%Y-%m-%d", "%Y %m %d", "%Y.%m.%d", "%Y/%m/%d")


class Renderer(TemplatesSetting):
    """Draws every form and field with our templates."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"


class Hinted:
    """A choice's label with a hint below it, for radios and checkboxes."""

    def __init__(self, label: str | Promise, hint: str | Promise) -> None:
        self.label = label
        self.hint = hint

    def __str__(self) -> str:
        return str(self.label)


class Day(forms.DateField):
    """A day that someone types as 2026-03-01; spaces, dots and slashes are taken too."""

    widget = forms.DateInput(
        format="%Y-%m-%d", attrs={"class": "govuk-input--width-10 x-num", "inputmode": "numeric", "autocomplete": "off"}
    )

    def __init__(self, **options: Any) -> None:
        options.setdefault("input_formats", DAY_FORMATS)
        options.setdefault("help_text", _("For example, 2026-03-01"))
        super().__init__(**options)


class Text(forms.CharField):
    """Several lines of someone's own words."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**options)


class OneOf(forms.ChoiceField):
    """One answer of a few, none chosen beforehand."""

    widget = forms.RadioSelect


class SomeOf(forms.MultipleChoiceField):
    """Every answer that fits."""

    widget = forms.CheckboxSelectMultiple


def settle() -> None:
    """Give Django's forms our words for what is missing, and leave the asking to our own error list."""
    forms.Form.use_required_attribute = False
    required = {"required": _("Fill in this field.")}
    choose = {"required": _("Choose one answer."), "invalid_choice": _("Choose one of the answers offered.")}
    forms.Field.default_error_messages = {**forms.Field.default_error_messages, **required}
    forms.ChoiceField.default_error_messages = {**forms.ChoiceField.default_error_messages, **choose}
    several = {"required": _("Choose at least one answer."), "invalid_choice": choose["invalid_choice"]}
    forms.MultipleChoiceField.default_error_messages = {
        **forms.MultipleChoiceField.default_error_messages,
        **several,
    }
    forms.DateField.default_error_messages = {"invalid": _("Enter the date like this: 2026-03-01.")}
    email = {"invalid": _("The e-mail address is incomplete. It needs the sign @ and what follows it.")}
    forms.EmailField.default_error_messages = {**forms.EmailField.default_error_messages, **email}


def offer(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Give a field of choices what can be chosen this time."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # as its form declares it
    field.choices = choices
