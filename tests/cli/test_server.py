"""A copy of an installation restores everything, tells erasures again, and is of no use without the master key."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.database  # in processes of their own

ROOT = Path(__file__).resolve().parents[2]
SEED = """
from datetime import UTC, datetime
from pathlib import Path
from django.conf import settings
from exeat.audit import actions as audit, seals
from exeat.register.models import Person
from exeat.values.rights import Actor
at = datetime(2026, 11, 25, 12, tzinfo=UTC)
by = Actor("U-1", name="Officer Made-Up", role="security_officer")
for n in range(1, 4):
    who = f"P-00000{n}"
    Person.objects.create(reference=who, entered_at=at, email=f"{n}@example.lt")
    audit.record("person.consulted", subject=who, by=by, at=at, about=[who], note="private")
folder = Path(settings.EXEAT_FOLDER)
(folder / "files").mkdir()
(folder / "files" / "evidence.bin").write_bytes(seals.encrypt("evidence", "evidence:1", b"a hospital letter"))
(folder / "keys").mkdir(exist_ok=True)
(folder / "keys" / "2026.key").write_text("made-up")
"""
STATE = """
import json
from pathlib import Path
from django.apps import apps
from django.conf import settings
from django.core import serializers
from exeat.audit import queries, seals
rows = {}
for model in apps.get_models():
    if model._meta.label not in ("contenttypes.ContentType", "auth.Permission"):
        rows[model._meta.label] = json.loads(serializers.serialize("json", model.objects.order_by("pk")))
folder = Path(settings.EXEAT_FOLDER)
def opened():
    try:
        return seals.decrypt("evidence", "evidence:1", (folder / "files" / "evidence.bin").read_bytes()).decode()
    except (OSError, seals.Unopened) as error:
        return type(error).__name__
print(json.dumps({"rows": rows, "evidence": opened(), "head": queries.tree_head().root, "ok": queries.verify().ok,
                  "key": (folder / "keys" / "2026.key").exists()}))
"""
ERASE = """
from datetime import UTC, datetime
from exeat.audit import seals
from exeat.register import actions
from exeat.values.rights import machine
at = datetime(2026, 11, 26, 12, tzinfo=UTC)
actions.erase("P-000002", by=machine("test"), at=at)
seals.destroy_key("evidence:1", at=at)
"""


class Installation:
    """An installation of its own in a folder: run commands and code in it."""

    def __init__(self, folder, database):
        self.folder, self.database = folder, database
        self.key = "k" * 40

    def run(self, *typed, ok=True):
        env = {
            **os.environ, "EXEAT_MODE": "test", "EXEAT_FOLDER": str(self.folder), "PYTHONPATH": str(ROOT),
            "EXEAT_MASTER_KEY": self.key, "DATABASE_URL": self.database,
        }  # fmt: skip
        done = subprocess.run([sys.executable, *typed], cwd=ROOT, env=env, capture_output=True, text=True)
        assert not ok or done.returncode == 0, done.stdout + done.stderr
        return done

    def exeat(self, *typed, ok=True):
        return self.run("-m", "exeat.cli", *typed, ok=ok)

    def code(self, text):
        return self.run("-c", f"from exeat.config import start; start()\n{text}").stdout

    def state(self):
        return json.loads(self.code(STATE))

    def destroy(self):
        shutil.rmtree(self.folder)
        if self.database:
            with of_its_own() as url:
                self.database = url


@contextmanager
def of_its_own():
    """On PostgreSQL a new, empty database; on SQLite the file in the folder is enough."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        yield ""
        return
    import psycopg

    name = "exeat_copies"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name}")
    head, _, query = url.partition("?")
    yield f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")


@pytest.fixture(scope="module")
def seeded(tmp_path_factory):
    with of_its_own() as url:
        installation = Installation(tmp_path_factory.mktemp("seeded") / "var", url)
        installation.exeat("migrate")
        installation.code(SEED)
        yield installation


@pytest.fixture(scope="module")
def copied(seeded, tmp_path_factory):
    """The state before, and a backup of it; the tests below destroy what they like."""
    file = tmp_path_factory.mktemp("backups") / "one.backup"
    seeded.exeat("tick")
    before = seeded.state()
    seeded.exeat("backup", str(file))
    return seeded, before, file


def test_a_destroyed_installation_comes_back_as_it_was(copied):
    installation, before, file = copied
    installation.destroy()

    said = installation.exeat("restore", str(file), "--yes").stdout

    assert "record of acts: 3 entries, whole" in said
    assert installation.state() == before
    assert before["evidence"] == "a hospital letter"
    assert before["key"]
    assert (
        "whole: 3 entries, 0 of them erased with a person, 1 kept heads agree"
        in installation.exeat("audit", "verify").stdout
    )


