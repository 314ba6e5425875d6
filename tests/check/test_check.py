"""The register's facts put to the law: the same answer as anybody gets who tells the same facts."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exeat import regimes
from exeat.check import policy, queries
from exeat.check.policy import Stay, Trip
from exeat.values.destination import Destination
from exeat.values.period import Period
from tests.factories import TODAY, InstitutionFactory, PersonFactory, PostFactory

MINSK = Stay(Destination("BY"), Period(date(2026, 12, 10), date(2026, 12, 13)))
HOLIDAY = Trip(stays=(MINSK,), reason="tourism")
FUNERAL = Trip(stays=(MINSK,), reason="death_of_relative")


def test_what_nobody_said_is_left_out_and_never_guessed():
    holdings = {"posts": [{"kind": "official", "grade": None}], "clearances": []}

    found = policy.facts(holdings, Trip(stays=(MINSK,)))

    assert found["posts"] == [{"kind": "official"}]
    assert found["clearances"] == []
    assert "application.reason" not in found
    assert found["trip.purpose"] == "private"


@pytest.mark.django_db
def test_a_permit_that_covers_the_whole_trip_leaves_nothing_to_do():
    soldier = PersonFactory()
    day = Period(MINSK.period.first, date(2026, 12, 12))

    held = queries.outcome(soldier.reference, FUNERAL, on=TODAY, permits=[MINSK.period])
    short = queries.outcome(soldier.reference, FUNERAL, on=MINSK.period.first, permits=[day])

    assert held.standing == "clear"
    assert short.standing == "breached"


@pytest.mark.django_db
def test_a_soldier_is_banned_from_a_holiday_and_needs_permission_for_a_funeral():
    soldier = PersonFactory()

    assert queries.outcome(soldier.reference, HOLIDAY, on=TODAY).requires == "ban"
    funeral = queries.outcome(soldier.reference, FUNERAL, on=TODAY)
    assert funeral.requires == "permission"
    assert funeral.other_readings


@pytest.mark.django_db
def test_whoever_holds_nothing_is_free_and_reads_the_advice():
    nobody = PersonFactory(institution=None, level="")

    assert queries.outcome(nobody.reference, HOLIDAY, on=TODAY).requires == "advice"


@pytest.mark.django_db
def test_the_orders_of_every_institution_are_asked():
    army = InstitutionFactory(reference="I-ARMY", orders=[])
    person = PersonFactory(institution=army)
    PostFactory(person=person, institution=InstitutionFactory(reference="I-MIN", orders=["demo-order", "gone"]))

    asked = queries.regimes_for(person.reference, on=TODAY)

    assert set(policy.law()) < set(asked)
    assert asked[-1] == "demo-order"
    assert "demo-order" not in queries.regimes_for("I-ARMY")


reasons = st.sampled_from(["tourism", "death_of_relative", "property", "other"])
countries = st.sampled_from(["BY", "RU", "CN", "PL", "KZ"])
kinds = st.sampled_from(["professional_soldier", "police_officer", "civil_servant", "rifleman"])
levels = st.sampled_from(["", "restricted", "secret"])


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=kinds, level=levels, country=countries, reason=reasons)
def test_the_register_and_the_person_get_the_same_answer(kind, level, country, reason):
    person = PersonFactory(institution=InstitutionFactory(reference="I-X", orders=[]), post_kind=kind, level=level)
    trip = Trip(stays=(Stay(Destination(country), MINSK.period),), reason=reason)
    told = {
        "post.kind": kind, "post.from": date(2015, 3, 2), "post.body_handles_secrets": True,
        "clearance.level": level or "none", "clearance.from": date(2018, 1, 1) if level else None,
        "destination.country": country, "stay.from": MINSK.period.first, "stay.until": MINSK.period.until,
        "trip.purpose": "private", "application.reason": reason,
    }  # fmt: skip

    ours = queries.outcome(person.reference, trip, on=TODAY)
    public = policy.public_answer(told, "en", on=TODAY)
    asked = regimes.ask(policy.law(), told)

    assert ours.requires == public.requires == asked.requires
    assert ours.decided_by == public.decided_by == asked.decided_by


@pytest.mark.django_db
def test_a_grade_that_the_law_does_not_know_does_not_stop_the_answer():
    person = PersonFactory(institution=None)
    PostFactory(person=person, grade="captain")

    assert queries.outcome(person.reference, HOLIDAY, on=TODAY).requires == "ban"


@pytest.mark.django_db
def test_the_page_is_filled_with_what_is_held_that_day():
    person = PersonFactory()
    person.clearances.update(until=TODAY)

    found = queries.prefilled(person.reference, on=TODAY)

    assert [post["kind"] for post in found["posts"]] == ["professional_soldier"]
    assert found["clearances"] == []


@pytest.mark.django_db
def test_the_heaviest_of_its_stays_answers_for_a_trip():
    soldier = PersonFactory()
    riga = Stay(Destination("LV"), Period(date(2026, 12, 8), date(2026, 12, 10)))

    asked = {
        stays: queries.outcome(soldier.reference, Trip(stays=stays, reason="tourism"), on=TODAY).requires
        for stays in ((riga,), (MINSK,), (riga, MINSK))
    }

    assert asked == {(riga,): "free", (MINSK,): "ban", (riga, MINSK): "ban"}
