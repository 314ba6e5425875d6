"""A case may begin with what someone told: two people, stated source and reliability, and reports only as allowed."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from exeat.cases import actions, policy, queries
from exeat.cases.actions import telling
from exeat.cases.models import Document, Told
from exeat.cases.queries import heard
from exeat.letters import queries as letters
from exeat.travel import queries as travel
from exeat.values.destination import Destination
from exeat.values.moves import MoveRefused
from tests.cases import loop, world
from tests.cases.world import BODY, LINA, MINDAUGAS, NOON, RASA, REASONS, later, traveller

pytestmark = pytest.mark.usefixtures("a_world")
TEXT = "He was seen in Minsk on two days of October."


def told(by=LINA, **changes):
    given = {
        "source": "security_notice", "reliability": "credible", "where": Destination("BY"), "text": TEXT,
        "first_on": date(2026, 10, 12), "last_on": date(2026, 10, 14), "informant": "State Security, letter 5",
    }  # fmt: skip
    return actions.receive_told("P-000001", **{**given, **changes}, by=by, at=NOON)


def opened(row, by=MINDAUGAS, answered=True):
    shown = heard.told(row.reference, seen_by=by, at=NOON).contrary
    said = {c.key: loop.NO for c in shown} if answered else {}
    return actions.open_told(row.reference, reasons=REASONS, overrides=said, by=by, at=NOON)


def test_a_case_opens_from_a_notice_and_says_its_source_to_the_person():
    case = opened(told())

    actions.serve(case.reference, answer_until=later(14).date(), by=MINDAUGAS, at=NOON)

    text = letters.about(case.reference)[0].text
    assert (case.source, case.confirmed_by) == ("security_notice", ["U-0001"])
    assert TEXT in text
    assert "State Security, letter 5" in text
    assert any(c.words == heard.ONLY_TOLD for c in queries.contrary_of(loop.again(case)))


def test_who_received_it_does_not_open_and_what_speaks_for_the_person_is_answered():
    row = told()

    with pytest.raises(MoveRefused, match="confirmed the match cannot alone"):
        opened(row, by=LINA)
    with pytest.raises(MoveRefused, match="Answer each point"):
        opened(row, answered=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Told.objects.update(state="opened", answered_by="U-0001")


def test_the_person_tells_of_a_journey_themselves_and_that_speaks_for_them():
    row = told(by=traveller(), source="own_report", informant="")

    shown = heard.told(row.reference, seen_by=MINDAUGAS, at=NOON).contrary

    assert heard.BY_THEMSELVES in {c.words for c in shown}


def test_nothing_is_opened_where_the_rules_asked_for_nothing():
    row = told(where=Destination("LV"))

    with pytest.raises(heard.NothingMissing):
        opened(row)
    assert (
        actions.leave_told(row.reference, reasons="Latvia asks for nothing.", by=MINDAUGAS, at=NOON).state
        == "set_aside"
    )


def report(monkeypatch, reference="R-1"):
    facts = travel.ReportFacts(reference, "A-1", NOON.date(), None, False)
    monkeypatch.setattr(telling.travel, "reports_of", lambda person: [facts])


def test_what_was_told_in_a_return_report_opens_no_case_before_another_authority_has_decided(monkeypatch):
    report(monkeypatch)
    row = told(from_report="R-1")
    with pytest.raises(MoveRefused, match="second authority"):
        opened(row)

    actions.allow_use("P-000001", "R-1", reasons=REASONS, cite="Law, art. 3", by=BODY, at=NOON)

    assert opened(row).state == "opened"


def test_a_finding_cites_no_report_that_may_not_be_used():
    harboured = policy.Document(1, policy.Nature.FACT, NOON, harboured=True)

    assert not harboured.citable


def test_a_case_cannot_be_built_on_a_report_whose_use_was_decided_by_the_same_house(monkeypatch):
    report(monkeypatch)
    row = told(from_report="R-1")
    own = world.officer("U-0010", "appeals_body", "I-COMMISSION")
    actions.allow_use("P-000001", "R-1", reasons=REASONS, cite="Law, art. 3", by=own, at=NOON)

    with pytest.raises(MoveRefused, match="second authority"):
        opened(row)


def test_the_finding_is_refused_when_it_cites_the_report_itself(monkeypatch):
    row = loop.answered()
    Document.objects.filter(case=row, number=1).update(from_report="R-1")

    with pytest.raises(MoveRefused, match="second authority"):
        loop.found(row)


@pytest.mark.parametrize("who", [RASA, traveller(), LINA])
def test_only_another_authority_lets_a_report_be_used(who, monkeypatch):
    report(monkeypatch)

    with pytest.raises(MoveRefused):
        actions.allow_use("P-000001", "R-1", reasons=REASONS, cite="Law, art. 3", by=who, at=NOON)
