"""Promise 18: people see who looked at their data and why; lawful delays are themselves recorded and end."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from exeat.audit import actions, queries
from exeat.register.actions import consult
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor
from tests.cases import loop, world
from tests.factories import PersonFactory, actor
from tests.web.officers import signed_in

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
TODAY = date(2026, 11, 25)
PEOPLE = ["P-000001", "P-000002", "P-000003"]
ROLES = ["security_officer", "case_officer", "head", "counter_intelligence", "register_keeper"]
looks = st.lists(
    st.tuples(st.sets(st.sampled_from(PEOPLE)), st.sampled_from(ROLES), st.none() | st.integers(-5, 5)), max_size=8
)


class EveryLookIsShown(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(looks)
    def test_each_person_sees_exactly_the_looks_that_concern_them_when_no_delay_runs(self, made):
        expected = {person: [] for person in PEOPLE}
        for n, (people, role, delay) in enumerate(made):
            until = None if delay is None else TODAY + timedelta(days=delay)
            entry = actions.record(
                "person.consulted", subject="X", by=Actor(f"U-{n}", "I-A", name=f"Name {n}", role=role), at=NOON,
                about=sorted(people), purpose=f"Purpose {n}", hidden_until=until,
            )  # fmt: skip
            for person in people:
                if until is None or until <= TODAY:
                    shown = "" if role == "counter_intelligence" else f"Name {n}"
                    expected[person].append((entry.seq, shown, f"Purpose {n}", role, until))

        for person in PEOPLE:
            seen = [(s.seq, s.name, s.purpose, s.role, s.delayed_until) for s in queries.looks_at(person, on=TODAY)]
            assert sorted(seen, key=str) == sorted(expected[person], key=str)


@pytest.mark.django_db
def test_the_register_cannot_be_consulted_without_a_purpose_and_a_trace():
    person = PersonFactory()
    keeper = actor("register_keeper")

    with pytest.raises(MoveRefused):
        consult(person.reference, purpose=" ", by=keeper, at=NOON)
    consult(person.reference, purpose="To check an application", by=keeper, at=NOON)

    seen = queries.looks_at(person.reference, on=TODAY)
    assert [(look.verb, look.purpose) for look in seen] == [("register.consulted", "To check an application")]


@pytest.mark.django_db
def test_whoever_opens_the_file_of_a_case_or_takes_it_leaves_a_look():
    world.found_world()
    world.enter()
    row = loop.noticed()
    client = signed_in("U-0002", "case_officer")

    for page in ("", "file.pdf"):
        assert client.get(f"/cases/{row.reference}/{page}").status_code == 200

    looks = {look.verb for look in queries.looks_at("P-000001", on=date(2100, 1, 1)) if not look.own}
    assert {"case.looked_at", "case.file_taken"} <= looks
