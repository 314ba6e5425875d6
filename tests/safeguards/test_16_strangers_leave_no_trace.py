"""Promise 16: after an import nothing of a stranger is anywhere: database, files, logs, temporary folders."""

import os
import tempfile
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from exeat.crossings import actions, queries
from exeat.crossings.models import ClearedPair
from tests.cases import world
from tests.cases.world import LINA, NOON, Who

STRANGERS = [
    Who("", "Nepažįstamasis", "Kazimieras", date(1961, 1, 9), "M", "Q99887766"),
    Who("", "Svetimaitė", "Eulalija", date(1990, 4, 2), "F", "Z55443322"),
]
MARKS = [m for who in STRANGERS for m in (who.surname.upper(), who.given.upper(), who.document)]


def everywhere():
    """Every text that this installation has written: tables, the file of the database, its folder, temporary files."""
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # names come from the database itself
            for line in cursor.fetchall():
                yield " ".join(str(bytes(v) if isinstance(v, memoryview) else v) for v in line).upper().encode()
    for root in (Path(settings.EXEAT_FOLDER), Path(tempfile.gettempdir())):
        for folder, _folders, names in os.walk(root):
            for name in names:
                path = Path(folder, name)
                try:
                    yield path.read_bytes().upper()
                except OSError:
                    continue


def traces(marks):
    wanted = [mark.encode() for mark in marks]
    return sorted({mark.decode() for text in everywhere() for mark in wanted if mark in text})


@pytest.fixture
def own_temporary_folder(tmp_path, monkeypatch):
    """Where this test's own temporary files would go, so that other work on the machine is left alone."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))


@pytest.mark.django_db(transaction=True)
def test_nothing_of_a_stranger_is_left_after_an_import(own_temporary_folder, capfd, caplog):
    world.found_world()
    world.enter()

    received = world.receive(*world.journey(), *(line for who in STRANGERS for line in world.journey(who)))

    out, err = capfd.readouterr()
    assert received.rows == 6
    assert traces(["MEDININKAI"]) == ["MEDININKAI"]  # the search finds what is there
    assert traces(MARKS) == []
    assert not any(mark in (out + err + caplog.text).upper() for mark in MARKS)


@pytest.mark.django_db(transaction=True)
def test_somebody_else_is_remembered_as_a_keyed_hash_alone(own_temporary_folder):
    world.found_world()
    world.enter()
    twin = world.shifted(world.SOLDIER, given="Saulenis", document="Q11223344")
    world.receive(*world.journey(world.shifted(world.SOLDIER, document="Q11223344")), *world.journey(twin))

    for candidate in queries.waiting_for(LINA, on=NOON.date()):
        actions.answer(candidate.reference, "somebody_else", reasons="another man", by=LINA, at=NOON)

    assert traces(["Q11223344"]) == []
    assert all(len(pair.digest) == 64 for pair in ClearedPair.objects.all())
