"""What is to be done beside the decision and by when: briefings, declarations, reports, and who passes them on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from exeat.regimes import dates, procedures, vocabulary, words
from exeat.regimes.calendars import OutsideCalendar, calendar, later
from exeat.regimes.conditions import about_holdings, compiled, holds
from exeat.regimes.facts import Question
from exeat.regimes.judging import Unit, held
from exeat.regimes.ladders import Regime
from exeat.regimes.outcome import Due, Onward, Way
from exeat.regimes.procedures import BLANK
from exeat.regimes.shapes import Duty, Procedure, When, said

FIRST = {"permission": "apply", "notice": "declare", "return_report": "report"}
DONE = {
    "briefing": "briefing.given_on",
    "training": "training.completed_on",
    "notice": "notice.given_on",
    "return_report": "report.given_on",
}
Named = Sequence[tuple[Regime, str]]


def dues(
    requires: str,
    the_way: Way | None,
    units: Sequence[Unit],
    named: Named,
    question: Question,
    day: date,
    language: str,
) -> list[Due]:
    """Everything to be done: what is asked, what an exception asks besides, and every duty of a regime that applies.

    A procedure of another regime that asks for the same is to be done as well, unless that regime accepts the first.
    """
    found: list[Due] = []
    if requires in FIRST and the_way is not None:
        found.append(_first(requires, the_way, language))
    for regime, name in named:
        procedure = regime.rulebook.procedures[name].on(day)
        if procedure is None:
            continue
        if procedure.kind != requires or (the_way is not None and regime.name not in the_way.serves):
            found.append(_also(regime, name, procedure, question, language))
    asked = {unit.requires for unit in units if unit.applies} & {requires} | {requires}
    for regime in dict.fromkeys(unit.regime for unit in units if unit.applies):
        unit = next(each for each in units if each.regime is regime and each.applies)
        for name, part in regime.rulebook.duties.items():
            duty = part.on(unit.first)
            if duty is None or not set(duty.with_) & asked:
                continue
            called = fits(duty.only_if, unit, question)
            if called is not False:
                found.append(_duty(regime, name, duty, question, language, certain=called is True))
    return found


def _first(requires: str, the_way: Way, language: str) -> Due:
    whom = the_way.decider if the_way.kind == "permission" else the_way.addressee
    return Due(
        kind=requires,
        regime=the_way.lead.regime,
        what=words.phrase(FIRST[requires], language),
        whom=whom.words,
        by=the_way.last_day,
        counted=the_way.counted,
        cite=the_way.cite,
        side="after_return" if requires == "return_report" else "before_departure",
    )


def _also(regime: Regime, name: str, procedure: Procedure, question: Question, language: str) -> Due:
    the_way = procedures.way([(regime, name, procedure)], question, language)
    assert the_way is not None
    return _first(procedure.kind, the_way, language).model_copy(update={"regime": regime.name})


def fits(when: When, unit: Unit, question: Question) -> bool | None:
    """Whether a condition of a duty or a breach holds of the stay that a ladder judged; None where it is not known."""
    if not when:
        return True
    condition = compiled(when, unit.regime.names)
    if about_holdings(when):
        return held(condition, None, question, unit.first, unit.until, unit.row, set())
    return holds(condition, unit.row.get, set())


def _duty(regime: Regime, name: str, duty: Duty, question: Question, language: str, *, certain: bool) -> Due:
    label = said(regime.rulebook.duties[name].label, language)
    what = label or words.phrase(FIRST.get(duty.kind, duty.kind), language)
    whom = duty.from_ or duty.to
    by, counted = _when(regime, duty, question, language)
    done = _done(duty, question)
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
        certain=certain,
        done=done,
        onward=[_onward(regime, body, span, done or by, language) for body, span in duty.onward.items()],
        bundled=dates.span(duty.bundled_every, language) if duty.bundled_every else "",
    )


def _when(regime: Regime, duty: Duty, question: Question, language: str) -> tuple[date | None, str]:
    """The last day of a duty, and how it was counted."""
    blank = duty.within in BLANK
    if duty.side == "after_return" and not blank:
        return procedures.after_return(regime, str(duty.within), question, language)
    if duty.side == "before_departure" and blank:
        return question.begins, words.phrase("before_departure", language)
    if not blank and question.begins is None:
        return None, words.phrase("no_day", language)
    if duty.side == "before_departure" and question.begins:
        return procedures.preceding(regime, str(duty.within), question.begins, language)
    if duty.side == "during_stay" and not blank:
        return procedures.following(regime, str(duty.within), question.begins, language, "after_arrival")
    return None, words.phrase("no_limit" if duty.within == "silent" else "not_found", language)


def _done(duty: Duty, question: Question) -> date | None:
    """The day on which it was done, if that still counts on the first day of the journey."""
    day: date | None = question.facts.get(DONE.get(duty.kind, ""))
    if day is None or duty.valid_for is None or question.begins is None:
        return day
    return day if question.begins < later(day, duty.valid_for) else None


def _onward(regime: Regime, body: str, span: str, day: date | None, language: str) -> Onward:
    """Who receives it next, and by when."""
    by: date | None = None
    if day is not None:
        try:
            by = calendar(regime.rulebook.calendar).due(span, after=day)
        except OutsideCalendar:
            by = None
    return Onward(whom=vocabulary.role(body, language), within=dates.span(span, language), by=by)
