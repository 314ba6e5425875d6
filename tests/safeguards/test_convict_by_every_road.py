"""Convict the innocent by every road: random steps that are open, through every action that the procedure has.

At each step register and orders say the same, a refused step leaves nothing, and in the end everything is back.
"""

import random
from collections import Counter
from dataclasses import replace

import pytest
from django.db import transaction

from exeat import regimes
from exeat.audit import queries as audit
from exeat.cases import actions, policy
from exeat.cases.actions import telling
from exeat.register.models import Clearance, Post
from exeat.travel import queries as travel
from tests.cases import loop, world
from tests.cases.world import BODY, NOON, REASONS, later, traveller
from tests.safeguards import road as roads
from tests.safeguards import road_decided, road_heard

pytestmark = pytest.mark.django_db
JOURNEYS, LENGTH = 10, 40
assert (road_heard.serve, road_decided.appeal) == (roads.STEPS["serve"][2], roads.STEPS["appeal"][2])


class Undone(Exception):
    """Raised at the end of a journey, so that the next one finds the world as it was."""


def the_way_back(road):
    """Whatever happened before, new facts bring everything back."""
    row = loop.again(road.row)
    if getattr(row, "finding", None) is None or row.finding.kind != "breach":
        return
    at = later(road.day + 600)
    if row.finding.reversed_at is None:
        if row.state in ("found", "measured"):
            actions.appeal(row.reference, points="It was not me.", by=traveller(), at=at)
        elif row.state == "closed":
            actions.reopen(row.reference, facts="The man seen was found.", by=traveller(), at=at)
        actions.reverse(row.reference, reasons=REASONS, by=BODY, at=at)
    assert loop.again(row).finding.reversed_at is not None


def walk(seed, took, verbs, base, monkeypatch):
    """One innocent's whole road; how many steps were tried and how many took effect."""
    rng = random.Random(seed)  # made-up roads, not secrets
    road = roads.Road(rng, took, verbs, hurried=seed % 2 == 0)
    monkeypatch.setattr(
        regimes, "calendar", lambda code: replace(base(code), days_off={**base(code).days_off, **road.off})
    )
    world.enter()
    road.row = roads.begun_on_a_match(road) if seed % 4 < 2 else roads.begun_on_hearsay(road)
    if seed % 3:
        roads.offered_a_ladder(road.row)
    for _turn in range(LENGTH):
        road.go()
    the_way_back(road)
    roads.in_agreement(road.row)
    assert (Clearance.objects.get().until, Post.objects.get().until) == (None, None)
    assert audit.verify().ok
    return road.tried, road.effective


def test_whatever_road_is_taken_register_and_orders_agree_every_action_occurs_and_in_the_end_all_is_back(
    settings, tmp_path, monkeypatch
):
    settings.EXEAT_FOLDER = str(tmp_path)
    world.found_world()
    reports = [travel.ReportFacts("R-1", "A-1", NOON.date(), None, False)]
    monkeypatch.setattr(telling.travel, "reports_of", lambda person: reports)
    check, verbs, took, base = policy.check, Counter(), Counter(), regimes.calendar

    def noted(verb, actor, facts):
        move = check(verb, actor, facts)
        verbs[verb] += 1
        return move

    monkeypatch.setattr(policy, "check", noted)
    tried = effective = 0

    for seed in range(JOURNEYS):
        try:
            with transaction.atomic():
                more, done = walk(seed, took, verbs, base, monkeypatch)
                tried, effective = tried + more, effective + done
                raise Undone
        except Undone:
            pass
        except Exception as why:
            why.add_note(f"on the road of seed {seed}")
            raise

    public = {name for name in actions.__all__ if not isinstance(getattr(actions, name), type)}
    assert public - set(took) == set(), "actions that no road has taken: add each to tests/safeguards/road.py"
    assert {move.verb for move in policy.MOVES} - set(verbs) == set(), "moves that no road has taken"
    assert effective / tried > 0.8, f"{effective} of {tried} steps took effect"
