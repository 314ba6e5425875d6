"""What is the same for all questions that no rulebook can tell apart: reasons, citations, readings, consequences."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from exeat.regimes import consequences, dates, duties, explaining, foundations, procedures, readings, words
from exeat.regimes.facts import Question
from exeat.regimes.judging import Judgement, Unit, judge, with_days_of
from exeat.regimes.ladders import Regime, regime
from exeat.regimes.outcome import Advice, Consequence, Ground, OpenQuestion, Reading, Remedy, Step
from exeat.regimes.shapes import said

ASKED = ("permission", "notice", "return_report")


@dataclass(frozen=True)
class Told:
    """A step that was taken, and the ladder that it is the n-th step of."""

    step: Step
    unit: Unit | None = None
    n: int = 0
    decided: bool = False

    @property
    def tells_days(self) -> bool:
        """Whether it tells of the days of the question."""
        return self.unit is not None and explaining.tells_days(self.step)

    def fixed(self) -> dict[str, Any]:
        """What of it is the same on every day."""
        return {
            name: value for name, value in self.step.__dict__.items() if name not in ("words", "of_person", "facts")
        }


class Situation:
    """What the regimes say of one question, and of every other that looks the same to them."""

    SHARED = frozenset({
        "decided_by", "missing", "missing_words", "other_readings", "assumed", "measures", "law", "headline", "grounds",
        "headline_of_person", "consequences", "remedies", "open_points", "advice", "aims", "at_border",
        "at_border_words",
    })  # fmt: skip

    DATED = frozenset({"way", "duties", "standing"})  # shared only where they tell of no day

    def __init__(
        self,
        regimes: Sequence[Regime],
        asked: Question,
        language: str,
        on: date | None,
        filing_day: date,
        known: dict[Hashable, Step],
    ) -> None:
        self.regimes = regimes
        self.known = known  # the steps of situations before, many of which are the same
        self.question = asked
        self.language = language
        self.on = on
        self.filing_day = filing_day
        self.judgement: Judgement = judge(asked, regimes, on)
        self.units = self.judgement.units
        self.requires = self.judgement.requires
        self.parts: dict[str, Any] = {  # those of an answer that were asked for so far; nobody changes them
            "requires": self.requires,
            "regimes": [each.name for each in regimes],
            "language": language,
        }
        self.accepted: dict[tuple[str, str], list[str]] = {}  # by regime and procedure, those that count as well

    def part(self, name: str) -> Any:
        """One of the shared parts of an answer; the next answer has it from the beginning."""
        value = self.parts[name] = getattr(self, name)
        return value

    @cached_property
    def missing(self) -> list[str]:
        """The facts that would settle it."""
        return [*self.judgement.missing]

    @cached_property
    def missing_words(self) -> list[str]:
        """The same in words."""
        return [words.fact(name, self.language) for name in self.missing]

    @cached_property
    def other_readings(self) -> dict[str, str]:
        """What would be asked under other readings, where that is something else."""
        return {r.key: r.requires for point in self.open_points for r in point.others if r.changes}

    @cached_property
    def measures(self) -> list[str]:
        """What the law attaches to a breach, by name."""
        return [*dict.fromkeys(each.measure for each in self.consequences)]

    @cached_property
    def headline(self) -> str:
        """The answer in large plain words."""
        return words.headline(self.requires, self.language)

    @cached_property
    def headline_of_person(self) -> str:
        """The same answer as it is said of the person."""
        return words.headline_of_person(self.requires, self.language)

    @cached_property
    def aims(self) -> list[str]:
        """What the regimes that reach the trip are for."""
        return [said(each.rulebook.aim.words, self.language) for each in self.binding if each.rulebook.aim]

    @cached_property
    def at_border_words(self) -> str:
        """What happens at the border, in words."""
        return words.phrase(self.at_border, self.language) if self.at_border else ""

    @cached_property
    def at_border(self) -> str:
        """What the deciding provision lets happen at the border to one who comes without what it asks."""
        unit = self.judgement.decisive
        if unit is None or unit.requires != self.requires or not unit.applies or unit.climb.wording is None:
            return ""
        told = unit.climb.wording.at_border
        return "" if told in ("unknown", "silent") or self.requires == "free" else told

    @cached_property
    def heaviest(self) -> list[Unit]:
        """For each stay and provision the epoch in which it asked most."""
        best: dict[tuple[int, int], Unit] = {}
        for unit in self.units:
            key = (unit.n, unit.climb.index)
            if key not in best or unit.rank > best[key].rank or unit is self.judgement.decisive:
                best[key] = unit
        return list(best.values())

    @cached_property
    def decided_by(self) -> str:
        """Which provision, and which exception of it, decided."""
        unit = self.judgement.decisive
        if unit is None or unit.requires != self.requires:
            return f"{self.regimes[0].name}/{next(iter(self.regimes[0].rulebook.provisions))}"
        rung = unit.climb.rung(unit.step)
        exception = f".{rung.exception}" if rung.exception else ""
        return f"{unit.regime.name}/{unit.climb.name}{exception}"

    @cached_property
    def told(self) -> list[Told]:
        """Every step that was taken, for every provision and stay, and how it is told for other days."""
        found: list[Told] = []
        decisive = self.judgement.decisive
        settled = decisive is not None and decisive.requires == self.requires
        for unit in sorted(self.heaviest, key=lambda unit: (unit.climb.index, unit.n)):
            decided = settled and unit is decisive
            steps = explaining.steps(unit, self.question, self.language, decided)
            kept = [self.known.setdefault(_content(step), step) for step in steps]
            found += [Told(step, unit, n, decided) for n, step in enumerate(kept)]
        return found if settled else [*found, Told(self.no_days())]

    @cached_property
    def steps(self) -> list[Step]:
        """The same steps as they were told first."""
        return [told.step for told in self.told]

    @cached_property
    def telling_days(self) -> list[tuple[int, Told, dict[str, Any]]]:
        """The steps that tell of the days of the question, with their places and what of them stays the same."""
        return [(n, told, told.fixed()) for n, told in enumerate(self.told) if told.tells_days]

    def retold(self, told: Told, question: Question) -> Step:
        """A step in the words of a question that looks alike."""
        if told.unit is None or question is self.question:
            return told.step
        unit = with_days_of(told.unit, question, clipped=self.on is None)
        return explaining.step(told.n, unit, question, self.language, told.decided)

    def no_days(self) -> Step:
        """That the days of the stay are not known, so that no rule can be looked up."""
        first = self.regimes[0]
        name, part = next(iter(first.rulebook.provisions.items()))
        sources = words.citations(first.rulebook, part.wordings[-1].cite, self.language)
        named = dates.listed([words.fact(each, self.language) for each in self.judgement.missing], self.language)
        sentence = words.sentence("undetermined", self.language, missing=named)
        return Step(
            regime=first.name,
            provision=name,
            reason="days_not_known",
            decided=True,
            words=sentence.words,
            of_person=sentence.of_person,
            facts={},
            cite=[source.words for source in sources],
            known_from=words.least_certain([source.known_from for source in sources]),
            sources=sources,
        )

    @cached_property
    def binding(self) -> list[Regime]:
        """The regimes one of whose provisions reached the trip."""
        return [*dict.fromkeys(unit.regime for unit in self.units if unit.applies)]

    @cached_property
    def named(self) -> list[tuple[Regime, str]]:
        """The procedures that the deciding steps name, with those that an exception asks besides."""
        if self.requires not in ASKED:
            return []
        found: dict[tuple[str, str], tuple[Regime, str]] = {}
        for unit in sorted(self.units, key=lambda unit: unit.rank, reverse=True):
            wording = unit.climb.wording
            if wording is None or not unit.applies or unit.requires != self.requires:
                continue
            rung = unit.climb.rung(unit.step)
            exception = wording.exceptions[rung.exception] if rung.exception else None
            by = exception.by if exception else wording.by
            for name in ([by] if by else []) + (exception.also if exception else []):
                found.setdefault((unit.regime.name, name), (unit.regime, name))
                self.accepted.setdefault((unit.regime.name, name), (exception or wording).accepts)
        return self.lead(list(found.values()))

    @cached_property
    def openings(self) -> list[tuple[Regime, str]]:
        """The procedures of exceptions that a ban has, for one who has a ground after all."""
        found: dict[tuple[str, str], tuple[Regime, str]] = {}
        for unit in self.units:
            if unit.applies and unit.requires == "ban" and unit.climb.wording:
                for exception in unit.climb.wording.exceptions.values():
                    if exception.by and exception.requires in ASKED:
                        found.setdefault((unit.regime.name, exception.by), (unit.regime, exception.by))
        return list(found.values())

    @cached_property
    def laid(self) -> procedures.Laid | None:
        """How what is asked is done; for a ban, how permission would be asked for on a ground."""
        named = self.named or (self.openings if self.requires == "ban" else [])
        if not named:
            return None
        first_regime, first = named[0]
        wording = first_regime.rulebook.procedures[first].on(self.filing_day)
        kind = wording.kind if wording else first_regime.rulebook.procedures[first].wordings[-1].kind
        alike = [(r, n) for r, n in named if any(w.kind == kind for w in r.rulebook.procedures[n].wordings)]
        found = procedures.procedures(self.units, kind, alike, self.filing_day)
        serves = [each.name for each, name in named if self.serves(first_regime, first, each, name)]
        return procedures.laid(found, self.question, self.language, serves)

    @cached_property
    def besides(self) -> list[procedures.Laid]:
        """What is to be asked for or told as well."""
        way = self.laid.first if self.laid else None
        return duties.besides(self.requires, way, self.named, self.question, self.filing_day, self.language)

    @cached_property
    def called(self) -> list[duties.Called]:
        """The duties of the regimes that apply."""
        return duties.called(self.requires, self.units, self.question, self.language)

    @cached_property
    def counts_days(self) -> bool:
        """Whether something that is to be done has a day of its own for each question."""
        laid = [*self.besides, self.laid] if self.laid else self.besides
        return bool(self.called) or any(each.counts_days for each in laid)

    def serves(self, regime: Regime, procedure: str, other: Regime, name: str) -> bool:
        """Whether a permit or notice under one procedure is all that another regime asks for."""
        if regime is other or other.rulebook.supplements:
            return True
        return f"{regime.name}.{procedure}" in self.accepted.get((other.name, name), ())

    def lead(self, named: Sequence[tuple[Regime, str]]) -> list[tuple[Regime, str]]:
        """The procedures, first the one that serves most of the regimes that ask for one."""
        return sorted(named, key=lambda one: -sum(self.serves(one[0], one[1], *other) for other in named))

    @cached_property
    def open_points(self) -> list[OpenQuestion]:
        """Each open point of a regime that the trip touches, with what every other reading would ask."""
        found = []
        for n, each in enumerate(self.regimes):
            for name, point in each.source.open_points.items():
                others = [
                    self.reading(n, name, other) for p, other in readings.others(each.source, each.chosen) if p == name
                ]
                changes = any(reading.changes for reading in others)
                if changes or each in self.binding:
                    taken = each.chosen[name]
                    found.append(
                        OpenQuestion(
                            regime=each.name,
                            point=name,
                            question=said(point.question, self.language),
                            read_as=taken,
                            read_as_words=said(point.words.get(taken), self.language) or taken,
                            others=others,
                            changes=changes,
                        )
                    )
        return found

    def reading(self, n: int, point: str, other: str) -> Reading:
        """What would be asked under one other reading of one point; regimes that share the point read it alike."""
        each = self.regimes[n]
        changed = [
            regime(one.source, {**one.chosen, point: other}) if _shares(one, point, other) else one
            for one in self.regimes
        ]
        requires = judge(self.question, changed, self.on, self.judgement).requires
        return Reading(
            key=f"{each.name}/{point}: {other}",
            words=said(each.source.open_points[point].words.get(other), self.language) or other,
            requires=requires,
            changes=requires != self.requires,
        )

    @cached_property
    def grounds(self) -> list[Ground]:
        """The grounds that open an exception for this trip."""
        return consequences.grounds(self.heaviest, self.language)

    @cached_property
    def consequences(self) -> list[Consequence]:
        """What the law attaches to making the trip without what is asked."""
        return consequences.consequences(self.heaviest, self.question, self.language)

    @cached_property
    def remedies(self) -> list[Remedy]:
        """To whom one may complain about a decision under the regimes that reach the trip."""
        return consequences.remedies(self.binding, self.filing_day, self.language)

    @cached_property
    def advice(self) -> list[Advice]:
        """What is advised for this trip, whatever else is asked."""
        return consequences.advice(self.heaviest, self.language)

    @cached_property
    def assumed(self) -> list[str]:
        """What no source says and this answer rests on."""
        return foundations.assumed(self.regimes, self.units, self.named or self.openings, self.question, self.language)

    @cached_property
    def law(self) -> list[str]:
        """The fingerprint of each wording that was used."""
        ways = self.named or self.openings
        return foundations.law(self.heaviest, ways, self.called, self.question, self.filing_day)


def _content(step: Step) -> Hashable:
    """All that a step says; its sources are those of its citations."""
    facts, cite = tuple(step.facts.items()), tuple(step.cite)
    return step.regime, step.provision, step.reason, step.decided, step.words, step.of_person, facts, cite, step.stay


def _shares(one: Regime, point: str, other: str) -> bool:
    """Whether a regime leaves the same point open, with a reading of the same name."""
    found = one.source.open_points.get(point)
    return found is not None and other in found.readings
