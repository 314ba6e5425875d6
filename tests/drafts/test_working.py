"""Trials of many trips are made in the background, with their progress told, and taken up again after a stop."""

from __future__ import annotations

from datetime import timedelta

import pytest

from exeat.audit import queries as audit
from exeat.drafts import actions, many, waiting
from exeat.drafts.models import Asked, Trial
from exeat.drafts.past import laid_out
from exeat.values.moves import MoveRefused
from exeat.values.rights import machine
from tests.drafts.test_many import nation
from tests.factories import NOON, actor

CLOCK = machine("drafts")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.EXEAT_FOLDER = tmp_path
    return tmp_path


def ask(**more):
    asked = {"past": laid_out(*nation(4)), "file": "ab" * 32, "by": actor("drafter"), "at": NOON, **more}
    return actions.ask("lt-2023-draft", "lt-draft-georgia", **asked)


def work(at=NOON):
    return actions.work(by=CLOCK, at=at, clock=lambda: at)


def test_a_trial_that_was_asked_for_is_the_same_as_one_made_at_once():
    at_once = actions.run(
        "lt-2023-draft", "lt-draft-georgia", past=laid_out(*nation(4)), file="ab" * 32, by=actor("drafter"), at=NOON
    )
    row = ask()

    assert work() == 1

    made = Trial.objects.get(reference=row.reference)
    assert (made.found, made.fingerprints, made.file_sha256) == (at_once.found, at_once.fingerprints, "ab" * 32)
    assert Asked.objects.get().state == "done"
    assert work() == 0
    assert audit.trail(row.reference, seen_by=actor("auditor"))


def test_the_trips_lie_sealed_and_are_gone_when_the_work_is_done(folder):
    row = ask()
    [file] = (folder / waiting.FOLDER).iterdir()
    assert b"country" not in file.read_bytes()

    work()

    assert not list((folder / waiting.FOLDER).iterdir())
    with pytest.raises(waiting.Gone):
        waiting.past_of(row.reference)


def test_how_far_the_work_is_is_written_down(monkeypatch):
    monkeypatch.setattr(many, "BLOCK", 20)
    row = ask()
    seen = []
    tell = actions.working._telling
    monkeypatch.setattr(
        actions.working,
        "_telling",
        lambda *given: lambda *far: (tell(*given)(*far), seen.append(Asked.objects.get().done)),
    )

    work()

    assert len(seen) > 3
    assert seen == sorted(seen)
    assert seen[-1] == row.total


def test_a_work_that_was_stopped_begins_again():
    ask()
    Asked.objects.update(state="working", tries=1, told_at=NOON)

    assert work(NOON + timedelta(minutes=1)) == 0
    assert work(NOON + timedelta(minutes=6)) == 1

    assert Trial.objects.count() == 1


def test_a_work_that_was_stopped_three_times_is_given_up():
    ask()
    Asked.objects.update(state="working", tries=3, told_at=NOON)

    work(NOON + timedelta(minutes=6))

    row = Asked.objects.get()
    assert (row.state, Trial.objects.count()) == ("refused", 0)
    assert "stopped three times" in row.why


def test_trips_that_are_gone_and_confirmed_trips_that_never_were_are_said(folder):
    gone, none = ask(), ask(past=None, file="")
    waiting.remove(gone.reference, at=NOON)

    work()

    why = {row.reference: row.why for row in Asked.objects.all()}
    assert "not there any more" in why[gone.reference]
    assert "no past trip" in why[none.reference]


def test_nobody_asks_without_the_right():
    with pytest.raises(MoveRefused, match="does not include"):
        ask(by=actor("auditor"))

    assert not Asked.objects.exists()


def test_what_no_longer_waits_is_cleared_away(folder):
    row = ask()
    Asked.objects.all().delete()

    work(NOON + timedelta(days=3650))

    assert not (folder / waiting.FOLDER / row.reference).exists()
