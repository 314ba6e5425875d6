"""The return report: one question first, more only when the answer is no, details only of what happened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from exeat.regimes import places
from exeat.web.forms import Day, OneOf, SomeOf, Text, offer
from exeat.web.templatetags.exeat import language
from exeat.web.travel.wording import ALONE, ASKED, ENDINGS, EVENTS, STEPS, TALK, TROUBLES, WHAT

NEIGHBOURS = (
    "BY",
    "RU",
    "PL",
    "LV",
    "UA",
    "MD",
    "GE",
    "FI",
    "EE",
    "TR",
    "CN",
    "KZ",
    "AM",
    "AZ",
)  # ways home that may shut

if TYPE_CHECKING:
    from exeat.applications.models import Leg


class Report(forms.Form):
    """Did all go as planned? What was asked so far stays on the page; what an answer calls for is added to it."""

    as_planned = OneOf(label=_("Did all go as planned?"), choices=[("yes", _("Yes")), ("no", _("No"))])
    talk = OneOf(label=_("Do you want to speak to somebody in person?"), choices=TALK, required=False)
    channel = forms.CharField(
        label=_("How and when may we reach you safely?"), max_length=200, required=False,
        help_text=_("Only where you want to talk. A telephone number and a time of day are enough."),
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, legs: Iterable[Leg] = (), asked: Iterable[str] = (), **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.legs = sorted(legs, key=lambda leg: leg.position) if asked else []
        self.events = [event for event in asked if event in WHAT]
        if asked:
            self._ask_what_happened()
        for event in self.events:
            self._ask_details(event)

    def _ask_what_happened(self) -> None:
        for leg in self.legs:
            where = places.place(leg.country, leg.territory or None, language())
            name = f"leg{leg.position}"
            self.fields[f"{name}_first"] = Day(label=_("Day of arrival") + f" ({where})", initial=leg.first_on)
            self.fields[f"{name}_last"] = Day(label=_("Day of departure") + f" ({where})", initial=leg.last_on)
            points = " / ".join(dict.fromkeys(point for point in (leg.point_out, leg.point_in) if point))
            self.fields[f"{name}_points"] = forms.CharField(
                label=_("Border crossing points") + f" ({where})", max_length=160, initial=points, required=False
            )
        self.fields["events"] = SomeOf(
            label=_("What happened?"), choices=list(EVENTS.items()), required=False,
            help_text=_("Choose everything that fits."),
        )  # fmt: skip
        self.fields["deviation"] = Text(label=ASKED["deviation"], required=False, rows=3)
        self.fields["more"] = Text(label=ASKED["more"], required=False, rows=3)

    def _ask_details(self, event: str) -> None:
        self.fields[f"{event}_where"] = forms.CharField(label=str(ASKED["where"]), max_length=300, required=False)
        if event not in ALONE:
            self.fields[f"{event}_who"] = forms.CharField(label=str(ASKED["who"]), max_length=300, required=False)
        self.fields[f"{event}_what"] = Text(label=WHAT[event], required=False, rows=4)

    def first(self) -> list[forms.BoundField]:
        """What is asked of everybody."""
        return [self[name] for name in ("as_planned", "talk", "channel")]

    def happened(self) -> list[forms.BoundField]:
        """The days and what happened; empty while all went as planned."""
        names = [name for name in self.fields if name.startswith("leg") or name in {"events", "deviation", "more"}]
        return [self[name] for name in names]

    def details(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """What is asked of each thing that happened, under its name."""
        return [
            (EVENTS[event], [self[name] for name in self.fields if name.startswith(f"{event}_")])
            for event in self.events
        ]

    def said(self) -> list[str]:
        """What happened; other days than planned are a deviation even where nobody ticked it."""
        chosen = list(self.cleaned_data.get("events", ()))
        moved = any(
            (self.cleaned_data[f"leg{leg.position}_first"], self.cleaned_data[f"leg{leg.position}_last"])
            != (leg.first_on, leg.last_on)
            for leg in self.legs
        )
        return ["deviated", *chosen] if moved and "deviated" not in chosen else chosen

    def told(self) -> dict[str, Any]:
        """The person's own words, by what they are about."""
        data = self.cleaned_data
        told: dict[str, Any] = {name: data.get(name, "") for name in ("deviation", "more", "channel")}
        told["legs"] = [
            {
                "country": leg.territory or leg.country,
                "first": _iso(data[f"leg{leg.position}_first"]),
                "last": _iso(data[f"leg{leg.position}_last"]),
                "points": data[f"leg{leg.position}_points"],
            }
            for leg in self.legs
        ]
        told["details"] = {
            event: {part: data[f"{event}_{part}"] for part in ("where", "who", "what") if f"{event}_{part}" in data}
            for event in self.events
        }
        return told


