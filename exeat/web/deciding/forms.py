"""What an officer, the service, the duty decider and the head write into a file."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exeat.applications import policy
from exeat.web.applications.forms import Urgent
from exeat.web.applications.wording import CONCLUSIONS
from exeat.web.forms import Day, OneOf, Text

LINES = 4
CONDITIONS = (
    ("device", _("You take no work telephone or computer with you.")),
    ("call", _("You send word to the duty officer when you are back.")),
    ("points", _("You cross the border only at the points named in the permit.")),
    ("evidence", _("You send the documents that are still to come by the day that was named.")),
)


class Return(forms.Form):
    """Questions to the applicant, one on each line."""

    questions = Text(label=_("Questions"), help_text=_("One question on each line."), rows=LINES)
    because = forms.CharField(
        label=_("Why we ask, and by which provision"), required=False, max_length=300,
        help_text=_("The applicant reads this."),
    )  # fmt: skip
    answer_by = Day(label=_("Answer by"))

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.on = on
        self.fields["answer_by"].initial = on + timedelta(days=10)

    def clean_answer_by(self) -> date:
        """The day to answer lies ahead."""
        day: date = self.cleaned_data["answer_by"]
        if day <= self.on:
            raise forms.ValidationError(gettext("Give a day that lies ahead."))
        return day

    def lines(self) -> list[str]:
        """The questions one by one."""
        return [line.strip() for line in self.cleaned_data["questions"].splitlines() if line.strip()]


class Note(forms.Form):
    """What the officer notes on a complete file."""

    note = Text(
        label=_("Note for the decider"), required=False, rows=3,
        help_text=_("What you compared, and what is missing. Facts only; the applicant may read this."),
    )  # fmt: skip


class Opinion(forms.Form):
    """The opinion of a body that is consulted."""

    conclusion = OneOf(
        label=_("What does the opinion come to?"), choices=[(key, words) for key, (_kind, words) in CONCLUSIONS.items()]
    )
    text = Text(
        label=_("The opinion"), rows=6,
        help_text=_("Only your service and whoever decides can open this text. Each reading is recorded."),
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        if len(bodies) > 1:
            self.fields["body"] = OneOf(label=gettext("Whose opinion is it?"), choices=bodies)
            self.order_fields(["body", "conclusion", "text"])


class Provisional(forms.Form):
    """The answer of the duty decider."""

    answer = OneOf(
        label=_("May this person leave now?"),
        choices=[("allow", _("Yes, provisionally")), ("decline", _("No provisional permit"))],
    )
    reasons = Text(label=_("Reasons, as the person will read them"), rows=3)


class Decision(forms.Form):
    """The decision with everything that has to be written under it; nothing is chosen beforehand."""

    decision = OneOf(label=_("Decision"), choices=[("grant", _("Grant")), ("refuse", _("Refuse"))])
    conditions = forms.MultipleChoiceField(
        label=_("Conditions"), choices=CONDITIONS, required=False, widget=forms.CheckboxSelectMultiple
    )
    other_conditions = Text(label=_("Other conditions"), help_text=_("One on each line."), required=False, rows=2)
    reasons = Text(label=_("Reasons, as the applicant will read them"), rows=5)
    weighed = Text(
        label=_("What you weighed"), required=False, rows=3,
        help_text=_("What the decision means for family and private life; whether a condition would be enough."),
    )  # fmt: skip
    departs_because = Text(
        label=_("What is different from the like cases"), required=False, rows=2,
        help_text=_("Only if you decide otherwise than most of them."),
    )  # fmt: skip
    legal_ground = Text(
        label=_("On which provision or reading the permit rests"), required=False, rows=2,
        help_text=_("Only if the rules as described do not open this trip."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def written(self, words: dict[str, str]) -> list[str]:
        """The conditions as the person will read them."""
        said = [words[key] for key in self.cleaned_data["conditions"]]
        return said + [line.strip() for line in self.cleaned_data["other_conditions"].splitlines() if line.strip()]


class Call(Urgent):
    """What is said on the telephone, typed in by the duty officer."""

    person = forms.ChoiceField(label=_("Who is calling?"), widget=forms.RadioSelect)
    particulars = Text(label=_("What the person says"), required=False, rows=3)

    field_order = ["person", "reason", "country", "first_on", "last_on", "phone", "particulars"]

    def __init__(self, *args: Any, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        person = self.fields["person"]
        if isinstance(person, forms.ChoiceField):
            person.choices = people


def blocks(language: str) -> list[tuple[str, str]]:
    """The beginnings of reasons in a language."""
    return [(name, words[language]) for name, words in policy.BLOCKS.items()]
