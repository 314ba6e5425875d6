"""Border records as their senders really write them: what is wrong is told by row and field, and how to go on."""

import io
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.utils import translation

from exeat.crossings import files, policy
from exeat.crossings.files import mrz
from exeat.web.crossings import wording
from tests.cases import world
from tests.cases.world import NOON

HEAD = world.COLUMNS.removesuffix(",source").split(",")


def record(minute=41, **changes):
    given = {
        "surname": "ŽVINKLYS", "given_names": "SAULIUS", "date_of_birth": "1984-06-03", "sex": "M",
        "nationality": "LTU", "document_number": "23841957", "crossing_point": "Medininkai", "direction": "exit",
        "crossed_at": f"2026-10-12 07:{minute}", "country": "BY",
    }  # fmt: skip
    return {**given, **changes}


def csv(*rows, parted=",", head=HEAD, end="\n"):
    return end.join([parted.join(head), *(parted.join(row.values()) for row in rows)]).encode()


GOOD = [record(minute) for minute in (10, 11, 12)]


def take(data, name="gate.csv"):
    return files.take(io.BytesIO(data), name, source="Gate", at=NOON)


def told(data, name="gate.csv"):
    """The row and field of every fault, whether the file was taken or refused; each is told in Lithuanian too."""
    try:
        faults = take(data, name).faults
    except policy.FileRefused as refused:
        faults = refused.faults
    with translation.override("lt"):
        assert all(fault.message in wording.FAULTS for fault in faults)
        assert all(wording.fault(fault.message) != fault.message for fault in faults)
    return [(fault.row, fault.column) for fault in faults]


@pytest.mark.parametrize("parted", [",", ";", "\t"])
def test_fields_may_be_parted_by_commas_semicolons_or_tabs(parted):
    taken = take(csv(*GOOD, parted=parted))

    assert (taken.rows, taken.faults) == (3, [])


def test_columns_may_be_named_in_capitals_and_begin_with_a_mark_of_order():
    taken = take(b"\xef\xbb\xbf" + csv(*GOOD, head=[name.upper() for name in HEAD]))

    assert (taken.rows, taken.faults) == (3, [])


