"""Forms by which officers carry a case, and by which an administrator sets where orders go."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from exeat.web.cases import wording
from exeat.web.cases.forms.speaking import OwnReport
from exeat.web.crossings.forms import Override
from exeat.web.forms import Day, OneOf, Text, offer


class Until(forms.Form):
    """A day until which the person may answer."""

    answer_until = Day(label=_("The person may answer until"))


class More(Until):
    """More time to answer, for a reason."""

    reasons = Text(rows=2, label=_("Why more time is given"))


class Declined(forms.Form):
    """Why a request is not granted."""

    reasons = Text(rows=4, label=_("Reasons"), help_text=_("Written to the person, about this case."))


class Arrange(forms.Form):
    """How the person is helped to take part."""

    how = Text(rows=2, label=_("Which interpreter or other help the person has, when and where"))


class Receiver(forms.Form):
    """A system that takes orders."""

    to = OneOf(label=_("Register"), choices=list(wording.REGISTERS.items()))
    institution = forms.ChoiceField(label=_("For the people of"), required=False)
    name = forms.CharField(label=_("Whose system it is"), max_length=120)
    address = forms.CharField(label=_("Address"), max_length=300, help_text=_("It begins with https://"))
    certificate = Text(
        rows=4, required=False, label=_("Certificate of the system"),
        help_text=_("Only this one is believed then. Empty: those that this machine believes."),
    )  # fmt: skip
    key = Text(
        rows=4, required=False, label=_("Key under which it signs its answers"),
        help_text=_("A public key for ES256. Then only signed answers count. Empty: what it answers is not verified."),
    )  # fmt: skip

    def __init__(self, *args: Any, houses: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "institution", [("", _("every institution")), *houses])


class Invite(forms.Form):
    """Where and when the person is heard, and with whose help."""

    day = Day(label=_("Day of the hearing"))
    hour = forms.TimeField(
        label=_("Time of day"), input_formats=["%H:%M", "%H.%M", "%H %M"], help_text=_("In Lithuania, as 14:30."),
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5", "autocomplete": "off"}),
    )  # fmt: skip
    way = OneOf(label=_("How"), choices=[("room", _("In a room")), ("call", _("By call"))])
    place = forms.CharField(label=_("Address and room, or how to join the call"), max_length=300)
    interpreter = forms.CharField(label=_("Interpreter"), required=False, max_length=200)
    accommodation = forms.CharField(label=_("Other help at the hearing"), required=False, max_length=200)

    def given(self) -> dict[str, Any]:
        """What the action takes: a moment instead of a day and a time."""
        said = dict(self.cleaned_data)
        begins_at = datetime.combine(said.pop("day"), said.pop("hour"), ZoneInfo("Europe/Vilnius"))
        return {"begins_at": begins_at, **said}


class TakeDown(OwnReport):
    """What an institution or State Security told of someone's journey."""

    person = forms.CharField(label=_("Number of the person in the register"), max_length=16)
    source = OneOf(
        label=_("Where it comes from"),
        choices=[(k, wording.SOURCES[k]) for k in ("institution_report", "security_notice")],
    )  # fmt: skip
    informant = forms.CharField(label=_("Who told it, and in which letter"), max_length=200)
    reliability = OneOf(label=_("How sure it is"), choices=list(wording.RELIABILITIES.items()))
    text = Text(rows=6, label=_("What was told, in its own words"), help_text=_("Facts only. The person reads it."))
    from_report = forms.CharField(
        label=_("Number of the return report, if it was told in one"), required=False, max_length=24,
        help_text=_("It can be used against the person only after another authority has decided so."),
    )  # fmt: skip
    field_order = (
        "person", "source", "informant", "reliability", "place", "first_on", "last_on", "text", "from_report",
    )  # fmt: skip


class OpenTold(Override):
    """Why a case is opened on what was told."""

    reasons = Text(rows=4, label=_("Why a case is opened"))
    field_order = ("reasons",)


class LeaveTold(forms.Form):
    """Why nothing follows from what was told."""

    reasons = Text(rows=3, label=_("Why nothing follows"))


class AllowUse(forms.Form):
    """That a return report may be used against its writer."""

    person = forms.CharField(label=_("Number of the person in the register"), max_length=16)
    report = forms.CharField(label=_("Number of the return report"), max_length=24)
    cite = forms.CharField(label=_("The provision that allows it"), max_length=200)
    reasons = Text(rows=5, label=_("Reasons"), help_text=_("The person reads that this was decided, and by whom."))


class Service(forms.Form):
    """How the notice reached the person."""

    how = forms.CharField(
        label=_("How the notice reached the person"), required=False, max_length=200,
        help_text=_("Leave empty if it was opened in the inbox."),
    )  # fmt: skip
    served_on = Day(label=_("On which day"), required=False)


class Add(forms.Form):
    """Something for the file, as a fact or as an assessment, shown or withheld with its ground in law."""

    nature = OneOf(label=_("What it is"), choices=[("fact", _("A fact")), ("assessment", _("An assessment"))])
    title = forms.CharField(label=_("Title"), max_length=200)
    text = Text(label=_("Text"))
    ground = forms.CharField(
        label=_("Why it is withheld from the person"), required=False, max_length=200,
        help_text=_("Only where a law allows it. It is listed, and the appeals body reads it."),
    )  # fmt: skip
    cite = forms.CharField(label=_("The provision that allows it"), required=False, max_length=200)
    body = forms.CharField(
        label=_("Which body withholds it"), required=False, max_length=120,
        help_text=_("If it is another body than this office."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """What is withheld names its law."""
        said = super().clean() or {}
        if bool(said.get("ground")) != bool(said.get("cite")):
            self.add_error("cite", _("Give both: why it is withheld, and the provision that allows it."))
        return said


class Words(forms.Form):
    """The record of a hearing, or the reasons of a step."""

    words = Text(rows=5, label=_("Reasons"))


class Hearing(forms.Form):
    """The record of a hearing."""

    record = Text(rows=6, label=_("Record of the hearing"))
