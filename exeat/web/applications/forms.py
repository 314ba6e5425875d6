"""The questions about a trip; only those that the reason calls for are asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from exeat.applications.asking import KIN, RELATIVE_REASONS, WARD_REASONS
from exeat.applications.parts import Part
from exeat.regimes import places, words
from exeat.web.applications import wording
from exeat.web.applications.wording import RELATIONS, TRANSIT, TRANSPORT
from exeat.web.forms import Day, OneOf, Text

REASONS = (
    "serious_illness_of_relative", "death_of_relative", "parental_duty", "guardianship", "property",
    "medical_treatment",
    "family_visit", "tourism", "other",
)  # fmt: skip
URGENT_REASONS = ("death_of_relative", "serious_illness_of_relative", "parental_duty", "guardianship", "emergency")
FIRST = ("BY", "RU", "CN")
FURTHER = ("relative_state", "duty_state", "property_state", "from_afar")


def country_choices() -> list[tuple[str, str]]:
    """The countries by name in the page's language, the listed ones first."""
    language = (get_language() or "en")[:2]
    named = sorted((places.country(code, language), code) for code in places.countries() if code != "LT")
    first = [(code, places.country(code, language)) for code in FIRST]
    return [("", gettext("Choose")), *first, *((code, name) for name, code in named if code not in FIRST)]


def country_or_here() -> list[tuple[str, str]]:
    """The countries with Lithuania among the first."""
    language = (get_language() or "en")[:2]
    return [("", "—"), ("LT", places.country("LT", language)), *country_choices()[1:]]


def territory_choices() -> list[tuple[str, str]]:
    """Parts of states that a rule may treat apart."""
    language = (get_language() or "en")[:2]
    return [("", "—"), *sorted(((code, places.territory(code, language)) for code in places.territories()), key=_name)]


def reason_choices(names: tuple[str, ...] = REASONS) -> list[tuple[str, str]]:
    """What a person may claim, in the words that all regimes share."""
    language = (get_language() or "en")[:2]
    return [(name, capfirst(words.reason(name, language))) for name in names]


class Family(forms.RadioSelect):
    """Relations as a small picture of the family: a row for each generation, with the degree of kinship in law."""

    template_name = "web/applications/family.html"
    generations = (
        (_("Before you"), ("great_grandparent", "grandparent")),
        (_("Parents and their generation"), ("parent", "aunt_or_uncle", "in_law")),
        (_("Your own generation"), ("spouse", "sibling", "cousin")),
        (_("Children and their generation"), ("child", "niece_or_nephew", "ward")),
        (_("After you"), ("grandchild", "great_grandchild")),
        (_("Not in the picture"), ("other",)),
    )

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The choices in their rows."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        options = {str(one["value"]): one for _group, found, _n in context["widget"]["optgroups"] for one in found}
        context["rows"] = [
            (label, [(options[kin], wording.DEGREES.get(KIN.get(kin, ""), "")) for kin in row if kin in options])
            for label, row in self.generations
        ]
        return context


class Days(forms.Form):
    """A first and a last day that fit together."""

    def clean(self) -> dict[str, Any]:
        """The return lies not before the departure."""
        said: dict[str, Any] = super().clean() or {}
        first, last = said.get("first_on"), said.get("last_on")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("last_on", gettext("The return cannot be before the departure."))
        return said


HOW = {"stay": "stay", "transit": "land", "transit_airside": "airside"}  # of the public question -> of the application


def answered(said: Mapping[str, str]) -> dict[str, str]:
    """What somebody answered on the public page, as the first questions of an application ask it."""
    place = said.get("place", "")
    return {
        "country": place.partition("-")[0],
        "territory": place if "-" in place else "",
        "first_on": said.get("first", ""),
        "last_on": said.get("last", ""),
        "transit": HOW.get(said.get("how", ""), "stay"),
        "reason": said["reason"] if said.get("reason") in REASONS else "",
    }


class Trip(Days):
    """Where, when and why: what the rules need to know before anything else is asked."""

    country = forms.ChoiceField(label=_("Which country are you going to?"), choices=country_choices)
    territory = forms.ChoiceField(
        label=_("Is it one of these parts of a state?"), choices=territory_choices, required=False,
        help_text=_("Leave it open when it is none of them."),
    )  # fmt: skip
    first_on = Day(label=_("First day there"))
    last_on = Day(label=_("Last day there"))
    transit = OneOf(label=_("What kind of stay is it?"), choices=list(TRANSIT.items()), initial="stay")
    reason = OneOf(label=_("Why are you going?"), choices=reason_choices)

    def part(self) -> Part:
        """The trip as its first part."""
        said = self.cleaned_data
        territory = said["territory"]
        return Part(
            country=territory.split("-")[0] if territory else said["country"], territory=territory,
            first_on=said["first_on"], last_on=said["last_on"], transit=said["transit"],
        )  # fmt: skip


class PartForm(Days):
    """One part of the trip in full."""

    country = forms.ChoiceField(label=_("Country"), choices=country_choices)
    territory = forms.ChoiceField(label=_("Part of the country"), choices=territory_choices, required=False)
    place = forms.CharField(label=_("Town or place"), max_length=120, required=False)
    first_on = Day(label=_("First day there"))
    last_on = Day(label=_("Last day there"))
    transit = OneOf(label=_("What kind of stay is it?"), choices=list(TRANSIT.items()), initial="stay")
    transport = forms.ChoiceField(
        label=_("How do you travel?"), choices=[("", "—"), *TRANSPORT.items()], required=False
    )
    point_out = forms.CharField(
        label=_("Border crossing point on the way out"), max_length=80, required=False,
        help_text=_("It stands on the permit. Leave it open if you do not know it yet."),
    )  # fmt: skip
    point_in = forms.CharField(label=_("Border crossing point on the way back"), max_length=80, required=False)
    lodging = forms.CharField(
        label=_("Where do you sleep?"), max_length=160, required=False,
        help_text=_("A hotel or an address, without names. So that you can be found if something happens."),
    )  # fmt: skip

    def part(self) -> Part:
        """The part of the trip as it was typed."""
        said = self.cleaned_data
        return Part(**{name: said[name] for name in Part.__dataclass_fields__})


