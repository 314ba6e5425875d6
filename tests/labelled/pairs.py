"""Invented pairs with known answers, by kind of trouble: is the crossing the registered person's?

Each pair is a change to the person, a change to the record, and the answer. Everything else is as in `WOMAN` or `MAN`.
"""

WOMAN = (
    {
        "surname": "Žukauskienė",
        "given_names": "Rasa Ona",
        "date_of_birth": "1980-03-11",
        "sex": "F",
        "nationality": "LTU",
    },
    {
        "surname": "ZUKAUSKIENE",
        "given_names": "RASA ONA",
        "date_of_birth": "1980-03-11",
        "sex": "F",
        "nationality": "LTU",
    },
)
MAN = (
    {
        "surname": "Jokubaitis",
        "given_names": "Česlovas",
        "date_of_birth": "1971-12-05",
        "sex": "M",
        "nationality": "LTU",
    },
    {
        "surname": "JOKUBAITIS",
        "given_names": "CESLOVAS",
        "date_of_birth": "1971-12-05",
        "sex": "M",
        "nationality": "LTU",
    },
)
SLAV = (
    {"surname": "Vasiljev", "given_names": "Sergej", "date_of_birth": "1966-07-21", "sex": "M", "nationality": "LTU"},
    {"surname": "VASILJEV", "given_names": "SERGEJ", "date_of_birth": "1966-07-21", "sex": "M", "nationality": "LTU"},
)
GERMAN = {"surname": "MEYER", "given_names": "UWE", "date_of_birth": "1990-05-02", "nationality": "DEU"}
LATVIAN = {"surname": "OZOLA", "given_names": "ILZE", "date_of_birth": "1961-02-02", "nationality": "LVA"}
PAPER = {"document_number": "24680135"}
OTHER_PAPER = {"document_number": "97531642"}
NO_PAPER = {"document_number": None}

PAIRS = {
    "clean": [(WOMAN, {}, PAPER, True), (MAN, {}, PAPER, True), (SLAV, {}, PAPER, True)],
    "new document": [(WOMAN, {}, OTHER_PAPER, True), (MAN, {}, OTHER_PAPER, True), (SLAV, {}, NO_PAPER, True)],
    "two alphabets": [
        (WOMAN, {}, {"surname": "ZHUKAUSKENE"} | OTHER_PAPER, True),
        (MAN, {}, {"surname": "IOKUBAITIS", "given_names": "CHESLOVAS"} | OTHER_PAPER, True),
        (SLAV, {}, {"surname": "VASILYEV", "given_names": "SERGEY"} | NO_PAPER, True),
        (SLAV, {}, {"surname": "ВАСИЛЬЕВ", "given_names": "СЕРГЕЙ"} | NO_PAPER, True),
    ],
    "slip of the hand": [
        (WOMAN, {}, {"surname": "ZUKASUKIENE"} | OTHER_PAPER, True),
        (MAN, {}, {"given_names": "CESLOWAS"} | NO_PAPER, True),
        (SLAV, {}, {"document_number": "2468O135"}, True),
    ],
    "swapped names": [
        (MAN, {}, {"surname": "CESLOVAS", "given_names": "JOKUBAITIS"} | OTHER_PAPER, True),
        (SLAV, {}, {"surname": "SERGEJ", "given_names": "VASILJEV"} | PAPER, True),
    ],
    "birth date": [
        (WOMAN, {}, {"date_of_birth": "1980-11-03"} | PAPER, True),
        (MAN, {}, {"date_of_birth": "1971-12-06"} | PAPER, True),
        (SLAV, {}, {"date_of_birth": "1966-00-00"} | PAPER, True),
        (SLAV, {}, {"date_of_birth": None} | PAPER, True),
    ],
    "changed surname": [
        (WOMAN, {"former_surname": "Balinskaitė"}, {"surname": "BALINSKAITE"} | OTHER_PAPER, True),
        (WOMAN, {"surname": "Balinskaitė-Žukauskienė"}, OTHER_PAPER, True),
        (WOMAN, {}, {"surname": "BALINSKAITE"} | PAPER, True),
    ],
    "second name dropped": [(WOMAN, {}, {"given_names": "RASA"} | OTHER_PAPER, True)],
    "twin": [
        (MAN, {}, {"given_names": "ANDRIUS"} | OTHER_PAPER, False),
        (WOMAN, {}, {"given_names": "INGA"} | OTHER_PAPER, False),
    ],
    "namesake": [
        (MAN, {}, {"date_of_birth": "1984-02-17"} | OTHER_PAPER, False),
        (SLAV, {}, {"date_of_birth": "1949-07-21"} | OTHER_PAPER, False),
    ],
    "relative": [
        (WOMAN, {}, {"surname": "ZUKAUSKAS", "given_names": "TOMAS", "sex": "M"} | OTHER_PAPER, False),
        (WOMAN, {}, {"given_names": "ONA", "date_of_birth": "2009-09-30"} | NO_PAPER, False),
    ],
    "recycled document": [(MAN, {}, GERMAN, False), (WOMAN, {}, LATVIAN, False)],
    "stranger born that day": [
        (MAN, {}, {"surname": "PETRAUSKAS", "given_names": "DARIUS"} | OTHER_PAPER, False),
        (SLAV, {}, {"surname": "IVANOV", "given_names": "PAVEL"} | NO_PAPER, False),
    ],
}  # fmt: skip
