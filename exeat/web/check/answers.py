"""An outcome as the answer page shows it: the answer, what to do, why, and what is not certain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from exeat.regimes import Outcome, rulebook, rulebooks, words
from exeat.regimes import ask as ask_the_regimes
from exeat.regimes.shapes import said
from exeat.web import wording
from exeat.web.applications.wording import passed_on
from exeat.web.check.forms import FILLS_IN, JURISDICTION, UNKNOWN, Question, facts, language
from exeat.web.regimes.addresses import as_applied

KINDS = {"free": "go", "advice": "go", "return_report": "ask", "notice": "ask", "permission": "ask", "ban": "stop"}
OPENS = frozenset({"permission", "notice"})


def asked_regimes() -> tuple[str, ...]:
    """The law in force and the published advice: what everybody is asked about."""
    return rulebooks(jurisdiction=JURISDICTION)


def outcome(said_so: Mapping[str, Any], *, on: date) -> Outcome:
    """The same answer that `exeat rulebook ask` gives to these facts."""
    return ask_the_regimes(asked_regimes(), facts(said_so), language=language(), today=on)


@dataclass(frozen=True)
class Cite:
    """A citation with the address where its rule can be read in words."""

    text: str
    address: str


@dataclass(frozen=True)
class Step:
    """One step as the page prints it."""

    words: str
    note: str
    decided: bool
    cites: list[Cite]


@dataclass(frozen=True)
class ToDo:
    """One thing to do, with the day on its left."""

    by: str
    what: str
    counted: str = ""
    note: str = ""
    address: str = ""
    button: str = ""
    cites: list[Cite] = field(default_factory=list)
    order: tuple[int, str] = (1, "")


@dataclass(frozen=True)
class Doubt:
    """One thing that is not certain, and what it would change for this reader."""

    kind: str
    text: str
    items: list[str] = field(default_factory=list)


def page(found: Outcome, form: Question, *, on: date) -> dict[str, Any]:
    """Everything that the answer page shows."""
    groups = steps(found)
    return {
        "kind": KINDS.get(found.requires, "unknown"),
        "headline": found.headline,
        "why": why(found, form.cleaned_data),
        "question": question(form),
        "todo": sorted(todo(found), key=lambda item: item.order),
        "deciding": groups[0] if groups else None,
        "others": groups[1:],
        "sources": sources(found),
        "doubts": doubts(found),
        "found": found,
        "consequences": found.consequences if found.requires != "free" else [],
        "settle": settle(found, form, on=on),
        "opens": found.requires in OPENS or found.requires == "undetermined",
        "regimes": [(title_of(name), address_of(name)) for name in found.regimes],
    }


def address_of(regime: str) -> str:
    """Where a regime can be read in words."""
    return reverse("web:regime", args=[regime])


def title_of(regime: str) -> str:
    """What a regime is called."""
    return said(rulebook(regime).title, language())


def why(found: Outcome, answers: Mapping[str, Any]) -> str:
    """One sentence below the answer; condolence once, plainly."""
    if found.requires == "undetermined":
        missing = ", ".join(found.missing_words)
        sentence = gettext("Still missing: %(missing)s. Until you have an answer, do not leave.") % {"missing": missing}
    elif found.requires == "free":
        sentence = gettext("Under the rules we checked, nothing is asked of you for this trip.")
    else:
        deciding = found.deciding_step
        sentence = deciding.words if deciding else ""
    if answers.get("reason") == "death_of_relative":
        condolence = gettext("We are sorry for your loss.")
        return f"{condolence} {sentence}"
    return sentence


def question(form: Question) -> str:
    """The question in one line: who, where and when, on what footing, why."""
    answers = form.cleaned_data
    shown = {name: dict(_flat(form.fields[name].choices)) for name in ("who", "place", "purpose", "reason")}  # type: ignore[attr-defined]  # all are fields with choices
    who = ", ".join(str(shown["who"][kind]) for kind in answers["who"])
    days = wording.span(answers["first"], answers["last"], language())
    parts = [who, f"{shown['place'][answers['place']]}, {days}"]
    parts += [str(shown["purpose"][answers["purpose"]]), str(shown["reason"][answers["reason"]])]
    return " · ".join(parts) + "."


def _flat(choices: Any) -> list[tuple[str, Any]]:
    flat: list[tuple[str, Any]] = []
    for value, label in choices:
        flat.extend(label if isinstance(label, list | tuple) else [(value, label)])
    return flat


def steps(found: Outcome) -> list[tuple[str, list[Step]]]:
    """The steps of each regime in the engine's order, the regime that decided first."""
    groups: list[tuple[tuple[bool, bool], str, list[Step]]] = []
    for name, of_regime in groupby(found.steps, key=lambda step: step.regime):
        taken = [Step(one.words, _note(one), one.decided, _cited(one, found.law)) for one in of_regime]
        title = title_of(name) if name else ""
        advises = any(each.regime == name for each in found.advice) or name.endswith("advice")
        groups.append(((advises and found.requires != "advice", not any(step.decided for step in taken)), title, taken))
    return [(title, taken) for _order, title, taken in sorted(groups, key=lambda group: group[0])]


