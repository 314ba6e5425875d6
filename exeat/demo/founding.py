"""The nation is founded: its institutions and people enter the register by a file, and those who work get accounts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from exeat.access import actions as access
from exeat.access.policy import ROLES
from exeat.demo.nation import HOUSES, Made, Maker
from exeat.register import actions as register
from exeat.values.rights import Actor

PASSWORD = "leave to be away"  # noqa: S105  # the demonstration's, which its page of sign-ins shows to everybody
REMEDY_EN = "The complaint costs nothing. Give the number of this letter in it. (Made up, for the demonstration.)"
REMEDY_LT = "Skundas nemokamas. Jame nurodykite šio rašto numerį. (Išgalvota, skirta parodymui.)"


@dataclass(frozen=True)
class Seat:
    """One sign-in of the demonstration: who sits there and in which role."""

    username: str
    role: str
    house: str  # where the role reaches; empty for the whole country
    sex: str = "M"
    kind: str = ""  # of post; empty for someone who is not in the register
    registered_at: str = ""  # the house of their post
    note: str = ""


SEATS = (
    Seat("traveller", "traveller", "", "F", "professional_soldier", "I-ARMY"),
    Seat("security", "security_officer", "I-ARMY", "F", "civil_servant", "I-ARMY"),
    Seat("keeper", "register_keeper", "I-ARMY", "M", "civil_servant", "I-ARMY"),
    Seat("duty", "duty_officer", "I-ARMY", "M", "professional_soldier", "I-ARMY"),
    Seat("night", "duty_decider", "I-ARMY", "F", "professional_soldier", "I-ARMY"),
    Seat("head", "head", "I-ARMY", "M", "professional_soldier", "I-ARMY"),
    Seat("deputy", "deputy", "I-ARMY", "F", "professional_soldier", "I-ARMY"),
    Seat("minister", "head", "I-MIN", "F", "official", "I-MIN"),
    Seat("counter", "counter_intelligence", "", "M", "official", "I-GUARD"),
    Seat("border", "border_officer", "", "F", "border_guard", "I-BORDER"),
    Seat("officer1", "case_officer", "", "M", "civil_servant", "I-CHECK"),
    Seat("officer2", "case_officer", "", "F", "civil_servant", "I-CHECK"),
    Seat("officer3", "case_officer", "", "M", "civil_servant", "I-CHECK"),
    Seat("appeals", "appeals_body", "", "F", "civil_servant", "I-APPEAL"),
    Seat("analyst", "analyst", "", "F"),
    Seat("drafter", "drafter", "", "M"),
    Seat("auditor", "auditor", "", "F"),
    Seat("admin", "administrator", "", "M"),
)
FIRST_ADMINISTRATOR = Actor("U-0000", rights=ROLES["administrator"] | ROLES["register_keeper"], role="administrator",
                            name="Founder of the example")  # fmt: skip


@dataclass
class Nation:
    """The founded nation: everybody registered, and who sits in each seat."""

    people: list[Made]
    seated: dict[str, Made]
    actors: dict[str, Actor]
    seats: list[Seat] = field(default_factory=lambda: list(SEATS))

    def person(self, seat: str) -> Made:
        """Who sits there."""
        return self.seated[seat]

    def actor(self, seat: str) -> Actor:
        """The seat's actor, as the page would hand it down."""
        return self.actors[seat]

    def traveller(self, person: Made) -> Actor:
        """A registered person acting for themselves."""
        return Actor(person.reference, rights=ROLES["traveller"], name=person.name, role="traveller")

    def language_of(self, reference: str) -> str:
        """In which language a registered person is written to."""
        return next(person.language for person in self.people if person.reference == reference)

    def seat(self, username: str, person: Made, *, role: str = "traveller", at: datetime) -> None:
        """Someone gets a sign-in of their own beside those whose seats the nation was founded with."""
        seat = Seat(username, role, "", person.sex, person.post_kind if person.house else "", person.house)
        self.seated[username] = person
        self.actors[username] = _account(seat, person, at)
        self.seats.insert(1 if role == "traveller" else len(self.seats) - 3, seat)


def seat_people(maker: Maker, people: list[Made]) -> dict[str, Made]:
    """Everyone who has a seat, entered in the register where their seat says so."""
    seated: dict[str, Made] = {}
    for seat in SEATS:
        number = len(people) + 1
        person = maker.person(f"P-{number:06d}" if seat.kind else "", sex=seat.sex, youngest=30, oldest=58)
        if seat.kind:
            person = replace(
                person, house=seat.registered_at, post_kind=seat.kind, level="secret", language="lt",
                since=maker.today - timedelta(days=2500), email=f"{seat.username}@people.example",
            )  # fmt: skip
            people.append(person)
        seated[seat.username] = person
    return seated


