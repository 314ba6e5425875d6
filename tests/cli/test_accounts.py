"""Whoever installs Exeat makes the first administrator, who can sign in; and lets one in who has lost everything."""

import re

import pytest
from allauth.mfa.models import Authenticator
from typer.testing import CliRunner

from exeat.access import queries
from exeat.access.models import Account
from exeat.audit.models import Entry
from exeat.cli import server
from exeat.cli.accounts import app
from exeat.values.rights import Right
from tests.factories import NOON, AccountFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def started(monkeypatch):
    monkeypatch.setattr(server, "begin", lambda: None)


def run(*words):
    done = CliRunner().invoke(app, [*words])
    found = re.search("First password: (.+)", done.output)
    return done, found and found[1]


def test_the_first_administrator_signs_in_and_reaches_the_accounts(client):
    done, password = run("administrator", "inga", "--name", "Inga Made-Up")

    assert done.exit_code == 0
    assert client.post("/account/login/", {"login": "inga", "password": password})["Location"] == "/home/"
    assert client.get("/accounts/").status_code == 200
    assert set(Entry.objects.values_list("actor", flat=True)) == {"machine:console"}


def test_a_name_that_is_taken_changes_nothing():
    AccountFactory(username="inga")

    done, password = run("administrator", "inga", "--name", "Another")

    assert (done.exit_code, password) == (2, None)
    assert "taken" in done.output
    assert Account.objects.count() == 1


def test_a_new_first_password_opens_the_account_without_the_lost_key(client):
    account = AccountFactory(username="inga")
    Authenticator.objects.create(user=account, type="recovery_codes", data={})
    was = account.password

    done, password = run("password", "inga")

    account.refresh_from_db()
    assert (done.exit_code, account.check_password(password), account.password != was) == (0, True, True)
    assert not Authenticator.objects.exists()
    assert client.post("/account/login/", {"login": "inga", "password": password})["Location"] == "/home/"


def test_nobody_is_let_in_who_has_no_account():
    assert run("password", "nobody")[0].exit_code == 2


def test_an_administrator_made_here_is_national():
    run("administrator", "inga", "--name", "Inga")

    [actor] = queries.actors_of(Account.objects.get(), on=NOON.date().replace(year=2100))

    assert actor.national
    assert actor.may(Right.ADMINISTER)
