"""Systems are admitted and dismissed at the command line, and files that wait are worked through there."""

from datetime import date

import pytest
from typer.testing import CliRunner

from exeat.access.models import Account, Role
from exeat.cli import crossings_senders, server
from exeat.cli.crossings import app
from exeat.crossings import actions
from exeat.crossings.models import HandedIn, Sender
from tests.cases import world
from tests.cases.world import LINA, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def an_administrator(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(server, "begin", lambda: None)
    settings.EXEAT_FOLDER = tmp_path
    world.found_world()
    world.enter()
    account = Account.objects.create(username="ona", reference="U-0008", shown_name="Ona")
    Role.objects.create(account=account, kind="administrator", institution=None, since=date(2020, 1, 1))


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def test_a_system_is_admitted_listed_and_dismissed_and_its_token_is_shown_once():
    admitted = run("admit", "gate system", "--point", "Medininkai", "--account", "ona")
    token = admitted.stdout.strip()
    reference = Sender.objects.get().reference

    listed, dismissed = run("senders"), run("dismiss", reference, "--account", "ona")

    assert (admitted.exit_code, dismissed.exit_code) == (0, 0)
    assert f"{reference}  gate system: Medininkai; 60 batches a minute; batches in thirty days: 0" in listed.output
    assert token not in listed.output
    assert "dismissed 20" in run("senders").output
    assert run("dismiss", reference, "--account", "ona").exit_code == crossings_senders.WRONG


def test_nobody_but_an_administrator_admits_a_system():
    said = run("admit", "gate system", "--account", "nobody")

    assert (said.exit_code, Sender.objects.count()) == (crossings_senders.WRONG, 0)
    assert "no role that administers" in said.output


def test_files_that_wait_are_worked_through():
    actions.hand_in(world.file(*world.journey()), "october.csv", by=LINA, at=NOON)

    said = run("work")

    assert "files worked through: 1" in said.output
    assert HandedIn.objects.get().state == "done"


def test_a_worker_stops_when_whoever_started_it_has_gone(monkeypatch):
    parents = iter([1, 2])
    monkeypatch.setattr("os.getppid", lambda: next(parents))

    assert run("work", "--watch").exit_code == 0
