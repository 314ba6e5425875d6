"""The two regimes as variables of OpenFisca-Core, each stay a person of its own, holdings put beside them before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from openfisca_core.entities import Entity
from openfisca_core.periods import MONTH
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERIOD = "2026-01"
PERSON = Entity("person", "persons", "A stay", "")
GIVEN = ("place", "begins", "until", "purpose", "reason", "serving", "bound")


def simulation(
    tables: dict[str, pa.Table],
    plan: Any,
    places: Sequence[Any],
    serving: Sequence[str],
    reasons: Sequence[str],
) -> Callable[[], dict[str, int]]:
    """The stays with their facts, ready to be asked what each regime asks."""
    code = plan.codes
    listed = [n for n, place in enumerate(places) if place[0] in ("RU", "BY", "CN")]
    grounds = [code("application.reason", reason) for reason in reasons]
    private = code("trip.purpose", "private")

    def variable(name: str, formula: Any = None) -> type[Variable]:
        body = {"value_type": int, "entity": PERSON, "definition_period": MONTH, "label": name}
        return type(name, (Variable,), body | ({"formula": formula} if formula else {}))

    def asks(who: str, since: int) -> Any:
        def formula(person: Any, period: Any) -> Any:
            there = np.isin(person("place", period), listed) & (person("purpose", period) == private)
            reached = there & (person(who, period) == 1) & (person("begins", period) >= since)
            asked = np.where(np.isin(person("reason", period), grounds), 4, 6)
            return np.where(reached & (person("until", period) > 19746), asked, 0)

        return formula

    system = TaxBenefitSystem([PERSON])
    system.add_variables(*(variable(name) for name in GIVEN))
    system.add_variables(variable("service", asks("serving", 19723)), variable("secrets", asks("bound", 20089)))
    system.add_variables(
        variable("requires", lambda person, period: np.maximum(person("service", period), person("secrets", period)))
    )
    stays, posts, clearances = tables["stays"], tables["posts"], tables["clearances"]
    person, first, until = (stays[name].to_numpy() for name in ("person", "first", "until"))
    ends = posts["until"].fill_null(2**31 - 1).to_numpy()[person]
    kinds = posts["post_kind"].to_numpy()[person]
    in_post = (posts["first"].to_numpy()[person] < until) & (np.maximum(first, 19746) < ends)
    cleared_from = np.full(len(posts), 2**31 - 1, np.int64)
    cleared_from[clearances["person"].to_numpy()] = clearances["first"].to_numpy()
    secrets = posts["post_body_handles_secrets"].to_numpy()[person] == 1
    given = {
        "place": stays["place"].to_numpy(), "begins": stays["begins"].to_numpy(), "until": until,
        "purpose": stays["trip_purpose"].to_numpy(), "reason": stays["application_reason"].to_numpy(),
        "serving": in_post & np.isin(kinds, [code("post.kind", kind) for kind in serving]),
        "bound": (posts["first"].to_numpy()[person] < until) & (first < ends)
        & (secrets | (kinds == code("post.kind", "rifleman"))) & (cleared_from[person] < np.minimum(until, ends)),
    }  # fmt: skip

    def run() -> dict[str, int]:
        made = SimulationBuilder().build_default_simulation(system, count=len(stays))
        for name, values in given.items():
            made.set_input(name, PERIOD, values.astype(np.int32))
        found = made.calculate("requires", PERIOD)
        weights, numbers = np.unique(found, return_counts=True)
        return {
            {4: "permission", 6: "ban"}.get(int(w), "free"): int(n) for w, n in zip(weights, numbers, strict=True) if w
        }

    return run
