"""The stages of a trip on its person's pages; who must agree, who is told next, what the border does."""

from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from exeat.applications import actions
from exeat.register.models import Person
from exeat.web.applications import stages, wording
from tests.applications.scene import REASONS, filed, to_decide
from tests.factories import NOON, AccountFactory, sign_in
from tests.web.words import words_of

FIRST, LAST = date(2026, 12, 15), date(2026, 12, 18)


@pytest.fixture
def traveller(client, scene):
    """A registered person, signed in for themselves."""
    sign_in(client, AccountFactory(person=Person.objects.get(reference=scene.traveller.reference)))
    return scene.traveller


def allowed(scene):
    """A trip that has been granted, with its permit."""
    return actions.grant(to_decide(scene).reference, reasons=REASONS, by=scene.head, at=NOON)


def now(row, **heard):
    """The stage under way, by its name."""
    return [str(stage.name) for stage in stages.of(row, **heard) if stage.state == "now"]


def names(row):
    return [str(stage.name) for stage in stages.of(row, on=FIRST)]


def test_a_trip_goes_on_after_its_decision_to_the_report(scene):
    row = allowed(scene)

    assert now(row, on=FIRST - timedelta(days=1)) == ["Departure"]
    assert now(row, on=FIRST) == now(row, on=LAST) == ["Return"]
    assert now(row, on=LAST + timedelta(days=1)) == now(row, on=LAST, back=True) == ["Report"]
    assert now(row, on=LAST + timedelta(days=2), back=True, reported=True) == []


def test_a_stage_that_no_rule_provides_for_is_not_shown(scene):
    row = filed(scene.traveller)
    everything = ["Received", "Checked", "Opinion", "Decided", "Departure", "Return", "Report"]
    assert names(row) == everything

    row.outcome = {"asked": {}, "outcome": {"en": {"duties": []}}}

    assert names(row) == ["Received", "Checked", "Decided", "Departure", "Return"]


def test_nobody_departs_after_a_refusal(scene):
    row = allowed(scene)

    row.state = "refused"

    assert names(row) == ["Received", "Checked", "Opinion", "Decided"]
    assert now(row, on=FIRST) == []


def test_a_notice_is_received_and_decided_by_nobody(scene):
    row = filed(scene.traveller)

    row.kind = "notice"

    assert names(row) == ["Received", "Departure", "Return", "Report"]
    assert now(row, on=FIRST) == ["Return"]


@pytest.mark.parametrize("address", ["web:home", "web:application"])
def test_the_stages_stand_on_ones_own_page_and_on_that_of_the_application(client, traveller, address):
    row = filed(traveller)

    page = client.get(reverse(address, args=[] if address == "web:home" else [row.reference]))

    assert 'class="x-stages"' in page.content.decode()
    assert "Departure" in words_of(page)


def test_the_page_says_to_whom_the_report_is_passed_on_and_by_which_rule(client, traveller, scene):
    row = allowed(scene)

    said = words_of(client.get(reverse("web:application", args=[row.reference])))

    assert "Passed on to:" in said
    assert "Order of a made-up ministry" in said


def test_who_must_agree_and_what_the_border_does_are_shown_with_their_rules():
    told = wording.told(
        {"outcome": {"en": {
            "at_border_words": "Without it one is not let out of the country",
            "steps": [{"decided": True, "cite": ["act, s. 2"]}],
            "way": {"approvals": [{"words": "Defence attaché", "cite": ["order, s. 9"]}]},
        }}},
        "en",
    )  # fmt: skip

    said = render_to_string(
        "web/applications/also.html",
        {"agree": told["agree"], "border": told["border"], "border_cites": told["border_cites"]},
    )

    assert "Who must agree" in said
    assert "Defence attaché" in said
    assert "order, s. 9" in said
    assert "Without it one is not let out of the country." in said
    assert "act, s. 2" in said


def test_a_duty_whose_words_say_when_is_not_told_when_a_second_time():
    briefing = {"what": "Briefing before departure", "counted": "before departure"}
    report = {"what": "Return report", "counted": "5 working days after 14 January 2027"}

    shown = wording.told({"outcome": {"en": {"duties": [briefing, report]}}}, "en")["duties"]

    assert [due["counted"] for due in shown] == ["", "5 working days after 14 January 2027"]
