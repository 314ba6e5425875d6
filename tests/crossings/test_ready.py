"""The register stays ready in a process, and the next batch sees any change of it, whoever made it."""

import os
import pickle
import subprocess
import sys
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.db import connection

from exeat.crossings import actions
from exeat.crossings.ready import _Kept, let_go, ready
from exeat.register import queries as register
from exeat.register.models import Citizenship, Name, Person, TravelDocument
from exeat.values.rights import machine
from tests.cases import world
from tests.cases.world import NOON, SOLDIER, Who

OTHER = Who("P-000002", "Kregždė", "Austėja", SOLDIER.born, "F", "30517764")
RENAMES = """
import django
django.setup()
from exeat.register.models import Name
Name.objects.filter(surname="Žvinklys").update(surname="Kregždys")
"""


def now():
    return ready(on=NOON.date())


@pytest.fixture
def a_world(db):
    world.found_world()
    world.enter()


def test_a_register_that_nobody_changed_is_made_ready_once(a_world):
    first = now()

    world.receive(*world.journey())

    assert now() is first
    assert now().register is first.register


@pytest.mark.parametrize(
    "change",
    [
        lambda: Name.objects.update(surname="Kregždys"),
        lambda: Name.objects.create(person=Person.objects.get(), kind="former", surname="Kregždys", given_names="X"),
        lambda: Person.objects.update(born_on="1990-01-01"),
        lambda: Person.objects.update(forgotten_at=NOON),
        lambda: Citizenship.objects.update(country="LV"),
        lambda: TravelDocument.objects.create(person=Person.objects.get(), number="99"),
        lambda: TravelDocument.objects.all().delete(),
        lambda: Person.objects.all().delete(),
        lambda: world.enter(OTHER),
    ],
)
def test_the_next_batch_sees_whatever_changed_what_people_are_found_by(a_world, change):
    before = now()

    change()

    assert now() is not before
    assert now().people.to_pylist() == register.people_and_documents(on=NOON.date())[0].to_pylist()


def test_a_telephone_number_makes_no_register_old(a_world):
    before = now()

    Person.objects.update(phone="+37060000000")

    assert now() is before


def test_somebody_with_a_new_name_is_found_by_it_in_the_next_batch(a_world):
    unknown = {"surname": "KREGŽDYS", "given": "AUSTĖJA", "document": "Q7"}
    first = world.receive(*world.journey(first="2026-10-01", last="2026-10-02", **unknown))

    Name.objects.update(surname="Kregždys", given_names="Austėja")
    second = world.receive(*world.journey(first="2026-10-05", last="2026-10-06", **unknown))

    assert (first.proposed, second.proposed) == (0, 2)


def test_a_document_learned_from_a_confirmed_crossing_is_known_to_the_next_batch(a_world):
    world.receive(*world.journey(document="NEW1"))
    before = now()

    world.confirm_all(overrides="the name is rare and the date agrees")

    after = now()
    assert (before.unregistered, after.unregistered) == (frozenset(), {"NEW1"})
    assert after.people is before.people


def test_a_register_that_is_kept_ready_remembers_nobody_who_crossed(a_world):
    register_kept = now().register
    stranger = Who("", "Nepažįstamasis", "Eulalijus", date(1961, 1, 9), "M", "Q99887766")

    world.receive(*world.journey(), *world.journey(stranger))

    assert now().register is register_kept
    kept = pickle.dumps(register_kept).upper()
    assert SOLDIER.document.encode() in kept  # the search finds what is there
    assert not any(mark in kept for mark in (b"STAMASIS", b"EULALIJ", b"Q99887766"))


def test_a_process_that_looks_for_work_forgets_whoever_was_erased(a_world):
    now()
    assert not let_go()

    Person.objects.all().delete()
    actions.work(by=machine("crossings"), at=NOON, clock=lambda: NOON)

    assert not let_go()
    assert _Kept.ready is None


@pytest.mark.django_db(transaction=True)
def test_a_name_changed_by_another_process_is_seen_by_the_next_batch_of_this_one():
    world.found_world()
    world.enter()
    before = now()

    name = str(connection.settings_dict["NAME"])
    url = urlsplit(os.environ.get("DATABASE_URL", "sqlite:"))._replace(path=f"/{name}").geturl()
    url = f"sqlite:///{name}" if connection.vendor == "sqlite" else url
    env = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "exeat.config.settings"}
    subprocess.run([sys.executable, "-c", RENAMES], env=env, check=True)

    assert now() is not before
    assert now().people.column("surname").to_pylist() == ["Kregždys"]
