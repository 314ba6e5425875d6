"""What is to be done and by when: the law's procedure, filled by an order where the law is silent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from exeat.regimes import dates, vocabulary, words
from exeat.regimes.calendars import Calendar, OutsideCalendar, calendar
from exeat.regimes.conditions import compiled, holds
from exeat.regimes.facts import Question
from exeat.regimes.judging import Unit, held
from exeat.regimes.ladders import Regime
from exeat.regimes.outcome import Consulted, Due, Term, UrgentWay, Way
from exeat.regimes.shapes import Decider, Duty, Procedure, said

BLANK = (None, "unknown", "silent")
Found = tuple[Regime, str, Procedure]


def procedures(units: Sequence[Unit], kind: str, named: Sequence[tuple[Regime, str]], day: date) -> list[Found]:
    """The procedures for what is asked: the deciding regime's own first, then those of every regime that applies."""
    found: dict[tuple[str, str], Found] = {}
    for regime, name in named:
        _take(found, regime, name, day)
    for regime in dict.fromkeys(unit.regime for unit in units if unit.applies):
        for name, part in regime.rulebook.procedures.items():
            if any(wording.kind == kind for wording in part.wordings) and _free(regime, name, named):
                _take(found, regime, name, day)
    return list(found.values())


def _free(regime: Regime, name: str, named: Sequence[tuple[Regime, str]]) -> bool:
    """Whether a procedure may be added to those that a rule names: only from a regime that supplements others."""
    return regime.rulebook.supplements or not named


def _take(found: dict[tuple[str, str], Found], regime: Regime, name: str, day: date) -> None:
    part = regime.rulebook.procedures[name]
    wording = part.on(day)
    if wording is not None:
        found.setdefault((regime.name, name), (regime, name, wording))


def way(found: Sequence[Found], question: Question, language: str) -> Way | None:
    """The way to permission or a notice, each term from the first regime that settles it."""
    if not found:
        return None
    regime, name, first = found[0]
    label = said(regime.rulebook.procedures[name].label, language) or name
    field = {"permission": "apply_before", "notice": "give_before", "return_report": "give_within"}[first.kind]
    lead = term(found, field, language)
    last_day, counted = _before(found, field, question, language)
    urgent = next(((r, p) for r, _, p in found if p.urgent), None)
    permit = next((p.permit for _, _, p in found if p.permit), None)
    return Way(
        kind=first.kind,
        label=label,
        decider=_decider(found, language),
        addressee=term(found, "addressee", language),
        lead=lead,
        decide_within=term(found, "decide_within", language),
        counted_from=next((p.counted_from for _, _, p in found if p.decide_within not in BLANK), first.counted_from),
        silence=term(found, "silence", language),
        opinions=[_opinion(r, p, opinion, language) for r, _, p in found for opinion in p.opinions],
        last_day=last_day,
        counted=counted,
        urgent=_urgent(*urgent, question, language) if urgent else None,
        may_be_forbidden_by=next((p.may_be_forbidden_by for _, _, p in found if p.may_be_forbidden_by), None),
        journeys=permit.journeys if permit else "unknown",
        itinerary=permit.itinerary if permit else "unknown",
        cite=[*dict.fromkeys(c.words for r, _, p in found for c in words.citations(r.rulebook, p.cite, language))],
    )


def term(found: Sequence[Found], field: str, language: str) -> Term:
    """One thing that the procedures settle: the first value that is known, else that it is not."""
    for regime, _, procedure in found:
        value = getattr(procedure, field)
        if value not in BLANK:
            return _term(regime, procedure, str(value), language)
    regime, _, procedure = found[0]
    value = getattr(procedure, field)
    return _term(regime, procedure, "unknown" if value is None else str(value), language)


def _term(regime: Regime, procedure: Procedure, value: str, language: str) -> Term:
    text = dates.span(value, language) if value[0].isdigit() else vocabulary.role(value, language)
    cited = [c.words for c in words.citations(regime.rulebook, procedure.cite, language)]
    return Term(value=value, words=text, regime=regime.name, cite=cited)


def _decider(found: Sequence[Found], language: str) -> Term:
    for regime, _, procedure in found:
        decider: Any = procedure.decider
        if isinstance(decider, list):
            cases: list[Decider] = decider
            return _term(regime, procedure, cases[0].decider, language)
        if decider not in BLANK:
            return _term(regime, procedure, decider, language)
    return _term(found[0][0], found[0][2], "unknown", language)


def _opinion(regime: Regime, procedure: Procedure, opinion: Any, language: str) -> Consulted:
    return Consulted(
        body=opinion.body,
        words=vocabulary.role(opinion.body, language),
        effect=opinion.effect,
        within=opinion.within or "unknown",
        regime=regime.name,
        cite=[c.words for c in words.citations(regime.rulebook, procedure.cite, language)],
    )


def _urgent(regime: Regime, procedure: Procedure, question: Question, language: str) -> UrgentWay:
    urgent = procedure.urgent
    assert urgent is not None
    begins = question.begins
    return UrgentWay(
        grounds=None if urgent.grounds == "any" else list(urgent.grounds),
        apply_before=urgent.apply_before,
        last_day=_last_day(regime, urgent.apply_before, begins) if begins else None,
        decide_within=urgent.decide_within or "unknown",
        decider=urgent.decider or "unknown",
        provisional=urgent.provisional,
        evidence_within=urgent.evidence_within or "unknown",
        regime=regime.name,
        cite=[c.words for c in words.citations(regime.rulebook, procedure.cite, language)],
    )


