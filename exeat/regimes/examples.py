"""Worked examples run as tests: each case asked of its own rulebook, and whether every step is decided by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from exeat.regimes.asking import ask
from exeat.regimes.ladders import FIRST_EXCEPTION, regime
from exeat.regimes.outcome import Outcome
from exeat.regimes.readings import others
from exeat.regimes.regions import Space
from exeat.regimes.shapes import Example, Rulebook
from exeat.regimes.walking import climbed, views_of


@dataclass(frozen=True)
class Result:
    """What an example expected and what the engine answered."""

    name: str
    expected: Mapping[str, Any]
    found: Mapping[str, Any]
    stopped: str = ""  # which step gave the answer

    @property
    def agrees(self) -> bool:
        """Whether the answer is the expected one."""
        return dict(self.expected) == dict(self.found)

    def __str__(self) -> str:
        wrong = [
            f"{key} is {self.found[key]!r}, expected {value!r}"
            for key, value in self.expected.items()
            if self.found[key] != value
        ]
        return f"{self.name}: {'; '.join(wrong) or 'agrees'}"


def run_examples(book: Rulebook) -> list[Result]:
    """Every example of a rulebook, with what the engine answers."""
    return [_result(book, case) for case in book.examples.cases]


def outcome_of(book: Rulebook, case: Example) -> Outcome:
    """The outcome of one example."""
    readings = {f"{book.regime}/{point}": reading for point, reading in case.reading.items()}
    return ask([book], {**book.examples.given, **case.given}, readings=readings, today=case.today)


def _result(book: Rulebook, case: Example) -> Result:
    outcome = outcome_of(book, case)
    step = outcome.deciding_step
    by = outcome.decided_by or f"{step.regime}/{step.provision}" if step else ""
    stopped = f"decided by {by}, {step.reason}: {step.words}" if step else "no step decided"
    return Result(case.name, case.then, _answer(outcome, case), stopped)


def _answer(outcome: Outcome, case: Example) -> dict[str, Any]:
    step = outcome.deciding_step
    told: dict[str, Any] = {
        **outcome.model_dump(include={"requires", "standing", "missing", "measures", "other_readings", "at_border"}),
        "because": step.reason if step else "",
        "decided_by": outcome.decided_by,
        "duties": [due.kind for due in outcome.duties],
        "last_day": outcome.way.last_day if outcome.way else None,
        "decider": outcome.way.decider.value if outcome.way else None,
    }
    if "decided_by" in case.then and "/" not in case.then["decided_by"]:
        told["decided_by"] = outcome.decided_by.partition("/")[2]
    return {key: told[key] for key in case.then}


def undecided_steps(book: Rulebook) -> list[str]:
    """The steps at which a ladder can stop, in every epoch and under every reading, and at which no example stops."""
    decided: set[tuple[str, str]] = set()
    for case in book.examples.cases:
        last = {(step.provision, step.stay): step.reason for step in outcome_of(book, case).steps}
        decided |= {(provision, reason) for (provision, _stay), reason in last.items()}
    wanted = dict.fromkeys(reached(book))
    return [f"{provision}: {reason}" for provision, reason in wanted if (provision, reason) not in decided]


def reached(book: Rulebook) -> list[tuple[str, str]]:
    """The steps of each provision at which some trip stops, on some day, under some reading."""
    return [*reach(book)[0]]


Stretches = dict[tuple[str, str], list[tuple[date, date]]]


def reach(book: Rulebook) -> tuple[Stretches, Stretches]:
    """Each step of each provision with the stretches in which some trip stops at it, and with those in which it stands.

    Under some reading each. A step stands where its provision binds somebody: that one bound nobody is told otherwise.
    """
    stops: Stretches = defaultdict(list)
    stands: Stretches = defaultdict(list)
    for chosen in ({}, *({point: reading} for point, reading in others(book, {}))):
        for view in views_of(regime(book, chosen)):
            space, days = Space([view]), (view.epoch.first, view.epoch.until)
            for climb, steps in space.ladders[0]:
                found = {step.reason: step.step for step, _, _ in climbed(steps, space.every)}
                for reason in found:
                    stops[climb.name, reason].append(days)
                if climb.wording is not None and max(found.values()) >= FIRST_EXCEPTION:
                    for step in steps:
                        stands[climb.name, step.reason].append(days)
    return dict(stops), dict(stands)
