"""Forms by which the person, or whom they let in, speaks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exeat.web.applications.forms import country_choices
from exeat.web.forms import Day, OneOf, Text, offer


class Files(forms.ClearableFileInput):
    """A field that takes several files."""

    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """Several files at once."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each of the files."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(SeveralFiles, self).clean(one, initial) for one in given]


class Answer(forms.Form):
    """What the person says, and what they ask for."""

    text = Text(rows=8, label=_("What happened"))
    arguments = Text(
        rows=4, required=False, label=_("Arguments that you want answered one by one"),
        help_text=_("One in each line. Whoever decides against you answers each of them."),
    )  # fmt: skip
    attachments = SeveralFiles(
        label=_("Files that show it"), required=False, help_text=_("PDF, JPEG or PNG, up to 10 MB each.")
    )
    hearing = forms.BooleanField(label=_("I wish to be heard in person"), required=False)
    representative = forms.CharField(label=_("My representative"), required=False, max_length=200)
    interpreter = forms.CharField(label=_("I need an interpreter for this language"), required=False, max_length=80)
    translation = forms.CharField(label=_("I need to read the file in this language"), required=False, max_length=80)
    accommodation = forms.CharField(
        label=_("What else I need in order to take part"), required=False, max_length=200,
        help_text=_("For example a sign language interpreter, large print, a room without stairs, a break."),
    )  # fmt: skip
    wants = OneOf(
        label=_("What do you send?"),
        initial="answer",
        choices=[("answer", _("My answer")), ("ask", _("Only a request: more time, a hearing, an interpreter"))],
    )
    field_order = (
        "wants",
        "text",
        "arguments",
        "attachments",
        "hearing",
        "representative",
        "interpreter",
        "translation",
        "accommodation",
    )


class Appeal(forms.Form):
    """What the person thinks is wrong."""

    points = Text(rows=8, label=_("What is wrong, in your own words"))


class OtherTime(forms.Form):
    """When the person can come instead."""

    words = Text(rows=3, label=_("When you can, and why not then"))


class NewFacts(forms.Form):
    """Facts that speak for the person and were not known."""

    facts = Text(rows=5, label=_("What is new, and how it is known"))


class LetIn(forms.Form):
    """Whom the person lets into the file."""

    name = forms.CharField(label=_("Name of the representative"), max_length=120)


class Arrive(forms.Form):
    """How a representative enters."""

    reference = forms.CharField(label=_("Number of the case"), max_length=16)
    code = forms.CharField(
        label=_("Code"), max_length=40, help_text=_("From the person whom you represent: four groups of five.")
    )


class Minutes(forms.Form):
    """What the minutes of the hearing should say."""

    correction = Text(
        rows=5, label=_("What should be different"), required=False,
        help_text=_("Leave empty if the minutes are right."),
    )  # fmt: skip


class Translate(forms.Form):
    """A translation of a document."""

    number = forms.TypedChoiceField(label=_("Which document"), coerce=int)
    language = forms.CharField(label=_("Into which language"), max_length=40)
    translated_by = forms.CharField(label=_("Who translated it"), max_length=120)
    sworn = forms.BooleanField(label=_("A sworn translator, or confirmed by a notary"), required=False)
    text = Text(rows=6, required=False, label=_("The translation"))
    attachment = forms.FileField(
        label=_("Or the translation as a file"), required=False, help_text=_("PDF, JPEG or PNG, up to 10 MB each.")
    )

    def __init__(self, *args: Any, documents: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "number", documents)

    def clean(self) -> dict[str, Any]:
        """A translation has words, or is a file."""
        said = super().clean() or {}
        if not said.get("text") and not said.get("attachment"):
            self.add_error("text", _("Type the translation or choose a file."))
        return said


class OwnReport(forms.Form):
    """A journey that someone tells of by themselves."""

    place = forms.ChoiceField(label=_("Country"), choices=country_choices)
    first_on = Day(label=_("First day there"))
    last_on = Day(label=_("Last day there"))
    text = Text(rows=6, label=_("What happened"))