def _calendar(regime: Regime) -> Calendar:
    return calendar(regime.rulebook.calendar)


def _last_day(regime: Regime, span: str, begins: date) -> date | None:
    try:
        return _calendar(regime).last_day_to(span, before=begins)
    except OutsideCalendar:
        return None


def _before(found: Sequence[Found], field: str, question: Question, language: str) -> tuple[date | None, str]:
    """The last day for something due before departure, and how it was counted."""
    for regime, _, procedure in found:
        value = getattr(procedure, field)
        if value in BLANK:
            continue
        if field == "give_within":
            return _after(regime, value, question, language)
        begins = question.begins
        if begins is None:
            return None, words.phrase("no_day", language)
        last = _last_day(regime, value, begins)
        if last is None:
            return None, words.phrase("beyond", language)
        event = dates.day(begins, language)
        return last, words.phrase("before", language, span=dates.span(value, language), event=event)
    silent = all(getattr(procedure, field) == "silent" for _, _, procedure in found)
    return None, words.phrase("no_limit" if silent else "not_found", language)


def _after(regime: Regime, span: str, question: Question, language: str) -> tuple[date | None, str]:
    """The last day for something due after the return, and how it was counted."""
    ends = question.ends
    if ends is None:
        return None, words.phrase("no_day", language)
    last_there = ends - timedelta(days=1)
    try:
        due = _calendar(regime).due(span, after=last_there)
    except OutsideCalendar:
        return None, words.phrase("beyond", language)
    event = dates.day(last_there, language)
    return due, words.phrase("after", language, span=dates.span(span, language), event=event)


FIRST_DUTY = {"permission": "apply", "notice": "declare", "return_report": "report"}


def dues(
    requires: str,
    the_way: Way | None,
    units: Sequence[Unit],
    named: Sequence[tuple[Regime, str]],
    question: Question,
    day: date,
    language: str,
) -> list[Due]:
    """Everything to be done: what is asked, what an exception asks besides, and every duty of a regime that applies."""
    found: list[Due] = []
    if requires in FIRST_DUTY and the_way is not None:
        whom = the_way.decider if the_way.kind == "permission" else the_way.addressee
        found.append(
            Due(
                kind=requires,
                regime=the_way.lead.regime,
                what=words.phrase(FIRST_DUTY[requires], language),
                whom=whom.words,
                by=the_way.last_day,
                counted=the_way.counted,
                cite=the_way.cite,
                side="after_return" if requires == "return_report" else "before_departure",
            )
        )
    for regime, name in named:
        procedure = regime.rulebook.procedures[name].on(day)
        if procedure is not None and procedure.kind != requires:
            found.append(_also(regime, name, procedure, question, language))
    asked = {unit.requires for unit in units if unit.applies} & {requires} | {requires}
    for regime in dict.fromkeys(unit.regime for unit in units if unit.applies):
        unit = next(each for each in units if each.regime is regime and each.applies)
        for name, part in regime.rulebook.duties.items():
            duty = part.on(unit.first)
            if duty is not None and set(duty.with_) & asked and _called_for(duty, unit, question):
                found.append(_duty(regime, name, duty, question, language))
    return found


def _also(regime: Regime, name: str, procedure: Procedure, question: Question, language: str) -> Due:
    the_way = way([(regime, name, procedure)], question, language)
    assert the_way is not None
    return Due(
        kind=procedure.kind,
        regime=regime.name,
        what=words.phrase(FIRST_DUTY[procedure.kind], language),
        whom=the_way.addressee.words,
        by=the_way.last_day,
        counted=the_way.counted,
        cite=the_way.cite,
        side="after_return" if procedure.kind == "return_report" else "before_departure",
    )


def _called_for(duty: Duty, unit: Unit, question: Question) -> bool:
    """Whether the condition of a duty does not rule it out; one that is not known does not."""
    if not duty.only_if:
        return True
    condition = compiled(duty.only_if, unit.regime.names)
    missing: set[str] = set()
    if any(fact.startswith(("post.", "clearance.")) for fact in duty.only_if):
        return held(condition, None, question, unit.first, unit.until, unit.row, missing) is not False
    return holds(condition, unit.row.get, missing) is not False


def _duty(regime: Regime, name: str, duty: Duty, question: Question, language: str) -> Due:
    label = said(regime.rulebook.duties[name].label, language)
    what = label or words.phrase("report" if duty.kind == "return_report" else duty.kind, language)
    whom = duty.from_ or duty.to
    by: date | None = None
    if duty.side == "after_return" and duty.within not in BLANK:
        by, counted = _after(regime, str(duty.within), question, language)
    elif duty.side == "before_departure" and duty.within in BLANK:
        counted = words.phrase("before_departure", language)
        by = question.begins
    elif duty.side == "before_departure" and question.begins:
        by = _last_day(regime, str(duty.within), question.begins)
        event = dates.day(question.begins, language)
        counted = words.phrase("before", language, span=dates.span(str(duty.within), language), event=event)
    else:
        counted = words.phrase("no_limit" if duty.within == "silent" else "not_found", language)
    return Due(
        kind=duty.kind,
        regime=regime.name,
        what=what,
        whom=vocabulary.role(whom, language) if whom else None,
        by=by,
        counted=counted,
        cite=[c.words for c in words.citations(regime.rulebook, duty.cite, language)],
        strength=duty.strength,
        side=duty.side,
    )
