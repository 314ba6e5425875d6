"""How what is asked is asked for and by when: the law's procedure, filled by an order where the law is silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from exeat.regimes import dates, vocabulary, words
from exeat.regimes.calendars import Calendar, OutsideCalendar, calendar, earlier, later
from exeat.regimes.conditions import compiled
from exeat.regimes.facts import Question
from exeat.regimes.judging import Unit, held
from exeat.regimes.ladders import Regime
from exeat.regimes.outcome import Consulted, Term, UrgentWay, Way
from exeat.regimes.shapes import Decider, Procedure, said

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


@dataclass(frozen=True)
class Laid:
    """A way as it is for every question in a situation; the days are counted for each."""

    found: tuple[Found, ...]
    field: str  # the limit that what is asked must keep
    first: Way  # the way of the question for which it was laid

    @cached_property
    def counts_days(self) -> bool:
        """Whether some limit of it is counted from the days of a question."""
        limits = [limit for _, _, p in self.found for limit in (getattr(p, self.field), p.decide_within)]
        return self.first.urgent is not None or any(limit not in BLANK for limit in limits)

    def way(self, question: Question, language: str) -> Way:
        """The way with the days of a question."""
        if not self.counts_days:
            return self.first
        days = _days(self.found, self.field, question, language)
        if self.first.urgent:
            regime, procedure = next((r, p) for r, _, p in self.found if p.urgent)
            days["urgent"] = _urgent(regime, procedure, question, language)
        return self.first.model_copy(update=days)


def laid(found: Sequence[Found], question: Question, language: str, serves: Sequence[str] = ()) -> Laid | None:
    """The way to permission or a notice, each term from the first regime that settles it."""
    if not found:
        return None
    regime, name, first = found[0]
    label = said(regime.rulebook.procedures[name].label, language) or name
    field = {"permission": "apply_before", "notice": "give_before", "return_report": "give_within"}[first.kind]
    urgent = next(((r, p) for r, _, p in found if p.urgent), None)
    permit = next((p.permit for _, _, p in found if p.permit), None)
    way = Way(
        kind=first.kind,
        label=label,
        decider=_decider(found, question, language),
        addressee=term(found, "addressee", language),
        lead=term(found, field, language),
        decide_within=term(found, "decide_within", language),
        counted_from=next((p.counted_from for _, _, p in found if p.decide_within not in BLANK), first.counted_from),
        silence=term(found, "silence", language),
        opinions=[_opinion(r, p, opinion, language) for r, _, p in found for opinion in p.opinions],
        urgent=_urgent(*urgent, question, language) if urgent else None,
        may_be_forbidden_by=next((p.may_be_forbidden_by for _, _, p in found if p.may_be_forbidden_by), None),
        journeys=permit.journeys if permit else "unknown",
        itinerary=permit.itinerary if permit else "unknown",
        cite=[*dict.fromkeys(c.words for r, _, p in found for c in words.citations(r.rulebook, p.cite, language))],
        approvals=[_term(r, p, body, language) for r, _, p in found for body in p.approvals],
        refused_by=next((_term(r, p, p.refused_by, language) for r, _, p in found if p.refused_by), None),
        serves=[*dict.fromkeys((regime.name, *serves))],
        **_days(found, field, question, language),
    )
    return Laid(tuple(found), field, way)


def _days(found: Sequence[Found], field: str, question: Question, language: str) -> dict[str, Any]:
    """The last days of a way, and how they were counted."""
    last_day, counted = _before(found, field, question, language)
    decide_by, decide_counted = _decided(found, question, language)
    return {"last_day": last_day, "counted": counted, "decide_by": decide_by, "decide_counted": decide_counted}


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


def _decider(found: Sequence[Found], question: Question, language: str) -> Term:
    for regime, _, procedure in found:
        decider: Any = procedure.decider
        if isinstance(decider, list):
            return _by_case(regime, procedure, decider, question, language)
        if decider not in BLANK:
            return _term(regime, procedure, decider, language)
    return _term(found[0][0], found[0][2], "unknown", language)


def _by_case(regime: Regime, procedure: Procedure, cases: Sequence[Decider], question: Question, language: str) -> Term:
    """The decider of the first case that fits; all that may be meant where a fact that would tell is not known."""
    begin = question.begins or procedure.in_force
    possible: list[str] = []
    for case in cases:
        condition = compiled(case.when, regime.names)
        fits = held(condition, None, question, begin, begin + timedelta(days=1), question.facts, set())
        if fits is not False:
            possible.append(case.decider)
        if fits:
            break
    if len(possible) == 1 and fits:
        return _term(regime, procedure, possible[0], language)
    term = _term(regime, procedure, "unknown", language)
    if not possible:
        return term
    either = dates.listed(
        [vocabulary.role(name, language) for name in possible], language, words.phrase("or", language)
    )
    return term.model_copy(update={"words": either})


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
        reasons=None if urgent.grounds == "any" else _reasons(regime, urgent.grounds, question.begins),
        apply_before=urgent.apply_before,
        last_day=_last_day(regime, urgent.apply_before, begins) if begins else None,
        decide_within=urgent.decide_within or "unknown",
        decider=urgent.decider or "unknown",
        provisional=urgent.provisional,
        evidence_within=urgent.evidence_within or "unknown",
        regime=regime.name,
        cite=[c.words for c in words.citations(regime.rulebook, procedure.cite, language)],
    )


def _reasons(regime: Regime, grounds: Sequence[str], day: date | None) -> list[str]:
    """The reasons that these grounds accept on a day."""
    parts = [regime.rulebook.grounds[name] for name in grounds]
    found = [part.on(day) if day else part.wordings[-1] for part in parts]
    return [reason for each in found if each and isinstance(each.reasons, list) for reason in each.reasons]


def _calendar(regime: Regime) -> Calendar:
    return calendar(regime.rulebook.calendar)


def _last_day(regime: Regime, span: str, begins: date) -> date | None:
    try:
        return _calendar(regime).last_day_to(span, before=begins)
    except OutsideCalendar:
        return None


def _decided(found: Sequence[Found], question: Question, language: str) -> tuple[date | None, str]:
    """The last day for the decision, from filing or from the complete file, and how it was counted."""
    for regime, _, procedure in found:
        if procedure.decide_within in BLANK:
            continue
        complete = procedure.counted_from == "complete_file"
        start = question.facts.get("application.complete_on" if complete else "application.filed_on")
        return following(
            regime, str(procedure.decide_within), start, language, "after_complete" if complete else "after_filing"
        )
    return None, ""


def following(regime: Regime, span: str, start: date | None, language: str, pattern: str) -> tuple[date | None, str]:
    """The last day of a limit that runs from an event, and how it was counted."""
    if start is None:
        return None, ""
    try:
        due = _calendar(regime).due(span, after=start)
    except OutsideCalendar:
        return None, words.phrase("beyond", language)
    event = dates.day(start, language)
    counted = words.phrase(pattern, language, span=dates.span(span, language), event=event)
    first = start + timedelta(days=1) if "working_days" in span else later(start, span)
    return due, _with_days_off(regime, counted, first, due, language)


def preceding(regime: Regime, span: str, begins: date, language: str) -> tuple[date | None, str]:
    """The last day for something due before departure, and how it was counted."""
    last = _last_day(regime, span, begins)
    if last is None:
        return None, words.phrase("beyond", language)
    event = dates.day(begins, language)
    if span == "day_before":
        return last, words.phrase("day_before", language, event=event)
    counted = words.phrase("before", language, span=dates.span(span, language), event=event)
    until = begins - timedelta(days=1) if "working_days" in span else earlier(begins, span)
    return last, _with_days_off(regime, counted, last, until, language)


def after_return(regime: Regime, span: str, question: Question, language: str) -> tuple[date | None, str]:
    """The last day for something due after the return, and how it was counted."""
    if question.ends is None:
        return None, words.phrase("no_day", language)
    return following(regime, span, question.ends - timedelta(days=1), language, "after")


def _with_days_off(regime: Regime, counted: str, first: date, last: date, language: str) -> str:
    """How something was counted, with the days off that were passed over besides weekends: all of them where
    working days are counted, else those that moved the last day."""
    off = _calendar(regime).passed_over(first, last) if first <= last else []
    if not off:
        return counted
    return words.phrase(
        "passed_over", language, counted=counted, days=dates.listed([dates.day(d, language) for d in off], language)
    )


def _before(found: Sequence[Found], field: str, question: Question, language: str) -> tuple[date | None, str]:
    """The last day for something due before departure or after the return, and how it was counted."""
    for regime, _, procedure in found:
        value = getattr(procedure, field)
        if value in BLANK:
            continue
        if field == "give_within":
            return after_return(regime, value, question, language)
        if question.begins is None:
            return None, words.phrase("no_day", language)
        return preceding(regime, value, question.begins, language)
    silent = all(getattr(procedure, field) == "silent" for _, _, procedure in found)
    return None, words.phrase("no_limit" if silent else "not_found", language)