def sources(found: Outcome) -> list[tuple[str, str]]:
    """Every source that a step cites, once, with how it is known."""
    return list(dict.fromkeys((each.words, each.known_words) for step in found.steps for each in step.sources))


def _note(step: Any) -> str:
    """Where the fact came from."""
    return gettext("You told us this. It was not compared with any register.") if step.reason == "covered" else ""


def _cites(texts: list[str], regime: str) -> list[Cite]:
    return [Cite(text, address_of(regime)) for text in texts]


def _cited(step: Any, law: Sequence[str]) -> list[Cite]:
    """The citations of a step, each leading to the provision as it was applied."""
    address = as_applied(step.regime, step.provision, law) if step.provision else address_of(step.regime)
    return [Cite(text, address) for text in step.cite]


def todo(found: Outcome) -> list[ToDo]:
    """What to do, in order of time: even a ban leaves something to do."""
    items = [_due(due) for due in found.duties]
    if found.requires == "ban" and found.grounds:
        grounds = "; ".join(dict.fromkeys(ground.label for ground in found.grounds))
        text = gettext("A permit may be given only on one of these grounds: %(grounds)s.") % {"grounds": grounds}
        note = gettext("If one of them fits you, enter it and check again.")
        items.append(ToDo(gettext("Any day"), text, note=note, order=(2, "")))
    if found.requires == "ban":
        items.append(
            ToDo(
                gettext("Any day"), gettext("Go elsewhere: the answer above is about this destination."), order=(3, "")
            )
        )
    if found.requires in OPENS:
        stay = gettext("Do not leave before you have the permit.")
        if found.requires == "permission":
            items.append(ToDo(gettext("Before you leave"), stay, order=(1, "9999")))
    return items


def _due(due: Any) -> ToDo:
    after = due.side == "after_return"
    words_by = {
        "before_departure": gettext("Before you leave"),
        "during_stay": gettext("While you are there"),
        "after_return": gettext("After you return"),
    }
    by = wording.day(due.by, language()) if due.by else words_by.get(due.side, gettext("Any day"))
    whom = gettext("To whom: %(body)s") % {"body": due.whom} if due.whom else ""
    note = " ".join([f"{whom}." if whom and due.onward else whom, *passed_on(due.model_dump())]).strip()
    order = (4 if after else 1, due.by.isoformat() if due.by else "")
    return ToDo(by, due.what, counted=due.counted, note=note, cites=_cites(due.cite, due.regime), order=order)


def doubts(found: Outcome) -> list[Doubt]:
    """Open points with what another reading would change, then what is assumed."""
    shown: list[Doubt] = []
    for point in sorted(found.open_points, key=lambda each: not each.changes):
        if point.changes:
            kind = gettext("Open point: another reading would change this answer")
            items = [f"{other.words}: {words.headline(other.requires, language())}" for other in point.others]
            read_as = gettext("Read here as: %(reading)s") % {"reading": point.read_as_words}
            text = f"{point.question} {read_as}."
            shown.append(Doubt(kind, text, items))
    quiet = [point.question for point in found.open_points if not point.changes]
    if quiet:
        count = len(quiet)
        kind = ngettext(
            "Open point that does not change this answer", "Open points that do not change this answer", count
        )
        shown.append(Doubt(kind, "", quiet))
    if found.assumed:
        shown.append(Doubt(gettext("Assumed: the source was not found"), "", list(found.assumed)))
    return shown


@dataclass(frozen=True)
class Choice:
    """One answer to the missing question, with what would follow."""

    value: str
    label: str
    then: str


@dataclass(frozen=True)
class Settling:
    """The one missing fact, asked on the answer page."""

    name: str
    label: str
    choices: list[Choice]


def settle(found: Outcome, form: Question, *, on: date) -> Settling | None:
    """The first missing fact that a question of ours fills in; each choice says what would follow."""
    if found.requires != "undetermined":
        return None
    name = next((FILLS_IN[fact] for fact in found.missing if fact in FILLS_IN), None)
    if name is None:
        return None
    field_of = form.fields[name]
    choices = [
        Choice(value, str(label), _then(form.cleaned_data, name, value, on=on))
        for value, label in _flat(field_of.choices)  # type: ignore[attr-defined]  # these are fields with choices
        if value
    ]
    return Settling(name, str(field_of.label).lstrip("12345. "), choices)


def _then(answers: Mapping[str, Any], name: str, value: str, *, on: date) -> str:
    if value == UNKNOWN:
        return gettext("Ask the security officer of your institution. Asking is never held against you.")
    changed = {**answers, name: [value] if name == "who" else value}
    return outcome(changed, on=on).headline
