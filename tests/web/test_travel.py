"""The briefing and the return report, page by page."""

import pypdfium2
import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from exeat.applications import actions
from exeat.audit.models import Entry
from exeat.register.models import Institution, Person
from exeat.travel import policy, queries, sheet
from exeat.web.travel.wording import WHAT
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


def long_report(**said):
    """What someone posts after a journey on which a man asked about their unit."""
    return {
        "as_planned": "no", "talk": "urgent", "channel": "After six.", "events": ["questioned"], "deviation": "",
        "more": "", "leg1_first": "2026-01-29", "leg1_last": "2026-01-30", "leg1_points": "Medininkai",
    } | said  # fmt: skip


def test_a_no_asks_step_by_step_and_loses_no_answer(client, trip):
    there = reverse("web:return-report", args=[trip.reference])

    second = words_of(client.post(there, {"as_planned": "no", "channel": "After six."}))
    third = client.post(there, long_report())

    assert "What happened?" in second
    assert "How long did it last, and what was asked?" in words_of(third)
    assert b'value="After six."' in third.content
    assert queries.report_on(trip.reference) is None


def test_each_of_fourteen_kinds_of_events_asks_a_question_of_its_own(client, trip):
    there = reverse("web:return-report", args=[trip.reference])

    said = words_of(client.post(there, {"as_planned": "no", "events": list(WHAT)}))

    assert len(policy.Event) == 14
    assert {*WHAT, "deviated"} == set(policy.Event)  # other days and places are asked of everybody
    assert [str(question) for question in WHAT.values() if str(question) not in said] == []


def test_only_counter_intelligence_reads_what_happened_and_the_person_sees_it(client, trip, scene):
    there = reverse("web:return-report", args=[trip.reference])
    details = {"questioned_where": "Hrodna", "questioned_who": "", "questioned_what": "A man asked about my unit."}
    page = client.post(there, long_report(**details), follow=True)
    reference = queries.report_on(trip.reference).reference
    assert "A man asked about my unit." in words_of(page)
    assert "Days, places or the route were different" in words_of(page)  # other days than planned, not ticked

    service = AccountFactory(reference="U-0003")
    RoleFactory(account=service, kind="counter_intelligence")
    sign_in(client, service, "counter_intelligence")
    assert "Wants to talk, urgent" in words_of(client.get(reverse("web:reports")))
    page = words_of(client.get(reverse("web:report", args=[reference])))
    assert "A man asked about my unit." in page
    assert "it is urgent" in page
    client.post(reverse("web:report-talked", args=[reference]))
    assert "Spoken with:" in words_of(client.get(reverse("web:report", args=[reference])))

    officer = AccountFactory(reference="U-0001")
    RoleFactory(account=officer, kind="security_officer")
    sign_in(client, officer, "security_officer")
    assert client.get(reverse("web:report", args=[reference])).status_code == 403


def test_the_head_signs_a_protection_and_the_report_says_so_before_its_question(client, trip, scene):
    head = AccountFactory(person=Person.objects.get(reference=scene.head.reference))
    there = reverse("web:return-report", args=[trip.reference])
    assert "No order or provision was found that protects" in words_of(client.get(there))

    sign_in(client, head, "head", "I-ARMY")
    said = {"basis": "order", "cite": "Order No V-12, section 3", "silence": "on", "since": "2026-01-01"}
    page = client.post(reverse("web:protection"), said, follow=True)
    assert "Order No V-12, section 3" in words_of(page)

    sign_in(client, AccountFactory._meta.model.objects.get(person__reference=scene.traveller.reference))
    page = client.get(there)
    assert page.content.index(b"An honest report is protected.") < page.content.index(b"Did all go as planned?")
    assert "You may leave any question unanswered" in words_of(page)


def test_the_briefing_comes_as_a_file_whose_card_names_no_service(client, trip):
    answer = client.get(reverse("web:briefing-sheet", args=[trip.reference]))

    assert answer.content.startswith(b"%PDF")
    said = render_to_string("travel/briefing.html", sheet.facts(("BY",), language="en", phone="+370 600 00001"))
    assert "+370 600 00001" in said
    assert not any(word in said for word in ("army", "Army", "I-ARMY", "secret", "security"))


def test_the_card_has_the_consuls_number_and_not_that_of_security(client, trip, settings):
    settings.EXEAT_CONSUL_PHONE, settings.EXEAT_SECURITY_PHONE = "+370 600 00003", "+370 600 00004"

    answer = client.get(reverse("web:briefing-sheet", args=[trip.reference]))

    with pypdfium2.PdfDocument(answer.content) as document:
        said = "".join(page.get_textpage().get_text_range() for page in document)
    assert "Consul of Lithuania: +370 600 00003" in said
    assert "+370 600 00004" not in said


def test_the_traveller_says_that_they_are_back_and_calls_for_help(client, trip):
    help_page = client.get(reverse("web:trip-help", args=[trip.reference]))
    assert "If you cannot telephone, write here." in words_of(help_page)
    client.post(reverse("web:trip-help", args=[trip.reference]), {"kind": "detained", "words": "At the border."})
    assert "You are being looked for." in words_of(client.get(reverse("web:trip", args=[trip.reference])))

    page = client.post(reverse("web:trip-back", args=[trip.reference]), follow=True)

    assert "Welcome back." in words_of(page)
    assert not queries.alarm_about(trip.reference)


def test_the_duty_officer_works_through_the_tree_and_ends_the_alarm(client, trip, scene, settings):
    settings.EXEAT_CONSUL_PHONE, settings.EXEAT_SECURITY_PHONE = "+370 600 00003", "+370 600 00004"
    there = trip.reference
    client.post(reverse("web:trip-help", args=[there]), {"kind": "lost_contact", "words": "No bus."})
    reference = queries.alarm_about(there)
    duty = AccountFactory(reference=scene.clerk.reference)
    RoleFactory(account=duty, kind="duty_officer", institution=Institution.objects.get(reference="I-ARMY"))
    sign_in(client, duty, "duty_officer", "I-ARMY")

    assert "Not ended" in words_of(client.get(reverse("web:alarms")))
    page = words_of(client.get(reverse("web:alarm", args=[reference])))
    assert [said for said in ("No bus.", "+370 600 00003", "+370 600 00004") if said not in page] == []
    assert Entry.objects.filter(verb="application.contacts-opened", purpose="alarm").exists()
    client.post(
        reverse("web:alarm", args=[reference]), {"step": "person", "reached": "yes", "words": "A friend drives them."}
    )
    said = {"end": "1", "end-ending": "safe", "end-words": "They telephoned from Vilnius."}
    page = client.post(reverse("web:alarm", args=[reference]), said, follow=True)

    assert "Is still there, and well" in words_of(page)
    assert "A friend drives them." in words_of(page)
