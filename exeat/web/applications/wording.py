"""Words for states, turns, ways of travelling and relations, with the shape that goes with each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from exeat.web.regimes.addresses import of_step

Words = str | Promise

STATES: dict[str, tuple[str, Words]] = {
    "draft": ("", pgettext_lazy("form", "Draft")),
    "submitted": ("wait", pgettext_lazy("application", "Submitted")),
    "returned": ("you", _("Returned with questions")),
    "in_check": ("wait", _("Being checked")),
    "awaiting_opinion": ("wait", _("Awaiting an opinion")),
    "awaiting_decision": ("wait", _("Awaiting a decision")),
    "granted": ("go", _("Permit issued")),
    "refused": ("stop", _("Permit refused")),
    "withdrawn": ("", pgettext_lazy("application", "Withdrawn")),
    "cancelled": ("", pgettext_lazy("application", "Trip cancelled")),
}
NOTICE_STATES: dict[str, tuple[str, Words]] = {
    "draft": ("", pgettext_lazy("form", "Draft")),
    "submitted": ("go", pgettext_lazy("notice", "Given")),
    "withdrawn": ("", pgettext_lazy("notice", "Withdrawn")),
}
SEVERAL: tuple[str, Words] = ("go", _("Several trips allowed"))
ENDED: tuple[str, Words] = ("", _("Decision ended"))
TURNS: dict[str, Words] = {
    "person": _("It is your turn."),
    "officer": _("The security officer of your institution checks the file."),
    "service": _("An opinion was asked for and is awaited."),
    "head": _("The head of the institution decides."),
    "duty": _("The duty decider gives an answer."),
    "": _("Nothing is left to do."),
}
OFFICE_TURNS: dict[str, Words] = {
    "person": _("The applicant answers"),
    "officer": _("Check the file"),
    "service": _("Give an opinion"),
    "head": _("Decide"),
    "duty": _("Give a provisional answer"),
    "": _("Nothing is left to do"),
}
REQUIREMENTS: dict[str, tuple[str, Words]] = {
    "free": ("go", _("Nothing is asked of you")),
    "advice": ("go", _("Free to go, but advised against")),
    "return_report": ("ask", _("A report is asked for after the return")),
    "notice": ("ask", _("You must declare this trip")),
    "permission": ("ask", _("You need a permit for this trip")),
    "ban": ("stop", _("The rules forbid this trip")),
    "undetermined": ("unknown", _("The rules give no certain answer")),
}
TRANSPORT: dict[str, Words] = {
    "car": _("Car"), "bus": _("Bus"), "train": _("Train"), "plane": _("Plane"), "ship": _("Ship"),
    "foot": _("On foot or by bicycle"),
}  # fmt: skip
TRANSIT: dict[str, Words] = {
    "stay": _("A stay"),
    "land": _("Only passing through, leaving the vehicle or the airport"),
    "airside": _("Only changing planes, without leaving the transit area"),
}
RELATIONS: dict[str, Words] = {
    "parent": _("Parent"), "child": _("Child"), "spouse": _("Spouse or partner"), "sibling": _("Brother or sister"),
    "grandparent": _("Grandparent"), "grandchild": _("Grandchild"), "great_grandparent": _("Great-grandparent"),
    "great_grandchild": _("Great-grandchild"), "aunt_or_uncle": _("Aunt or uncle"),
    "niece_or_nephew": _("Niece or nephew"), "cousin": _("Cousin"), "in_law": _("Parent of the spouse"),
    "ward": _("Ward"), "other": _("Another relation"),
}  # fmt: skip
DEGREES: dict[str, Words] = {
    "spouse": _("marriage"), "first_degree": _("1st degree"), "second_degree": _("2nd degree"),
    "third_degree": _("3rd degree"), "fourth_degree": _("4th degree"),
}  # fmt: skip
DEVICES: dict[str, Words] = {
    "none": _("No devices"),
    "private": _("Only my own telephone or computer"),
    "work": _("A telephone or computer of the institution"),
}
EMPLOYERS: dict[str, Words] = {
    "other": _("None of these, or not known"),
    "state": _("The state or its bodies"),
    "military": _("The armed forces, police or services"),
}
VISA: dict[str, Words] = {
    "none": _("No"),
    "has": _("Yes, I have it"),
    "asked": _("Yes, I have asked for it or will ask"),
    "unknown": _("I do not know"),
}
PAYS: dict[str, Words] = {
    "self": _("I myself or my household"),
    "relatives": _("Relatives there"),
    "host": _("Whoever invites me"),
    "state": _("A state, its bodies or a company of theirs"),
    "other": _("Somebody else"),
}
COVERED: dict[str, Words] = {"no": _("No"), "yes": _("Yes"), "unknown": _("I do not know")}
CONCLUSIONS: dict[str, tuple[str, Words]] = {
    "no_objection": ("go", _("No objection")),
    "with_conditions": ("ask", _("No objection on conditions")),
    "objection": ("stop", _("Objection")),
}
KINDS: dict[str, Words] = {"application": _("Application"), "notice": _("Notice")}
SPANS: dict[str, Words] = {
    "filing": _("from the filing"),
    "complete_file": _("from the complete file"),
    "provisional": _("from the provisional answer"),
}


@dataclass(frozen=True)
class Cite:
    """A citation as the template prints it."""

    text: str
    address: str = ""


@dataclass(frozen=True)
class StepShown:
    """One step of the reasoning as the template prints it."""

    words: str
    decided: bool
    note: str
    cites: tuple[Cite, ...]


def state_of(kind: str, state: str) -> tuple[str, Words]:
    """The shape and the word of a state."""
    return (NOTICE_STATES if kind == "notice" else STATES).get(state, STATES[state])


def steps_of(outcome: dict[str, Any], *, to_office: bool = False) -> list[StepShown]:
    """The steps of a stored outcome, those that decided marked; an office is told of the person, not spoken to."""
    return [
        StepShown(
            words=str((to_office and step.get("of_person")) or step.get("words", "")),
            decided=bool(step.get("decided")),
            note="",
            cites=_cited(step, outcome.get("law", [])),
        )
        for step in outcome.get("steps", [])
    ]


def _cited(step: Mapping[str, Any], law: Sequence[str]) -> tuple[Cite, ...]:
    """The sources of a step, each leading to the provision as it was applied."""
    return tuple(Cite(str(one["words"]), of_step(step, law)) for one in step.get("sources", []))


def _duty(due: dict[str, Any]) -> dict[str, Any]:
    """A duty with whom it is passed on to; how its day was counted is left out where its own words end with it."""
    counted = due.get("counted") or ""
    said_already = bool(counted) and str(due.get("what", "")).endswith(counted)
    return {**due, "counted": "" if said_already else counted, "passed_on": passed_on(due)}


def told(outcome: dict[str, Any], language: str, *, to_office: bool = False) -> dict[str, Any]:
    """What a page says of a stored outcome: steps, duties, doubts, in the reader's language."""
    said = outcome.get("outcome", {}).get(language, {})
    return {
        "requires": said.get("requires", ""),
        "headline": said.get("headline", ""),
        "steps": steps_of(said, to_office=to_office),
        "duties": [_duty(due) for due in said.get("duties", [])],
        "border": said.get("at_border_words", ""),
        "border_cites": next((one.get("cite", []) for one in said.get("steps", []) if one.get("decided")), []),
        "agree": (said.get("way") or {}).get("approvals", []),
        "missing": said.get("missing_words", []) or said.get("missing", []),
        "other_readings": _readings(said.get("open_points", [])),
        "assumed": said.get("assumed", []),
        "grounds": said.get("grounds", []),
        "advice": said.get("advice", []),
    }


def passed_on(due: Mapping[str, Any]) -> list[str]:
    """To whom the receiver of a duty passes it on, and how soon, one sentence each."""
    return [
        gettext("Passed on to: %(body)s. Within: %(span)s.") % {"body": one["whom"], "span": one["within"]}
        for one in due.get("onward", [])
    ]


def _readings(points: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The open points that would change the answer, with their other readings in words."""
    return [
        {"question": point.get("question", ""), "read_as": point.get("read_as_words", ""),
         "others": [one.get("words", "") for one in point.get("others", []) if one.get("changes")]}
        for point in points
        if point.get("changes")
    ]  # fmt: skip
