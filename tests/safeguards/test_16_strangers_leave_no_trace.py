"""Promise 16: after an import nothing of a stranger is anywhere: database, files, logs, temporary folders."""

import io
import json
import os
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.conf import settings
from django.db import connection

from exeat import linkage
from exeat.crossings import actions, queries
from exeat.crossings.models import Candidate, ClearedPair
from exeat.values.rights import machine
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


def as_jsonl(rows):
    names = world.COLUMNS.split(",")
    return "\n".join(json.dumps(dict(zip(names, row.split(","), strict=True))) for row in rows).encode()


def as_parquet(rows):
    names = world.COLUMNS.split(",")
    columns = zip(*(row.split(",") for row in rows), strict=True)
    out = io.BytesIO()
    pq.write_table(pa.table({name: list(values) for name, values in zip(names, columns, strict=True)}), out)
    return out.getvalue()


def as_mrz(rows):
    blocks = []
    for row in rows:
        said = dict(zip(world.COLUMNS.split(","), row.split(","), strict=True))
        name = linkage.plain([f"{said['surname']}"])[0].replace(" ", "<")
        given = linkage.plain([said["given_names"]])[0].replace(" ", "<")
        born = said["date_of_birth"].replace("-", "")[2:]
        first = f"P<LTU{name}<<{given}".ljust(44, "<")
        second = f"{said['document_number']}".ljust(9, "<") + "0LTU" + f"{born}0{said['sex']}3101010".ljust(31, "<")
        blocks.append(f"{said['crossed_at']}; {said['crossing_point']}; {said['direction']}\n{first}\n{second[:44]}")
    return "\n\n".join(blocks).encode()


def as_paxlst(rows):
    people = ""
    for row in rows:
        said = dict(zip(world.COLUMNS.split(","), row.split(","), strict=True))
        name, given = linkage.plain([said["surname"], said["given_names"]])
        born = said["date_of_birth"].replace("-", "")
        people += f"NAD+FL+++{name}:{given}'DTM+329:{born}'NAT+2+LTU'DOC+P+{said['document_number']}'"
    return (
        "UNB+UNOA:4+A+B+261012:0700+1'UNH+1+PAXLST:D:02B:UN:IATA'BGM+745'LOC+125+VNO'DTM+189:2610120741:201'"
        f"LOC+87+MSQ'{people}UNT+9+1'UNZ+1+1'"
    ).encode()


FORMS = {"jsonl": as_jsonl, "parquet": as_parquet, "mrz": as_mrz, "edi": as_paxlst}
LATIN = [linkage.plain([name])[0] for who in STRANGERS for name in (who.surname, who.given)]


def nothing_is_left(capfd, caplog):
    out, err = capfd.readouterr()
    said = (out + err + caplog.text).upper()
    return traces([*MARKS, *LATIN]) == [] and not any(mark in said for mark in [*MARKS, *LATIN])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ending", FORMS)
def test_nothing_is_left_whatever_the_form_in_which_they_came(own_temporary_folder, capfd, caplog, ending):
    world.found_world()
    world.enter()
    rows = [*world.journey(), *(line for who in STRANGERS for line in world.journey(who))]

    received = actions.receive(
        io.BytesIO(FORMS[ending](rows)), f"file.{ending}", source="Border guard", by=LINA, at=NOON
    )

    assert (received.rows, received.refused) == ((3, 3) if ending == "edi" else (6, 0))  # a list is of one flight
    assert {c.person.reference for c in Candidate.objects.all()} == {"P-000001"}
    assert nothing_is_left(capfd, caplog)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_of_faulty_rows_of_files_in_the_background_and_of_events(
    own_temporary_folder, capfd, caplog, client
):
    world.found_world()
    world.enter()
    faulty = [world.row(who, "sideways", "yesterday") for who in STRANGERS]
    good = [line for who in STRANGERS for line in world.journey(who)]
    events = [json.loads(line) for line in as_jsonl([*good, faulty[0]]).splitlines()]
    token = actions.admit("gate", by=world.ADMIN, at=NOON)[1]

    actions.hand_in(world.file(*world.journey(), *good, *faulty), "october.csv", by=LINA, at=NOON)
    waiting = traces([*MARKS, *LATIN])
    actions.work(by=machine("crossings"), at=NOON, clock=lambda: NOON)
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "1"}
    said = client.post("/api/crossings/", {"events": events}, content_type="application/json", headers=headers)

    assert said.status_code == 201
    assert waiting == []
    assert nothing_is_left(capfd, caplog)


KILLED = """
import sys, time
import django
django.setup()
from django.utils import timezone
from exeat.crossings import actions
from exeat.crossings.actions import receiving
from exeat.values.rights import machine

def stop(*told):
    sys.stdout.write("matched" + chr(10))
    sys.stdout.flush()
    time.sleep(60)

receiving._count = stop  # the file is read and matched, and its transaction has begun
actions.work(by=machine("crossings"), at=timezone.now(), clock=timezone.now)
"""


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_of_a_work_that_was_killed_nor_of_its_second_beginning(
    own_temporary_folder, capfd, caplog, tmp_path
):
    world.found_world()
    world.enter()
    good = [line for who in STRANGERS for line in world.journey(who)]
    waits = actions.hand_in(world.file(*world.journey(), *good), "october.csv", by=LINA, at=NOON)
    name = str(connection.settings_dict["NAME"])
    url = urlsplit(os.environ.get("DATABASE_URL", "sqlite:"))._replace(path=f"/{name}").geturl()
    env = {
        **os.environ, "DATABASE_URL": f"sqlite:///{name}" if connection.vendor == "sqlite" else url,
        "DJANGO_SETTINGS_MODULE": "exeat.config.settings", "EXEAT_FOLDER": str(settings.EXEAT_FOLDER),
        "TMPDIR": str(tmp_path),
    }  # fmt: skip

    with subprocess.Popen([sys.executable, "-c", KILLED], env=env, stdout=subprocess.PIPE, text=True) as work:
        assert work.stdout.readline() == "matched\n"
        work.kill()
    killed = traces([*MARKS, *LATIN])
    again = queries.handed_in_as(waits.reference).told_at + timedelta(hours=1)
    actions.work(by=machine("crossings"), at=again, clock=lambda: again)

    row = queries.handed_in_as(waits.reference)
    assert (row.state, row.tries, row.received.rows) == ("done", 2, 6)
    assert killed == []
    assert nothing_is_left(capfd, caplog)
