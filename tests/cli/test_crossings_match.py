"""`exeat crossings match`: files in, files out."""

import subprocess
import sys

import pyarrow.csv as csv
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from exeat.cli import crossings
from tests.linkage import tables


@pytest.fixture
def folder(tmp_path):
    pq.write_table(tables.register(), tmp_path / "register.parquet")
    pq.write_table(tables.papers((1, "24680135")), tmp_path / "register_documents.parquet")
    pq.write_table(tables.crossings({}), tmp_path / "crossings.parquet")
    return tmp_path


def run(folder, *more, crossings_file="crossings.parquet", out="out.parquet"):
    typed = [
        "match",
        "--register",
        str(folder),
        "--crossings",
        str(folder / crossings_file),
        "--out",
        str(folder / out),
    ]
    return CliRunner().invoke(crossings.app, [*typed, *more])


def test_the_pairs_are_written_as_parquet(folder):
    result = run(folder)

    assert result.exit_code == 0, result.output
    table = pq.read_table(folder / "out.parquet")
    assert table.column_names == ["crossing_id", "person_id", "score", "verdict"]
    assert table.to_pylist()[0] | {"score": 1} == {"crossing_id": 1, "person_id": 1, "score": 1, "verdict": "match"}


def test_csv_in_and_csv_out_say_the_same(folder):
    csv.write_csv(tables.crossings({}), folder / "crossings.csv")

    assert run(folder, crossings_file="crossings.csv", out="out.csv").exit_code == 0
    assert run(folder).exit_code == 0

    from_csv, from_parquet = (
        csv.read_csv(folder / "out.csv").to_pylist(),
        pq.read_table(folder / "out.parquet").to_pylist(),
    )
    assert from_csv == from_parquet


def test_the_same_files_give_the_same_answer(folder):
    run(folder, out="one.csv")
    run(folder, out="two.csv")

    assert (folder / "one.csv").read_bytes() == (folder / "two.csv").read_bytes()


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (lambda folder: (folder / "register.parquet").unlink(), "register.parquet: there is no such file"),
        (lambda folder: (folder / "crossings.parquet").write_text("no"), "crossings.parquet: cannot be read"),
        (
            lambda folder: pq.write_table(tables.crossings({}).drop_columns(["surname"]), folder / "crossings.parquet"),
            "crossings.parquet: there is no column surname",
        ),
        (
            lambda folder: pq.write_table(tables.register({}, {"person_id": 1}), folder / "register.parquet"),
            "register.parquet: 1 rows repeat a person_id",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_named(folder, broken, said):
    broken(folder)

    result = run(folder)

    assert result.exit_code == 2
    assert said in result.output
    assert not (folder / "out.parquet").exists()


def test_a_row_in_a_wrong_encoding_is_named_not_guessed(folder):
    row = 'crossing_id,surname,given_names,date_of_birth\n1,"\u017dUKAUSKIEN\u0116",RASA,1980-03-11\n'
    (folder / "crossings.csv").write_bytes(row.encode("cp1257"))

    result = run(folder, crossings_file="crossings.csv")

    assert result.exit_code == 2
    assert "crossings.csv: cannot be read as csv" in result.output


@pytest.mark.parametrize(
    ("more", "said"),
    [(["--precision", "1.5"], "--precision must be"), (["--out", "x.txt"], "must end in .parquet or .csv")],
)
def test_a_wrong_option_is_explained(folder, more, said):
    result = run(folder, *more)

    assert result.exit_code == 2
    assert said in result.output


def test_without_spark_it_is_said_how_to_get_it(folder, monkeypatch):
    monkeypatch.setattr(crossings, "find_spec", lambda name: None)

    result = run(folder, "--engine", "spark")

    assert result.exit_code == 2
    assert "pip install 'exeat[spark]'" in result.output


def test_django_is_not_started(folder):
    program = (
        "import sys; from exeat.cli import command;"
        f"command('crossings')(['crossings', 'match', '--register', r'{folder}', '--crossings',"
        f" r'{folder / 'crossings.parquet'}', '--out', r'{folder / 'out.csv'}'], standalone_mode=False);"
        "sys.exit('django' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
    assert (folder / "out.csv").exists()
