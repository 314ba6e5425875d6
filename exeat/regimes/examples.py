"""Worked examples run as tests: each case asked of its own rulebook, and whether every step is decided by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from exeat.regimes.asking import ask
from exeat.regimes.ladders import Climb, Regime, regime
from exeat.regimes.outcome import Outcome
from exeat.regimes.readings import others
from exeat.regimes.shapes import Example, Rulebook


@dataclass(frozen=True)
class Result:
    """What an example expected and what the engine answered."""

    name: str
    expected: Mapping[str, Any]
    found: Mapping[str, Any]

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
    return [Result(case.name, case.then, _answer(book, case)) for case in book.examples.cases]


def outcome_of(book: Rulebook, case: Example) -> Outcome:
    """The outcome of one example."""
    readings = {f"{book.regime}/{point}": reading for point, reading in case.reading.items()}
    return ask([book], {**book.examples.given, **case.given}, readings=readings, today=case.today)


def _answer(book: Rulebook, case: Example) -> dict[str, Any]:
    outcome = outcome_of(book, case)
    step = outcome.deciding_step
    told: dict[str, Any] = {
        **outcome.model_dump(include={"requires", "standing", "missing", "measures", "other_readings"}),
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
    wanted: dict[tuple[str, str], None] = {}
    for chosen in ({}, *({point: reading} for point, reading in others(book, {}))):
        cut = regime(book, chosen)
        for i in range(len(cut.cuts)):
            for climb in cut.climbs(i, None, 0):
                reachable = [
                    rung for rung in climb.rungs if not (rung.reason == "not_covered" and _binds_all(cut, i, climb))
                ]
                wanted.update(dict.fromkeys((climb.name, rung.reason) for rung in reachable))
    return [f"{provision}: {reason}" for provision, reason in wanted if (provision, reason) not in decided]


def _binds_all(cut: Regime, i: int, climb: Climb) -> bool:
    """Whether a category of the provision is everyone, so that nobody is left uncovered."""
    categories = cut.epoch(i).categories
    wording = climb.wording
    return wording is not None and any(
        categories[name][1] == ("always", True) for name in wording.binds if name in categories
    )
