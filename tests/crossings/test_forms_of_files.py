"""Border records in every form in which they come: zones of documents, passenger lists, JSON lines, broken rows."""

import io
import json
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeat.crossings import checking, files, policy
from exeat.crossings.contents import Reason
from exeat.crossings.files import mrz
from tests.cases import world

SAMPLES = Path(__file__).with_name("samples")
ON = date(2026, 11, 12)
# The specimens that ICAO Doc 9303 prints in parts 4, 5 and 6.
TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
TD1 = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
TD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
HEAD = world.COLUMNS.encode()


def sample(name):
    return io.BytesIO((SAMPLES / name).read_bytes())


@pytest.mark.parametrize(
    ("zone", "kind", "number"), [(TD3, "TD3", "L898902C3"), (TD1, "TD1", "D23145890"), (TD2, "TD2", "D23145890")]
)
def test_the_printed_specimens_are_read_and_every_check_digit_fits(zone, kind, number):
    found = mrz.read(zone, on=ON)

    assert (found.kind, found.document_number, found.checks) == (
        kind, number, {"document": True, "born": True, "expires": True, "whole": True},
    )  # fmt: skip
    assert (found.surname, found.given_names, found.date_of_birth, found.sex, found.nationality) == (
        "ERIKSSON", "ANNA MARIA", "1974-08-12", "F", "UTO",
    )  # fmt: skip


@given(st.sampled_from([TD1, TD2, TD3]), st.integers(0, 8), st.sampled_from("123456789"))
def test_one_misread_digit_of_the_number_never_passes_its_check(zone, place, digit):
    lines = zone.split("\n")
    row, start = (0, 5) if len(lines) == 3 else (1, 0)
    before = lines[row][start + place]
    if not before.isdigit() or before == digit or (int(before) - int(digit)) % 10 == 0:
        return
    lines[row] = lines[row][: start + place] + digit + lines[row][start + place + 1 :]

    assert mrz.read("|".join(lines), on=ON).checks["document"] is False


def test_a_long_number_goes_on_among_the_optional_data():
    zone = "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<"

    found = mrz.read(zone, on=ON)

    assert (found.document_number, found.checks["document"]) == ("D23145890734", True)


def test_a_birth_is_never_after_the_passage_and_unknown_parts_are_noughts():
    assert mrz.read(TD3.replace("740812", "2612<<"), on=ON).date_of_birth == "2026-12-00"
    assert mrz.read(TD3.replace("740812", "270101"), on=ON).date_of_birth == "1927-01-01"


@given(st.text(max_size=120))
def test_whatever_comes_is_a_zone_or_told_to_be_none(text):
    with suppress(mrz.NoZone):
        assert mrz.read(text, on=ON).surname


def test_a_file_of_zones_is_read_with_its_failing_check_digits():
    wrong = TD3.replace("L898902C3", "L898902C8")
    data = f"2026-11-12 07:41; Medininkai; exit\n{TD3}\n\n2026-11-12 07:44; Medininkai; exit; BY\n{wrong}\n"

    taken = files.take(io.BytesIO(data.encode()), "gate.mrz", source="gate")

    first, second = files.rows_of(taken)
    assert first.fields["checks"] == "document=fits born=fits expires=fits whole=fits"
    assert second.fields["checks"] == "document=fails born=fits expires=fits whole=fails"
    assert (first.fields["document_number"], first.country) == ("L898902C3", "BY")


def test_a_passenger_list_is_an_exit_where_the_flight_left_from_here():
    taken = files.take(sample("departure.edi"), "list.edi", source="carrier")

    first, second = files.rows_of(taken)
    assert (first.direction, first.point, first.country, first.how) == (
        "exit", "Vilnius oro uostas", "BY", policy.How.RECORDED,
    )  # fmt: skip
    assert first.at.astimezone(UTC) == datetime(2026, 11, 12, 8, 30, tzinfo=UTC)
    assert (first.fields["surname"], first.fields["given_names"]) == ("O'NEIL", "SAULIUS PETRAS")
    assert (first.fields["date_of_birth"], second.fields["date_of_birth"]) == ("1984-06-03", "2019-08-14")
    assert (first.fields["document_number"], first.traveller, first.fields["sex"]) == ("23841957", "citizen", "M")


