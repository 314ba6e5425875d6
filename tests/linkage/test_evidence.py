"""Evidence that a person can judge: each feature for or against, and a sum that can be read aloud."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exeat.linkage import Person, Record, explain, match
from exeat.linkage.evidence import WHY
from tests.linkage import tables

RASA = Person("Žukauskienė", "Rasa", "1980-03-11", "F", "LTU", documents=("24680135",))
SEEN = Record("ZUKAUSKIENE", "RASA", "1980-03-11", "F", "LTU", "24680135")
names = st.text("ABĄČĖŽKНРЯ -", max_size=12)
days = st.dates().map(str) | st.sampled_from(["", "1980-00-00", "nonsense"])


def weight(said, feature):
    return next(one.weight for one in said if one.feature == feature)


def why(said, feature):
    return next(one.why_code for one in said if one.feature == feature)


@pytest.mark.parametrize(
    ("register", "crossing", "born"),
    [
        ("1980-03-11", "1980-03-11", "born-same"),
        ("1980-03-11", "1980-11-03", "born-swapped"),
        ("1980-03-11", "1980-03-17", "born-digit"),
        ("1980-03-11", "1980-03-11T00:00", "born-same"),
        ("1980-03-12", "1980-03-21", "born-digit"),
        ("1980-03-11", "1980-00-00", "born-year"),
        ("1980-03-11", "1991-03-11", "born-day_and_month"),
        ("1980-03-11", "1975-08-29", "born-other"),
        ("1980-03-11", "", "born-missing"),
    ],
)
def test_birth_dates_are_compared_as_people_get_them_wrong(register, crossing, born):
    said = explain({"date_of_birth": register}, {"date_of_birth": crossing})

    assert why(said, "born") == born


@pytest.mark.parametrize(
    ("register", "crossing", "level"),
    [
        ("Žukauskienė", "ZUKAUSKIENE", "same"),
        ("Žukauskienė", "ŽUKAUSKIENĖ", "same"),
        ("Žukauskienė", "ZHUKAUSKENE", "heard"),
        ("Žukauskienė", "ЖУКАУСКЕНЕ", "heard"),
        ("Jokubaitis", "IOKUBAITIS", "heard"),
        ("Stankevičius", "STANKIAVICHYUS", "heard"),
        ("Vasiljev", "VASILYEV", "heard"),
        ("Vasiljev", "Васильев", "heard"),
        ("Шевченко", "SHEVCHENKO", "same"),
        ("Kazlauskaitė-Petraitienė", "PETRAITIENE", "part"),
        ("Adomaitytė", "ADOMAITYE", "near"),
        ("Kazlauskas", "MEYER", "other"),
    ],
)
def test_surnames_are_compared_by_what_is_heard(register, crossing, level):
    said = explain({"surname": register}, {"surname": crossing})

    assert why(said, "surname") == f"surname-{level}"


def test_disagreement_speaks_as_plainly_as_agreement():
    said = explain(RASA, Record("MEYER", "UTE", "1961-07-30", "M", "DEU", "99999999"))

    assert all(one.weight < 0 for one in said)
    assert all(one.why_code.endswith("-other") for one in said if one.feature != "prior")


@given(names, names, days, st.sampled_from(["F", "M", ""]), st.sampled_from(["", "24680135"]))
@settings(max_examples=40, deadline=None)
def test_a_missing_value_says_nothing(surname, given_name, born, sex, number):
    said = explain(Person(), Record(surname, given_name, born, sex, "LTU", number))

    assert [one.weight for one in said if one.feature != "prior"] == [0.0] * 6
    assert all(one.why_code.endswith("-missing") for one in said if one.feature != "prior")


@given(names, names, days, days)
@settings(max_examples=40, deadline=None)
def test_names_and_dates_may_change_sides(one, other, day, another):
    there = explain(Person(one, "", day), Record(other, "", another))
    back = explain(Person(other, "", another), Record(one, "", day))

    assert [part.weight for part in there] == [part.weight for part in back]


@given(names, names, days, names, names, days)
@settings(max_examples=40, deadline=None)
def test_every_reason_has_a_sentence(one, two, day, three, four, another):
    said = explain(Person(one, two, day), Record(three, four, another))

    assert all(part.why == WHY[part.why_code] for part in said)


def test_the_same_record_gives_more_than_any_with_a_trouble():
    best = sum(one.weight for one in explain(RASA, SEEN))

    for trouble in ({"surname": "ZHUKAUSKENE"}, {"date_of_birth": "1980-11-03"}, {"document_number": ""}):
        assert sum(one.weight for one in explain(RASA, Record(**(vars(SEEN) | trouble)))) < best


def test_the_sum_of_a_match_is_the_log_odds_of_its_probability():
    rows = tables.crossings({}, {"document_number": None, "date_of_birth": "1980-11-03"}, {"given_names": "RUTA"})
    found = match(tables.register(), tables.papers((1, "24680135")), rows)

    for row in found.table.to_pylist():
        said = found.evidence(row["crossing_id"], row["person_id"])
        if row["score"] is not None and row["score"] < 1 - 1e-8:
            odds = math.log2(row["score"] / (1 - row["score"]))
            assert sum(one.weight for one in said) == pytest.approx(odds, abs=0.05)


def test_the_evidence_of_a_match_shows_both_values_and_how_common_the_name_is():
    found = match(tables.register(), tables.papers((1, "24680135")), tables.crossings({}))

    surname = next(one for one in found.evidence(1, 1) if one.feature == "surname")

    assert surname.params["register"] == "Žukauskienė"
    assert surname.params["crossing"] == "ZUKAUSKIENE"
    assert int(surname.params["one_in"]) == 41
