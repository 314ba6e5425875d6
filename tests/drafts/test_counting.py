"""A staff list and border records are linked in memory: counts come out, and nothing of either file is left."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from django.db import connection
from typer.testing import CliRunner

from exeat.audit import queries as audit
from exeat.cli.drafts import app
from exeat.drafts import actions
from exeat.drafts.counting import linked
from exeat.drafts.models import Trial
from exeat.drafts.past import laid_out
from exeat.drafts.policy import TripsUnreadable
from exeat.engines import files
from exeat.values.moves import MoveRefused
from tests.factories import NOON, RoleFactory, actor

SURNAMES = ("Zvimpelyte", "Kvankelis", "Bramzdytė", "Plumpaitis", "Skrebuole", "Drimbauskas")
OUT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def two(tmp_path):
    """Thirty people with names that stand nowhere else, each of whom went to Belarus and back; and strangers."""
    staff, border = [], []
    for n in range(30):
        surname, born, number = (
            f"{SURNAMES[n % 6]}{'abcde'[n // 6]}",
            f"19{60 + n}-0{n % 9 + 1}-1{n % 9}",
            f"ZQ{700000 + n * 37}",
        )
        post = {"kind": "civil_servant", "institution": "Žvirblių tarnyba", "from": "2020-01-01", "until": None}
        named = {"surname": surname, "given_names": "Vaidotas", "date_of_birth": born, "document_number": number}
        staff.append({"person_id": n, **named, **post})
        for way, days in (("out", 0), ("in", 3)):
            border.append(crossing(len(border), surname.upper(), "VAIDOTAS", born, number, way, n + days))
    border += [crossing(1000 + n, f"STRANGER{n}", "JAN", "1975-05-05", f"AA{n}", "out", n) for n in range(200)]
    files.write(pa.Table.from_pylist(staff), tmp_path / "staff.parquet")
    files.write(pa.Table.from_pylist(border), tmp_path / "border.parquet")
    return tmp_path / "staff.parquet", tmp_path / "border.parquet"


def crossing(number, surname, given, born, document, way, days):
    return {
        "crossing_id": number, "surname": surname, "given_names": given, "date_of_birth": born, "sex": "M",
        "nationality": "LTU", "document_number": document, "crossing_point": "Medininkai", "direction": way,
        "crossed_at": f"{OUT + timedelta(days=days):%Y-%m-%d %H:%M:%S}",
    }  # fmt: skip


def test_each_way_out_is_joined_with_its_way_back(two):
    found = linked(*two)

    assert found.people == 30
    assert len(found.trips) >= 25
    assert all(
        trip.legs[0].country == "BY" and (trip.legs[0].until - trip.legs[0].first).days == 4 for trip in found.trips
    )
    assert not any(name in str(found) for name in SURNAMES)


def everything_kept():
    """Every value of every table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            yield from (str(value) for row in cursor.fetchall() for value in row)


def new_files(before, folder):
    return [path for path in Path(folder).rglob("*") if path.is_file() and path not in before]


def test_only_counts_and_the_basis_are_left(db, two, tmp_path):
    account = RoleFactory(kind="drafter", institution=None).account
    temporary = tempfile.gettempdir()
    before = set(Path(tmp_path).rglob("*"))

    done = CliRunner().invoke(
        app,
        ["count", "lt-2023-draft", "--staff", str(two[0]), "--border", str(two[1]), "--account", account.username,
         "--basis", "Law on civil service, s. 9", "--json"],
    )  # fmt: skip

    assert done.exit_code == 0, done.output
    trial = Trial.objects.get()
    assert (trial.source, trial.basis) == ("count", "Law on civil service, s. 9")
    assert json.loads(done.stdout)["scenarios"][1]["people"]["newly"] >= 25
    assert audit.trail(trial.reference, seen_by=actor("auditor"))
    assert "way back in the records: 0. Pairs that were too doubtful: 0." in done.stderr
    assert (trial.found["first"][-2:], trial.found["last"][-2:] >= "28") == ("01", True)  # months, and nobody's days
    kept = [*everything_kept(), done.output]
    traces = [*SURNAMES, *(name.upper() for name in SURNAMES), "Vaidotas", "ZQ7000", "STRANGER", "1960-01-10"]
    assert [text for text in kept if any(trace in text for trace in traces)] == []
    assert new_files(before, tmp_path) == []
    assert not list(Path(temporary).glob("*ZQ7*"))


def test_without_a_basis_or_a_right_nothing_is_counted(db, two):
    found = linked(*two)

    with pytest.raises(MoveRefused, match="basis in law"):
        actions.count(
            "lt-2023-draft", past=laid_out(found.trips, found.holdings), basis=" ", by=actor("drafter"), at=NOON
        )
    with pytest.raises(MoveRefused, match="does not include"):
        actions.count(
            "lt-2023-draft", past=laid_out(found.trips, found.holdings), basis="Law", by=actor("auditor"), at=NOON
        )
    assert not Trial.objects.exists()


def test_trips_of_fewer_than_ten_people_are_not_counted(db, two):
    found = linked(*two)
    nine = sorted({trip.person for trip in found.trips})[:9]
    few = [trip for trip in found.trips if trip.person in nine]

    with pytest.raises(MoveRefused, match="Fewer than ten people"):
        actions.count(
            "lt-2023-draft", past=laid_out(few, found.holdings), basis="Law, s. 9", by=actor("drafter"), at=NOON
        )
    assert not Trial.objects.exists()


def test_a_staff_list_without_dates_of_birth_is_refused(two, tmp_path):
    files.write(files.read(two[0]).drop_columns(["date_of_birth"]), tmp_path / "short.parquet")

    with pytest.raises(TripsUnreadable, match="has no column date_of_birth"):
        linked(tmp_path / "short.parquet", two[1])


def test_what_cannot_be_counted_is_told_in_a_sentence_and_leaves_nothing(db, two, tmp_path):
    account = RoleFactory(kind="drafter", institution=None).account.username
    (tmp_path / "broken.parquet").write_bytes(b"no table at all")
    (tmp_path / "names.csv").write_text("person,name\n1,Ona\n", encoding="utf-8")
    good = {"--staff": str(two[0]), "--border": str(two[1]), "--basis": "Law, s. 9", "--account": account}
    wrong = (
        ("lt-2023-draft", {"--staff": str(tmp_path / "nowhere.parquet")}),
        ("lt-2023-draft", {"--staff": str(tmp_path / "broken.parquet")}),
        ("lt-2023-draft", {"--staff": str(tmp_path / "names.csv")}),
        ("lt-2023-draft", {"--border": str(tmp_path / "nowhere.parquet")}),
        ("lt-2023-draft", {"--border": str(two[0])}),
        ("lt-2023-draft", {"--basis": " "}),
        ("lt-2023-draft", {"--account": "nobody"}),
        ("lt-2023-draft", {"--as-if-from": "soon"}),
        ("no-such-draft", {}),
    )

    for draft, change in wrong:
        options = [part for pair in {**good, **change}.items() for part in pair]
        done = CliRunner().invoke(app, ["count", draft, *options])

        assert (done.exit_code, done.exception.__class__) == (2, SystemExit), (change, done.exception)
        assert 10 < len(done.output) < 300, (change, done.output)
    assert not Trial.objects.exists()
