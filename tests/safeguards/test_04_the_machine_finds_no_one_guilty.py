"""Promise 4: no action opens a case, makes a finding or a measure without a person's name on it."""

import ast
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from exeat.cases import policy
from exeat.cases.models import Step
from exeat.values.rights import Actor, Right, machine
from tests.cases import loop, world
from tests.cases.world import NOON

ROOT = Path(__file__).resolve().parents[2] / "exeat"


@pytest.mark.parametrize("move", policy.MOVES, ids=lambda move: f"{move.verb}-{move.source}")
def test_a_machine_can_take_no_step_of_a_case(move):
    case = policy.Case("P-000001", state=policy.State(move.source))

    said = policy.refusals(move.verb, machine("tick"), policy.Facts(case, date(2026, 11, 2)))

    assert "no-right" in {refusal.code for refusal in said}
    assert machine("tick").rights == frozenset()


def test_scheduled_work_reaches_cases_by_three_doors_and_two_acts_that_decide_nothing():
    doors = {name for path in (ROOT / "batch").rglob("*.py") for name in _imported(path) if "exeat.cases" in name}
    acts = {name for door in doors for name in _imported(_file(door)) if name.startswith("exeat.cases.actions")}

    assert doors == {"exeat.cases.calendar", "exeat.cases.delivery", "exeat.cases.retention"}
    assert acts == {"exeat.cases.actions.counting.count_anew", "exeat.cases.actions.ordering.note_answer"}


def _imported(path):
    """The full names that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{one.name}" for one in node.names)


def _file(module):
    return ROOT.parent / f"{module.replace('.', '/')}.py"


@pytest.mark.django_db
def test_the_database_takes_no_step_from_a_machine():
    world.found_world()
    world.enter()
    row = loop.opened()

    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.create(case=row, verb="find", by="machine:tick", name="tick", at=NOON)


def test_not_even_a_machine_with_every_right_opens_a_case():
    every = Actor("machine:tick", rights=frozenset(Right), role="machine")
    case = policy.Case("P-000001", confirmed_by=frozenset())

    with pytest.raises(Exception, match="nobody has confirmed"):
        policy.may_open(every, case, reasons=world.REASONS, overrides={})
