"""The forms of the register's pages."""

from __future__ import annotations

from typing import Any

from django import forms as plain
from django.utils.translation import gettext_lazy as _

from exeat.access.policy import GIVABLE
from exeat.register import filing, queries
from exeat.register.policy import SEXES
from exeat.web.forms import Day, OneOf, Text
from exeat.web.register import wording
from exeat.web.wording import ROLES

LARGEST = 20 * 1024 * 1024
PLACE, NO_PLACE = filing.SHAPES["post_address"]


def _institutions(empty: Any) -> list[tuple[str, Any]]:
    named = queries.names_of_institutions()
    return [("", empty), *((reference, names[wording.language()]) for reference, names in named.items())]


class Search(plain.Form):
    """Part of a name or a document number, and an institution."""

    text = plain.CharField(label=_("Name, reference or document number"), required=False, max_length=80)
    institution = plain.ChoiceField(label=_("Institution"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["institution"]
        assert isinstance(field, plain.ChoiceField)
        field.choices = _institutions(_("Every institution"))


class Away(plain.Form):
    """Who is away, from when, and on which day they are back."""

    person = OneOf(label=_("Who is away?"), choices=[])
    since = Day(label=_("First day away"))
    until = Day(label=_("First day back"), required=False, help_text=_("Leave it empty while it is not known."))

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, plain.ChoiceField)
        field.choices = people
        if len(people) == 1:
            field.initial = people[0][0]


class Purpose(plain.Form):
    """Why an officer opens someone's entry."""

    purpose = OneOf(label=_("Why do you open this entry?"), choices=wording.choices(wording.PURPOSES))
    words = plain.CharField(
        label=_("Which file, or which other purpose"), required=False, max_length=200,
        help_text=_("The person will read this."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Another purpose must be said in words."""
        given = super().clean() or {}
        if given.get("purpose") == "other" and not given.get("words", "").strip():
            self.add_error("words", _("Say for which purpose. The person will be able to read it."))
        return given


class Wrong(plain.Form):
    """What is wrong in one's own entry."""

    words = Text(
        label=_("What is wrong, and how should it read?"), rows=5, max_length=4000,
        help_text=_("Name the line, and say what shows the right one, such as a document."),
    )  # fmt: skip


class Answer(plain.Form):
    """What an officer does with what someone says is wrong."""

    answer = OneOf(
        label=_("What do you do?"),
        choices=[("correct", _("Correct the entry")), ("decline", _("Leave the entry as it is"))],
    )
    surname = plain.CharField(label=_("Surname"), required=False, max_length=120)
    given_names = plain.CharField(label=_("Given names"), required=False, max_length=120)
    born_on = Day(label=_("Date of birth"), required=False)
    sex = plain.ChoiceField(label=_("Sex"), required=False)
    email = plain.EmailField(label=_("E-mail address"), required=False)
    phone = plain.CharField(label=_("Telephone"), required=False, max_length=32)
    post_address = plain.RegexField(
        rf"^(?:{PLACE.pattern})\Z", label=_("Postal address"), required=False,
        error_messages={"invalid": _(NO_PLACE.message)},
        help_text=_("For the window of an envelope: street and house, then town and postcode, divided by commas."),
    )  # fmt: skip
    reasons = Text(
        label=_("What was done, or why not"), help_text=_("The person reads this in a letter."), max_length=4000
    )

    def __init__(self, *args: Any, prints: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not prints:
            del self.fields["post_address"]
        field = self.fields["sex"]
        assert isinstance(field, plain.ChoiceField)
        field.choices = [("", _("Not recorded")), *wording.choices(wording.SEXES, SEXES)]

    def changes(self) -> dict[str, Any]:
        """The fields that the officer has changed, and how they read now."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name not in {"answer", "reasons"}}


class File(plain.Form):
    """A file to hand in."""

    file = plain.FileField(
        label=_("File to hand in"),
        help_text=_("A table as text (CSV): comma, semicolon or tab; UTF-8 or the Baltic code page."),
    )

    def clean_file(self) -> Any:
        """A file of a sensible size."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise plain.ValidationError(_("The file is larger than 20 MB. Hand it in in parts."))
        return file


class Remedy(plain.Form):
    """How the decisions of an institution are appealed, in both languages."""

    en = Text(label=_("In English"), max_length=4000)
    lt = Text(label=_("In Lithuanian"), max_length=4000)


class Basis(plain.Form):
    """The ground in law on which data are kept or matched."""

    basis = Text(label=_("Legal basis"), help_text=_("The act and the article."), rows=3, max_length=2000)
    controller = plain.CharField(label=_("Controller of the data"), max_length=200)
    purpose = Text(label=_("For what, and for nothing else"), rows=3, max_length=2000)
    retention_days = plain.IntegerField(
        label=_("Days kept after the last post or clearance has ended"), min_value=1, max_value=36500,
        widget=plain.NumberInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
    )  # fmt: skip


class NewAccount(plain.Form):
    """An account to make."""

    username = plain.CharField(label=_("Name for signing in"), max_length=60)
    name = plain.CharField(label=_("Name that others see"), max_length=120)
    person = plain.CharField(
        label=_("Reference in the register"), required=False, max_length=16,
        help_text=_("Such as P-000123; empty for someone who is not in the register."),
    )  # fmt: skip
    language = OneOf(label=_("Language"), choices=[("lt", "Lietuvių"), ("en", "English")])


class Give(plain.Form):
    """A role to give."""

    kind = plain.ChoiceField(label=_("Role"), choices=[(kind, ROLES[kind]) for kind in GIVABLE])
    institution = plain.ChoiceField(label=_("Institution"), required=False)
    since = Day(label=_("First day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["institution"]
        assert isinstance(field, plain.ChoiceField)
        field.choices = _institutions(_("The whole country"))


class End(plain.Form):
    """The day on which a role ends."""

    until = Day(label=_("The first day on which the role no longer holds"))
