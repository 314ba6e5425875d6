"""Data are kept on a recorded ground, and go when it ends; what was erased is proven."""

from datetime import date, timedelta

import pytest

from exeat.audit import queries as audit
from exeat.audit.models import Entry
from exeat.register import actions, queries
from exeat.register.models import Clearance, Name, Person, TravelDocument
from exeat.values.moves import MoveRefused
from exeat.values.rights import machine
from tests.factories import NOON, PersonFactory, actor

pytestmark = pytest.mark.django_db
ADMINISTRATOR = actor("administrator")


def basis(days=365):
    return actions.record_basis(
        "register", basis="Order V-1", controller="Ministry", purpose="Travel restrictions", retention_days=days,
        by=ADMINISTRATOR, at=NOON,
    )  # fmt: skip


def gone(reference, ended):
    person = PersonFactory(reference=reference)
    person.posts.update(until=ended)
    person.clearances.update(until=ended)
    return person


def test_a_basis_must_say_everything_and_only_an_administrator_records_it():
    with pytest.raises(MoveRefused) as refused:
        actions.record_basis("matching", basis="", controller=" ", purpose="", retention_days=0,
                             by=ADMINISTRATOR, at=NOON)  # fmt: skip
    assert {r.code for r in refused.value.refusals} == {
        "basis-missing", "controller-missing", "purpose-missing", "retention-missing",
    }  # fmt: skip
    with pytest.raises(MoveRefused, match="role"):
        actions.record_basis("matching", basis="a", controller="b", purpose="c", retention_days=1,
                             by=actor("auditor"), at=NOON)  # fmt: skip
    assert queries.basis_for("matching") is None


def test_who_left_long_ago_is_erased_and_the_record_still_verifies():
    basis()
    gone("P-000001", date(2025, 11, 25))
    gone("P-000002", date(2025, 11, 26))
    PersonFactory(reference="P-000003")
    Person.objects.filter(reference="P-000001").update(post_address="Pavyzdžio g. 1, LT-00000 Pavyzdinė")
    actions.consult("P-000001", purpose="Checking", by=actor("register_keeper"), at=NOON)

    erased = actions.run_retention(by=machine("retention"), at=NOON)

    assert erased == 1
    left = Person.objects.get(reference="P-000001")
    assert (left.born_on, left.email, left.post_address, left.forgotten_at) == (None, "", "", NOON)
    for table in (Name, TravelDocument, Clearance):
        assert not table.objects.filter(person=left).exists()
    assert Entry.objects.filter(verb="register.retention_run").count() == 1
    assert audit.verify().ok
    assert actions.run_retention(by=machine("retention"), at=NOON) == 0


def test_who_is_needed_by_an_open_file_stays():
    basis()
    gone("P-000001", date(2020, 1, 1))

    assert actions.run_retention(by=machine("retention"), at=NOON, keep=frozenset({"P-000001"})) == 0
    assert queries.plain("P-000001").name


def test_a_file_that_nobody_confirmed_is_gone_after_a_day():
    basis()
    kept = actions.receive_import(b"record;person", by=actor("register_keeper"), at=NOON)

    actions.run_retention(by=machine("retention"), at=NOON + timedelta(days=1, seconds=1))

    kept.refresh_from_db()
    assert (kept.state, bytes(kept.sealed)) == ("thrown_away", b"")
