"""The steps of a ladder as sentences: the evaluation told once more, never a story of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from exeat.regimes import dates, places, vocabulary, words
from exeat.regimes.conditions import facts_in
from exeat.regimes.facts import Question
from exeat.regimes.judging import Unit, missing_of
from exeat.regimes.ladders import FIRST_EXCEPTION, REQUIREMENT, STEPS, Rung
from exeat.regimes.lists import excepted, named
from exeat.regimes.outcome import Step
from exeat.regimes.shapes import Provision, Text, said

PASSED = {
    "under_way": "set_out",
    "not_covered": "covered",
    "destination_not_listed": "destination_listed",
    "transit_exempt": "transit_counts",
    "other_purpose": "purpose",
    "no_order": "ordered",
    "condition_not_met": "condition_met",
}

STAY = ("stay.from", "stay.until")


def steps(unit: Unit, question: Question, language: str, decisive: bool) -> list[Step]:
    """Every step that was taken on one ladder, in order; the last one decided it."""
    return [make() for make in _makers(unit, question, language, decisive)]


def step(n: int, unit: Unit, question: Question, language: str, decisive: bool) -> Step:
    """One of those steps."""
    return _makers(unit, question, language, decisive)[n]()


def tells_days(step: Step) -> bool:
    """Whether a step tells of the days of the question, so that every question has words of its own for it."""
    return step.reason in ("in_force", "not_in_force") or any(
        name in vocabulary.FACTS and vocabulary.FACTS[name].kind == "day" for name in step.facts
    )


def _makers(unit: Unit, question: Question, language: str, decisive: bool) -> list[Callable[[], Step]]:
    teller = _Teller(unit, question, language)
    wording = unit.climb.wording
    found: list[Callable[[], Step]] = []
    if wording is not None:
        found.append(teller.in_force)
    for rung in unit.climb.rungs:
        if rung.step == unit.step:
            found.append(partial(teller.last, rung, decisive))
            break
        if rung.reason in PASSED:
            found.append(partial(teller.passed, rung))
    return found


class _Teller:
    """Tells the steps of one unit in one language."""

    def __init__(self, unit: Unit, question: Question, language: str) -> None:
        self.unit = unit
        self.question = question
        self.language = language
        self.book = unit.regime.rulebook
        self.part = self.book.provisions[unit.climb.name]
        self.label = said(self.part.label, language) or unit.climb.name
        self.row = unit.row

    def step(
        self, reason: str, sentence: words.Spoken, cite: Sequence[str], facts: Sequence[str], decided: bool = False
    ) -> Step:
        """A step with its citations and the facts it looked at."""
        sources = words.citations(self.book, cite, self.language)
        return Step(
            regime=self.unit.regime.name,
            provision=self.unit.climb.name,
            reason=reason,
            decided=decided,
            words=sentence.words,
            of_person=sentence.of_person,
            facts=self.facts(facts),
            cite=[source.words for source in sources],
            known_from=words.least_certain([source.known_from for source in sources]),
            sources=sources,
            stay=self.unit.n,
        )

    def facts(self, names: Sequence[str]) -> dict[str, str]:
        """The facts that a step looked at, as they were given."""
        found: dict[str, str] = {}
        for name in names:
            if name.startswith(("post.", "clearance.")):
                holdings = self.question.posts if name.startswith("post.") else self.question.clearances
                values = [holding.facts.get(name) for holding in holdings or ()]
                if name == "clearance.level":
                    scale = [code for code, _ in vocabulary.levels(self.book.jurisdiction)]
                    values = [None if value is None else scale[value] for value in values]
                value: Any = ", ".join(_shown(each) for each in values if each is not None) or None
            else:
                value = self.row.get(name)
            if value is not None:
                found[name] = _shown(value)
        return found

    def in_force(self) -> Step:
        """That the rule is in force on these days."""
        wording = self.unit.climb.wording
        assert wording is not None
        when = dates.days(self.unit.first, self.unit.until, self.language)
        return self.step("in_force", self.say("in_force", days=when, rule=self.label), wording.cite, STAY)

    def passed(self, rung: Rung) -> Step:
        """A step that was taken and did not decide."""
        wording = self.unit.climb.wording
        assert wording is not None
        reason = PASSED[rung.reason]
        if reason == "set_out":
            first = dates.day(self.part.wordings[0].in_force, self.language)
            return self.step(reason, self.say("set_out", day=first), wording.cite, ("stay.from",))
        if reason == "covered":
            return self.covered(wording)
        if reason == "destination_listed":
            return self.destination(wording)
        if reason == "purpose":
            return self.step(
                reason, self.say(f"purpose_{self.row.get('trip.purpose')}"), wording.cite, ("trip.purpose",)
            )
        facts = ("stay.mode",) if reason == "transit_counts" else ()
        return self.step(reason, self.say(reason), wording.cite, facts)

    def say(self, name: str, **said_of: str) -> words.Spoken:
        """A sentence in the reader's language."""
        return words.sentence(name, self.language, **said_of)

    def covered(self, wording: Provision) -> Step:
        """Which categories bind the person."""
        names = [n for n in wording.binds if self.row.get(self.unit.regime.atom("category", n)) is True]
        who = dates.listed([self.category(name) for name in names], self.language)
        cite = [text for name in names for text in self.unit.epoch.categories[name][0].cite]
        return self.step(
            "covered",
            self.say("addressed" if wording.requires == "advice" else "covered", who=who),
            [*dict.fromkeys(cite)],
            self.looked_at(names),
        )

    def looked_at(self, categories: Sequence[str]) -> list[str]:
        """The facts that categories look at."""
        found: dict[str, None] = {}
        for name in categories:
            if name in self.unit.epoch.categories:
                found.update(dict.fromkeys(facts_in(self.unit.epoch.categories[name][0].when)))
        return [*found]

    def category(self, name: str) -> str:
        """A category in words."""
        return said(self.book.categories[name].label, self.language) or name

    def place(self) -> str:
        """Where the stay is, in words."""
        stay = self.unit.stay
        return places.place(stay.country, stay.territory, self.language)

    def destination(self, wording: Provision) -> Step:
        """Which list names the destination."""
        epoch = self.unit.epoch
        name = next(n for n in wording.to if self.row.get(self.unit.regime.atom("destination", n)) is True)
        listed = epoch.destinations[name]
        stay = self.unit.stay
        facts = ("destination.country", "destination.territory", "destination.occupied_by")
        if stay.country in listed.countries or stay.territory in listed.territories or listed.as_in:
            label = said(self.book.destinations[name].label, self.language) or name
            since = dates.day(listed.in_force, self.language)
            text = self.say(
                "destination_listed", place=self.place(), list=words.inside(label, self.language), day=since
            )
        elif listed.all_except is not None:
            out = excepted(listed, self.language) or ["–"]
            text = self.say("abroad", place=self.place(), **{"except": dates.listed(out, self.language)})
        else:
            state = places.country(str(self.row.get("destination.occupied_by")), self.language)
            text = self.say("occupied", place=self.place(), state=state)
        return self.step("destination_listed", text, listed.cite, facts)

    def last(self, rung: Rung, decided: bool) -> Step:
        """The step at which the ladder stopped."""
        wording = self.unit.climb.wording
        if self.unit.requires == "undetermined":
            return self.undetermined(rung, decided)
        if rung.step == REQUIREMENT:
            return self.requirement(rung, decided)
        if rung.step >= FIRST_EXCEPTION:
            return self.exception(rung, decided)
        cite = wording.cite if wording else self.part.wordings[-1].cite
        facts: Sequence[str] = ()
        match rung.reason:
            case "not_in_force":
                when = dates.days(self.unit.first, self.unit.until, self.language)
                text = self.say("not_in_force", days=when, rule=self.label)
                facts = STAY
            case "under_way":
                text = self.say("under_way", day=dates.day(self.part.wordings[0].in_force, self.language))
                facts = ("stay.from",)
            case "not_covered":
                assert wording is not None
                bound = [name for name in wording.binds if name in self.unit.epoch.categories]
                who = "; ".join(self.category(name) for name in bound)
                text = self.say("not_covered", who=who) if bound else self.say("covers_nobody")
                facts = self.looked_at(bound)
            case "destination_not_listed":
                assert wording is not None
                text, cite = self.not_listed(wording)
                facts = ("destination.country", "destination.territory")
            case "other_purpose":
                text = self.say(f"other_purpose_{self.row.get('trip.purpose')}")
                facts = ("trip.purpose",)
            case _:
                text = self.say(rung.reason)
                facts = ("stay.mode",) if rung.reason == "transit_exempt" else ()
        return self.step(rung.reason, text, cite, facts, decided)

    def not_listed(self, wording: Provision) -> tuple[words.Spoken, list[str]]:
        """That no list names the destination, and what the lists name."""
        lists = [self.unit.epoch.destinations[n] for n in wording.to if n in self.unit.epoch.destinations]
        if not lists:
            parts = [self.book.destinations[name] for name in wording.to]
            return self.say("no_list"), [text for part in parts for text in part.wordings[0].cite]
        on = [name for each in lists for name in named(each, self.unit.first, self.language)]
        cite = [text for each in lists for text in each.cite]
        if not on:
            except_ = [name for each in lists for name in excepted(each, self.language)]
            text = self.say("abroad", place=self.place(), **{"except": dates.listed(except_, self.language)})
            return text, cite
        return self.say("destination_not_listed", place=self.place(), list=dates.listed(on, self.language)), cite

    def undetermined(self, rung: Rung, decided: bool) -> Step:
        """That a fact is missing here."""
        missing = missing_of(self.unit, self.question)
        named = dates.listed([words.fact(name, self.language) for name in missing], self.language)
        wording = self.unit.climb.wording
        cite = list(wording.cite if wording else self.part.wordings[-1].cite)
        if rung.exception and wording:
            cite = wording.exceptions[rung.exception].cite
        return self.step(rung.reason, self.say("undetermined", missing=named), cite, (), decided)

    def claim(self) -> str | None:
        """What the person claims, in words."""
        reason = self.row.get("application.reason")
        if reason is not None:
            return words.reason(str(reason), self.language)
        ground = self.row.get(self.unit.regime.atom("ground", "claimed"))
        part = self.book.grounds.get(str(ground))
        return said(part.label, self.language) if part else None

    def exception(self, rung: Rung, decided: bool) -> Step:
        """That an exception applies, and what it asks."""
        wording = self.unit.climb.wording
        assert wording is not None
        assert rung.exception is not None
        exception = wording.exceptions[rung.exception]
        label, claim = said(exception.label, self.language), self.claim()
        text = self.say("exception", label=label, claim=claim) if claim else self.say("exception_plain", label=label)
        cite = [*dict.fromkeys([*exception.cite, *self.ground_cite()])]
        return self.step(
            rung.reason,
            text.then(words.asks(rung.requires, self.language)),
            cite,
            ("application.reason", "application.ground"),
            decided,
        )

    def ground_cite(self) -> list[str]:
        """The source of the ground that is claimed."""
        ground = self.unit.epoch.grounds.get(str(self.row.get(self.unit.regime.atom("ground", "claimed"))))
        return list(ground.cite) if ground else []

    def requirement(self, rung: Rung, decided: bool) -> Step:
        """What the rule itself asks, after no exception fitted."""
        wording = self.unit.climb.wording
        assert wording is not None
        asked = words.asks(rung.requires, self.language)
        cite = list(wording.cite)
        text = words.Spoken(asked, asked)
        if wording.exceptions:
            grounds = open_grounds(self.unit)
            cite += [text for each in wording.exceptions.values() for text in each.cite]
            labels = "; ".join(said(self.book.grounds[name].label, self.language) for name in grounds)
            claim = self.row.get(self.unit.regime.atom("ground", "claimed"))
            if not grounds:
                text = self.say("no_exception").then(asked)
            elif claim == "other" and self.claim():
                text = self.say("other_ground", claim=str(self.claim()), grounds=labels).then(asked)
            else:
                text = self.say("no_ground", grounds=labels).then(asked)
        note: Text | str | None = wording.note
        if note:
            text = text.then(said(note, self.language))
        return self.step(rung.reason, text, [*dict.fromkeys(cite)], ("application.reason",), decided)


def _shown(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def open_grounds(unit: Unit) -> list[str]:
    """The grounds that open some exception of the provision on these days."""
    wording = unit.climb.wording
    if wording is None:
        return []
    named: dict[str, None] = {}
    for exception in wording.exceptions.values():
        named.update(dict.fromkeys(grounds_in(exception.when)))
    return [name for name in named if name in unit.epoch.grounds]


def grounds_in(when: Any) -> list[str]:
    """The grounds that a condition names."""
    found: list[str] = []
    for key, value in when.items():
        if key in ("any", "all"):
            found += [name for item in value for name in grounds_in(item)]
        elif key == "application.ground" and not isinstance(value, dict):
            found += value if isinstance(value, list) else [value]
    return found


__all__ = ["STEPS", "grounds_in", "open_grounds", "step", "steps", "tells_days"]
