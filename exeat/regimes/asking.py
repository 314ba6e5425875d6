"""One question, one outcome: all the regimes are asked, the heaviest requirement decides, everything is cited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from exeat.regimes import dates, duties, explaining, procedures, readings, releases, standing, vocabulary, words
from exeat.regimes.facts import Question, WrongFacts, question
from exeat.regimes.judging import Judgement, Unit, judge
from exeat.regimes.ladders import FIRST_EXCEPTION, REQUIREMENT, STEPS, Regime, regime
from exeat.regimes.outcome import (
    Advice,
    Consequence,
    Ground,
    OpenQuestion,
    Outcome,
    Reading,
    Remedy,
    Step,
    Way,
)
from exeat.regimes.reading import rulebook
from exeat.regimes.shapes import Rulebook, said

ASKED = ("permission", "notice", "return_report")


def ask(
    regimes: Sequence[str | Rulebook],
    facts: Mapping[str, Any],
    *,
    language: str = "en",
    readings: Mapping[str, str] | None = None,
    on: date | None = None,
    known_at: datetime | None = None,
    today: date | None = None,
) -> Outcome:
    """What the regimes ask of a person for a trip, with every step cited.

    `readings` names other readings than the default, as `regime/point`: reading. `on` asks the law of one day
    instead of the days of the stay; `known_at` asks what was known then; `today` is the day of the standing.
    Raises WrongFacts, NoSuchRegime, WrongReading or NothingKnown.
    """
    if not regimes:
        raise WrongFacts("name at least one regime to ask")
    books = [_book(each, known_at) for each in regimes]
    chosen = _chosen(books, readings or {})
    asked = [regime(book, chosen[book.regime]) for book in books]
    return _Asking(asked, question(facts, books), language, on, known_at, today).outcome()


def requirement(
    regimes: Sequence[str | Rulebook],
    facts: Mapping[str, Any],
    *,
    readings: Mapping[str, str] | None = None,
    on: date | None = None,
) -> str:
    """What is asked and nothing else, for whoever asks of many trips: the same word that `ask` gives."""
    books = [_book(each, None) for each in regimes]
    chosen = _chosen(books, readings or {})
    asked = [regime(book, chosen[book.regime]) for book in books]
    return judge(question(facts, books), asked, on).requires


def _book(each: str | Rulebook, known_at: datetime | None) -> Rulebook:
    if isinstance(each, Rulebook):
        return each
    return rulebook(each) if known_at is None else releases.known(each, known_at)


def _chosen(books: Sequence[Rulebook], given: Mapping[str, str]) -> dict[str, dict[str, str]]:
    chosen: dict[str, dict[str, str]] = {book.regime: {} for book in books}
    if len(chosen) < len(books):
        raise WrongFacts("each regime is asked once")
    for key, reading in given.items():
        name, slash, point = key.partition("/")
        if not slash or name not in chosen:
            points = [f"{book.regime}/{point}" for book in books for point in book.open_points]
            raise readings.WrongReading(vocabulary.unknown("open point", key, points))
        chosen[name][point] = reading
    return chosen


class _Asking:
    """The making of one outcome."""

    def __init__(
        self,
        regimes: Sequence[Regime],
        asked: Question,
        language: str,
        on: date | None,
        known_at: datetime | None,
        today: date | None,
    ) -> None:
        self.regimes = regimes
        self.question = asked
        self.language = language
        self.on = on
        self.known_at = known_at
        self.today = today
        self.judgement: Judgement = judge(asked, regimes, on)
        self.units = self.judgement.units
        self.accepted: dict[tuple[str, str], list[str]] = {}  # by regime and procedure, those that count as well

    def outcome(self) -> Outcome:
        """The answer with everything that belongs to it."""
        requires = self.judgement.requires
        way = self.way(requires)
        dues = duties.dues(
            requires, way, self.units, self.named(requires), self.question, self.filing_day(), self.language
        )
        points = self.open_points()
        consequences = self.consequences()
        at_border = self.at_border(requires)
        return Outcome(
            requires=requires,
            standing=standing.standing(requires, self.question, way, dues, self.today),
            decided_by=self.decided_by(),
            steps=self.steps(),
            duties=dues,
            missing=list(self.judgement.missing),
            missing_words=[words.fact(name, self.language) for name in self.judgement.missing],
            other_readings={r.key: r.requires for point in points for r in point.others if r.changes},
            assumed=self.assumed(),
            measures=[*dict.fromkeys(each.measure for each in consequences)],
            law=self.law(),
            on=self.on or self.question.begins or self.filing_day(),
            known_at=self.known_at or datetime.now(UTC).replace(microsecond=0),
            regimes=[each.name for each in self.regimes],
            language=self.language,
            headline=words.headline(requires, self.language),
            grounds=self.grounds(),
            way=way,
            consequences=consequences,
            remedies=self.remedies(),
            open_points=points,
            advice=self.advice(),
            aims=[said(each.rulebook.aim.words, self.language) for each in self.binding() if each.rulebook.aim],
            at_border=at_border,
            at_border_words=words.phrase(at_border, self.language) if at_border else "",
        )

    def at_border(self, requires: str) -> str:
        """What the deciding provision lets happen at the border to one who comes without what it asks."""
        unit = self.judgement.decisive
        if unit is None or unit.requires != requires or not unit.applies or unit.climb.wording is None:
            return ""
        told = unit.climb.wording.at_border
        return "" if told in ("unknown", "silent") or requires == "free" else told

    def filing_day(self) -> date:
        """The day by which procedures go: that of filing, else today, else the first day of the journey."""
        filed = self.question.facts.get("application.filed_on")
        day: date | None = filed or self.today or self.question.begins
        return day or date.max.replace(month=1, day=1)

    def heaviest(self) -> list[Unit]:
        """For each stay and provision the epoch in which it asked most."""
        best: dict[tuple[int, int], Unit] = {}
        for unit in self.units:
            key = (unit.n, unit.climb.index)
            if key not in best or unit.rank > best[key].rank or unit is self.judgement.decisive:
                best[key] = unit
        return list(best.values())

    def decided_by(self) -> str:
        """Which provision, and which exception of it, decided."""
        unit = self.judgement.decisive
        if unit is None or unit.requires != self.judgement.requires:
            return f"{self.regimes[0].name}/{next(iter(self.regimes[0].rulebook.provisions))}"
        rung = unit.climb.rung(unit.step)
        exception = f".{rung.exception}" if rung.exception else ""
        return f"{unit.regime.name}/{unit.climb.name}{exception}"

    def steps(self) -> list[Step]:
        """Every step that was taken, for every provision and stay."""
        found: list[Step] = []
        decisive = self.judgement.decisive
        settled = decisive is not None and decisive.requires == self.judgement.requires
        for unit in sorted(self.heaviest(), key=lambda unit: (unit.climb.index, unit.n)):
            found += explaining.steps(unit, self.question, self.language, settled and unit is decisive)
        return found if settled else [*found, self.no_days()]

    def no_days(self) -> Step:
        """That the days of the stay are not known, so that no rule can be looked up."""
        first = self.regimes[0]
        name, part = next(iter(first.rulebook.provisions.items()))
        sources = words.citations(first.rulebook, part.wordings[-1].cite, self.language)
        named = dates.listed([words.fact(each, self.language) for each in self.judgement.missing], self.language)
        return Step(
            regime=first.name,
            provision=name,
            reason="days_not_known",
            decided=True,
            words=words.sentence("undetermined", self.language, missing=named),
            facts={},
            cite=[source.words for source in sources],
            known_from=words.least_certain([source.known_from for source in sources]),
            sources=sources,
        )

    def binding(self) -> list[Regime]:
        """The regimes one of whose provisions reached the trip."""
        return [*dict.fromkeys(unit.regime for unit in self.units if unit.applies)]

    def named(self, requires: str) -> list[tuple[Regime, str]]:
        """The procedures that the deciding steps name, with those that an exception asks besides."""
        if requires not in ASKED:
            return []
        found: dict[tuple[str, str], tuple[Regime, str]] = {}
        for unit in sorted(self.units, key=lambda unit: unit.rank, reverse=True):
            wording = unit.climb.wording
            if wording is None or not unit.applies or unit.requires != requires:
                continue
            rung = unit.climb.rung(unit.step)
            exception = wording.exceptions[rung.exception] if rung.exception else None
            by = exception.by if exception else wording.by
            for name in ([by] if by else []) + (exception.also if exception else []):
                found.setdefault((unit.regime.name, name), (unit.regime, name))
                self.accepted.setdefault((unit.regime.name, name), (exception or wording).accepts)
        return self.lead(list(found.values()))

    def openings(self) -> list[tuple[Regime, str]]:
        """The procedures of exceptions that a ban has, for one who has a ground after all."""
        found: dict[tuple[str, str], tuple[Regime, str]] = {}
        for unit in self.units:
            if unit.applies and unit.requires == "ban" and unit.climb.wording:
                for exception in unit.climb.wording.exceptions.values():
                    if exception.by and exception.requires in ASKED:
                        found.setdefault((unit.regime.name, exception.by), (unit.regime, exception.by))
        return list(found.values())

    def way(self, requires: str) -> Way | None:
        """How what is asked is done; for a ban, how permission would be asked for on a ground."""
        named = self.named(requires) if requires in ASKED else self.openings() if requires == "ban" else []
        if not named:
            return None
        first_regime, first = named[0]
        wording = first_regime.rulebook.procedures[first].on(self.filing_day())
        kind = wording.kind if wording else first_regime.rulebook.procedures[first].wordings[-1].kind
        alike = [(r, n) for r, n in named if any(w.kind == kind for w in r.rulebook.procedures[n].wordings)]
        found = procedures.procedures(self.units, kind, alike, self.filing_day())
        serves = [each.name for each, name in named if self.serves(first_regime, first, each, name)]
        return procedures.way(found, self.question, self.language, serves)

    def serves(self, regime: Regime, procedure: str, other: Regime, name: str) -> bool:
        """Whether a permit or notice under one procedure is all that another regime asks for."""
        if regime is other or other.rulebook.supplements:
            return True
        return f"{regime.name}.{procedure}" in self.accepted.get((other.name, name), ())

    def lead(self, named: Sequence[tuple[Regime, str]]) -> list[tuple[Regime, str]]:
        """The procedures, first the one that serves most of the regimes that ask for one."""
        return sorted(named, key=lambda one: -sum(self.serves(one[0], one[1], *other) for other in named))

    def grounds(self) -> list[Ground]:
        """The grounds that open an exception for this trip."""
        found: dict[tuple[str, str], Ground] = {}
        for unit in self.heaviest():
            wording = unit.climb.wording
            if wording is None or unit.step < FIRST_EXCEPTION:
                continue
            claimed = unit.row.get(unit.regime.atom("ground", "claimed"))
            for exception in wording.exceptions.values():
                for name in explaining.grounds_in(exception.when):
                    if name in unit.epoch.grounds:
                        found.setdefault(
                            (unit.regime.name, name), self.ground(unit, name, exception.requires, claimed == name)
                        )
        return list(found.values())

    def ground(self, unit: Unit, name: str, requires: str, claimed: bool) -> Ground:
        """One ground in words."""
        ground = unit.epoch.grounds[name]
        reasons = ground.reasons if isinstance(ground.reasons, list) else []
        evidence = ground.evidence
        shown = [said(each, self.language) for each in evidence] if isinstance(evidence, list) else None
        return Ground(
            regime=unit.regime.name,
            name=name,
            label=said(unit.regime.rulebook.grounds[name].label, self.language) or name,
            reasons=list(reasons),
            reason_words=[words.reason(each, self.language) for each in reasons],
            evidence=shown,
            evidence_words="; ".join(shown) if shown else vocabulary.role(str(evidence), self.language),
            requires=requires,
            claimed=claimed,
            cite=[c.words for c in words.citations(unit.regime.rulebook, ground.cite, self.language)],
        )

    def open_points(self) -> list[OpenQuestion]:
        """Each open point of a regime that the trip touches, with what every other reading would ask."""
        found = []
        for n, each in enumerate(self.regimes):
            for name, point in each.source.open_points.items():
                others = [
                    self.reading(n, name, other) for p, other in readings.others(each.source, each.chosen) if p == name
                ]
                changes = any(reading.changes for reading in others)
                if changes or each in self.binding():
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
            changes=requires != self.judgement.requires,
        )

    def assumed(self) -> list[str]:
        """What no source says and this outcome rests on."""
        found: dict[str, None] = {}
        for each in self.regimes:
            units = [unit for unit in self.units if unit.regime is each]
            used = self.rests_on(units)
            day = each.rulebook.in_force_assumed
            if day and any(unit.step > STEPS["not_covered"] or unit.step <= STEPS["under_way"] for unit in units):
                title = said(each.rulebook.title, self.language)
                text = words.phrase("in_force_assumed", self.language, title=title, day=dates.day(day, self.language))
                found[text] = None
            for assumed in each.rulebook.assumed:
                if ".".join(assumed.on.split(".")[:2]) in used:
                    found[said(assumed.why, self.language)] = None
        found.update(dict.fromkeys(self.taken_for_granted()))
        return [*found]

    def rests_on(self, units: Sequence[Unit]) -> set[str]:
        """The parts of a regime that these units looked at, beyond who is bound."""
        used: set[str] = set()
        for unit in units:
            if unit.step == STEPS["under_way"]:
                used.add(f"provisions.{unit.climb.name}")
            if unit.step >= STEPS["destination_not_listed"] and unit.climb.wording:
                used |= {f"destinations.{name}" for name in unit.climb.wording.to}
            if unit.step > STEPS["destination_not_listed"]:
                used.add(f"provisions.{unit.climb.name}")
        names = self.named(self.judgement.requires) or self.openings()
        return used | {f"procedures.{name}" for each, name in names if units and each is units[0].regime}

    def taken_for_granted(self) -> list[str]:
        """What the question left out and was taken in the ordinary way."""
        found = []
        bound = any(unit.step > STEPS["not_covered"] for unit in self.units)
        holdings = (*(self.question.posts or ()), *(self.question.clearances or ()))
        if bound and any(holding.first is None for holding in holdings):
            found.append(words.phrase("held_throughout", self.language))
        transit = any(
            unit.applies
            and unit.climb.wording is not None
            and unit.climb.wording.transit in ("unknown", "silent")
            and unit.stay.mode in ("transit", "transit_airside")
            for unit in self.units
        )
        if transit:
            found.append(words.phrase("transit_read", self.language))
        return found

    def consequences(self) -> list[Consequence]:
        """What the law attaches to making the trip without what is asked."""
        found: dict[tuple[str, str], Consequence] = {}
        for unit in self.heaviest():
            if not unit.applies:
                continue
            book = unit.regime.rulebook
            for name, part in book.breaches.items():
                breach = part.on(unit.first)
                if breach is None or unit.requires not in breach.unmet:
                    continue
                happened = duties.fits(breach.when, unit, self.question)
                if happened is False:
                    continue
                if breach.measures_from and unit.first < breach.measures_from:
                    continue
                label = said(part.label, self.language) or name
                cite = [c.words for c in words.citations(book, breach.cite, self.language)]
                for measure, kind, follows in _measures(breach):
                    found.setdefault(
                        (unit.regime.name, measure),
                        Consequence(
                            measure=measure,
                            words=vocabulary.role(measure, self.language),
                            kind=kind,
                            follows=follows,
                            follows_words=vocabulary.role(follows, self.language) if follows else "",
                            regime=unit.regime.name,
                            breach=label,
                            cite=cite,
                            imposed_by=vocabulary.role(breach.imposed_by, self.language) if breach.imposed_by else "",
                            rank=breach.ladder.index(measure) + 1 if measure in breach.ladder else 0,
                            certain=happened is True,
                        ),
                    )
        return list(found.values())

    def remedies(self) -> list[Remedy]:
        """To whom one may complain about a decision under the regimes that reach the trip."""
        found = []
        for each in self.binding():
            for part in each.rulebook.remedies.values():
                wording = part.on(self.filing_day())
                if wording is None:
                    continue
                terms = [
                    vocabulary.role(value, self.language) if isinstance(value, str) else said(value, self.language)
                    for value in (wording.body, wording.form)
                ]
                within = wording.within
                span = (
                    dates.span(within, self.language) if within[0].isdigit() else vocabulary.role(within, self.language)
                )
                cite = [c.words for c in words.citations(each.rulebook, wording.cite, self.language)]
                known = not isinstance(wording.body, str)
                found.append(
                    Remedy(regime=each.name, body=terms[0], within=span, form=terms[1], known=known, cite=cite)
                )
        return found

    def advice(self) -> list[Advice]:
        """What is advised for this trip, whatever else is asked."""
        found = []
        for unit in self.heaviest():
            if unit.applies and unit.requires == "advice" and unit.climb.wording:
                book = unit.regime.rulebook
                cite = [c.words for c in words.citations(book, unit.climb.wording.cite, self.language)]
                label = said(book.provisions[unit.climb.name].label, self.language)
                why = said(unit.climb.wording.note, self.language)
                entry = Advice(regime=unit.regime.name, words=label, why=why, cite=cite)
                if entry not in found:
                    found.append(entry)
        return found

    def law(self) -> list[str]:
        """The fingerprint of each wording that was used."""
        used: dict[str, None] = {}
        for unit in self.heaviest():
            wording = unit.climb.wording
            parts: list[tuple[str, str, Any]] = []
            if wording is None:
                last = unit.regime.rulebook.provisions[unit.climb.name].wordings[-1]
                parts.append(("provisions", unit.climb.name, last))
            else:
                parts.append(("provisions", unit.climb.name, wording))
                if unit.step >= STEPS["not_covered"]:
                    categories = unit.epoch.categories
                    parts += [("categories", n, categories[n][0]) for n in wording.binds if n in categories]
                if unit.step >= STEPS["destination_not_listed"]:
                    places = unit.epoch.destinations
                    parts += [("destinations", n, places[n]) for n in wording.to if n in places]
                if FIRST_EXCEPTION <= unit.step <= REQUIREMENT:
                    grounds = unit.epoch.grounds
                    parts += [("grounds", n, grounds[n]) for n in explaining.open_grounds(unit)]
            for kind, name, each in parts:
                used[f"{unit.regime.name}@{releases.fingerprint(unit.regime.name, kind, name, each)}"] = None
        return [*used]


def _shares(one: Regime, point: str, other: str) -> bool:
    """Whether a regime leaves the same point open, with a reading of the same name."""
    found = one.source.open_points.get(point)
    return found is not None and other in found.readings


def _measures(breach: Any) -> list[tuple[str, str, str]]:
    """Each measure of a breach, how it follows, and from what; unknown stays unknown."""
    if isinstance(breach.measures, str):
        return [(breach.measures, "unknown", "")]
    if isinstance(breach.measures, list):
        found = [(measure, "unknown", "") for measure in breach.measures]
    else:
        found = [(measure, kind, "") for measure, kind in breach.measures.items()]
    return found + [(then, "chained", first) for first, then in breach.chained.items()]