def test_a_crew_list_of_an_arrival_is_an_entry():
    taken = files.take(sample("crew-arrival.edi"), "crew.edi", source="carrier")

    assert {(r.direction, r.country) for r in files.rows_of(taken)} == {("entry", "TR")}
    assert next(files.rows_of(taken)).at.astimezone(UTC) == datetime(2026, 11, 12, 10, 35, tzinfo=UTC)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"UNB+UNOA:4+A+B+261112:0935+1'UNH+1+PAXLST:D:02B:UN:IATA'BGM+745'", "cut off"),
        ("UNB+UNOA:4+A+B+261112:0935+1'NAD+FL+++ŽVINKLYS'".encode(), "character set that the list names"),
        (b"UNB+XXXX:4+A+B+261112:0935+1'", "character set that we know"),
    ],
)
def test_a_passenger_list_that_is_none_is_refused_with_the_reason(data, words):
    with pytest.raises(policy.FileRefused, match=words):
        files.take(io.BytesIO(data), "list.edi", source="carrier")


def good(minute=41):
    return world.row(world.SOLDIER, "exit", f"2026-10-12 07:{minute}").encode()


def test_rows_in_another_encoding_or_of_another_length_are_named_and_the_good_ones_go_on():
    data = b"\n".join([HEAD, good(), good().replace("ŽVINKLYS".encode(), b"\xdeVINKLYS"), good() + b",more", good(42)])

    taken = files.take(io.BytesIO(data), "a.csv")

    assert [(f.row, f.column) for f in taken.faults] == [(3, "surname"), (4, "")]
    assert (taken.rows, taken.refused) == (2, 2)
    assert {r.fields["surname"] for r in files.rows_of(taken)} == {"ŽVINKLYS"}


def test_a_file_of_which_most_rows_are_faulty_is_refused_whole():
    data = b"\n".join([HEAD, good(), *[good().replace(b"exit", b"sideways")] * 2])

    with pytest.raises(policy.FileRefused) as refused:
        files.take(io.BytesIO(data), "a.csv")

    assert [f.row for f in refused.value.faults] == [3, 4]


def test_a_file_in_utf_16_is_named_so():
    with pytest.raises(policy.FileRefused, match="not UTF-8"):
        files.take(io.BytesIO("surname,given".encode("utf-16")), "a.csv")


def test_json_lines_are_read_and_a_broken_line_is_named():
    row = {
        "surname": "ŽVINKLYS", "given_names": "SAULIUS", "date_of_birth": "1984-06-03", "direction": "exit",
        "crossing_point": "Medininkai", "crossed_at": "2026-10-12 07:41", "unknown": {"a": 1},
    }  # fmt: skip
    later = {**row, "crossed_at": "2026-10-12 07:42"}
    data = b"\n".join([json.dumps(row).encode(), b"{", json.dumps(row).encode("utf-16"), json.dumps(later).encode()])

    taken = files.take(io.BytesIO(data), "a.jsonl", source="x")

    assert (taken.rows, sorted({f.row for f in taken.faults})) == (2, [2, 3])


def test_of_a_file_that_was_cut_off_the_last_row_is_named():
    data = b"\n".join([HEAD, good(), good(42), good(43)])[:-40]

    taken = files.take(io.BytesIO(data), "a.csv")

    assert (taken.rows, [f.row for f in taken.faults]) == (2, [4])


def test_a_parquet_file_that_was_cut_off_is_refused():
    with pytest.raises(policy.FileRefused, match="cut off"):
        files.take(io.BytesIO(b"PAR1 and then nothing"), "a.parquet")


@pytest.mark.parametrize(
    ("checks", "document", "weight"),
    [
        ("document=fits born=fits", Reason("document", 4.0, "document-near"), -3.32),
        ("document=fails born=fits", Reason("document", -2.5, "document-other"), 2.5),
        ("document=fits born=fits", Reason("document", 20.0, "document-same"), 0.0),
    ],
)
def test_a_check_digit_speaks_against_a_misreading_or_for_one(checks, document, weight):
    assert [reason.weight for reason in checking.said(checks, [document])] == [weight]


def test_a_probability_moves_with_the_check_digit_and_stays_one():
    near = checking.said("document=fits", [Reason("document", 4.0, "document-near")])

    assert checking.moved(0.5, near) == pytest.approx(1 / 11, abs=0.001)
    assert checking.moved(0.0, near) == 0.0
    assert checking.said("", [Reason("document", 4.0, "document-near")]) == ()
