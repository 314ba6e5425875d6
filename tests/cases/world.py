"""A small made-up world: a soldier who is bound, officers, an appeals body, and a border that keeps records."""

import io
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from exeat.access.policy import ROLES
from exeat.crossings import actions as crossings
from exeat.crossings import queries as passages
from exeat.register import actions as register_actions
from exeat.register.models import (
    Citizenship,
    Clearance,
    Institution,
    Name,
    Person,
    Post,
    TravelDocument,
)
from exeat.values.rights import Actor

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
REASONS = "The border records and the empty list of permits leave no other reading of these days."
REMEDY = {"remedy_en": "In writing to the appeals body within a month.", "remedy_lt": "Raštu per mėnesį."}
COLUMNS = (
    "surname,given_names,date_of_birth,sex,nationality,document_number,"
    "crossing_point,direction,crossed_at,country,source"
)


def officer(reference: str, role: str = "case_officer", institution: str = "I-COMMISSION") -> Actor:
    return Actor(reference, institution, ROLES[role], f"Officer {reference}", role)


LINA, MINDAUGAS, RASA = officer("U-0001"), officer("U-0002"), officer("U-0003")
BODY = officer("U-0009", "appeals_body", "I-APPEALS")
ADMIN = officer("U-0008", "administrator", "")


def traveller(reference: str = "P-000001") -> Actor:
    return Actor(reference, "", ROLES["traveller"], "Saulius Žvinklys", "traveller")


def found_world() -> None:
    """Institutions and the recorded ground in law for matching."""
    for reference, kind in (("I-ARMY", "army"), ("I-COMMISSION", "ministry"), ("I-APPEALS", "appeals_body")):
        Institution.objects.get_or_create(
            reference=reference, defaults={"name_en": reference, "name_lt": reference, "kind": kind, **REMEDY}
        )
    register_actions.record_basis(
        "matching", basis="Law, art. 1", controller="Travel Commission", purpose="to find journeys", retention_days=365,
        by=ADMIN, at=NOON,
    )  # fmt: skip


@dataclass(frozen=True)
class Who:
    """A person as the register and a border would write them."""

    reference: str = "P-000001"
    surname: str = "Žvinklys"
    given: str = "Saulius"
    born: date = date(1984, 6, 3)
    sex: str = "M"
    document: str = "23841957"
    language: str = "en"


SOLDIER = Who()


def enter(
    who: Who = SOLDIER, *, house: str = "I-ARMY", kind: str = "professional_soldier", level: str = "secret"
) -> None:
    """Put a person into the register, with a post and a clearance."""
    person = Person.objects.create(
        reference=who.reference, born_on=who.born, sex=who.sex, language=who.language, entered_at=NOON
    )
    Name.objects.create(person=person, surname=who.surname, given_names=who.given)
    Citizenship.objects.create(person=person, country="LT")
    TravelDocument.objects.create(person=person, number=who.document)
    Post.objects.create(
        person=person, institution=Institution.objects.get(reference=house), kind=kind, since=date(2015, 3, 2)
    )
    if level:
        Clearance.objects.create(person=person, level=level, since=date(2015, 3, 2))


def row(who: Who, direction: str, at: str, *, point: str = "Medininkai", country: str = "BY", **changes: str) -> str:
    given = {
        "surname": who.surname.upper(), "given": who.given.upper(), "born": who.born.isoformat(), "sex": who.sex,
        "document": who.document, **changes,
    }  # fmt: skip
    return (
        f"{given['surname']},{given['given']},{given['born']},{given['sex']},LTU,{given['document']},"
        f"{point},{direction},{at},{country},Border guard"
    )


def file(*rows: str) -> io.BytesIO:
    return io.BytesIO("\n".join((COLUMNS, *rows)).encode())


def journey(who: Who = SOLDIER, first: str = "2026-10-12", last: str = "2026-10-14", **changes: str) -> list[str]:
    return [row(who, "exit", f"{first} 07:41", **changes), row(who, "entry", f"{last} 19:05", **changes)]


def receive(*rows: str, by: Actor = LINA, at: datetime = NOON):
    return crossings.receive(file(*rows), "october.csv", by=by, at=at)


def confirm_all(by: Actor = LINA, at: datetime = NOON, overrides: str = "") -> None:
    """A careless officer says of everything that it is the same person."""
    for candidate in passages.waiting_for(by, on=at.date()):
        crossings.answer(candidate.reference, "same", reasons="it looks the same", overrides=overrides, by=by, at=at)


def later(days: int) -> datetime:
    return NOON + timedelta(days=days)


def shifted(who: Who, **changes: object) -> Who:
    return replace(who, **changes)
