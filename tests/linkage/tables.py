"""Small tables of people and crossings, of which a test states only what it is about."""

import pyarrow as pa

PERSON = {
    "person_id": 1, "surname": "Žukauskienė", "given_names": "Rasa", "former_surname": None,
    "date_of_birth": "1980-03-11", "sex": "F", "nationality": "LTU",
}  # fmt: skip
CROSSING = {
    "crossing_id": 1, "surname": "ZUKAUSKIENE", "given_names": "RASA", "date_of_birth": "1980-03-11", "sex": "F",
    "nationality": "LTU", "document_number": "24680135", "crossing_point": "Medininkai", "direction": "out",
    "crossed_at": "2025-05-01 10:00:00",
}  # fmt: skip
STRANGERS = [
    ("KOWALSKI", "JAN"), ("IVANOVA", "OLGA"), ("BERZINS", "JANIS"), ("SCHMIDT", "KARL"), ("PETRAITIS", "JONAS"),
    ("SHEVCHENKO", "TARAS"), ("NOVIK", "ALES"), ("JANKAUSKAS", "TOMAS"), ("MEYER", "UTE"), ("OZOLA", "ILZE"),
]  # fmt: skip


def register(*people):
    rows = [PERSON | {"person_id": at + 1} | person for at, person in enumerate(people or ({},))]
    return pa.Table.from_pylist(rows, schema=_schema(PERSON, "person_id"))


def papers(*pairs):
    return pa.table(
        {
            "person_id": pa.array([person for person, _ in pairs], pa.int64()),
            "document_number": pa.array([number for _, number in pairs], pa.string()),
        }
    )


def crossings(*rows, strangers=40):
    """The rows, then crossings of strangers, so that something is known of how common names are."""
    made = [CROSSING | {"crossing_id": at + 1} | row for at, row in enumerate(rows)]
    for at in range(strangers):
        surname, given = STRANGERS[at % 10]
        made.append(
            CROSSING
            | {"crossing_id": 1000 + at, "surname": surname, "given_names": given, "document_number": f"X{at:07}",
               "date_of_birth": f"{1950 + at}-{at % 12 + 1:02}-{at % 28 + 1:02}", "nationality": "POL"}
        )  # fmt: skip
    return pa.Table.from_pylist(made, schema=_schema(CROSSING, "crossing_id"))


def _schema(row, key):
    return pa.schema([(name, pa.int64() if name == key else pa.string()) for name in row])
