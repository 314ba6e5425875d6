"""A solver that knows nothing of the walk proves it complete, and the comparison right, on random rulebooks."""

from __future__ import annotations

from datetime import date

import pytest
import z3

from exeat.regimes import ask, compare
from exeat.regimes.ladders import regime
from exeat.regimes.regions import BEGUN, PLACE, Space
from exeat.regimes.shapes import WEIGHTS
from exeat.regimes.walking import answered, views_of
from tests.regimes.drawn import rulebook
from tests.regimes.solved import Formulas

NAMES = {weight: name for name, weight in WEIGHTS.items()}


def solver(*claims):
    found = z3.Solver()
    found.set("timeout", 20_000)
    found.add(*claims)
    return found


def inside(formulas, space, box):
    """That a trip lies in a box of the walk."""
    parts = [True]
    for axis, mask in zip(space.axes, box, strict=True):
        members = [member for region in axis.taken(mask) for member in region.members]
        if axis.name == BEGUN:
            # A candidate stands for every day after the one before it.
            known = sorted(member.toordinal() for region in axis.regions for member in region.members)
            before = {day: known[n - 1] if n else 0 for n, day in enumerate(known)}
            days = [member.toordinal() for member in members]
            parts.append(z3.Or(*(z3.And(before[day] < formulas.begun, formulas.begun <= day) for day in days)))
        elif axis.name == PLACE:
            parts.append(formulas.among("place", [place.country for place in members if place.territory is None]))
        elif axis.name == "clearance.level":
            parts.append(z3.Or(*(formulas.of[axis.name] == member for member in members)))
        else:
            parts.append(formulas.among(axis.name, members))
    return z3.And(*parts)


@pytest.mark.parametrize("seed", range(40))
def test_no_trip_is_outside_the_walk_and_none_is_answered_otherwise(seed):
    book = rulebook(seed)

    for view in views_of(regime(book)):
        space, formulas = Space([view]), Formulas(view.day)
        weight = formulas.weight(book)
        right = [
            z3.And(inside(formulas, space, box), weight == WEIGHTS[answer.requires])
            for answer, box in answered(space, 0)
        ]

        assert solver(formulas.domain, z3.Not(z3.Or(*right))).check() == z3.unsat


@pytest.mark.parametrize("seed", range(24))
def test_the_comparison_finds_every_change_and_no_other(seed):
    one, two = rulebook(seed, "one"), rulebook(seed + 100, "two")

    found = compare(one, two)

    days = sorted({view.day for each in (one, two) for view in views_of(regime(each)) if view.epoch.first > date.min})
    told = {(each.before, each.after) for each in found}
    possible = set()
    for day in days:
        formulas = Formulas(day)
        weights = formulas.weight(one), formulas.weight(two)
        for before in ("free", "advice", "notice", "permission", "ban"):
            for after in ("free", "advice", "notice", "permission", "ban"):
                claims = formulas.domain, weights[0] == WEIGHTS[before], weights[1] == WEIGHTS[after]
                if before != after and (before, after) not in possible:
                    # Journeys under way also lie in earlier stretches, so a change of one stretch alone may not show.
                    now = formulas.begun == day.toordinal()
                    if solver(*claims, now).check() == z3.sat:
                        possible.add((before, after))
    assert possible <= told
    for each in found:
        assert (ask([one], each.witness).requires, ask([two], each.witness).requires) == (each.before, each.after)
