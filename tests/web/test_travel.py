"""The briefing and the return report, page by page."""

import pytest
from django.urls import reverse

from exeat.applications import actions
from exeat.register.models import Person
from exeat.travel import queries
from tests.applications.scene import DAY, REASONS, parts, to_decide
from tests.factories import NOON, AccountFactory, RoleFactory, sign_in
from tests.web.words import words_of


@pytest.fixture
def trip(client, scene):
    """A granted trip that is over, with its person signed in."""
    first = (NOON - 300 * DAY).date()
    row = to_decide(scene, at=NOON - 320 * DAY, trip=parts(first=first, last=first))
    row = actions.grant(row.reference, reasons=REASONS, by=scene.head, at=NOON - 310 * DAY)
    sign_in(client, AccountFactory(person=Person.objects.get(reference=scene.traveller.reference)))
    return row


def test_the_briefing_is_read_and_its_version_kept(client, trip):
    page = client.get(reverse("web:briefing", args=[trip.reference]))
    assert "Crossing points close at short notice." in words_of(page)

    client.post(reverse("web:briefing", args=[trip.reference]))

    assert [version for _country, version, _at in queries.acknowledged(trip.reference)] == ["2026-11-01"]


def test_before_the_question_stands_what_the_report_may_be_used_for(client, trip):
    page = client.get(reverse("web:return-report", args=[trip.reference]))

    assert page.content.index(b"What this report may be used for") < page.content.index(b"Did all go as planned?")
    assert "A rule asks for this report:" in words_of(page)


def test_all_as_planned_is_one_question(client, trip):
    page = client.post(reverse("web:return-report", args=[trip.reference]), {"as_planned": "yes"}, follow=True)

    assert "Your report has been received and lies apart." in words_of(page)
    assert queries.report_on(trip.reference)


def test_a_no_asks_what_happened_and_only_counter_intelligence_reads_it(client, trip, scene):
    there = reverse("web:return-report", args=[trip.reference])
    assert "What happened?" in words_of(client.post(there, {"as_planned": "no"}))
    client.post(
        there,
        {"as_planned": "no", "events": ["questioned", "approached"], "where": "Hrodna", "who": "", "deviation": "",
         "topics": "A man asked about my unit."},
    )  # fmt: skip
    reference = queries.report_on(trip.reference).reference

    service = AccountFactory(reference="U-0003")
    RoleFactory(account=service, kind="counter_intelligence")
    sign_in(client, service, "counter_intelligence")
    assert "A man asked about my unit." in words_of(client.get(reverse("web:report", args=[reference])))

    officer = AccountFactory(reference="U-0001")
    RoleFactory(account=officer, kind="security_officer")
    sign_in(client, officer, "security_officer")
    assert client.get(reverse("web:report", args=[reference])).status_code == 403
