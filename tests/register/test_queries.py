"""What the register answers, and to whom."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exeat.access.policy import ROLES
from exeat.register import queries
from exeat.register.models import Institution, Person
from exeat.values.period import Period
from exeat.values.rights import Actor
from tests.factories import (
    TODAY,
    ClearanceFactory,
    DeputyFactory,
    HeadshipFactory,
    InstitutionFactory,
    NameFactory,
    PersonFactory,
    PostFactory,
    TravelDocumentFactory,
    actor,
)

pytestmark = pytest.mark.django_db


def test_a_person_is_given_as_plain_values():
    army = InstitutionFactory(reference="I-ARMY")
    person = PersonFactory(reference="P-000007", institution=army, document_number="23456789")

    facts = queries.plain("P-000007")

    assert (facts.name, facts.institution, facts.citizenships) == ("Rasa Petrauskaitė", "I-ARMY", ("LT",))
    assert facts.document(TODAY).number == "23456789"
    assert facts.email == person.email


def test_the_name_is_that_of_the_day():
    person = PersonFactory(surname="Kairytė")
    person.names.update(until=date(2024, 6, 1))
    NameFactory(person=person, surname="Petrauskienė", since=date(2024, 6, 1))

    assert queries.plain(person.reference, on=date(2024, 5, 31)).surname == "Kairytė"
    assert queries.plain(person.reference, on=date(2024, 6, 1)).surname == "Petrauskienė"
    assert queries.plain(person.reference).surname == "Petrauskienė"


def test_the_document_to_carry_is_valid_and_not_cancelled():
    person = PersonFactory(document_number="20000001")
    person.documents.update(cancelled_on=date(2026, 1, 1))
    TravelDocumentFactory(person=person, number="20000002", expires_on=date(2026, 11, 24))
    TravelDocumentFactory(person=person, number="20000003", kind="identity_card")

    assert queries.plain(person.reference).document(TODAY).number == "20000003"


def test_holdings_are_those_that_touch_the_stay():
    person = PersonFactory(institution=None, level="")
    PostFactory(person=person, kind="conscript", since=date(2010, 1, 1), until=date(2011, 1, 1))
    PostFactory(person=person, kind="official", since=date(2020, 1, 1), institution__handles_secrets=False)
    ClearanceFactory(person=person, level="restricted", since=date(2026, 11, 28))

    found = queries.holdings(person.reference, Period(date(2026, 11, 26), date(2026, 11, 29)))

    assert [(p["kind"], p["body_handles_secrets"]) for p in found["posts"]] == [("official", False)]
    assert found["clearances"] == [{"level": "restricted", "from": date(2026, 11, 28), "until": None}]


def test_a_post_of_head_can_be_vacant():
    army = InstitutionFactory(reference="I-ARMY")
    head = HeadshipFactory(institution=army, since=date(2020, 1, 1)).person
    HeadshipFactory(institution=army, person=None, since=date(2026, 11, 1))

    assert queries.head_of("I-ARMY", date(2026, 10, 31)) == head.reference
    assert queries.head_of("I-ARMY", TODAY) is None
    assert queries.institution("I-ARMY").head(TODAY) is None
    assert queries.institution("I-ARMY").head(date(2026, 10, 31)) == head.reference


def test_deputies_come_in_the_order_of_their_turn():
    army = InstitutionFactory(reference="I-ARMY")
    second = DeputyFactory(institution=army, turn=2).person.reference
    first = DeputyFactory(institution=army, turn=1).person.reference
    DeputyFactory(institution=army, turn=1, until=TODAY)

    assert [d.person for d in queries.deputies("I-ARMY", TODAY)] == [first, second]


def test_the_tables_for_matching_have_one_line_a_person_with_the_former_surname():
    person = PersonFactory(surname="Petrauskienė", document_number="23456789")
    NameFactory(person=person, kind="former", surname="Kairytė")

    people, documents = queries.people_and_documents(on=TODAY)

    assert people.to_pylist() == [
        {"person_id": person.pk, "reference": person.reference, "surname": "Petrauskienė", "given_names": "Rasa",
         "former_surname": "Kairytė", "date_of_birth": "1984-05-17", "sex": "F", "nationality": "LTU"}
    ]  # fmt: skip
    assert documents.to_pylist() == [{"person_id": person.pk, "document_number": "23456789"}]


def test_who_moved_on_is_no_longer_seen_by_the_institution_they_left():
    old, new = InstitutionFactory(reference="I-OLD"), InstitutionFactory(reference="I-NEW")
    person = PersonFactory(institution=old)
    person.posts.update(until=date(2026, 6, 1))
    officer = actor("security_officer", institution="I-OLD")

    assert queries.visible_to(officer, on=TODAY).count() == 1
    PostFactory(person=person, institution=new, since=date(2026, 6, 1))
    assert queries.visible_to(officer, on=TODAY).count() == 0
    assert queries.visible_to(actor("security_officer", institution="I-NEW"), on=TODAY).count() == 1


@pytest.fixture
def three_houses():
    for house in ("I-A", "I-B", "I-C"):
        for n in range(3):
            PersonFactory(reference=f"P-{house}-{n}", institution=InstitutionFactory(reference=house))


who = st.sampled_from([f"P-I-{h}-{n}" for h in "ABC" for n in range(3)] + ["U-0001"])
where = st.sampled_from(["", "I-A", "I-B", "I-C", "I-NONE"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(role=st.sampled_from(sorted(ROLES)), who=who, where=where, dated=st.booleans())
def test_nobody_sees_anybody_outside_their_institution_nor_themselves_as_officer(three_houses, role, who, where, dated):
    seeing = Actor(who, where, ROLES[role], role=role)

    seen = set(queries.visible_to(seeing, on=TODAY if dated else None).values_list("reference", flat=True))

    if role == "traveller":
        assert seen <= {who}
    elif role in {"security_officer", "register_keeper"}:
        assert who not in seen
        assert where == "" or all(reference.startswith(f"P-{where}-") for reference in seen)
    else:
        assert seen == set()


def test_the_list_of_people_asks_the_database_nine_times_whatever_its_length(three_houses, django_assert_num_queries):
    keeper = actor("register_keeper")

    with django_assert_num_queries(6):
        people = list(queries.listed(seen_by=keeper, on=TODAY))

    assert len(people) == Person.objects.count()
    assert Institution.objects.count() == 3