class Details(forms.Form):
    """What the ground calls for, what may follow, and how to reach the person."""

    particulars = Text(
        label=_("What is it about?"), required=False,
        help_text=_("Two or three sentences. Do not write names of relatives here."),
    )  # fmt: skip
    relation = forms.ChoiceField(
        label=_("What is this person to you?"), choices=list(RELATIONS.items()), required=False, widget=Family,
        help_text=_("The rules speak of close relatives; the decider needs to know how close."),
    )  # fmt: skip
    relative = forms.CharField(
        label=_("Name of the relative, as the document writes it"), max_length=120, required=False,
        help_text=_("Only so that the document can be compared. It is masked on every page and erased first."),
    )  # fmt: skip
    relative_state = forms.ChoiceField(
        label=_("In which state does this person live?"), choices=country_or_here, required=False,
        help_text=_("The law can be read so that the answer turns on it. Leave it open if you do not know."),
    )  # fmt: skip
    duty_state = forms.ChoiceField(
        label=_("In which state do you have to look after the child or ward?"), choices=country_or_here, required=False,
        help_text=_("The law can be read so that the answer turns on it. Leave it open if you do not know."),
    )  # fmt: skip
    property_state = forms.ChoiceField(
        label=_("In which state is the property?"), choices=country_or_here, required=False,
        help_text=_("The law can be read so that the answer turns on it. Leave it open if you do not know."),
    )  # fmt: skip
    from_afar = forms.TypedChoiceField(
        label=_("Could it be settled without going there?"), required=False, empty_value=None,
        choices=[("", _("I do not know")), ("no", _("No")), ("yes", _("Yes"))], coerce=lambda said: said == "yes",
        help_text=_("The law can be read so that the answer turns on it. Leave it open if you do not know."),
    )  # fmt: skip
    not_from_here = Text(
        label=_("Why can it not be settled from Lithuania?"), required=False,
        help_text=_("For example: did you try a proxy, a notary, the consulate? Two sentences are enough."),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Telephone on which we can reach you"), max_length=32, required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel", "class": "govuk-input--width-20"}),
    )  # fmt: skip
    evidence_follows_on = Day(
        label=_("If documents will follow: by which day?"), required=False,
        help_text=_("Checking begins at once; you need not wait for them. For example, 2026-03-01"),
    )  # fmt: skip

    def __init__(
        self, *args: Any, reason: str = "", notice: bool = False, wanted: frozenset[str] = frozenset(), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        unwanted = set(FURTHER) - wanted
        if reason not in RELATIVE_REASONS | WARD_REASONS:
            unwanted |= {"relation", "relative"}
        if reason != "property":
            unwanted.add("not_from_here")
        if notice:
            unwanted |= {"relation", "relative", "not_from_here", "evidence_follows_on"}
        for name in unwanted:
            del self.fields[name]


class Declaration(forms.Form):
    """The last word before it is sent."""

    declared = forms.BooleanField(
        label=_("What I wrote is true, and I know that a wrong statement can have consequences."),
        error_messages={"required": _("Confirm first that what you wrote is true.")},
    )  # fmt: skip


class Paper(forms.Form):
    """One document to add."""

    paper = forms.FileField(
        label=_("Add a document"), help_text=_("PDF, JPG or PNG, up to 10 MB. A photograph is enough."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )  # fmt: skip


class Answer(forms.Form):
    """The answer to the questions of a return."""

    text = Text(label=_("Your answer"), rows=6)


class Change(forms.Form):
    """How soon the answer to a change is needed."""

    urgent = forms.BooleanField(
        label=_("The answer is needed within hours"), required=False,
        help_text=_("For example, you are abroad already. It then goes to whoever decides urgent applications."),
    )  # fmt: skip

    def __init__(self, *args: Any, underway: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not underway:
            del self.fields["urgent"]


class Longer(Change):
    """Until when someone wants to stay, and why."""

    last_on = Day(label=_("New last day there"))
    because = Text(
        label=_("Why do you have to stay longer?"), rows=3,
        help_text=_("Two or three sentences. Do not write names of relatives here."),
    )  # fmt: skip

    field_order = ["last_on", "because", "urgent"]


class Again(forms.Form):
    """The first day of a trip that is like an earlier one."""

    first_on = Day(label=_("First day there"))


class Urgent(Days):
    """Three questions; everything else can wait."""

    reason = OneOf(label=_("1. What has happened?"), choices=lambda: reason_choices(URGENT_REASONS))
    country = forms.ChoiceField(label=_("2. Where do you have to go?"), choices=country_choices)
    first_on = Day(label=_("From which day?"))
    last_on = Day(label=_("Until which day, as far as you know?"))
    phone = forms.CharField(
        label=_("3. On which telephone do we reach you?"), max_length=32,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel", "class": "govuk-input--width-20"}),
    )  # fmt: skip

    def part(self) -> Part:
        """The trip as its only part."""
        said = self.cleaned_data
        return Part(country=said["country"], first_on=said["first_on"], last_on=said["last_on"])


def _name(choice: tuple[str, str]) -> str:
    return choice[1]
