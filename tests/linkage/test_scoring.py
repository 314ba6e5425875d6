"""What the pairs themselves tell of likenesses is learned from them, and weighed beside the names."""

import numpy as np
import pyarrow as pa

from exeat.linkage import Register, company, dates, documents, names, scoring
from exeat.linkage.traffic import Tally
from exeat.linkage.travellers import Pairs
from exeat.linkage.weights import Weights

SAME, OTHER, MISSING = range(3)  # levels of sexes and nationalities
COMMON, RARE = range(300), range(300, 600)  # people who share one name, and people whose names are their own
CHANGED = {"surname": names.OTHER}
NAMESAKE = {"born": dates.DAY_AND_MONTH}


def women():
    """Half of them are called the same, each of the others has a name of her own."""
    letters = "BCDFGKLMNPRSTVZ"
    surnames = ["Petraitė"] * len(COMMON) + [
        f"Žv{letters[n % 15]}a{letters[n // 15 % 15]}o{letters[n // 225]}ytė" for n in range(len(RARE))
    ]
    rows = [
        {"person_id": n, "surname": surname, "given_names": "Rasa", "date_of_birth": "1980-05-17", "sex": "F",
         "nationality": "LTU"}
        for n, surname in enumerate(surnames)
    ]  # fmt: skip
    return Register(
        pa.Table.from_pylist(rows), pa.table({"person_id": pa.array([0]), "document_number": pa.array(["1"])})
    )


WOMEN = women()


def scored(*told):
    """The pairs of people and levels weighed, each with a traveller of its own who is seen once."""
    usual = {
        "surname": names.SAME, "given": names.SAME, "born": dates.SAME, "sex": SAME, "nation": SAME,
        "document": documents.OTHER, "company": company.UNKNOWN,
    }  # fmt: skip
    each = np.arange(len(told))
    levels = {name: np.array([{**usual, **levels}[name] for _who, levels in told], np.int8) for name in usual}
    pairs = Pairs(each, np.array([who for who, _levels in told]), each, np.ones(len(told), np.int64), **levels)
    people, tally = WOMEN.people, Tally(WOMEN.people)
    tally.travellers = 5_000
    tally.sex[:2], tally.nation[:2] = (2_500, 2_500), (1_500, 3_500)  # women and men; citizens and others
    common = tally.commonness(people, WOMEN.known)
    return scoring.scored(pairs, people, people.texts, Weights(), common)


def test_where_many_have_changed_their_surname_another_surname_says_less_against():
    in_company = {**CHANGED, "company": company.WITH}
    few = scored((0, CHANGED), *((who, {}) for who in RARE))
    many = scored((0, CHANGED), *((who, in_company if who % 2 else {}) for who in RARE))

    assert many.bits["surname"][0] > few.bits["surname"][0] + 1


def test_sex_and_nationality_say_less_beside_the_same_given_name():
    bits = scored((300, {}), (301, {"given": names.OTHER})).bits

    for feature in ("sex", "nation"):
        named, unnamed = bits[feature]
        assert 0 < named < unnamed / 2


def test_how_often_namesakes_have_the_sex_is_learned_from_those_seen():
    of_either = [(who, {**NAMESAKE, "sex": OTHER if who % 2 else SAME}) for who in COMMON]
    of_one = [(who, NAMESAKE) for who in COMMON]

    assert scored((400, {}), *of_either).bits["sex"][0] > scored((400, {}), *of_one).bits["sex"][0] + 0.2


def test_namesakes_are_dense_where_they_were_seen_among_common_names_or_among_rare_ones():
    common, rare = (5, {}), (400, {})
    among_common = scored(common, rare, *((who, NAMESAKE) for who in COMMON)).probability
    among_rare = scored(common, rare, *((who, NAMESAKE) for who in RARE)).probability

    assert among_common[0] < among_rare[0]
    assert among_common[1] > among_rare[1]


def test_a_likeness_as_frequent_as_namesakes_beside_the_date_is_told_as_against():
    alone, crowded = scored((5, {})), scored((5, {}), *((who, NAMESAKE) for who in COMMON))

    assert crowded.against[0] > alone.against[0]
    assert crowded.probability[0] < alone.probability[0]
