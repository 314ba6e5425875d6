"""While a changed register is made ready the border is answered at once, by what the register was a moment ago."""

import json

import pytest

from exeat.crossings import actions, ready, watching
from exeat.crossings.actions import receiving
from exeat.crossings.models import Candidate
from exeat.register.models import Person
from tests.cases import world
from tests.cases.world import ADMIN, NOON, SOLDIER, Who

pytestmark = pytest.mark.django_db
OTHER = Who("P-000002", "Kregždė", "Austėja", SOLDIER.born, "F", "30517764")


@pytest.fixture(autouse=True)
def a_watched_register(db, monkeypatch):
    monkeypatch.setattr(ready._Kept, "ready", None)
    monkeypatch.setattr(ready._Kept, "watched", True)
    monkeypatch.setattr(watching, "close_old_connections", lambda: None)
    world.found_world()
    world.enter()


@pytest.fixture
def send(client):
    token = actions.admit("gate", by=ADMIN, at=NOON)[1]
    watching.look()

    def told(who, key):
        said = dict(zip(world.COLUMNS.split(","), world.journey(who)[0].split(","), strict=True))
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
        answer = client.post("/api/crossings/", json.dumps(said), content_type="application/json", headers=headers)
        assert answer.status_code == 201
        return Candidate.objects.count()

    return told


def test_a_batch_does_not_wait_for_a_changed_register_and_the_next_look_finds_who_came(send):
    before = ready._Kept.ready
    world.enter(OTHER)

    missed = send(OTHER, "1")
    assert (missed, ready._Kept.ready) == (0, before)
    watching.look()
    found = send(OTHER, "2")

    assert found == 1
    assert ready._Kept.ready is not before


def test_whoever_was_erased_meanwhile_is_not_found(send):
    Person.objects.all().delete()

    assert send(SOLDIER, "1") == 0


def test_nobody_is_matched_with_what_the_register_was_more_than_a_minute_ago(send, monkeypatch):
    world.enter(OTHER)
    later = ready.monotonic() + ready.LATEST + 1
    monkeypatch.setattr(ready, "monotonic", lambda: later)

    assert send(OTHER, "1") == 1


def test_a_file_is_always_matched_with_the_register_as_it_is(send):
    world.enter(OTHER)

    assert world.receive(*world.journey(OTHER)).proposed == 2


def test_the_act_names_the_edition_of_the_register_that_was_matched_with(send, monkeypatch):
    said, record = [], receiving.audit.record
    monkeypatch.setattr(receiving.audit, "record", lambda verb, **told: said.append(told) or record(verb, **told))
    edition = ready._Kept.ready.edition
    world.enter(OTHER)

    send(SOLDIER, "1")

    assert said[-1]["register"] == edition


def test_where_no_system_sends_events_a_changed_register_is_forgotten():
    ready.ready(on=NOON.date())
    world.enter(OTHER)

    watching.look()

    assert ready._Kept.ready is None


def test_the_watch_looks_after_each_pause_until_it_is_stopped(monkeypatch):
    looks, pauses = [], iter([False, False, True])
    monkeypatch.setattr(watching, "look", lambda: looks.append(1))

    watching.watch(every=0, stopped=lambda seconds: next(pauses)).join(timeout=10)

    assert len(looks) == 2
