"""Random rulebooks."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from exeat.regimes import places, vocabulary
from exeat.regimes.reading import Written, understood
from exeat.regimes.shapes import Rulebook

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


def large(provisions: int = 50) -> Rulebook:
    """Drawn rulebooks put together as one."""
    data = {**rulebook(0).model_dump(by_alias=True, exclude_unset=True)}
    for kind in ("categories", "destinations", "provisions"):
        data[kind] = {}
    seed = 0
    while len(data["provisions"]) < provisions:
        other = rulebook(seed).model_dump(by_alias=True, exclude_unset=True)
        for kind in ("categories", "destinations"):
            data[kind] |= {f"{name}-{seed % 5}": part for name, part in other[kind].items()} if seed < 5 else {}
        for name, part in other["provisions"].items():
            for wording in part["wordings"]:
                wording.pop("prevails_over", None)
                wording["binds"] = [f"{each}-{seed % 5}" for each in wording["binds"]]
                wording["to"] = [f"{each}-{seed % 5}" for each in wording["to"]]
                wording["binds"] = [each for each in wording["binds"] if each in data["categories"]] or [
                    *data["categories"]
                ][:1]
                wording["to"] = [each for each in wording["to"] if each in data["destinations"]] or [
                    *data["destinations"]
                ][:1]
            data["provisions"][f"{name}-{seed}"] = part
        seed += 1
    return understood(Written("large.yaml", data, data))
