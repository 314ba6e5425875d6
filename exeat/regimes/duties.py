"""What is to be done beside the decision and by when: briefings, declarations, reports, and who passes them on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from exeat.regimes import dates, procedures, vocabulary, words
from exeat.regimes.calendars import OutsideCalendar, calendar, later
from exeat.regimes.conditions import about_holdings, compiled, holds
from exeat.regimes.facts import Question
from exeat.regimes.judging import Unit, held
from exeat.regimes.ladders import Regime
from exeat.regimes.outcome import Due, Onward, Way
from exeat.regimes.procedures import BLANK, Laid
from exeat.regimes.shapes import Duty, When, said

FIRST = {"permission": "apply", "notice": "declare", "return_report": "report"}
DONE = {
    "briefing": "briefing.given_on",
    "training": "training.completed_on",
    "notice": "notice.given_on",
    "return_report": "report.given_on",
}
Named = Sequence[tuple[Regime, str]]


@dataclass(frozen=True)
class Called:
    """A duty that a situation calls for, as it is for every question; the days are counted for each."""

    regime: Regime
    name: str
    duty: Duty
    due: Due  # without its days


def besides(
    requires: str, the_way: Way | None, named: Named, question: Question, day: date, language: str
) -> list[Laid]:
    """The ways of procedures that are to be gone as well: those an exception asks besides, and those of a regime
    that does not accept what is done for the first."""
    found = []
    for regime, name in named:
        procedure = regime.rulebook.procedures[name].on(day)
        if procedure is None:
            continue
        if procedure.kind != requires or (the_way is not None and regime.name not in the_way.serves):
            laid = procedures.laid([(regime, name, procedure)], question, language)
            assert laid is not None
            found.append(laid)
    return found


def called(requires: str, units: Sequence[Unit], question: Question, language: str) -> list[Called]:
    """Every duty of a regime that applies."""
    found: list[Called] = []
    asked = {unit.requires for unit in units if unit.applies} & {requires} | {requires}
    for regime in dict.fromkeys(unit.regime for unit in units if unit.applies):
        unit = next(each for each in units if each.regime is regime and each.applies)
        for name, part in regime.rulebook.duties.items():
            duty = part.on(unit.first)
            if duty is None or not set(duty.with_) & asked:
                continue
            fitting = fits(duty.only_if, unit, question)
            if fitting is not False:
                found.append(Called(regime, name, duty, _duty(regime, name, duty, language, certain=fitting is True)))
    return found


def dues(
    requires: str,
    the_way: Way | None,
    also: Sequence[Laid],
    calls: Sequence[Called],
    question: Question,
    language: str,
) -> list[Due]:
    """Everything to be done, with its days: what is asked, what is to be done besides, every duty."""
    found: list[Due] = []
    if requires in FIRST and the_way is not None:
        found.append(_first(requires, the_way, language))
    for laid in also:
        other = laid.way(question, language)
        found.append(_first(other.kind, other, language).model_copy(update={"regime": laid.found[0][0].name}))
    return found + [_dated(each, question, language) for each in calls]


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


def fits(when: When, unit: Unit, question: Question) -> bool | None:
    """Whether a condition of a duty or a breach holds of the stay that a ladder judged; None where it is not known."""
    if not when:
        return True
    condition = compiled(when, unit.regime.names)
    if about_holdings(when):
        return held(condition, None, question, unit.first, unit.until, unit.row, set())
    return holds(condition, unit.row.get, set())


def _duty(regime: Regime, name: str, duty: Duty, language: str, *, certain: bool) -> Due:
    label = said(regime.rulebook.duties[name].label, language)
    what = label or words.phrase(FIRST.get(duty.kind, duty.kind), language)
    whom = duty.from_ or duty.to
    return Due(
        kind=duty.kind,
        regime=regime.name,
        what=what,
        whom=vocabulary.role(whom, language) if whom else None,
        by=None,
        counted="",
        cite=[c.words for c in words.citations(regime.rulebook, duty.cite, language)],
        strength=duty.strength,
        side=duty.side,
        certain=certain,
        bundled=dates.span(duty.bundled_every, language) if duty.bundled_every else "",
    )


def _dated(each: Called, question: Question, language: str) -> Due:
    """A duty with its last day, how that was counted, when it was done, and who receives it next."""
    regime, duty = each.regime, each.duty
    by, counted = _when(regime, duty, question, language)
    done = _done(duty, question)
    onward = [_onward(regime, body, span, done or by, language) for body, span in duty.onward.items()]
    return each.due.model_copy(update={"by": by, "counted": counted, "done": done, "onward": onward})


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
