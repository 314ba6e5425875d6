"""The made-up people: who they are, what they hold and with which documents they travel.

Everything is drawn from one seed, so that the same seed and day give the same nation. Nobody is meant, and no
institution: their names say that they are made up.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from exeat.demo import names


@dataclass(frozen=True)
class House:
    """A made-up institution."""

    reference: str
    kind: str
    name_en: str
    name_lt: str
    superior: str
    share: float  # of the registered people who serve there
    post_kinds: tuple[tuple[str, float], ...]
    handles_secrets: bool = True


HOUSES = (
    House("I-MIN", "ministry", "Ministry of Quiet Affairs", "Ramių reikalų ministerija", "", 0.12,
          (("civil_servant", 0.7), ("contract_employee", 0.2), ("official", 0.1))),
    House("I-ARMY", "army", "Army of the Example", "Pavyzdžio kariuomenė", "I-MIN", 0.42,
          (("professional_soldier", 0.86), ("civil_servant", 0.06), ("contract_employee", 0.08))),
    House("I-BORDER", "border_guard", "Border Guard of the Example", "Pavyzdžio pasienio tarnyba", "I-MIN", 0.15,
          (("border_guard", 0.94), ("contract_employee", 0.06))),
    House("I-POLICE", "police", "Police of the Example", "Pavyzdžio policija", "I-MIN", 0.21,
          (("police_officer", 0.93), ("contract_employee", 0.07))),
    House("I-GRID", "company", "State company Tinklas", "Valstybės įmonė „Tinklas“", "I-MIN", 0.10,
          (("contract_employee", 0.9), ("official", 0.1))),
    House("I-CHECK", "service", "Travel Commission", "Kelionių komisija", "I-MIN", 0.0, (("civil_servant", 1.0),)),
    House("I-APPEAL", "appeals_body", "Appeals Commission", "Skundų komisija", "I-MIN", 0.0, (("civil_servant", 1.0),)),
    House("I-GUARD", "service", "Counter-intelligence Service", "Kontržvalgybos tarnyba", "I-MIN", 0.0,
          (("official", 1.0),)),
)  # fmt: skip
LEVELS = (("restricted", 0.55), ("confidential", 0.2), ("secret", 0.2), ("top_secret", 0.05))
REGISTERED = {"small": 2_000, "full": 20_000}


@dataclass(frozen=True)
class Document:
    """A passport or identity card; what the register does not know of, it cannot match by number."""

    number: str
    kind: str
    issued_on: date
    expires_on: date
    known: bool = True


@dataclass(frozen=True)
class Made:
    """One made-up person, in the register or not."""

    reference: str
    surname: str
    given_names: str
    former_surname: str
    sex: str
    born_on: date
    nationality: str
    code: str
    documents: tuple[Document, ...]
    house: str = ""
    post_kind: str = "none"
    grade: str = ""
    level: str = "none"
    since: date = date(2010, 1, 1)
    email: str = ""
    resident: bool = True
    language: str = "lt"
    story: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        """Given names first, as people say it."""
        return f"{self.given_names} {self.surname}"


def drawn(rng: random.Random, table: tuple[tuple[str, float], ...]) -> str:
    """One of the words, as often as its share says."""
    return rng.choices([word for word, _ in table], [share for _, share in table])[0]


def personal_code(rng: random.Random, sex: str, born: date, taken: set[str]) -> str:
    """A national code with a right checksum that nobody else in the nation has."""
    century = {"M": 1, "F": 2}[sex] + 2 * (born.year // 100 - 18)
    while True:
        body = f"{century}{born:%y%m%d}{rng.randrange(1000):03d}"
        code = body + str(checksum(body))
        if code not in taken:
            taken.add(code)
            return code


def checksum(body: str) -> int:
    """The last digit of the Lithuanian personal code: two weighted sums modulo eleven."""
    for weights in ((1, 2, 3, 4, 5, 6, 7, 8, 9, 1), (3, 4, 5, 6, 7, 8, 9, 1, 2, 3)):
        rest = sum(w * int(digit) for w, digit in zip(weights, body, strict=True)) % 11
        if rest < 10:
            return rest
    return 0


class Maker:
    """Draws people one after another; no two share a code or a document number."""

    def __init__(self, seed: int, today: date) -> None:
        self.rng = random.Random(f"nation {seed}")  # a made-up nation, not a secret
        self.today = today
        self.codes: set[str] = set()
        self.numbers: set[str] = set()

    def document(self, kind: str | None = None, *, issued_on: date | None = None, known: bool = True) -> Document:
        """A document valid today, unless its day of issue says otherwise."""
        rng = self.rng
        kind = kind or rng.choices(["passport", "identity_card"], [0.8, 0.2])[0]
        issued = issued_on or self.today - timedelta(days=rng.randrange(400, 3300))
        while True:
            number = f"{rng.randrange(10_000_000, 27_999_999):08d}"
            if number not in self.numbers:
                self.numbers.add(number)
                return Document(number, kind, issued, issued + timedelta(days=3652), known)

    def person(self, reference: str = "", *, sex: str = "", youngest: int = 20, oldest: int = 64) -> Made:
        """Someone with a name, a birth date, a code and one document."""
        rng = self.rng
        sex = sex or rng.choice("MF")
        born = self.today - timedelta(days=rng.randrange(youngest * 365, oldest * 365 + 300))
        slavic = rng.random() < 0.13
        given = rng.choice(
            (names.SLAVIC_MEN if sex == "M" else names.SLAVIC_WOMEN)
            if slavic
            else (names.MEN if sex == "M" else names.WOMEN)
        )
        if not slavic and rng.random() < 0.18:
            second = rng.choice(names.MEN if sex == "M" else names.WOMEN)
            given = given if second == given else f"{given} {second}"
        pool = names.SLAVIC_SURNAMES if slavic else names.SURNAMES
        surname = pool[
            min(int(rng.paretovariate(0.9)) - 1, len(pool) - 1) if rng.random() < 0.5 else rng.randrange(len(pool))
        ]
        former = ""
        if sex == "F":
            married = rng.random() < 0.6
            if married and rng.random() < 0.3:
                former = names.of_a_woman(rng.choice(pool), married=False)
            surname = names.of_a_woman(surname, married=married)
        return Made(
            reference, surname, given, former, sex, born, "LTU",
            personal_code(rng, sex, born, self.codes), (self.document(),),
            language="lt" if rng.random() < 0.95 else "en",
        )  # fmt: skip

    def servant(self, number: int, house: House) -> Made:
        """Someone in a post of trust, cleared at some level, whose documents the register mostly knows."""
        rng = self.rng
        person = self.person(f"P-{number:06d}")
        begun = max(person.born_on.replace(year=person.born_on.year + 19, day=1), date(1995, 1, 1))
        days = max((self.today - begun).days - 300, 1)
        since = begun + timedelta(days=rng.randrange(days))
        known = rng.random() > 0.06
        documents = [replace(person.documents[0], known=known)]
        if rng.random() < 0.12:  # renewed within the last year; nobody has told the register yet
            documents.append(self.document(issued_on=self.today - timedelta(days=rng.randrange(30, 330)), known=False))
        return replace(
            person, house=house.reference, post_kind=drawn(rng, house.post_kinds), level=drawn(rng, LEVELS),
            since=since, documents=tuple(documents), grade="",
        )  # fmt: skip


def registered(maker: Maker, size: str) -> list[Made]:
    """The people of the register, house by house, in the proportions of the houses."""
    people: list[Made] = []
    for house in HOUSES:
        for _ in range(round(REGISTERED[size] * house.share)):
            people.append(maker.servant(len(people) + 1, house))
    return people
