"""Random rulebooks, and what they ask written once more as formulas for a solver that knows nothing of the walk."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import z3

from exeat.regimes import places, vocabulary
from exeat.regimes.reading import Written, understood
from exeat.regimes.shapes import WEIGHTS, Rulebook

KINDS = [kind for kind, _ in vocabulary.post_kinds("LT")]
LEVELS = [level for level, _ in vocabulary.levels("LT")]
CODES = [*places.countries()]
REASONS = [*vocabulary.REASONS]
CLAIMED = [reason for reason in REASONS if reason != "none"]
MODES = ["stay", "port_call", "transit", "transit_airside"]
DAYS = [date(2020, 1, 1), date(2021, 1, 1), date(2022, 1, 1)]
ASKS = ["free", "advice", "notice", "permission", "ban"]
SOURCE = {"title": "An act", "kind": "act", "number": "1", "adopted": DAYS[0], "uri": "silent", "known_from": "text"}
BY = {"notice": "tell", "permission": "ask"}


def rulebook(seed: int, name: str = "drawn") -> Rulebook:
    """A rulebook drawn by chance, that reads well."""
    draw = Random(seed)
    data: dict[str, Any] = {
        "format": "exeat-rulebook/1", "regime": name, "title": {"en": "Drawn"}, "jurisdiction": "LT", "calendar": "LT",
        "status": "law",
        "sources": {"act": SOURCE},
        "categories": {f"c{n}": flat(draw, when=holding(draw)) for n in range(draw.randint(1, 3))},
        "destinations": {f"d{n}": flat(draw, **where(draw)) for n in range(draw.randint(1, 2))},
        "grounds": {f"g{n}": flat(draw, reasons=draw.sample(CLAIMED[n::2], 2), evidence="silent") for n in range(2)},
        "procedures": {
            "ask": {"kind": "permission", "in_force": DAYS[0], "decider": "unknown", "cite": ["act"]},
            "tell": {"kind": "notice", "in_force": DAYS[0], "addressee": "unknown", "cite": ["act"]},
        },
        "examples": {"given": {}, "cases": [{"name": "none", "then": {"requires": "undetermined"}}]},
    }  # fmt: skip
    provisions = {f"p{n}": provision(draw, data) for n in range(draw.randint(1, 3))}
    if len(provisions) > 1 and draw.random() < 0.4:
        provisions["p1"]["prevails_over"] = ["p0"]
    data["provisions"] = provisions
    return understood(Written("drawn.yaml", data, data))


def flat(draw: Random, **parts: Any) -> dict[str, Any]:
    first = draw.randrange(len(DAYS))
    until = draw.choice([None, *DAYS[first + 1 :]])
    return {"in_force": DAYS[first], **({"until": until} if until else {}), "cite": ["act"], **parts}


def holding(draw: Random) -> dict[str, Any]:
    kinds = {"post.kind": draw.sample(KINDS, 2)}
    return draw.choice([
        kinds, {"post.kind": {"not_in": draw.sample(KINDS, 2)}}, {"clearance.level": {"at_least": draw.choice(LEVELS)}},
        {**kinds, "post.body_handles_secrets": draw.random() < 0.5},
        {"any": [kinds, {"clearance.level": {"at_least": draw.choice(LEVELS[1:])}}]},
        {"clearance.level": {"at_least": draw.choice(LEVELS)}, "not": kinds},
    ])  # fmt: skip


def where(draw: Random) -> dict[str, Any]:
    named = draw.sample(["BY", "RU", "CN", "PL", "LV", "FR"], 2)
    return draw.choice([{"countries": named}, {"all_except": ["LT", *named]}])


def about(draw: Random) -> dict[str, Any]:
    return draw.choice([
        {"application.ground": [draw.choice(["g0", "g1"])]}, {"trip.planned": draw.random() < 0.5},
        {"stay.mode": draw.sample(MODES, 2)}, {"not": {"application.ground": ["g0", "none"]}},
        {"any": [{"trip.planned": True}, {"application.ground": ["g1"]}]}, {"destination.country": ["BY", "PL"]},
    ])  # fmt: skip


def asked(draw: Random) -> dict[str, Any]:
    requires = draw.choice(ASKS)
    return {"requires": requires, **({"by": BY[requires]} if requires in BY else {})}


def provision(draw: Random, data: dict[str, Any]) -> dict[str, Any]:
    some = {
        "under_way": draw.choice(["exempt", "bound"]),
        "binds": draw.sample([*data["categories"]], draw.randint(1, len(data["categories"]))),
        "to": draw.sample([*data["destinations"]], draw.randint(1, len(data["destinations"]))),
        "purpose": draw.choice([["private"], ["private", "duty"]]),
        "transit": draw.choice(["counts", "exempt", "exempt_airside"]),
        **({"when": about(draw)} if draw.random() < 0.4 else {}),
        **asked(draw),
    }
    if draw.random() < 0.7:
        some["exceptions"] = {"e0": {"label": {"en": "E"}, "when": about(draw), "cite": ["act"], **asked(draw)}}
    if draw.random() < 0.3 and "exceptions" in some:
        second = {"label": {"en": "F"}, "when": about(draw), "cite": ["act"], "prevails_over": ["e0"], **asked(draw)}
        some["exceptions"]["e1"] = second
    return flat(draw, **some)


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
