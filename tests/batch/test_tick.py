"""The clock's work may be done twice or late, and one step that fails stops no other."""

from datetime import UTC, datetime, timedelta

import pytest

from exeat.audit import actions as audit
from exeat.batch import heads
from exeat.batch.tick import Step, steps_of, tick
from exeat.cases import queries as cases
from exeat.register import actions as register
from exeat.values.rights import machine
from tests.audit.broken import unlocked
from tests.cases import loop, world

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.EXEAT_FOLDER = tmp_path
    return tmp_path


def act(n=0):
    audit.record("something.done", subject="X-1", by=machine("test"), at=NOON + timedelta(minutes=n))


def test_every_step_is_taken_and_says_how_many(folder):
    done = tick(at=NOON)

    assert [step.name for step in done] == [step.name for step in steps_of(frozenset())]
    assert {step.fault for step in done} == {""}
    assert tick(at=NOON + timedelta(days=30)) == done


def test_a_step_that_fails_stops_no_other_and_its_message_is_not_logged(caplog):
    def fail(by, at):
        raise RuntimeError("Ona Made-Up, 38001010000")

    done = tick(at=NOON, steps=(Step("first", fail), Step("second", lambda by, at: 3)))

    assert [(step.name, step.count, step.fault) for step in done] == [("first", 0, "RuntimeError"), ("second", 3, "")]
    assert "the step 'first' stopped: RuntimeError" in caplog.text
    assert "Ona" not in caplog.text


def test_the_head_of_the_record_is_kept_when_the_record_has_grown(folder):
    assert heads.keep(folder, at=NOON) == 0
    act()
    assert heads.keep(folder, at=NOON) == 1
    assert heads.keep(folder, at=NOON) == 0
    act(1)
    assert heads.keep(folder, at=NOON) == 1

    assert [head.size for head in heads.kept_in(folder)] == [1, 2]
    assert heads.faults(folder) == []


def test_a_record_that_was_cut_off_or_rewritten_no_longer_fits_the_heads_that_were_kept(folder):
    for n in range(3):
        act(n)
        heads.keep(folder, at=NOON)

    with unlocked() as cursor:
        cursor.execute("DELETE FROM audit_detail WHERE entry_id = 3")
        cursor.execute("DELETE FROM audit_entry WHERE seq = 3")
        cursor.execute("UPDATE audit_entry SET digest = %s WHERE seq = 2", ["0" * 64])

    said = heads.faults(folder)
    assert len(said) == 2
    assert "rewritten" in said[0]
    assert "cut off" in said[1]


def test_whoever_has_an_open_case_is_not_erased(monkeypatch):
    asked = []
    monkeypatch.setattr(register, "run_retention", lambda **given: asked.append(given["keep"]) or 0)
    world.found_world()
    world.enter()
    row = loop.opened()

    tick(at=NOON, keep=cases.people_in_open_cases())

    assert asked == [frozenset({row.person.reference})]
