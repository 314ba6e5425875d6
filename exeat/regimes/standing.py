"""Where someone stands on a day: what has been done of what is asked; it never changes what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from exeat.regimes.facts import Question
from exeat.regimes.outcome import Due, Standing, Way

ASK_NOTHING = ("free", "advice")


def settled(requires: str, duties: Sequence[Due]) -> bool:
    """Whether someone stands the same on every day, whatever was done."""
    return requires == "undetermined" or (requires in ASK_NOTHING and not duties)


def standing(requires: str, question: Question, way: Way | None, duties: Sequence[Due], today: date | None) -> Standing:
    """The standing for a requirement, from what the question says was filed, decided, given and reported."""
    if requires == "undetermined":
        return "undetermined"
    if requires in ASK_NOTHING:
        return _reported(question, duties, today)
    facts = question.facts
    if facts.get("application.decision") == "refused":
        return "refused"
    begun = today is not None and question.begins is not None and today >= question.begins
    if requires in ("ban", "permission"):
        if _permitted(question):
            return _reported(question, duties, today)
        if begun:
            return "breached"
        if requires == "ban":
            return "barred"
        if facts.get("application.filed_on") and facts.get("application.decision") in (None, "pending", "none"):
            return _waiting(question, way, duties, today)
        return _in_time(question, way, today)
    if requires == "notice":
        if facts.get("notice.given_on"):
            return _reported(question, duties, today)
        return "breached" if begun else _in_time(question, way, today)
    return _reported(question, duties, today, asked=True)


def _waiting(question: Question, way: Way | None, duties: Sequence[Due], today: date | None) -> Standing:
    """Where someone stands who has applied: what silence means counts once the day for the decision is past."""
    past = today is not None and way is not None and way.decide_by is not None and today > way.decide_by
    if past and way is not None and way.silence.value == "consent":
        return _reported(question, duties, today)
    return "refused" if past and way is not None and way.silence.value == "refusal" else "waiting"


def _permitted(question: Question) -> bool:
    """Whether a permit covers the stay, as was said or as its days show."""
    facts = question.facts
    covers = facts.get("permit.covers_stay")
    if covers is not None:
        return bool(covers)
    first, until = facts.get("permit.from"), facts.get("permit.until")
    if first and until and question.begins and question.ends:
        return bool(first <= question.begins and question.ends <= until)
    return facts.get("application.decision") == "granted"


def _reported(question: Question, duties: Sequence[Due], today: date | None, *, asked: bool = False) -> Standing:
    """Whether a report that is due after the return is missing."""
    if question.facts.get("report.given_on"):
        return "clear"
    reports = [due for due in duties if due.kind == "return_report" and due.strength == "must" and due.certain]
    if today is not None and any(due.by is not None and today > due.by for due in reports):
        return "overdue"
    return "to_do" if asked else "clear"


def _in_time(question: Question, way: Way | None, today: date | None) -> Standing:
    """Whether there is time to do what is asked; the urgent way may still be open."""
    if today is None or way is None or way.last_day is None or today <= way.last_day:
        return "to_do"
    urgent = way.urgent
    if urgent is None or (urgent.last_day is not None and today > urgent.last_day):
        return "late"
    reason, ground = question.facts.get("application.reason"), question.facts.get("application.ground")
    open_to = urgent.reasons is None or reason in urgent.reasons or ground in (urgent.grounds or ())
    return "to_do" if open_to else "late"
