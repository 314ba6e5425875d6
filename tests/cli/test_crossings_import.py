"""A file of border records is received at the command line under an officer's name, or refused with the rows."""

from datetime import date

import pytest
from typer.testing import CliRunner

from exeat.access.models import Account, Role
from exeat.cli import crossings_import, server
from exeat.cli.crossings import app
from exeat.crossings.models import Import
from exeat.register.models import Institution
from tests.cases import world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def an_officer(monkeypatch):
    monkeypatch.setattr(server, "begin", lambda: None)
    world.found_world()
    world.enter()
    account = Account.objects.create(username="lina", reference="U-0001", shown_name="Lina")
    house = Institution.objects.get(reference="I-COMMISSION")
    Role.objects.create(account=account, kind="case_officer", institution=house, since=date(2020, 1, 1))


def run(path, account="lina"):
    return CliRunner().invoke(app, ["import", str(path), "--account", account])


def test_a_file_is_received_under_the_officers_name(tmp_path):
    path = tmp_path / "october.csv"
    path.write_bytes(world.file(*world.journey()).getvalue())

    said = run(path)

    assert (said.exit_code, "2 records counted" in said.output) == (0, True)
    assert Import.objects.get().received_by == "U-0001"


def test_a_wrong_file_and_a_wrong_account_are_refused_in_words(tmp_path):
    path = tmp_path / "october.csv"
    path.write_bytes(world.file(world.row(world.SOLDIER, "up", "2026-10-12 07:41")).getvalue())

    wrong, nobody = run(path), run(path, "nobody")

    assert (wrong.exit_code, nobody.exit_code) == (crossings_import.WRONG, crossings_import.WRONG)
    assert "october.csv: row 2, direction: The direction is written exit or entry. Write one of them." in wrong.output
    assert "holds no role" in nobody.output
    assert not Import.objects.exists()


def test_a_file_with_one_row_more_is_counted_and_the_overlap_told(tmp_path):
    path, longer = tmp_path / "october.csv", tmp_path / "longer.csv"
    path.write_bytes(world.file(*world.journey()).getvalue())
    longer.write_bytes(world.file(*world.journey(), *world.journey(first="2026-10-20", last="2026-10-21")).getvalue())

    first, again, more = run(path), run(path), run(longer)

    assert "counted twice" not in first.output
    assert (again.exit_code, "received before" in again.output) == (crossings_import.WRONG, True)
    assert "Perhaps counted twice: K-2026-00001 counted the same days and points." in more.output
