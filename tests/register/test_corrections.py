"""A person says that something is wrong; an officer answers with reasons; nothing is answered twice."""

from datetime import date

import pytest

from exeat.audit.queries import looks_at
from exeat.letters.models import Letter
from exeat.register import actions, queries
from exeat.register.models import Correction, Person
from exeat.values.moves import MoveRefused
from tests.factories import NOON, TODAY, InstitutionFactory, PersonFactory, actor, traveller

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return PersonFactory(reference="P-000007", institution=InstitutionFactory(reference="I-ARMY"))


@pytest.fixture
def keeper():
    return actor("register_keeper", institution="I-ARMY", name="Inga Paulauskienė")


def test_what_is_said_goes_to_the_officer_sealed(person, keeper):
    actions.say_wrong(words="My surname is Petrauskienė now.", by=traveller(person), at=NOON)

    listed = queries.corrections(seen_by=keeper, on=TODAY)
    assert [(c.person, c.state, c.said) for c in listed] == [("P-000007", "open", "")]
    assert queries.correction(listed[0].reference, seen_by=keeper, on=TODAY).said == "My surname is Petrauskienė now."
    assert b"Petrauskien" not in bytes(Correction.objects.get().said_sealed)
    assert queries.said_wrong("P-000007")
    assert queries.corrections(seen_by=actor("register_keeper", institution="I-POL"), on=TODAY) == []


def test_a_correction_changes_the_entry_and_is_told_in_a_letter(person, keeper):
    said = actions.say_wrong(words="My surname is Petrauskienė now.", by=traveller(person), at=NOON)

    actions.correct(said.reference, changes={"surname": "Petrauskienė"}, reasons="As the civil registry has it.",
                    by=keeper, at=NOON)  # fmt: skip

    assert queries.plain("P-000007").surname == "Petrauskienė"
    assert not queries.said_wrong("P-000007")
    assert Letter.objects.get().kind == "entry-corrected"
    assert queries.own_corrections(traveller(person))[0].answer == "As the civil registry has it."


def test_declining_needs_reasons_and_a_way_to_appeal(person, keeper):
    said = actions.say_wrong(words="I was born in 1985.", by=traveller(person), at=NOON)

    with pytest.raises(MoveRefused, match="reasons"):
        actions.decline(said.reference, reasons=" ", by=keeper, at=NOON)
    person.posts.get().institution.__class__.objects.update(remedy_lt="", remedy_en="")
    with pytest.raises(MoveRefused, match="appealed"):
        actions.decline(said.reference, reasons="The registry says 1984.", by=keeper, at=NOON)

    assert Correction.objects.get().state == "open"
    assert Person.objects.get().born_on == date(1984, 5, 17)


def test_nobody_answers_their_own_or_answers_twice(person, keeper):
    said = actions.say_wrong(words="Wrong.", by=traveller(person), at=NOON)
    own = actor("register_keeper", "P-000007", institution="I-ARMY")

    with pytest.raises(MoveRefused, match="your own entry"):
        actions.correct(said.reference, changes={}, reasons="Yes.", by=own, at=NOON)
    actions.decline(said.reference, reasons="The registry agrees with us.", by=keeper, at=NOON)
    with pytest.raises(MoveRefused, match="answered already"):
        actions.decline(said.reference, reasons="Again.", by=keeper, at=NOON)


def test_a_look_needs_a_purpose_and_the_person_reads_it(person, keeper):
    with pytest.raises(MoveRefused, match="Say why"):
        actions.consult("P-000007", purpose="", by=keeper, at=NOON)

    actions.consult("P-000007", purpose="Checking an application", by=keeper, at=NOON)

    look = looks_at("P-000007", on=TODAY)[0]
    assert (look.verb, look.purpose, look.role) == ("register.consulted", "Checking an application", "register_keeper")


def test_a_look_at_somebody_elses_people_finds_nobody(person):
    with pytest.raises(Person.DoesNotExist):
        actions.consult("P-000007", purpose="Curious", by=actor("register_keeper", institution="I-POL"), at=NOON)