def found(maker: Maker, people: list[Made], *, at: datetime) -> Nation:
    """Enter the nation through the same doors as everybody: legal basis, a file, accounts, roles."""
    seated = seat_people(maker, people)
    by = FIRST_ADMINISTRATOR
    for subject, purpose in (
        ("register", "To know whom the travel restrictions bind, and to decide on their applications."),
        ("matching", "To find journeys of registered people that no permit or notice covers."),
    ):
        register.record_basis(
            subject, basis="Made-up act of the example, art. 5", controller="Ministry of Quiet Affairs",
            purpose=purpose, retention_days=5 * 365, by=by, at=at,
        )  # fmt: skip
    register.import_rows(as_file([*_houses(maker.today), *_lines(people), *_heads(seated, maker.today)]), by=by, at=at)
    for house in HOUSES:
        register.set_remedy(house.reference, en=REMEDY_EN, lt=REMEDY_LT, by=by, at=at)
    actors = {seat.username: _account(seat, seated[seat.username], at) for seat in SEATS}
    return Nation(people, seated, actors)


def _account(seat: Seat, person: Made, at: datetime) -> Actor:
    account = access.make_account(
        seat.username, password=PASSWORD, name=person.name, language="en", person=person.reference,
        by=FIRST_ADMINISTRATOR, at=at,
    )  # fmt: skip
    if seat.role not in {"traveller", "head", "deputy"}:
        access.give_role(
            account.reference, seat.role, institution=seat.house, since=at.date(), by=FIRST_ADMINISTRATOR, at=at
        )
    return Actor(account.reference, seat.house, ROLES[seat.role], person.name, seat.role)


def as_file(lines: Iterable[dict[str, str]]) -> bytes:
    """Lines as the file that the register imports."""
    rows = list(lines)
    columns = list(dict.fromkeys(["record", *(name for row in rows for name in row)]))
    out = io.StringIO()
    write = csv.DictWriter(out, columns, delimiter=";")
    write.writeheader()
    write.writerows(rows)
    return out.getvalue().encode()


def _houses(today: date) -> Iterator[dict[str, str]]:
    for house in HOUSES:
        yield {
            "record": "institution", "institution": house.reference, "name_en": house.name_en,
            "name_lt": house.name_lt, "kind": house.kind, "superior": house.superior,
            "handles_secrets": "yes", "orders": "demo-order", "prints_letters": "yes", "urgent_phone": "0 800 00 000",
            "office_phone": "0 700 00 000",
        }  # fmt: skip


def _lines(people: Iterable[Made]) -> Iterator[dict[str, str]]:
    for person in people:
        who = {"person": person.reference}
        yield {
            "record": "person", **who, "surname": person.surname, "given_names": person.given_names,
            "born_on": person.born_on.isoformat(), "sex": person.sex, "personal_code": person.code,
            "language": person.language, "email": person.email,
            "post_address": f"Pavyzdžio g. {int(person.reference[2:]) % 90 + 1}, LT-00000 Pavyzdinė",
        }  # fmt: skip
        yield {"record": "citizenship", **who, "country": "LT"}
        if person.former_surname:
            yield {
                "record": "name", **who, "kind": "former", "surname": person.former_surname,
                "given_names": person.given_names,
            }  # fmt: skip
        for document in person.documents:
            if document.known:
                yield {
                    "record": "document", **who, "number": document.number, "kind": document.kind, "country": "LT",
                    "issued_on": document.issued_on.isoformat(), "expires_on": document.expires_on.isoformat(),
                }  # fmt: skip
        yield {
            "record": "post", **who, "institution": person.house, "kind": person.post_kind,
            "since": person.since.isoformat(),
        }  # fmt: skip
        yield {"record": "clearance", **who, "level": person.level, "since": person.since.isoformat()}


def _heads(seated: dict[str, Made], today: date) -> Iterator[dict[str, str]]:
    since = (today - timedelta(days=800)).isoformat()
    for seat, house in (("head", "I-ARMY"), ("minister", "I-MIN")):
        yield {"record": "head", "institution": house, "person": seated[seat].reference, "since": since}
    yield {
        "record": "deputy", "institution": "I-ARMY", "person": seated["deputy"].reference, "order": "V-12",
        "turn": "1", "since": since,
    }  # fmt: skip
    yield {
        "record": "absence", "person": seated["head"].reference, "since": (today - timedelta(days=1)).isoformat(),
        "until": (today + timedelta(days=10)).isoformat(),
    }  # fmt: skip