def test_a_restore_erases_again_whoever_was_erased_since(copied):
    installation, before, file = copied
    installation.exeat("restore", str(file), "--yes")
    installation.code(ERASE)
    assert installation.state()["evidence"] == "Destroyed"

    said = installation.exeat("restore", str(file), "--yes").stdout

    after = installation.state()
    assert "erasures told again: 2" in said
    assert after["evidence"] == "Destroyed"
    assert after["ok"]
    emails = [row["fields"]["email"] for row in after["rows"]["register.Person"]]
    assert emails == ["1@example.lt", "", "3@example.lt"]
    assert len(before["rows"]["register.Person"]) == 3


def test_a_backup_shows_nothing_without_the_master_key_and_changes_nothing(copied):
    installation, _before, file = copied
    assert b"example.lt" not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    state = installation.state()

    installation.key = "other" * 10
    refused = installation.exeat("restore", str(file), "--yes", ok=False)
    installation.key = "k" * 40

    assert refused.returncode == 2
    assert "EXEAT_MASTER_KEY is not the one" in refused.stderr
    assert installation.state() == state


@pytest.mark.parametrize(
    "spoil", [lambda b: b[:-40], lambda b: b[:5000] + b"x" + b[5001:], lambda b: b"no backup at all"]
)
def test_a_spoiled_backup_is_refused(copied, tmp_path, spoil):
    installation, _before, file = copied
    bad = tmp_path / "bad.backup"
    bad.write_bytes(spoil(file.read_bytes()))

    refused = installation.exeat("restore", str(bad), "--yes", ok=False)

    assert refused.returncode == 2
    assert "Nothing was changed." in refused.stderr


def test_a_restore_asks_first(copied):
    installation, _before, file = copied

    assert installation.exeat("restore", str(file), ok=False).returncode == 1


def test_the_clock_says_what_it_did(copied):
    installation = copied[0]

    said = installation.exeat("tick").stdout

    assert "letters delivered: 0" in said


def test_a_proof_is_checked_without_the_installation(copied, tmp_path):
    installation = copied[0]
    proof = tmp_path / "proof.json"
    proof.write_text(installation.exeat("audit", "proof", "2").stdout, encoding="utf-8")
    size = json.loads(proof.read_text())["size"]
    head = json.loads(installation.exeat("audit", "head").stdout)

    alone = Installation(tmp_path / "nowhere", "sqlite:///nowhere/at/all")

    assert head["size"] == size
    assert alone.exeat("audit", "check", str(proof), "--head", head["root"]).returncode == 0
    assert alone.exeat("audit", "check", str(proof), "--head", "0" * 64, ok=False).returncode == 1
    proof.write_text("{}", encoding="utf-8")
    assert alone.exeat("audit", "check", str(proof), ok=False).returncode == 2
    assert installation.exeat("audit", "proof", "99", ok=False).returncode == 2


def test_verify_names_the_place_of_a_change(copied):
    installation = copied[0]
    installation.code(
        "from tests.audit.broken import unlocked\n"
        "with unlocked() as cursor:\n    cursor.execute(\"UPDATE audit_entry SET purpose = 'X' WHERE seq = 2\")"
    )

    answer = installation.exeat("audit", "verify", ok=False)

    assert answer.returncode == 1
    assert "entry 2 was changed" in answer.stdout


def test_production_does_not_start_with_the_keys_of_the_demonstration(tmp_path):
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "EXEAT_FOLDER": str(tmp_path), "EXEAT_DEBUG": "1"}
    env |= {"EXEAT_SECRET_KEY": "demo-key-that-everybody-knows-and-nobody-may-use-in-earnest", "EXEAT_HOSTS": "*"}

    done = subprocess.run(
        [sys.executable, "-m", "exeat.cli", "migrate"], cwd=ROOT, env=env, capture_output=True, text=True
    )

    assert done.returncode == 2
    for reason in ("EXEAT_SECRET_KEY is the key of the demonstration", "EXEAT_MASTER_KEY is not set", "EXEAT_DEBUG",
                   "EXEAT_HOSTS is open to every host", "EXEAT_ORIGIN must be the https address"):  # fmt: skip
        assert reason in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_is_not_set_up_is_told_with_the_line_to_type(tmp_path):
    env = {**os.environ, "EXEAT_MODE": "test", "EXEAT_FOLDER": str(tmp_path), "DATABASE_URL": ""}

    said = subprocess.run(
        [sys.executable, "-m", "exeat.cli", "letters", "list"], cwd=ROOT, env=env, capture_output=True, text=True
    )

    assert said.returncode == 2
    assert "exeat migrate" in said.stderr
    assert "Traceback" not in said.stderr