def to_ask(posted: QueryDict) -> list[str]:
    """What the answers given so far call for: nothing while all went well, else the events that were ticked."""
    if posted.get("as_planned") != "no":
        return []
    return ["happened", *(event for event in EVENTS if event in posted.getlist("events"))]


def grows(posted: QueryDict) -> bool:
    """Whether an answer calls for questions that have not been on the page yet."""
    asked = to_ask(posted)
    unseen = [event for event in asked if event in WHAT and f"{event}_what" not in posted]
    return bool(unseen) or (bool(asked) and "deviation" not in posted)


def so_far(posted: QueryDict) -> dict[str, Any]:
    """The answers given so far, to fill the longer form with; a question that was not asked yet is left out."""
    return {name: posted.getlist(name) if name == "events" else value for name, value in posted.items()}


class Protect(forms.Form):
    """By what honest reports are protected, and from when."""

    basis = OneOf(
        label=_("What protects honest reports?"),
        choices=[("order", _("An order of this institution")), ("provision", _("A provision of a law or regulation"))],
    )  # fmt: skip
    cite = forms.CharField(
        label=_("Which one?"), max_length=300, help_text=_("Kind, number, day and article, as it is cited.")
    )
    silence = forms.BooleanField(
        label=_("It also lets people leave questions unanswered that would accuse them or their close relatives"),
        required=False,
    )
    since = Day(label=_("From which day?"))


class End(forms.Form):
    """The first day on which the protection no longer stands."""

    until = Day(label=_("First day without it"))


class Help(forms.Form):
    """What happened to whoever calls for help."""

    kind = OneOf(
        label=_("What is wrong?"), choices=[("detained", _("I am held")), ("lost_contact", _("I cannot get home"))]
    )
    words = Text(label=_("Where are you, and what happened?"), help_text=_("A few words are enough."))


class Raise(forms.Form):
    """Who is looked for, and what is known."""

    file = forms.ChoiceField(label=_("Who?"))
    kind = OneOf(label=_("What is wrong?"), choices=list(TROUBLES.items()))
    words = Text(label=_("What is known?"), help_text=_("Who said it, when, and how."))

    def __init__(self, data: Any = None, *, away: Iterable[tuple[str, str, Any]]) -> None:
        super().__init__(data)
        people = [(reference, f"{name}, {reference}") for reference, name, _trip in away]
        offer(self, "file", [("", ""), *people])


class Call(forms.Form):
    """One call, or one thing learnt."""

    step = OneOf(label=_("Whom did you call?"), choices=[*STEPS.items(), ("", _("Nobody; a remark"))], required=False)
    reached = OneOf(label=_("Reached?"), choices=[("yes", _("Yes")), ("no", _("No"))], required=False)
    words = Text(label=_("What was said?"), rows=3)


class EndAlarm(forms.Form):
    """How an alarm ended."""

    ending = OneOf(label=_("How did it end?"), choices=list(ENDINGS.items()))
    words = Text(label=_("How is that known?"), rows=2)


def _source() -> forms.CharField:
    return forms.CharField(
        label=_("Where does it stand?"), max_length=300,
        help_text=_("The order, decision or notice, with its date and place of publication."),
    )  # fmt: skip


class Closure(forms.Form):
    """What closed, by which source, and what people should know."""

    country = forms.ChoiceField(label=_("Country"))
    points = forms.CharField(
        label=_("Border crossing points"), max_length=200, required=False,
        help_text=_("Leave it empty for the whole border."),
    )  # fmt: skip
    since = Day(label=_("Closed from"))
    source = _source()
    words_lt = Text(label=_("What people should know, in Lithuanian"), rows=3)
    words_en = Text(label=_("What people should know, in English"), rows=3)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        near = [(code, places.country(code, language())) for code in NEIGHBOURS]
        far = [(code, places.country(code, language())) for code in places.countries() if code not in NEIGHBOURS]
        choices = [("", ""), *sorted(near, key=_by_name), *sorted(far, key=_by_name)]
        offer(self, "country", choices)


class Opening(forms.Form):
    """From which day a border is open again, by which source, and what people should know."""

    since = Day(label=_("Open again from"))
    source = _source()
    words_lt = Text(label=_("What people should know, in Lithuanian"), rows=3)
    words_en = Text(label=_("What people should know, in English"), rows=3)


class Mistake(forms.Form):
    """Why what was said of a border is taken back."""

    words_lt = Text(label=_("What people should know, in Lithuanian"), rows=3)
    words_en = Text(label=_("What people should know, in English"), rows=3)


def _by_name(choice: tuple[str, str]) -> str:
    return choice[1]


def _iso(day: date) -> str:
    return day.isoformat()
