"""Examples that a rulebook still needs: the fewest that stop at every step and notice every falsification.

They come from the walk, and a person confirms each against the source before it goes into the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from exeat.regimes import readings
from exeat.regimes.asking import ask
from exeat.regimes.examples import undecided_steps
from exeat.regimes.facts import WrongFacts, question
from exeat.regimes.falsifying import Survivor, Trial
from exeat.regimes.judging import judge
from exeat.regimes.ladders import Regime, regime
from exeat.regimes.regions import Space
from exeat.regimes.shapes import Rulebook
from exeat.regimes.situating import Told
from exeat.regimes.walking import climbed, views_of, witness

DAYS = ("stay.from", "stay.until")


@dataclass(frozen=True)
class Suggestion:
    """An example as it would stand in the file, and what it is for."""

    name: str
    given: Mapping[str, Any]
    reading: Mapping[str, str]
    then: Mapping[str, Any]
    shows: str

    def yaml(self) -> str:
        """The example as one line of a rulebook."""
        parts = [f"name: {_scalar(self.name)}"]
        if self.reading:
            parts.append(f"reading: {_flow(self.reading)}")
        if self.given:
            parts.append(f"given: {_flow(self.given)}")
        return f"- {{{', '.join([*parts, f'then: {_flow(self.then)}'])}}}"


def _flow(values: Mapping[str, Any]) -> str:
    return f"{{{', '.join(f'{key}: {_scalar(value)}' for key, value in values.items())}}}"


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date | int | float):
        return str(value)
    text = str(value)
    return text if text.replace("-", "").replace("_", "").replace(".", "").isalnum() else f'"{text}"'


def suggest(book: Rulebook) -> list[Suggestion]:
    """Examples that are missing, each with its answer as the rulebook gives it today."""
    trial, found = Trial(book), []
    names = {case.name for case in book.examples.cases}

    def add(suggestion: Suggestion | None) -> None:
        if suggestion is not None:
            trial.add(suggestion.reading, {**book.examples.given, **suggestion.given}, suggestion.then)
            found.append(suggestion)
            names.add(suggestion.name)

    for provision, step in (each.split(": ", 1) for each in undecided_steps(book)):
        if not any(_stops(book, each, provision, step) for each in found):
            add(_for_step(book, provision, step, names))
    for key, falsification in [*trial.all()]:
        if not trial.noticed(falsification):
            survivor = trial.held_against(key, falsification)
            if survivor.witness is not None:
                add(_for_survivor(book, trial, survivor, names))
    return found


def _for_survivor(book: Rulebook, trial: Trial, survivor: Survivor, names: set[str]) -> Suggestion | None:
    """The example that notices one falsification."""
    original = trial.as_read(tuple(sorted(survivor.reading.items())))
    changed = survivor.falsification.applied(original)
    if changed is None or survivor.witness is None:
        return None
    pair = Regime(original, {}), Regime(changed, {})

    def shows(given: Mapping[str, Any]) -> bool:
        asked = question({**book.examples.given, **given}, (book,))
        return len({judge(asked, (each,)).requires for each in pair}) == 2

    given = _shortest(book, pair[0], survivor.witness, shows)
    return None if given is None else _example(book, given, survivor.reading, survivor.falsification.words, names)


def _for_step(book: Rulebook, provision: str, step: str, names: set[str]) -> Suggestion | None:
    """The example that stops at one step."""
    for reading in ({}, *({point: other} for point, other in readings.others(book, {}))):
        each = regime(book, reading)
        for view in views_of(each):
            space = Space([view])
            steps = next(steps for climb, steps in space.ladders[0] if climb.name == provision)
            for rung, _, box in climbed(steps, space.every):
                if rung.reason != step:
                    continue

                def shows(given: Mapping[str, Any], each: Regime = each) -> bool:
                    asked = question({**book.examples.given, **given}, (book,))
                    units = [unit for unit in judge(asked, (each,)).units if unit.climb.name == provision]
                    best = max(units, key=lambda unit: unit.rank, default=None)
                    return best is not None and best.climb.rung(best.step).reason == step

                given = _shortest(book, each, witness(space, box, view.filed_on), shows)
                if given is not None:
                    return _example(book, given, reading, f"{provision}: {step}", names)
    return None


def _stops(book: Rulebook, suggestion: Suggestion, provision: str, step: str) -> bool:
    """Whether a suggested example already stops at a step."""
    outcome = ask([book], {**book.examples.given, **suggestion.given}, readings=_readings(book, suggestion.reading))
    last = {(each.provision, each.stay): each.reason for each in outcome.steps}
    return any(name == provision and reason == step for (name, _), reason in last.items())


def _readings(book: Rulebook, reading: Mapping[str, str]) -> dict[str, str]:
    return {f"{book.regime}/{point}": each for point, each in reading.items()}


def _shortest(book: Rulebook, regime: Regime, facts: Mapping[str, Any], shows: Any) -> dict[str, Any] | None:
    """What must be said beside the facts that all examples share, so that the example still shows its point."""
    given = next((each for each in _said(book, regime, facts) if _holds(shows, each)), None)
    if given is None:
        return None
    for group in (DAYS, *((key,) for key in [*given] if key not in DAYS)):
        less = {key: value for key, value in given.items() if key not in group}
        if less != given and _holds(shows, less):
            given = less
    return dict(sorted(given.items(), key=lambda item: list(facts).index(item[0]) if item[0] in facts else -1))


def _said(book: Rulebook, regime: Regime, facts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The facts of a trip beside what all examples share; with the regime's own ground where they give one."""
    shared = book.examples.given
    given: dict[str, Any] = {**dict.fromkeys(key for key in shared if key not in facts), **facts}
    ways = [given]
    if shared.get("application.ground") is not None and "application.reason" in given:
        epoch = regime.epoch(regime.index(facts["stay.from"]))
        rest = {key: value for key, value in given.items() if key != "application.reason"}
        ways = [{**rest, "application.ground": epoch.ground_of(given["application.reason"])}, given]
    for way in ways:
        yield {key: value for key, value in way.items() if key not in shared or shared[key] != value}


def _holds(shows: Any, given: Mapping[str, Any]) -> bool:
    try:
        return bool(shows(given))
    except WrongFacts:
        return False


def _example(
    book: Rulebook, given: Mapping[str, Any], reading: Mapping[str, str], shows: str, names: set[str]
) -> Suggestion:
    facts = {**book.examples.given, **given}
    outcome = ask([book], facts, readings=_readings(book, reading))
    step = outcome.deciding_step
    then: dict[str, Any] = {"requires": outcome.requires}
    if outcome.requires == "free" and step is not None:
        then["because"] = step.reason
    name = ", ".join(filter(None, [_trip(facts, book, given), *(f"read as {each}" for each in reading.values())]))
    return Suggestion(_unlike(name, names), given, reading, then, shows)


def _trip(facts: Mapping[str, Any], book: Rulebook, given: Mapping[str, Any]) -> str:
    """A name for the example: what is special about it."""
    special = {**{key: facts[key] for key in ("destination.country",) if facts.get(key)}, **given}
    known = {key: value for key, value in special.items() if value is not None}
    return Told(book.jurisdiction, "en").trip(known).replace("\xa0", " ")


def _unlike(name: str, names: set[str]) -> str:
    found = name
    n = 2
    while found in names:
        found, n = f"{name} ({n})", n + 1
    return found


def written(suggestions: list[Suggestion]) -> Iterator[str]:
    """The suggestions as lines for the file, each under what it shows."""
    for each in suggestions:
        yield f"    # shows: {each.shows}"
        yield f"    {each.yaml()}"
