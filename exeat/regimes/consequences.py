"""What follows from an answer: grounds that open a way, measures after a breach, whom to complain to, advice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from exeat.regimes import dates, duties, explaining, vocabulary, words
from exeat.regimes.facts import Question
from exeat.regimes.judging import Unit
from exeat.regimes.ladders import FIRST_EXCEPTION, Regime
from exeat.regimes.outcome import Advice, Consequence, Ground, Remedy
from exeat.regimes.shapes import Breach, said


def grounds(units: Sequence[Unit], language: str) -> list[Ground]:
    """The grounds that open an exception for this trip."""
    found: dict[tuple[str, str], Ground] = {}
    for unit in units:
        wording = unit.climb.wording
        if wording is None or unit.step < FIRST_EXCEPTION:
            continue
        claimed = unit.row.get(unit.regime.atom("ground", "claimed"))
        for exception in wording.exceptions.values():
            for name in explaining.grounds_in(exception.when):
                if name in unit.epoch.grounds:
                    found.setdefault(
                        (unit.regime.name, name),
                        _ground(unit, name, exception.requires, language, claimed=claimed == name),
                    )
    return list(found.values())


def _ground(unit: Unit, name: str, requires: str, language: str, *, claimed: bool) -> Ground:
    ground = unit.epoch.grounds[name]
    reasons = ground.reasons if isinstance(ground.reasons, list) else []
    evidence = ground.evidence
    shown = [said(each, language) for each in evidence] if isinstance(evidence, list) else None
    return Ground(
        regime=unit.regime.name,
        name=name,
        label=said(unit.regime.rulebook.grounds[name].label, language) or name,
        reasons=list(reasons),
        reason_words=[words.reason(each, language) for each in reasons],
        evidence=shown,
        evidence_words="; ".join(shown) if shown else vocabulary.role(str(evidence), language),
        requires=requires,
        claimed=claimed,
        cite=[c.words for c in words.citations(unit.regime.rulebook, ground.cite, language)],
    )


def consequences(units: Sequence[Unit], question: Question, language: str) -> list[Consequence]:
    """What the law attaches to making the trip without what is asked."""
    found: dict[tuple[str, str], Consequence] = {}
    for unit, name, breach, certain in attached(units, question):
        book = unit.regime.rulebook
        label = said(book.breaches[name].label, language) or name
        cite = [c.words for c in words.citations(book, breach.cite, language)]
        for measure, kind, follows in _measures(breach):
            found.setdefault(
                (unit.regime.name, measure),
                Consequence(
                    measure=measure,
                    words=vocabulary.role(measure, language),
                    kind=kind,
                    follows=follows,
                    follows_words=vocabulary.role(follows, language) if follows else "",
                    regime=unit.regime.name,
                    breach=label,
                    cite=cite,
                    imposed_by=vocabulary.role(breach.imposed_by, language) if breach.imposed_by else "",
                    rank=breach.ladder.index(measure) + 1 if measure in breach.ladder else 0,
                    certain=certain,
                ),
            )
    return list(found.values())


def attached(units: Sequence[Unit], question: Question) -> Iterator[tuple[Unit, str, Breach, bool]]:
    """Each breach that making the trip without what is asked would or may be, and whether that is certain."""
    for unit in units:
        for name, part in unit.regime.rulebook.breaches.items() if unit.applies else ():
            breach = part.on(unit.first)
            if breach is None or unit.requires not in breach.unmet:
                continue
            happened = duties.fits(breach.when, unit, question)
            if happened is False or (breach.measures_from and unit.first < breach.measures_from):
                continue
            yield unit, name, breach, happened is True


def remedies(regimes: Iterable[Regime], day: date, language: str) -> list[Remedy]:
    """To whom one may complain about a decision under the regimes that reach the trip."""
    found = []
    for each in regimes:
        for part in each.rulebook.remedies.values():
            wording = part.on(day)
            if wording is None:
                continue
            terms = [
                vocabulary.role(value, language) if isinstance(value, str) else said(value, language)
                for value in (wording.body, wording.form)
            ]
            within = wording.within
            span = dates.span(within, language) if within[0].isdigit() else vocabulary.role(within, language)
            cite = [c.words for c in words.citations(each.rulebook, wording.cite, language)]
            known = not isinstance(wording.body, str)
            found.append(Remedy(regime=each.name, body=terms[0], within=span, form=terms[1], known=known, cite=cite))
    return found


def advice(units: Sequence[Unit], language: str) -> list[Advice]:
    """What is advised for this trip, whatever else is asked."""
    found = []
    for unit in units:
        if unit.applies and unit.requires == "advice" and unit.climb.wording:
            book = unit.regime.rulebook
            cite = [c.words for c in words.citations(book, unit.climb.wording.cite, language)]
            label = said(book.provisions[unit.climb.name].label, language)
            why = said(unit.climb.wording.note, language)
            entry = Advice(regime=unit.regime.name, words=label, why=why, cite=cite)
            if entry not in found:
                found.append(entry)
    return found


def _measures(breach: Any) -> list[tuple[str, str, str]]:
    """Each measure of a breach, how it follows, and from what; unknown stays unknown."""
    if isinstance(breach.measures, str):
        return [(breach.measures, "unknown", "")]
    if isinstance(breach.measures, list):
        found = [(measure, "unknown", "") for measure in breach.measures]
    else:
        found = [(measure, kind, "") for measure, kind in breach.measures.items()]
    return found + [(then, "chained", first) for first, then in breach.chained.items()]
