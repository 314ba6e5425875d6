"""Promise 11: like cases are treated alike; they are shown without names, and a departure is reasoned."""

from dataclasses import replace

import pytest
from django.urls import reverse

from exeat.applications import actions, queries
from exeat.register.models import Institution, Person
from exeat.values.moves import MoveRefused
from tests.applications.conftest import scene as scene  # the fixture, by its name
from tests.applications.scene import REASONS, WEIGHED, to_decide
from tests.cases.test_policy import breach, case, codes, officer
from tests.factories import NOON, AccountFactory, PersonFactory, sign_in, traveller


@pytest.fixture
def three_grants(scene):
    """Three others were granted the same."""
    army = Institution.objects.get(reference="I-ARMY")
    for _ in range(3):
        row = to_decide(scene, who=traveller(PersonFactory(institution=army, surname="Kitas")))
        actions.grant(row.reference, reasons=REASONS, by=scene.head, at=NOON)


def test_like_cases_hold_no_name_no_number_and_no_place(scene, three_grants):
    row = to_decide(scene)

    shown = queries.like_cases(row)

    assert len(shown) == 3
    assert {key for one in shown for key in one} == {"state", "conditions", "days", "urgent"}


def test_the_decider_reads_how_like_cases_ended_on_the_page_before_signing(scene, three_grants, client):
    row = to_decide(scene)
    sign_in(client, AccountFactory(person=Person.objects.get(reference=scene.head.reference)), "head", "I-ARMY")

    page = client.get(reverse("web:work-decide", args=[row.reference])).content.decode()

    assert "<b>3</b>" in page
    assert "Kitas" not in page


def test_a_refusal_against_like_cases_says_what_is_different(scene, three_grants):
    row = to_decide(scene)

    with pytest.raises(MoveRefused, match="what is different"):
        actions.refuse(row.reference, reasons=REASONS, weighed=WEIGHED, by=scene.head, at=NOON)
    actions.refuse(
        row.reference, reasons=REASONS, weighed=WEIGHED, departs_because="The letter is of another person.",
        by=scene.head, at=NOON,
    )  # fmt: skip

    row.refresh_from_db()
    assert row.state == "refused"
    assert row.departs_because


def test_a_breach_against_like_cases_says_why_this_one_differs():
    alike = breach(case(alike=("justified", "not_proven", "justified")))

    assert codes("find_breach", officer("U-8"), alike) == {"departs"}
    assert codes("find_breach", officer("U-8"), replace(alike, because_unlike=REASONS)) == set()
