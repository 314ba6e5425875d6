"""Crossings matched with people: what is proposed, what is not, and what nobody can tell."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exeat.linkage import MissingColumn, WrongIds, match
from tests.linkage import tables

PAPER = (1, "24680135")


def verdicts(found):
    return {(row["crossing_id"], row["person_id"]): (row["verdict"], row["score"]) for row in found.table.to_pylist()}


def test_a_crossing_with_the_persons_name_date_and_document_is_a_match():
    found = match(tables.register(), tables.papers(PAPER), tables.crossings({}))

    assert list(verdicts(found)) == [(1, 1)]
    assert verdicts(found)[1, 1][0] == "match"
    assert verdicts(found)[1, 1][1] > 0.99


@pytest.mark.parametrize(
    "written",
    [
        {"surname": "ZHUKAUSKENE"},
        {"surname": "RASA", "given_names": "ZUKAUSKIENE"},
        {"date_of_birth": "1980-11-03"},
        {"date_of_birth": None},
        {"surname": "ZUKAUSKIEME", "sex": None, "nationality": None},
        {"document_number": "2468O135"},
    ],
)
def test_a_record_with_one_trouble_is_still_found(written):
    found = match(tables.register(), tables.papers(PAPER), tables.crossings(written))

    assert verdicts(found)[1, 1][0] == "match"


def test_strangers_are_not_mentioned_at_all():
    found = match(tables.register(), tables.papers(PAPER), tables.crossings(strangers=200))

    assert found.table.num_rows == 0


def test_two_people_who_look_the_same_are_undecidable_without_a_document():
    both = tables.register({}, {})

    found = match(both, tables.papers((2, "99999999")), tables.crossings({"document_number": None}))

    assert verdicts(found) == {(1, 1): ("undecidable", None), (1, 2): ("undecidable", None)}


def test_a_document_tells_two_people_apart_who_look_the_same():
    both = tables.register({}, {})

    found = match(both, tables.papers(PAPER, (2, "99999999")), tables.crossings({}))

    assert verdicts(found)[1, 1][0] == "match"
    assert verdicts(found).get((1, 2), ("", 0))[0] != "match"


def test_a_namesake_who_travels_on_another_document_while_the_person_travels_is_undecidable():
    mine = [{"crossed_at": "2025-05-01 10:00:00"}, {"crossed_at": "2025-05-20 10:00:00"}]
    theirs = {"document_number": "77700011", "crossed_at": "2025-05-10 10:00:00"}

    found = match(tables.register(), tables.papers(PAPER), tables.crossings(*mine, theirs))

    assert verdicts(found)[1, 1][0] == verdicts(found)[2, 1][0] == "match"
    assert verdicts(found).get((3, 1), ("undecidable", None)) == ("undecidable", None)


def test_the_same_name_and_date_without_any_document_is_undecidable():
    found = match(tables.register(), tables.papers(PAPER), tables.crossings({"document_number": None}))

    assert verdicts(found) == {(1, 1): ("undecidable", None)}


def test_a_record_without_a_number_belongs_to_the_only_traveller_who_looks_like_the_person():
    bare = {"document_number": None, "given_names": "RASSA"}

    found = match(tables.register(), tables.papers(PAPER), tables.crossings({}, {}, bare))

    assert [verdicts(found)[at, 1][0] for at in (1, 2, 3)] == ["match", "match", "match"]


def test_a_record_without_a_number_belongs_to_nobody_when_a_namesake_travels_as_well():
    bare, namesake = {"document_number": None}, {"document_number": "77700011"}

    found = match(tables.register(), tables.papers(PAPER), tables.crossings({}, namesake, bare))

    assert verdicts(found)[1, 1][0] == "match"
    assert verdicts(found)[3, 1] == ("undecidable", None)


def test_a_brother_with_the_same_surname_is_not_a_match():
    person = {"surname": "Žukauskas", "given_names": "Tomas", "sex": "M"}
    brother = {"surname": "ZUKAUSKAS", "given_names": "ANDRIUS", "sex": "M", "document_number": "55555555"}

    found = match(tables.register(person), tables.papers(PAPER), tables.crossings(brother))

    assert verdicts(found).get((1, 1), ("", 0))[0] != "match"


def test_a_record_of_somebody_else_that_bears_the_persons_number_is_theirs_even_without_a_date():
    other = {"surname": "MISHCHENKO", "given_names": "NATALIIA", "nationality": "UKR", "date_of_birth": None}

    found = match(tables.register(), tables.papers(PAPER), tables.crossings({}, other))

    assert list(verdicts(found)) == [(1, 1)]


def test_a_foreign_document_with_the_same_number_is_not_enough():
    foreigner = {"surname": "MEYER", "given_names": "UTE", "date_of_birth": "1961-07-30", "nationality": "DEU"}

    found = match(tables.register(), tables.papers(PAPER), tables.crossings(foreigner))

    assert verdicts(found).get((1, 1), ("", 0))[0] != "match"


@given(st.permutations(range(45)))
@settings(max_examples=8, deadline=None)
def test_the_order_of_rows_changes_nothing(order):
    people, papers = tables.register({}, {"surname": "Kazlauskas", "sex": "M"}), tables.papers(PAPER)
    rows = tables.crossings({}, {"date_of_birth": None}, {"document_number": None}, {"surname": "KAZLAUSKAS"}, {})

    assert match(people, papers, rows.take(order)).table.equals(match(people, papers, rows).table)


@given(st.integers(0, 300))
@settings(max_examples=10, deadline=None)
def test_more_strangers_do_not_make_a_match_of_somebody_else(strangers):
    other = {"surname": "ZUKAUSKAITE", "given_names": "INGA", "document_number": "31313131"}

    found = match(tables.register(), tables.papers(PAPER), tables.crossings(other, strangers=strangers))

    assert verdicts(found).get((1, 1), ("", 0))[0] != "match"


def test_ids_keep_their_type():
    people = tables.register().set_column(0, "person_id", pa.array(["P-1"]))
    papers = pa.table({"person_id": ["P-1"], "document_number": ["24680135"]})
    rows = tables.crossings({}, strangers=0).set_column(0, "crossing_id", pa.array(["C-1"]))

    found = match(people, papers, rows)

    assert found.table.to_pylist()[0]["person_id"] == "P-1"
    assert found.table.to_pylist()[0]["crossing_id"] == "C-1"


@pytest.mark.parametrize("empty", ["register", "documents", "crossings"])
def test_an_empty_table_gives_no_error(empty):
    given_ = {"register": tables.register(), "documents": tables.papers(PAPER), "crossings": tables.crossings({})}
    given_[empty] = given_[empty].slice(0, 0)

    found = match(**given_)

    assert found.table.column_names == ["crossing_id", "person_id", "score", "verdict"]
    assert (found.table.num_rows > 0) == (empty == "documents")


def test_only_what_is_needed_must_be_there():
    rows = tables.crossings({}).select(["crossing_id", "surname", "given_names", "date_of_birth"])
    people = tables.register().select(["person_id", "surname", "given_names", "date_of_birth"])

    found = match(people, tables.papers(PAPER), rows)

    assert [row["crossing_id"] for row in found.table.to_pylist()] == [1]


def test_a_missing_column_is_named():
    with pytest.raises(MissingColumn, match="crossings: there is no column surname"):
        match(tables.register(), tables.papers(PAPER), tables.crossings({}).drop_columns(["surname"]))


def test_repeated_numbers_are_refused():
    with pytest.raises(WrongIds, match="1 rows repeat a person_id"):
        match(tables.register({}, {"person_id": 1}), tables.papers(PAPER), tables.crossings({}))


def test_a_number_that_stands_for_no_number_makes_no_traveller():
    strangers = [
        {
            "surname": surname,
            "given_names": name,
            "date_of_birth": f"19{at + 50}-05-0{at + 1}",
            "document_number": "0000",
        }
        for at, (surname, name) in enumerate(tables.STRANGERS[:9])
    ]

    found = match(
        tables.register(), tables.papers((1, "0000")), tables.crossings({"document_number": "0000"}, *strangers)
    )

    assert {row["crossing_id"] for row in found.table.to_pylist()} == {1}


def test_times_with_a_zone_without_one_and_as_text_are_all_read():
    for kind in (pa.timestamp("ms"), pa.timestamp("us", tz="UTC")):
        rows = tables.crossings({}, {})
        times = pa.chunked_array([rows["crossed_at"].combine_chunks().cast(pa.timestamp("s")).cast(kind)])
        found = match(tables.register(), tables.papers(PAPER), rows.set_column(9, "crossed_at", times))

        assert [row["verdict"] for row in found.table.to_pylist()] == ["match", "match"]


def test_dates_may_come_as_dates():
    people, rows = tables.register(), tables.crossings({})
    people = people.set_column(4, "date_of_birth", people["date_of_birth"].cast(pa.date32()))

    found = match(people, tables.papers(PAPER), rows)

    assert found.table.to_pylist()[0]["verdict"] == "match"


def test_a_handful_of_crossings_beside_a_large_register_still_gives_matches_and_doubts():
    many = [
        {"surname": f"Kazl{chr(97 + at % 26)}usk{chr(97 + at // 26 % 26)}as", "given_names": "Jonas", "sex": "M",
         "date_of_birth": f"{1950 + at % 50}-{at % 12 + 1:02}-{at % 27 + 1:02}"}
        for at in range(2000)
    ]  # fmt: skip
    changed = {"document_number": "31313131"}
    namesake = {"document_number": "41414141", "date_of_birth": "1991-10-29"}

    found = match(
        tables.register({}, *many), tables.papers(PAPER), tables.crossings({}, changed, namesake, strangers=2)
    )

    said = verdicts(found)
    assert said[1, 1][0] == "match"
    assert said[2, 1][0] in ("match", "undecidable")
    assert said.get((3, 1), ("", 0))[0] != "match"


def test_a_second_given_name_that_is_there_in_every_record_speaks_against_a_namesake():
    both, one = ({"given_names": name, "document_number": "41414141"} for name in ("RASA ONA", "RASA"))
    person = {"given_names": "Rasa Ona"}

    whole, part = (match(tables.register(person), tables.papers(PAPER), tables.crossings(row)) for row in (both, one))

    assert whole.table["score"][0].as_py() > part.table["score"][0].as_py()