def test_empty_lines_are_no_fault_and_rows_are_numbered_as_a_spreadsheet_shows_them():
    data = csv(*GOOD, end="\r\n") + b"\r\n\r\n\r\n" + csv(record(13), record(direction="išvyko")).split(b"\n", 1)[1]

    taken = take(data + b"\r\n,,,,,,,,,\r\n\r\n")

    assert taken.rows == 4
    assert [(fault.row, fault.column) for fault in taken.faults] == [(8, "direction")]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("date_of_birth", "1985-02-29"), ("date_of_birth", "1984-13-40"), ("date_of_birth", "2031-01-01"),
        ("date_of_birth", "03.06.1984"), ("date_of_birth", "30836"), ("date_of_birth", "1984"),
        ("crossed_at", "2026-02-29 10:00"), ("crossed_at", "2026-10-12"), ("crossed_at", "12.10.2026 07:41"),
        ("crossed_at", "46307.3201"), ("crossed_at", "2036-10-12 07:41"), ("crossed_at", "1026-10-12 07:41"),
        ("nationality", "LITHUANIA"), ("sex", "vyras"), ("country", "Baltarusija"), ("direction", "out of here"),
        ("crossing_point", ""), ("crossing_point", "P" * 81), ("document_number", "1" * 41), ("surname", "A" * 300),
        ("surname", "ŽVIN\x00KLYS"), ("given_names", "SAUL\ufffdUS"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_right_is_named_by_row_and_field(field, value):
    data = csv(*GOOD, record(**{field: value}))

    assert told(data) == [(5, field)]


@pytest.mark.parametrize("value", ["1984-02-29", "1984-00-00", "1984-06-00", ""])
def test_a_day_that_was_and_one_that_is_not_known_are_no_fault(value):
    assert told(csv(*GOOD, record(date_of_birth=value))) == []


@pytest.mark.parametrize(
    ("data", "name", "fields"),
    [
        (b"", "gate.csv", [""]), (b"\n\n \n", "gate.csv", [""]), (csv(), "gate.csv", [""]),
        (csv(*GOOD).decode().encode("utf-16"), "gate.csv", [""]),
        (csv(*GOOD).decode().encode("utf-16-le"), "gate.csv", [""]),
        (b"PK\x03\x04" + bytes(100), "gate.xlsx", [""]), (b"\x1f\x8b\x08" + bytes(100), "gate.csv.gz", [""]),
        (b"PK\x03\x04" + bytes(range(256)), "gate.csv", [""]),
        (csv(*GOOD, head=[*HEAD[:-1], "surname"]), "gate.csv", ["surname"]),
        (csv(*GOOD).split(b"\n", 1)[1], "gate.csv", HEAD[:3] + HEAD[6:9]),
        (b"", "gate.jsonl", [""]), (b"", "gate.parquet", [""]), (b"PAR1" + bytes(200), "gate.parquet", [""]),
    ],
)  # fmt: skip
def test_what_is_no_file_of_records_is_refused_whole_with_what_to_do(data, name, fields):
    assert told(data, name) == [(0, field) for field in fields]


def test_letters_of_windows_are_named_in_each_row_and_never_guessed():
    data = csv(*GOOD) + b"\n" + csv(record(13)).decode().split("\n", 1)[1].encode("cp1257")

    assert told(data) == [(5, "surname")]
    assert take(data).rows == 3


def test_a_broken_line_of_json_is_named_and_the_others_go_on():
    lines = [json.dumps(row) for row in GOOD]
    odd = ['{"surname": "PETR', "[1, 2]", "null", "[" * 100_000, json.dumps(record(surname=["A", "B"]))]
    half = json.dumps(record(13)).replace("SAULIUS", "\\ud800")

    data = "\n".join([*lines[:2], *odd, half, "", lines[2]]).encode()

    assert told(data, "gate.jsonl") == [(3, ""), (4, ""), (5, ""), (6, ""), (7, "surname"), (8, "given_names")]
    assert take(b"\xef\xbb\xbf" + "\n".join(lines).encode(), "gate.json").rows == 3


def test_a_table_of_numbers_for_times_is_named_row_by_row():
    out = io.BytesIO()
    pq.write_table(pa.table({**{name: [row[name] for row in GOOD] for name in HEAD}, "crossed_at": [46307.3] * 3}), out)

    assert told(out.getvalue(), "gate.parquet") == [(row, "crossed_at") for row in (1, 2, 3)]


def zone(number="23841957", names="ZVINKLYS<<SAULIUS", born="840603"):
    """A passport of Lithuania with every check digit."""
    first, field = f"P<LTU{names}".ljust(44, "<"), number.ljust(9, "<")
    body = f"{field}{mrz.check_digit(field)}LTU{born}{mrz.check_digit(born)}M3102033" + "<" * 14 + "0"
    return first, body + str(mrz.check_digit(body[0:10] + body[13:20] + body[21:43]))


def read(*lines):
    return mrz.read("\n".join(lines), on=NOON.date())


def test_fillers_that_were_lost_are_put_back_where_the_check_digit_of_the_whole_fits():
    first, second = zone()
    whole = read(first, second)

    assert read(first.rstrip("<"), second) == whole
    assert read(first + "<<", second) == whole
    assert read(first, second.replace("<" * 14, "")) == whole
    assert read(first.replace("<", " "), second.replace("<", " ")) == whole
    assert read(first.lower(), second.lower()) == whole


def test_lines_that_are_too_short_and_whose_check_digit_does_not_fit_are_not_guessed():
    first, second = zone()

    with pytest.raises(mrz.NoZone):
        read(first, second[:-1].replace("<" * 14, "") + str((int(second[-1]) + 1) % 10))


def test_a_digit_read_as_a_letter_is_read_back_where_only_one_of_them_can_stand():
    first, second = zone()
    whole = read(first, second)

    assert read(first, second[:13] + second[13:19].replace("0", "O") + second[19:]) == whole
    assert read(first.replace("SAULIUS", "5AUL1U5"), second) == whole
    misread = read(first, second.replace("23841957", "2384I957"))
    assert (misread.document_number, misread.checks["document"]) == ("2384I957", False)


def test_a_day_of_birth_that_was_misread_is_not_known():
    assert read(*zone(born="841340")).date_of_birth == "1984-00-00"


def test_a_file_of_zones_may_begin_with_a_mark_of_order_and_part_its_blocks_by_blanks():
    blocks = [f"2026-10-12 07:{minute}; Medininkai; exit; BY\r\n" + "\r\n".join(zone()) for minute in (41, 42)]

    taken = take(("\ufeff" + "\r\n  \r\n".join(blocks) + "\r\n\r\n\r\n").encode(), "gate.mrz")

    assert (taken.rows, taken.faults) == (2, [])


PASSENGERS = (
    "UNB+UNOA:4+A+B+261012:0700+1'UNH+1+PAXLST:D:02B:UN:IATA'BGM+745'LOC+125+{left}'DTM+189:2610120741:201'"
    "LOC+87+MSQ'XYZ+9+NEW:1'NAD+FL+++ZVINKLYS:SAULIUS'DTM+329:19840603'GEI+4+ZZZ'DOC+P+23841957'CNT+42:{n}'UNT+9+1'UNZ+1+1'"
)


def test_segments_that_no_guideline_knows_are_left_unread():
    taken = take(PASSENGERS.format(left="VNO", n=1).encode(), "list.edi")

    assert (taken.rows, taken.faults) == (1, [])


def test_a_list_that_misses_travellers_and_a_flight_that_is_not_ours_are_named():
    missing, foreign = (PASSENGERS.format(left=left, n=n).encode() for left, n in (("VNO", 92), ("LHR", 1)))

    assert told(missing, "list.edi") == [(0, "CNT")]
    assert take(missing, "list.edi").rows == 1
    assert told(foreign, "list.edi") == [(0, "LOC")]
