"""The pages of one decision for several trips."""

import pytest
from django.utils import timezone

from exeat.applications import actions, queries
from exeat.letters import queries as letters
from exeat.permits import queries as permits
from exeat.regimes.reading import rulebook
from exeat.register.models import Institution, Person
from tests.applications.scene import DAY, REASONS, to_decide
from tests.applications.several import order_of_several, trip
from tests.factories import AccountFactory, RoleFactory, sign_in
from tests.web.words import words_of


@pytest.fixture
def several(scene, monkeypatch, tmp_path):
    """The scene under an order that knows one decision for several trips."""
    order_of_several(monkeypatch, tmp_path)
    rulebook.cache_clear()
    yield scene
    rulebook.cache_clear()


@pytest.fixture
def enter(client):
    """Sign in as one of the scene."""

    def as_(who):
        person = Person.objects.filter(reference=who.reference).first()
        account = AccountFactory(reference=who.reference, person=person, shown_name=who.name)
        if person is None:
            house = Institution.objects.filter(reference=who.institution).first()
            RoleFactory(account=account, kind=who.role, institution=house)
        sign_in(client, account, who.role, who.institution)
        return client

    return as_


def days(first, last):
    today = timezone.localdate()
    return {"first_on": (today + DAY * first).isoformat(), "last_on": (today + DAY * last).isoformat()}


def decided(scene):
    """A decision for several trips that has been taken, from tomorrow on."""
    year = [trip(timezone.localdate() + DAY, days=300)]
    row = to_decide(scene, at=timezone.now(), standing=True, trip=year)
    return actions.grant(row.reference, reasons=REASONS, by=scene.head, at=timezone.now())


def test_where_no_rule_knows_it_nobody_is_offered_it(enter, scene):
    client = enter(scene.traveller)

    assert "again and again" not in words_of(client.get("/applications/new/"))
    assert client.get("/applications/several/").status_code == 404


def test_it_is_asked_for_within_the_bounds_of_the_rule(enter, several):
    client = enter(several.traveller)
    assert "again and again" in words_of(client.get("/applications/new/"))
    asked = {"country": "BY", "reason": "serious_illness_of_relative"}

    longer = client.post("/applications/several/", {**asked, **days(2, 400)})
    there = client.post("/applications/several/", {**asked, **days(2, 300)})

    assert "does not let one decision last so long" in words_of(longer)
    assert "Trips at most: 2" in words_of(longer)
    said = words_of(client.get(there.url))
    assert "One decision for several trips" in said
    (row,) = queries.mine(several.traveller)
    assert row.standing


def test_a_trip_is_told_and_has_its_permit_and_every_page_says_under_what(enter, several):
    row = decided(several)
    client = enter(several.traveller)
    assert "Tell the next trip" in words_of(client.get("/home/"))
    page = words_of(client.get(f"/applications/{row.reference}/"))
    assert "only then do you have a permit" in page
    assert "Permit issued" not in page

    too_long = client.post(f"/applications/{row.reference}/next/", {"where": "0", **days(20, 30)})
    there = client.post(f"/applications/{row.reference}/next/", {"where": "0", **days(20, 22)})

    assert "Each trip under this decision is shorter" in words_of(too_long)
    (permit,) = permits.of(several.traveller.reference)
    assert f"Told under decision {row.reference}, trip number 1" in words_of(client.get(there.url))
    assert "number 1" in words_of(client.get(f"/permits/{permit.number}/"))
    assert "Trips left: 1" in words_of(client.get(f"/applications/{row.reference}/"))


def test_the_office_sees_the_bounds_reads_the_right_letter_and_ends_it_with_reasons(enter, several):
    row = to_decide(several, at=timezone.now(), standing=True, trip=[trip(timezone.localdate() + DAY, days=300)])
    client = enter(several.head)
    assert "Trips at most: 2" in words_of(client.get(f"/work-list/{row.reference}/decide/"))
    said = {"decision": "grant", "reasons": REASONS, "version": row.version, "weighed": "", "departs_because": ""}
    letter = words_of(client.post(f"/work-list/{row.reference}/decide/", said))
    actions.grant(row.reference, reasons=REASONS, by=several.head, at=timezone.now())
    actions.tell_trip(
        row.reference, part=trip(timezone.localdate() + DAY * 20), by=several.traveller, at=timezone.now()
    )

    assert "End the decision" in words_of(client.get(f"/work-list/{row.reference}/"))
    client.post(f"/applications/{row.reference}/end/", {"because": "The border there is closed."})

    assert "Šis raštas dar nėra leidimas" in letter
    assert letters.inbox(several.traveller.reference)[0].kind == "standing-ended"
    assert all(one.revoked_at for one in permits.of(several.traveller.reference))


def test_nobody_else_opens_the_pages_of_a_decision(enter, several):
    row = decided(several)
    client = enter(several.head_travels)

    answers = [client.get(f"/applications/{row.reference}/{page}/").status_code for page in ("next", "end")]

    assert answers == [404, 404]
