"""The five questions of "May I go?", in the law's own categories; "I do not know" is always a choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import cache
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from exeat.regimes import places, vocabulary, words
from exeat.web.forms import Day, OneOf, SomeOf

JURISDICTION = "LT"
NONE, UNKNOWN = "none", "unknown"
OFTEN = ("BY", "RU", "CN")
DO_NOT_KNOW = (UNKNOWN, _("I do not know"))
YES_NO = (("yes", _("Yes")), ("no", _("No")), DO_NOT_KNOW)
PURPOSES = (("private", _("Private")), ("duty", _("On service or work")), DO_NOT_KNOW)
WAYS_OF_BEING_THERE = (
    ("stay", _("I stay there")),
    ("transit", _("I pass through")),
    ("transit_airside", _("I change planes and do not leave the transit zone of the airport")),
)
MORE_STAYS = ("second", "third")
FILLS_IN: dict[str, str] = {
    "post.kind": "who", "clearance.level": "clearance", "post.body_handles_secrets": "body",
    "trip.purpose": "purpose", "application.reason": "reason", "application.ground": "reason",
}  # fmt: skip
Choices = list[tuple[str, Any]]


def language() -> str:
    """The language of the page."""
    return (get_language() or "en")[:2]


def post_choices() -> Choices:
    """Every kind of post that the law knows, then none of them, then not knowing."""
    posts = vocabulary.post_kinds(JURISDICTION)
    kinds = [(code, vocabulary.said(said, language())) for code, said in posts if code != NONE]
    return [*kinds, (NONE, gettext("None of these")), (UNKNOWN, gettext("I do not know"))]


def level_choices() -> Choices:
    """Every level of clearance from none up, then not knowing."""
    return [
        *((code, vocabulary.said(said, language())) for code, said in vocabulary.levels(JURISDICTION)),
        (UNKNOWN, gettext("I do not know")),
    ]


def reason_choices() -> Choices:
    """What may be claimed as a reason, in the words that all regimes share."""
    said = [(code, words.reason(code, language())) for code in vocabulary.REASONS if code != NONE]
    return [("", gettext("Choose")), *said, (NONE, gettext("No particular reason")), DO_NOT_KNOW]


def place_choices() -> Choices:
    """Countries that are often asked about, parts of states, then every country by name."""
    return [("", gettext("Choose")), *_places(language(), gettext("Often asked"), gettext("Parts of states"))]


@cache
def _places(spoken: str, often: str, parts: str) -> Choices:
    named = [(code, places.country(code, spoken)) for code in places.countries() if code != "LT"]
    territories = [(code, _territory(code, spoken)) for code in places.territories()]
    everything = gettext("All countries")
    return [
        (often, [(code, places.country(code, spoken)) for code in OFTEN]),
        (parts, sorted(territories, key=lambda pair: sorted_as(pair[1]))),
        (everything, sorted(named, key=lambda pair: sorted_as(pair[1]))),
    ]


def _territory(code: str, spoken: str) -> str:
    return f"{places.territory(code, spoken)} ({places.country(code.partition('-')[0], spoken)})"


FOLDED = {ord(a): b for a, b in zip("ąęėįųūčšž", ("a", "e", "e", "i", "u", "u", "c~", "s~", "z~"), strict=True)}


def sorted_as(name: str) -> str:
    """How a name is sorted in Lithuanian: vowels with marks as their base, č, š and ž after c, s and z."""
    return name.casefold().translate(FOLDED)


class Question(forms.Form):
    """Who, where, when, on what footing and why."""

    who = SomeOf(
        label=_("1. Who are you?"), help_text=_("Choose every line that fits."), choices=lazy(post_choices, list)
    )
    clearance = OneOf(
        label=_("What access to classified information do you have?"),
        help_text=_("The highest that you hold now."),
        choices=lazy(level_choices, list),
    )
    body = OneOf(label=_("Does the body where you work handle classified information?"), choices=YES_NO)
    place = forms.ChoiceField(
        label=_("2. Where do you want to go?"),
        help_text=_("Every country on the way counts, a change of planes as well. Further countries are asked below."),
        choices=place_choices,
    )
    how = OneOf(label=_("How will you be there?"), choices=WAYS_OF_BEING_THERE)
    first = Day(label=_("3. First day there"))
    last = Day(label=_("Last day there"), help_text=_("If you come back on the same day, the same day."))
    no_days = forms.BooleanField(
        label=_("I do not know the days yet"), required=False,
        help_text=_("The answer is then for a trip that begins tomorrow, and says so."),
    )  # fmt: skip
    purpose = OneOf(label=_("4. Is the trip private, or on service or work?"), choices=PURPOSES)
    reason = forms.ChoiceField(label=_("5. Why are you going?"), choices=reason_choices)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.data.get("no_days"):
            self.fields["first"].required = self.fields["last"].required = False
        for name in ("who", "clearance", "body", "how", "purpose"):
            self.fields[name].widget.attrs["class"] = "govuk-radios--small govuk-checkboxes--small"
        self.fields["who"].widget.attrs["class"] += " x-twocol"
        for n in MORE_STAYS:
            self.fields[f"{n}_place"] = forms.ChoiceField(
                label=_("A further country"), choices=place_choices, required=False
            )
            self.fields[f"{n}_how"] = forms.ChoiceField(
                label=_("How will you be there?"), choices=WAYS_OF_BEING_THERE, required=False
            )
            self.fields[f"{n}_first"] = Day(label=_("First day there"), required=False)
            self.fields[f"{n}_last"] = Day(label=_("Last day there"), required=False)

    def clean(self) -> dict[str, Any]:
        """What single fields cannot see: none stands alone, and no stay ends before it begins."""
        said = super().clean() or {}
        chosen = said.get("who", [])
        if len(chosen) > 1 and {NONE, UNKNOWN} & set(chosen):
            self.add_error("who", _("Choose the lines that fit, or the last ones alone."))
        for prefix in ("", *(f"{n}_" for n in MORE_STAYS)):
            first, last = said.get(f"{prefix}first"), said.get(f"{prefix}last")
            if first and last and last < first:
                self.add_error(f"{prefix}last", _("The last day cannot be before the first."))
        return said

    def further(self) -> Iterable[list[forms.BoundField]]:
        """The fields of each further stay."""
        for n in MORE_STAYS:
            yield [self[f"{n}_{name}"] for name in ("place", "how", "first", "last")]

    @property
    def further_is_open(self) -> bool:
        """Whether a further stay was begun, so that its fields should be seen."""
        return any(self[f"{n}_place"].value() or self[f"{n}_place"].errors for n in MORE_STAYS)


def facts(said: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as facts for the regimes, just as `exeat rulebook ask` takes them; what is not known is left out."""
    asked: dict[str, Any] = {"stays": stays(said)}
    if said["who"] == [NONE]:
        asked["posts"] = []
    elif UNKNOWN not in said["who"]:
        handles = {"yes": True, "no": False}.get(said["body"])
        known = {} if handles is None else {"body_handles_secrets": handles}
        asked["posts"] = [{"kind": kind, **known} for kind in said["who"]]
    if said["clearance"] == NONE:
        asked["clearances"] = []
    elif said["clearance"] != UNKNOWN:
        asked["clearances"] = [{"level": said["clearance"]}]
    if said["purpose"] != UNKNOWN:
        asked["trip.purpose"] = said["purpose"]
    if said["reason"] != UNKNOWN:
        asked["application.reason"] = said["reason"]
    return asked


def stays(said: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every stay, half-open as the regimes count; a further one without days of its own shares those of the first."""
    found = [_stay(said["place"], said["how"], said["first"], said["last"])]
    for n in MORE_STAYS:
        if said.get(f"{n}_place"):
            first = said.get(f"{n}_first") or said["first"]
            last = said.get(f"{n}_last") or max(first, said["last"])
            found.append(_stay(said[f"{n}_place"], said.get(f"{n}_how") or "stay", first, last))
    return found


def _stay(place: str, how: str, first: Any, last: Any) -> dict[str, Any]:
    country, _dash, part = place.partition("-")
    where = {"country": country, **({"territory": place} if part else {})}
    return {**where, "from": first.isoformat(), "until": (last + timedelta(days=1)).isoformat(), "mode": how}
