"""One decision with its reason under two regimes, and one full cited outcome, beside two peers on the same facts."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from itertools import cycle
from random import Random
from time import perf_counter_ns
from typing import Any

import cedarpy
import zen

from exeat.engines import compiled, plain
from exeat.regimes import ask, requirement
from exeat.regimes.facts import question
from exeat.regimes.judging import prepared
from exeat.regimes.ladders import regime
from exeat.regimes.reading import rulebook

NAMES = ("lt-service-travel", "lt-secrets-travel")
FACTS = {
    "post.kind": "professional_soldier", "post.from": "2015-03-02", "post.body_handles_secrets": True,
    "clearance.level": "restricted", "clearance.from": "2015-03-02", "destination.country": "BY",
    "stay.from": "2026-12-10", "stay.until": "2026-12-13", "trip.purpose": "private", "application.reason": "tourism",
}  # fmt: skip
REASONS = ["death_of_relative", "serious_illness_of_relative", "parental_duty", "guardianship", "property"]
SERVING = ["professional_soldier", "police_officer", "border_guard", "interior_service_officer"]
CONTEXT = {
    "kind": "professional_soldier", "secrets": True, "level": 1, "country": "BY", "begins": 20797,
    "purpose": "private", "reason": "tourism",
}  # fmt: skip
HERE = '["RU","BY","CN"].contains(context.country) && context.purpose == "private"'
SERVICE = f"context.begins >= 19723 && {json.dumps(SERVING)}.contains(context.kind) && {HERE}"
SECRETS = f'context.begins >= 20089 && context.level >= 1 && (context.secrets || context.kind == "rifleman") && {HERE}'
ON_A_GROUND = f"{json.dumps(REASONS)}.contains(context.reason)"
POLICIES = "permit(principal, action, resource);" + "".join(
    f'@id("{name}-{asks}") forbid(principal, action, resource) when {{ {who} }} {how} {{ {ON_A_GROUND} }};'
    for name, who in (("service", SERVICE), ("secrets", SECRETS))
    for asks, how in (("ban", "unless"), ("permission", "when"))
)


def table(name: str, who: dict[str, str], since: int) -> dict[str, Any]:
    """One regime as a table of decisions: the first row that fits."""
    fields = ["begins", "kind", "level", "secrets", "country", "purpose", "reason"]
    where = {"begins": f">= {since}", "country": '"RU","BY","CN"', "purpose": '"private"', **who}
    grounds = ",".join(f'"{reason}"' for reason in REASONS)
    rows: list[dict[str, str]] = [
        {**where, "reason": grounds, "requires": '"permission"'},
        {**where, "requires": '"ban"'}, {"requires": '"free"'},
    ]  # fmt: skip
    return {
        "id": name, "type": "decisionTableNode", "name": name, "position": {"x": 0, "y": 0},
        "content": {
            "hitPolicy": "first",
            "inputs": [{"id": f, "name": f, "field": f} for f in fields],
            "outputs": [{"id": "requires", "name": "requires", "field": name}],
            "rules": [{"_id": f"{name}{n}", **dict.fromkeys(fields, ""), **row} for n, row in enumerate(rows)],
        },
    }  # fmt: skip


def zen_decision() -> Any:
    """The two regimes as a graph of two tables."""
    kinds = ",".join(f'"{kind}"' for kind in SERVING)
    tables = [
        table("service", {"kind": kinds}, 19723),
        table("secrets", {"level": ">= 1", "secrets": "true"}, 20089),
    ]
    at = {"position": {"x": 0, "y": 0}}
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", **at},
        *tables,
        {"id": "out", "type": "outputNode", "name": "out", **at},
    ]
    edges = [
        {"id": f"{a}{b}", "type": "edge", "sourceId": a, "targetId": b}
        for t in ("service", "secrets")
        for a, b in (("in", t), (t, "out"))
    ]
    return zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))


def times(do: Callable[[], Any], n: int) -> tuple[float, float]:
    """The median and the 99th of a hundred, in microseconds."""
    for _ in range(n // 10):
        do()
    found = []
    for _ in range(n):
        start = perf_counter_ns()
        do()
        found.append(perf_counter_ns() - start)
    found.sort()
    return found[n // 2] / 1000, found[n * 99 // 100] / 1000


def trips(n: int = 1000) -> list[dict[str, Any]]:
    """Questions of many people about many days: no two are the same."""
    draw = Random(1)
    kinds = [*SERVING, "volunteer_soldier", "rifleman", "civil_servant"]
    found = []
    for _ in range(n):
        first = date(2025, 1, 2) + timedelta(days=draw.randrange(700))
        held = first - timedelta(days=draw.randrange(10, 4000))
        found.append({
            "post.kind": draw.choice(kinds), "post.from": held.isoformat(),
            "post.body_handles_secrets": draw.random() < 0.7,
            "clearance.level": draw.choice(["restricted", "secret"]), "clearance.from": held.isoformat(),
            "destination.country": draw.choice(["BY", "RU", "CN", "PL"]), "stay.from": first.isoformat(),
            "stay.until": (first + timedelta(days=draw.randrange(1, 15))).isoformat(),
            "trip.purpose": draw.choice(["private", "private", "duty"]),
            "application.reason": draw.choice(["tourism", *REASONS]),
        })  # fmt: skip
    return found


def cited(facts: dict[str, Any]) -> int:
    """The full outcome, read but for its sentences: reasons, citations, duties and days, readings, law."""
    outcome = ask(NAMES, facts)
    read = len(outcome.requires) + len(outcome.standing) + len(outcome.decided_by) + len(outcome.missing)
    for step in outcome.steps:
        read += len(step.reason) + sum(map(len, step.cite)) + len(step.known_from)
    for due in outcome.duties:
        read += len(due.what) + len(due.counted) + (due.by is not None) + sum(map(len, due.cite))
    if outcome.way:
        read += len(outcome.way.counted) + (outcome.way.last_day is not None)
    told = (outcome.other_readings, outcome.assumed, outcome.measures, outcome.law, outcome.grounds, outcome.remedies)
    return read + sum(map(len, told))


def main() -> None:
    """Prints one line for each: what it is, its median, its 99th of a hundred."""
    books = [rulebook(name) for name in NAMES]
    asked, ladders, row, offset = question(FACTS, books), [], {}, 0
    begin, end = date(2026, 12, 10), date(2026, 12, 13)
    for book in books:
        made = regime(book)
        i = made.index(begin)
        row.update(prepared(made, made.epoch(i), asked, asked.stays[0], begin, end)[0])
        ladders += [climb.ladder for climb in made.climbs(i, None, offset)]
        offset += len(book.provisions)
    ours, reference = compiled.decider(tuple(ladders)).decide, plain.decider(tuple(ladders)).decide
    assert ours(row) == reference(row)
    policies, entities = cedarpy.PolicySet.from_str(POLICIES), cedarpy.Entities.from_json_str("[]")
    request = {"principal": 'P::"1"', "action": 'A::"travel"', "resource": 'C::"BY"', "context": CONTEXT}
    assert cedarpy.is_authorized(request, policies, entities).diagnostics.reasons
    decision = zen_decision()
    assert decision.evaluate(CONTEXT)["result"]["service"] == "ban", decision.evaluate(CONTEXT)
    asking = cycle(trips())
    found = {
        "decision": times(lambda: ours(row), 50_000),
        "decision, reference": times(lambda: reference(row), 20_000),
        "decision, cedarpy": times(lambda: cedarpy.is_authorized(request, policies, entities), 5_000),
        "decision, zen-engine": times(lambda: decision.evaluate(CONTEXT), 5_000),
        "from the question to the requirement": times(lambda: requirement(NAMES, FACTS), 2_000),
        "outcome, the answer alone": times(lambda: ask(NAMES, next(asking)).requires, 5_000),
        "full cited outcome": times(lambda: cited(next(asking)), 5_000),
        "with every sentence, as JSON": times(lambda: ask(NAMES, next(asking)).model_dump_json(), 1_000),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
