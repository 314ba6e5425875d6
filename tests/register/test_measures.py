"""What a case does to the register, a reversal undoes exactly."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exeat.register import actions
from exeat.register.models import Clearance, Ending, Post
from tests.factories import NOON, TODAY, ClearanceFactory, InstitutionFactory, PersonFactory, PostFactory, actor

pytestmark = pytest.mark.django_db
OFFICER = actor("case_officer")


def state():
    fields = ("person_id", "since", "until", "ended_because", "until_before")
    return [sorted(map(str, table.objects.values_list("id", *fields))) for table in (Clearance, Post)]


def test_every_running_clearance_is_withdrawn_from_the_day():
    person = PersonFactory(level="secret")
    ClearanceFactory(person=person, level="restricted", since=date(2010, 1, 1), until=date(2012, 1, 1))

    ended = actions.withdraw_clearances(person.reference, from_day=TODAY, because="C-1", by=OFFICER, at=NOON)

    held = Clearance.objects.get(pk=ended[0])
    assert len(ended) == 1
    assert (held.until, held.ended_because, held.until_before) == (TODAY, "C-1", None)


def test_a_post_ends_only_in_the_institution_that_is_named():
    person = PersonFactory(institution=InstitutionFactory(reference="I-ARMY"))
    PostFactory(person=person, institution=InstitutionFactory(reference="I-COMPANY"))

    actions.end_post(person.reference, "I-ARMY", from_day=TODAY, because="C-1", by=OFFICER, at=NOON)

    assert dict(Post.objects.values_list("institution__reference", "until")) == {"I-ARMY": TODAY, "I-COMPANY": None}


days = st.integers(min_value=1, max_value=400).map(lambda n: date(2026, 1, 1) + timedelta(days=n))
holds = st.lists(st.tuples(days, st.one_of(st.none(), st.integers(1, 300))), min_size=1, max_size=4)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(holds=holds, measures=st.lists(days, min_size=1, max_size=3), order=st.randoms(use_true_random=False))
def test_reversal_restores_the_register_exactly_in_whatever_order_cases_are_reversed(holds, measures, order):
    Ending.objects.all().delete()
    Clearance.objects.all().delete()
    Post.objects.all().delete()
    house = InstitutionFactory(reference="I-ARMY")
    person = PersonFactory(institution=None, level="")
    for since, length in holds:
        until = since + timedelta(days=length) if length else None
        ClearanceFactory(person=person, since=since, until=until)
        PostFactory(person=person, institution=house, since=since, until=until)
    before = state()
    cases = [(f"C-{n}", day) for n, day in enumerate(measures)]

    for case, day in cases:
        actions.withdraw_clearances(person.reference, from_day=day, because=case, by=OFFICER, at=NOON)
        actions.end_post(person.reference, "I-ARMY", from_day=day, because=case, by=OFFICER, at=NOON)
    order.shuffle(cases)
    for case, _day in cases:
        actions.restore_clearances(because=case, by=OFFICER, at=NOON)
        actions.restore_posts(because=case, by=OFFICER, at=NOON)

    assert state() == before
    assert not Ending.objects.exists()


def test_reversing_one_case_leaves_what_another_case_ended():
    person = PersonFactory()
    for case, day in (("C-1", date(2026, 3, 1)), ("C-2", date(2026, 5, 1))):
        actions.withdraw_clearances(person.reference, from_day=day, because=case, by=OFFICER, at=NOON)

    actions.restore_clearances(because="C-1", by=OFFICER, at=NOON)

    assert Clearance.objects.values_list("until", "ended_because").get() == (date(2026, 5, 1), "C-2")
