"""`exeat permit` and `exeat keys`: what a keeper of keys and a border post type."""

import json
import sys
from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from exeat.cli import keys as keys_command
from exeat.cli import permit as permit_command
from exeat_seal import Permit, SigningKey, read_keys, read_status, sign
from tests.permits.conftest import issue
from tests.seal.make import AT, KEY, PERMIT, key_lists, lists

RUN = CliRunner()


def keys(*arguments, folder):
    return RUN.invoke(keys_command.app, [*arguments, "--folder", str(folder)])


def permit(*arguments):
    return RUN.invoke(permit_command.app, [str(one) for one in arguments])


def test_a_new_key_is_kept_and_its_public_half_printed(tmp_path):
    answer = keys("new", "--id", "LT-2026-a", folder=tmp_path)

    printed = json.loads(answer.stdout)
    kept = json.loads((tmp_path / "LT-2026-a.key.json").read_text(encoding="ascii"))
    assert answer.exit_code == 0
    assert "d" not in printed
    assert kept.pop("d")
    assert printed == kept
    assert printed["exp"] - printed["nbf"] == 400 * 24 * 60 * 60


def test_a_second_key_overlaps_the_first(tmp_path):
    first = json.loads(keys("new", "--id", "a", folder=tmp_path).stdout)
    second = json.loads(keys("new", "--id", "b", folder=tmp_path).stdout)

    assert second["nbf"] - first["nbf"] >= 26 * 60 * 60
    assert {key["kid"] for key in json.loads(keys("public", folder=tmp_path).stdout)["keys"]} == {"a", "b"}
    assert "a  from" in keys("list", folder=tmp_path).stdout
    assert keys("list", folder=tmp_path).stdout.count("signs now") == 1


def test_a_retired_key_is_listed_and_a_distrusted_one_is_not(tmp_path):
    keys("new", "--id", "a", folder=tmp_path)
    keys("new", "--id", "b", folder=tmp_path)

    assert keys("retire", "a", folder=tmp_path).exit_code == 0
    assert keys("distrust", "b", folder=tmp_path).exit_code == 0

    assert [key["kid"] for key in json.loads(keys("public", folder=tmp_path).stdout)["keys"]] == ["a"]
    assert "signs now" not in keys("list", folder=tmp_path).stdout


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["new", "--id", "a"], "already"),
        (["new", "--id", "a/b"], "no key id"),
        (["new", "--from", "tomorrow"], "moment"),
        (["new", "--from", "2026-12-15T08:00:00"], "zone"),
        (["retire", "z"], "no key 'z'"),
        (["distrust", "z"], "no key 'z'"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(tmp_path, arguments, what):
    keys("new", "--id", "a", folder=tmp_path)

    answer = keys(*arguments, folder=tmp_path)

    assert answer.exit_code == 2
    assert what in answer.stderr


def test_secrets_are_long_and_new_each_time():
    one, two = (RUN.invoke(keys_command.app, ["secret"]).stdout.strip() for _ in range(2))

    assert len(one) >= 48
    assert one != two


def test_a_permit_is_checked_by_files_without_an_installation(tmp_path, monkeypatch):
    monkeypatch.setattr(permit_command, "import_module", None)
    (tmp_path / "keys.json").write_text(json.dumps(key_lists()["signed"]), encoding="utf-8")
    (tmp_path / "status.json").write_text(json.dumps(lists()["fresh"]), encoding="utf-8")

    answer = permit(
        "verify", sign(PERMIT, KEY), "--keys", tmp_path / "keys.json", "--revoked", tmp_path / "status.json",
        "--at", AT.isoformat(),
    )  # fmt: skip

    assert answer.exit_code == 0
    assert answer.stdout.startswith("valid\nnumber: K-7QF2-9M4X-C5T2\n")


def test_a_key_made_by_the_command_signs_permits_that_its_list_believes(tmp_path):
    keys("new", folder=tmp_path / "keys")
    (tmp_path / "keys.json").write_text(keys("public", folder=tmp_path / "keys").stdout, encoding="utf-8")
    (kept,) = (tmp_path / "keys").iterdir()
    key = SigningKey.from_jwk(json.loads(kept.read_text(encoding="ascii")))
    at = datetime.now(UTC).replace(microsecond=0) + timedelta(minutes=1)
    last = at.date() + timedelta(days=3)
    token = sign(Permit("K-1AA", "A", 1980, "LT", "1234", ("BY",), at.date(), last, (), key.key_id, at), key)

    answer = permit("verify", token, "--keys", tmp_path / "keys.json", "--at", at.isoformat())

    assert answer.exit_code == 3
    assert answer.stdout == "refer\n"


@pytest.mark.django_db
def test_an_installation_writes_its_lists_and_checks_by_them(tmp_path, settings):
    settings.EXEAT_KEYS = tmp_path / "keys"
    issued = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=5)
    row = issue(at=issued, first_day=issued.date(), last_day=issued.date() + timedelta(days=2))
    from exeat.permits import queries
    from tests.permits.conftest import HEAD

    (tmp_path / "token.txt").write_text(queries.token(row.number, seen_by=HEAD), encoding="ascii")

    written = permit("lists", "--out", tmp_path / "lists")
    own = permit("verify", tmp_path / "token.txt")
    by_files = permit(
        "verify", tmp_path / "token.txt", "--keys", tmp_path / "lists" / "keys.json", "--revoked",
        tmp_path / "lists" / "status.json",
    )  # fmt: skip

    keyset = read_keys((tmp_path / "lists" / "keys.json").read_bytes())
    assert read_status((tmp_path / "lists" / "status.json").read_bytes(), keyset).trusted
    assert (written.exit_code, own.exit_code, by_files.exit_code) == (0, 0, 0)
    assert own.stdout == by_files.stdout


def test_without_an_installation_and_without_lists_it_says_what_to_name(monkeypatch):
    def broken(_name):
        raise ImportError("no Django here")

    monkeypatch.setattr(permit_command, "import_module", broken)

    answer = permit("verify", sign(PERMIT, KEY))

    assert answer.exit_code == 2
    assert "--keys FILE" in answer.stderr
    assert "django" not in sys.modules or answer.stdout == ""


def test_a_database_that_is_not_ready_is_no_answer_about_a_permit(monkeypatch):
    from django.db import OperationalError

    class Broken:
        @staticmethod
        def lists(_at):
            raise OperationalError("no such table")

    monkeypatch.setattr(permit_command, "_queries", Broken)

    answer = permit("verify", sign(PERMIT, KEY))

    assert answer.exit_code == 2
    assert answer.stdout == ""
    assert "no such table" in answer.stderr
