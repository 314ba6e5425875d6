"""Valid things for tests: a factory builds one, and the test changes only what it is about."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import factory

from exeat.access.models import Account, Role
from exeat.access.policy import ROLES
from exeat.register import queries
from exeat.register.models import (
    Absence,
    Citizenship,
    Clearance,
    Deputy,
    Headship,
    Institution,
    Name,
    Person,
    Post,
    TravelDocument,
)
from exeat.values.rights import Actor, StandIn

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
TODAY = NOON.date()


class InstitutionFactory(factory.django.DjangoModelFactory):
    """An institution that handles secrets and has told how its decisions are appealed."""

    class Meta:
        model = Institution
        django_get_or_create = ("reference",)

    reference = factory.Sequence(lambda n: f"I-{n:04d}")
    name_en = factory.LazyAttribute(lambda o: f"Institution {o.reference}")
    name_lt = factory.LazyAttribute(lambda o: f"Įstaiga {o.reference}")
    kind = "ministry"
    orders = factory.LazyFunction(lambda: ["demo-order"])
    remedy_en = "You can appeal to the Administrative Disputes Commission within one month."
    remedy_lt = "Sprendimą galite apskųsti Administracinių ginčų komisijai per vieną mėnesį."


class PersonFactory(factory.django.DjangoModelFactory):
    """A professional soldier with a name, a passport and a clearance; give institution=None for one without a post."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    reference = factory.Sequence(lambda n: f"P-{500_000 + n:06d}")  # far from those that tests name
    born_on = date(1984, 5, 17)
    sex = "F"
    email = factory.LazyAttribute(lambda o: f"{o.reference.lower()}@people.example")
    entered_at = datetime(2020, 1, 1, 9, 0, tzinfo=UTC)

    @classmethod
    def create(cls, **kwargs):
        """Make the person and what the register says of them."""
        about = {
            "surname": "Petrauskaitė", "given_names": "Rasa", "post_kind": "professional_soldier", "level": "secret",
            "document_number": "",
        }  # fmt: skip
        for name in about:
            about[name] = kwargs.pop(name, about[name])
        house = kwargs.pop("institution", "made")
        person = super().create(**kwargs)
        NameFactory(person=person, surname=about["surname"], given_names=about["given_names"])
        Citizenship.objects.create(person=person, country="LT")
        TravelDocumentFactory(
            person=person, **({"number": about["document_number"]} if about["document_number"] else {})
        )
        if house is not None and about["post_kind"]:
            PostFactory(person=person, kind=about["post_kind"], **({} if house == "made" else {"institution": house}))
        if about["level"]:
            ClearanceFactory(person=person, level=about["level"])
        return person


class NameFactory(factory.django.DjangoModelFactory):
    """A present name in the native spelling."""

    class Meta:
        model = Name

    person = factory.SubFactory(PersonFactory)
    kind = Name.Kind.NATIVE
    surname = "Petrauskaitė"
    given_names = "Rasa"


class TravelDocumentFactory(factory.django.DjangoModelFactory):
    """A passport that is valid for years."""

    class Meta:
        model = TravelDocument

    person = factory.SubFactory(PersonFactory)
    number = factory.Sequence(lambda n: f"2{n:07d}")
    issued_on = date(2022, 3, 1)
    expires_on = date(2032, 3, 1)


class PostFactory(factory.django.DjangoModelFactory):
    """A post that goes on."""

    class Meta:
        model = Post

    person = factory.SubFactory(PersonFactory)
    institution = factory.SubFactory(InstitutionFactory)
    kind = "professional_soldier"
    since = date(2015, 3, 2)


class ClearanceFactory(factory.django.DjangoModelFactory):
    """A clearance that goes on."""

    class Meta:
        model = Clearance

    person = factory.SubFactory(PersonFactory)
    level = "secret"
    since = date(2018, 1, 1)


class HeadshipFactory(factory.django.DjangoModelFactory):
    """A head since years."""

    class Meta:
        model = Headship

    institution = factory.SubFactory(InstitutionFactory)
    person = factory.SubFactory(PersonFactory)
    since = date(2020, 1, 1)


class DeputyFactory(factory.django.DjangoModelFactory):
    """A first deputy under a written order."""

    class Meta:
        model = Deputy

    institution = factory.SubFactory(InstitutionFactory)
    person = factory.SubFactory(PersonFactory)
    order = "V-12 of 2 January 2024"
    turn = 1
    since = date(2024, 1, 2)


class AccountFactory(factory.django.DjangoModelFactory):
    """An account that can sign in with the password `PASSWORD`; give person= for one of a registered person."""

    class Meta:
        model = Account
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"account-{n}")
    reference = factory.LazyAttributeSequence(lambda o, n: o.person.reference if o.person else f"U-{n:04d}")
    person = None
    shown_name = "Jonas Petraitis"
    language = "en"
    password = factory.django.Password("correct horse battery staple")


class RoleFactory(factory.django.DjangoModelFactory):
    """A role since years; without an institution it is national."""

    class Meta:
        model = Role

    account = factory.SubFactory(AccountFactory)
    kind = "security_officer"
    institution = None
    since = date(2020, 1, 1)


PASSWORD = "correct horse battery staple"


def actor(role: str, reference: str = "", institution: str = "", name: str = "", **more) -> Actor:
    """An actor in a role with that role's rights, without the database: actor("head", "P-000009", "I-ARMY")."""
    return Actor(reference or f"U-{role}", institution, ROLES[role], name or role.replace("_", " "), role, **more)


def traveller(person: Person | str) -> Actor:
    """A registered person acting for themselves."""
    return actor("traveller", getattr(person, "reference", person))


def deputy(reference: str, institution: str, *, stands_in_for: str, order: str = "V-12 of 2 January 2024") -> Actor:
    """A deputy who acts for a head under a written order."""
    return actor("deputy", reference, institution, stands_in=StandIn(stands_in_for, "Head of it", order))


def away(institution: str) -> None:
    """Whoever heads an institution is away, so that the deputy acts."""
    head = queries.head_of(institution, NOON.date())
    if head:
        Absence.objects.get_or_create(person=Person.objects.get(reference=head), since=NOON.date() - timedelta(days=30))


def sign_in(client, account: Account, role: str = "", institution: str = "") -> None:
    """Sign an account in with a test client, in one of its roles."""
    client.force_login(account)
    if role:
        session = client.session
        session["role"] = f"{role}@{institution}"
        session.save()


def signed_in_as(client, role: str, *, institution: Institution | None = None, person: Person | None = None) -> Account:
    """Make an account with one role (in an institution, or national), sign it in, and give it back.

    A head or a deputy comes from the register: a headship or deputyship is written for the person.
    """
    if role in {"head", "deputy"}:
        person = person or PersonFactory(institution=institution)
        making = HeadshipFactory if role == "head" else DeputyFactory
        making(institution=institution, person=person)
        if role == "deputy":
            away(institution.reference)
    account = AccountFactory(person=person)
    if role not in {"head", "deputy", "traveller"}:
        RoleFactory(account=account, kind=role, institution=institution)
    sign_in(client, account, role, institution.reference if institution and role != "traveller" else "")
    return account
