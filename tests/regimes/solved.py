"""What a rulebook asks written once more, as formulas for a solver that knows nothing of the walk."""

from __future__ import annotations

from datetime import date
from typing import Any

import z3

from exeat.regimes.shapes import WEIGHTS, Rulebook
from tests.regimes.drawn import CODES, KINDS, LEVELS, MODES, REASONS


class Formulas:
    """One day of a rulebook as formulas over numbers: what each fact may be, and the weight of what is asked."""

    def __init__(self, day: date) -> None:
        self.day = day
        names = {
            "post.kind": KINDS, "clearance.level": LEVELS, "place": CODES, "application.reason": REASONS,
            "stay.mode": MODES, "trip.purpose": ["private", "duty"], "trip.planned": [False, True],
            "post.body_handles_secrets": [False, True],
        }  # fmt: skip
        self.values: dict[str, list[Any]] = names
        self.of = {name: z3.Int(name) for name in names}
        self.begun = z3.Int("begun")  # the day the journey began, as a number
        self.domain = z3.And(
            *(z3.And(self.of[name] >= 0, self.of[name] < len(values)) for name, values in names.items()),
            self.begun > 0,
            self.begun <= day.toordinal(),
        )

    def among(self, name: str, values: Any) -> Any:
        return z3.Or(False, *(self.of[name] == self.values[name].index(value) for value in values))

    def when(self, when: dict[str, Any], book: Rulebook) -> Any:
        return z3.And(True, *(self.part(key, value, book) for key, value in when.items()))

    def part(self, key: str, value: Any, book: Rulebook) -> Any:
        if key == "any":
            return z3.Or(*(self.when(each, book) for each in value))
        if key == "not":
            return z3.Not(self.when(value, book))
        if key == "application.ground":
            return z3.Or(*(self.ground(name, book) for name in value))
        if key == "destination.country":
            return self.among("place", value)
        if key == "clearance.level":
            return self.of[key] >= LEVELS.index(value["at_least"])
        if key == "post.body_handles_secrets":
            return z3.And(z3.Not(self.among("post.kind", ["none"])), self.among(key, [value]))
        if isinstance(value, dict):
            return z3.Not(self.among(key, value["not_in"]))
        return self.among(key, value if isinstance(value, list) else [value])

    def ground(self, name: str, book: Rulebook) -> Any:
        if name == "none":
            return self.among("application.reason", ["none"])
        ground = book.grounds[name].on(self.day)
        return self.among("application.reason", ground.reasons if ground else [])

    def weight(self, book: Rulebook) -> Any:
        """The weight of the heaviest requirement."""
        applies = {name: self.applies(book, name) for name in book.provisions}
        found: Any = z3.IntVal(0)
        for name, part in book.provisions.items():
            wording = part.on(self.day)
            if wording is None:
                continue
            over = [
                applies[other]
                for other, p in book.provisions.items()
                if (w := p.on(self.day)) and name in w.prevails_over
            ]
            asks: Any = z3.IntVal(WEIGHTS[wording.requires])
            for key in ("e0", "e1"):  # e1 prevails over e0, so it is asked last and wraps it
                if key in wording.exceptions:
                    each = wording.exceptions[key]
                    asks = z3.If(self.when(each.when, book), WEIGHTS[each.requires], asks)
            mine = z3.If(z3.And(applies[name], z3.Not(z3.Or(False, *over))), asks, 0)
            found = z3.If(mine > found, mine, found)
        return found

    def applies(self, book: Rulebook, name: str) -> Any:
        """That a provision reaches the trip."""
        wording = book.provisions[name].on(self.day)
        if wording is None:
            return z3.BoolVal(False)
        bound = [self.when(c.when, book) for each in wording.binds if (c := book.categories[each].on(self.day))]
        listed = []
        for each in wording.to:
            place = book.destinations[each].on(self.day)
            if place is not None:
                out = place.all_except
                listed.append(self.among("place", place.countries) if out is None else z3.Not(self.among("place", out)))
        exempt = {"exempt": MODES[2:], "exempt_airside": MODES[3:]}.get(wording.transit, [])
        return z3.And(
            z3.Or(wording.under_way == "bound", self.begun >= book.provisions[name].wordings[0].in_force.toordinal()),
            z3.Or(False, *bound), z3.Or(False, *listed), z3.Not(self.among("stay.mode", exempt)),
            self.among("trip.purpose", wording.purpose), self.when(wording.when, book),
        )  # fmt: skip
