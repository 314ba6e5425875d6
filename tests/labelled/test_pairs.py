"""Pairs with known answers: the confusion by kind of trouble is printed (`pytest -s`) and no innocent is a match."""

import pyarrow as pa
import pytest

from exeat.linkage import match
from tests.labelled.pairs import PAIRS, PAPER
from tests.linkage import tables

TRAFFIC = 3000  # strangers among whom the pair is looked for
SURNAMES = ["KAZLAUSK", "PETRAUSK", "JANKAUSK", "STANKEVIC", "BUTKEVIC", "POCI", "URBON", "ZILINSK", "GRIGAIT", "NORK"]
GIVEN = [
    "JONAS",
    "RASA",
    "TOMAS",
    "ONA",
    "DARIUS",
    "OLGA",
    "SERGEJ",
    "INGA",
    "ANDRIUS",
    "LINA",
    "PAVEL",
    "VIDA",
    "MARIUS",
    "ASTA",
    "KARL",
    "ILZE",
]


@pytest.fixture(scope="module")
def traffic():
    rows = []
    for at in range(TRAFFIC):
        ending = ("AS", "IENE", "AITE", "US", "OV", "OVA")[at % 6]
        rows.append(
            tables.CROSSING
            | {
                "crossing_id": 10_000 + at,
                "surname": SURNAMES[at % 10] + chr(65 + at // 10 % 20) + ending,
                "given_names": GIVEN[at % 16],
                "date_of_birth": f"{1945 + at * 7 % 60}-{at % 12 + 1:02}-{at * 5 % 28 + 1:02}",
                "sex": "MF"[at % 2],
                "document_number": f"T{at:07}",
            }
        )
    return rows


def verdict(pair, traffic):
    """What is said of one pair among the traffic, the register holding sixty others."""
    (person, record), of_person, of_record, _ = pair
    others = [
        {"surname": SURNAMES[at % 10].title() + "as", "given_names": GIVEN[at % 16].title(), "sex": "M",
         "date_of_birth": f"{1950 + at % 50}-{at % 12 + 1:02}-{at % 27 + 1:02}"}
        for at in range(60)
    ]  # fmt: skip
    register = tables.register(person | of_person, *others)
    seen = tables.CROSSING | {"crossing_id": 1} | record | PAPER | of_record
    crossings = pa.Table.from_pylist([seen, *traffic], schema=tables.crossings(strangers=0).schema)
    found = match(register, tables.papers((1, PAPER["document_number"])), crossings)
    said = {(row["crossing_id"], row["person_id"]): row["verdict"] for row in found.table.to_pylist()}
    return said.get((1, 1), "nothing")


def test_no_innocent_is_a_match_and_no_known_trouble_hides_a_person(traffic):
    confusion = {
        kind: [(answer, verdict(pair, traffic)) for pair in pairs for answer in pair[3:]]
        for kind, pairs in PAIRS.items()
    }

    print()
    for kind, answers in confusion.items():
        counts = {
            said: sum(one == said for _, one in answers) for said in ("match", "candidate", "undecidable", "nothing")
        }
        print(f"{kind:24}{'same' if answers[0][0] else 'other':7}", *(f"{name} {n}" for name, n in counts.items() if n))

    wrong = [
        (kind, said) for kind, answers in confusion.items() for same, said in answers if not same and said == "match"
    ]
    missed = [
        (kind, said) for kind, answers in confusion.items() for same, said in answers if same and said == "nothing"
    ]
    told = [verdict(pair, traffic) for kind in ("clean", "birth date") for pair in PAIRS[kind]]
    assert wrong == []
    assert missed == []
    assert set(told) == {"match"}
