"""Large files are worked through in the background: sealed while they wait, taken up again after a stop."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from exeat.crossings import actions, policy, queries, sealed
from exeat.crossings.actions import receiving, working
from exeat.crossings.models import Candidate, Count, HandedIn, Import
from exeat.crossings.pace import Steps, pace
from exeat.values.rights import machine
from tests.cases import world
from tests.cases.world import LINA, NOON

pytestmark = pytest.mark.django_db
CLOCK = machine("crossings")


@pytest.fixture(autouse=True)
def a_world(db, settings, tmp_path):
    settings.EXEAT_FOLDER = tmp_path
    world.found_world()
    world.enter()


def hand_in(*rows):
    return actions.hand_in(world.file(*rows), "october.csv", by=LINA, at=NOON)


def work(at=NOON):
    return actions.work(by=CLOCK, at=at, clock=lambda: at)


def spilled(settings):
    return sorted(path.name for path in (Path(settings.EXEAT_FOLDER) / sealed.FOLDER).iterdir())


def test_a_file_waits_sealed_and_is_gone_when_it_was_worked_through(settings):
    waits = hand_in(*world.journey())
    there = (Path(settings.EXEAT_FOLDER) / sealed.FOLDER / waits.reference).read_bytes()

    assert work() == 1

    assert b"VINKLYS" not in there
    assert spilled(settings) == []
    done = queries.handed_in_as(waits.reference)
    assert (done.state, done.received.rows, done.received.received_by) == ("done", 2, LINA.reference)
    with pytest.raises(sealed.Gone):
        sealed.content_of(waits.reference)


def test_the_same_file_waits_once_and_is_worked_through_once():
    hand_in(*world.journey())

    with pytest.raises(policy.FileRefused, match="waits already"):
        hand_in(*world.journey())
    work()

    with pytest.raises(policy.FileRefused, match="received before"):
        hand_in(*world.journey())
    assert work() == 0


def test_a_work_that_was_stopped_begins_again_and_counts_nothing_twice(monkeypatch):
    waits = hand_in(*world.journey())

    def stopped(*args, **options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(working, "receive", stopped)
        with pytest.raises(KeyboardInterrupt):
            work()

    assert HandedIn.objects.get().state == "working"
    assert work(NOON + timedelta(minutes=5)) == 0
    assert work(NOON + timedelta(minutes=11)) == 1
    assert queries.handed_in_as(waits.reference).tries == 2
    assert (Import.objects.count(), sum(Count.objects.values_list("number", flat=True))) == (1, 2)


def test_a_work_that_was_stopped_while_it_kept_its_matches_has_applied_nothing(monkeypatch):
    hand_in(*world.journey())
    seen = []

    def stopped(received, proposals, at):
        seen.append((len(proposals), Count.objects.count()))
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(receiving, "_keep", stopped)
        with pytest.raises(KeyboardInterrupt):
            work()

    assert seen == [(2, 2)]
    assert not Count.objects.exists()
    assert not Import.objects.exists()
    assert work(NOON + timedelta(minutes=11)) == 1
    assert (Import.objects.count(), Candidate.objects.count()) == (1, 2)


def test_a_work_that_stops_again_and_again_is_given_up():
    waits = hand_in(*world.journey())
    HandedIn.objects.update(state="working", told_at=NOON - timedelta(hours=1), tries=working.TRIES)

    work()

    row = queries.handed_in_as(waits.reference)
    assert (row.state, row.faults[0]["message"][:20]) == ("refused", "The work was stopped")


def test_a_file_that_cannot_be_used_is_refused_with_its_rows(settings):
    waits = hand_in(world.row(world.SOLDIER, "sideways", "2026-10-12 07:41"))

    work()

    row = queries.handed_in_as(waits.reference)
    assert (row.state, [(f["row"], f["column"]) for f in row.faults]) == ("refused", [(2, "direction")])
    assert spilled(settings) == []


def test_what_an_interrupted_run_left_behind_is_cleared_at_the_next_start(settings):
    folder = Path(settings.EXEAT_FOLDER) / sealed.FOLDER
    folder.mkdir()
    for name, age in (("W-2026-00009.part", 11), ("W-2026-00010", 1)):
        (folder / name).write_bytes(b"half a file")
        moment = (NOON - timedelta(minutes=age)).timestamp()
        os.utime(folder / name, (moment, moment))

    settings.FILE_UPLOAD_TEMP_DIR = folder.parent / "uploads"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    upload = settings.FILE_UPLOAD_TEMP_DIR / "x.upload"
    upload.write_bytes(b"half an upload")
    os.utime(upload, (moment, moment - 3600))

    work()

    assert spilled(settings) == ["W-2026-00010"]
    assert not upload.exists()


def test_a_file_that_is_not_there_any_more_is_told():
    waits = hand_in(*world.journey())
    sealed.remove(waits.reference, at=NOON)

    work()

    assert queries.handed_in_as(waits.reference).faults[0]["message"].startswith("The file is not there")


def test_each_stage_is_written_down_when_it_begins_and_then_once_a_second_with_its_rows():
    waits = hand_in(*world.journey())
    now = [NOON]
    tell = working._telling(waits, lambda: now[0])
    told = []

    for seconds, said in (
        (0.1, ("read", 20_000, 60_000)), (0.5, ("read", 40_000, 60_000)), (2, ("match", 0, 60_000)),
        (4, ("match", 30_000, 60_000)), (4.5, ("match", 40_000, 60_000)), (6, ("weigh", 0, 0)),
    ):  # fmt: skip
        now[0] = NOON + timedelta(seconds=seconds)
        tell(*said)
        row = queries.handed_in_as(waits.reference)
        told.append((row.stage, row.done, (row.told_at - row.stage_at).total_seconds()))

    assert told == [
        ("read", 20_000, 0), ("read", 20_000, 0), ("match", 0, 0), ("match", 30_000, 2), ("match", 30_000, 2),
        ("weigh", 0, 0),
    ]  # fmt: skip


def test_a_file_worked_through_tells_of_reading_matching_and_weighing(monkeypatch):
    stages = []
    monkeypatch.setattr(working, "_telling", lambda row, clock: lambda *said: stages.append(said))
    hand_in(*world.journey())

    work()

    assert [stage for stage, done, total in stages if (done, total) in ((0, 0), (2, 2))] == [
        "ready", "match", "weigh", "weigh", "weigh", "done",
    ]  # fmt: skip


def test_a_line_of_progress_tells_share_pace_and_time_left():
    clock = iter([0.0, 0.0, 2.0, 9.0, 9.0])
    steps = Steps(lambda: next(clock))

    lines = [steps.line("match", 0, 600), steps.line("match", 400, 600), steps.line("weigh", 0, 0)]

    assert lines == [
        "match: 0 of 600 rows, 0%", "match: 400 of 600 rows, 67%; 200 a second, 1 s left", "weigh",
    ]  # fmt: skip


def test_the_pace_is_told_once_something_is_done():
    assert (pace(0, 100, 5).rate, pace(50, 100, 5).rate, pace(50, 100, 5).left) == (None, 10.0, 5.0)


def test_of_two_people_who_begin_with_one_file_at_once_the_second_is_told(monkeypatch):
    passes = iter([None])
    real = receiving.admission.not_received_before
    monkeypatch.setattr(
        receiving.admission, "not_received_before", lambda sha256: next(passes, "seen") and real(sha256)
    )
    world.receive(*world.journey())
    passes = iter([None])

    with pytest.raises(policy.FileRefused, match="received before"):
        world.receive(*world.journey())

    assert (Import.objects.count(), Count.objects.count()) == (1, 2)
