"""A file for the register is handed in at the command line under a keeper's name, or refused by line and column."""

import pytest
from typer.testing import CliRunner

from exeat.cli import server
from exeat.cli.register import app
from exeat.register import actions
from exeat.register.models import Person
from tests.factories import NOON, AccountFactory, RoleFactory, actor

pytestmark = pytest.mark.django_db
FILE = "record;person;surname;given_names\nperson;P-000900;Kairys;Tomas\n"


@pytest.fixture(autouse=True)
def a_keeper(monkeypatch):
    monkeypatch.setattr(server, "begin", lambda: None)
    RoleFactory(kind="register_keeper", account=AccountFactory(username="inga"))
    actions.record_basis("register", basis="Order V-1", controller="Ministry", purpose="Restrictions",
                         retention_days=365, by=actor("administrator"), at=NOON)  # fmt: skip


def run(tmp_path, text, *more):
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8")
    return CliRunner().invoke(app, ["import", str(path), *(more or ("--account", "inga"))])


def test_a_preview_changes_nothing_and_the_import_does(tmp_path):
    seen = run(tmp_path, FILE, "--account", "inga", "--preview")
    assert (seen.exit_code, Person.objects.count()) == (0, 0)
    assert "person: 1 added" in seen.output

    done = run(tmp_path, FILE)

    assert (done.exit_code, Person.objects.get().reference) == (0, "P-000900")


def test_a_file_with_faults_is_refused_by_line_and_column(tmp_path):
    said = run(tmp_path, FILE.replace("Kairys", ""))

    assert said.exit_code == 2
    assert "line 2, surname: This must be filled in" in said.output
    assert not Person.objects.exists()


def test_an_account_that_keeps_no_register_hands_in_nothing(tmp_path):
    RoleFactory(kind="auditor", account=AccountFactory(username="ona"))

    assert run(tmp_path, FILE, "--account", "ona").exit_code == 2
    assert run(tmp_path, FILE, "--account", "nobody").exit_code == 2
