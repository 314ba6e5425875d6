"""The person takes part: with help, through a representative, with minutes they can correct, and on new facts."""

import pytest

from exeat.audit import queries as audit
from exeat.cases import actions, policy, queries
from exeat.cases.models import Appeal, Document, Representative
from exeat.register.models import Clearance
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor
from tests.cases import loop
from tests.cases.world import BODY, LINA, MINDAUGAS, REASONS, later, traveller

pytestmark = pytest.mark.usefixtures("a_world")


def test_nobody_is_heard_before_the_help_they_asked_for_is_arranged():
    row = loop.noticed()
    actions.ask(
        row.reference, text="Please.", hearing=True, accommodation="a room without stairs", by=traveller(), at=later(1)
    )

    with pytest.raises(MoveRefused, match="interpreter or other help"):
        loop.heard(row)
    actions.arrange(row.reference, how="Room 3, ground floor.", by=MINDAUGAS, at=later(2))

    assert loop.heard(row).minutes_until == later(14).date()


def test_a_representative_answers_with_a_code_and_no_account():
    row = loop.noticed()
    code = actions.let_in(row.reference, name="Advokatė Rūta", by=traveller(), at=later(1))
    lawyer = actions.arrive(row.reference.lower(), code.lower().replace("-", " "), by=Actor(""), at=later(2))

    row = actions.answer(row.reference, text="My client was at home.", by=lawyer, at=later(2))

    assert row.state == "answered"
    assert Document.objects.get(title="Answer").added_name == "Advokatė Rūta"
    assert queries.file_of(row, seen_by=lawyer)[0].readable
    assert code.replace("-", "") not in Representative.objects.get().blind
    assert any(look.verb == "case.representative_came" for look in audit.looks_at("P-000001", on=later(3).date()))


def test_a_representative_who_was_sent_away_no_longer_enters_or_acts():
    row = loop.noticed()
    code = actions.let_in(row.reference, name="Advokatė Rūta", by=traveller(), at=later(1))
    lawyer = actions.arrive(row.reference, code, by=Actor(""), at=later(2))
    with pytest.raises(MoveRefused):
        actions.let_in(row.reference, name="Somebody", by=lawyer, at=later(2))

    actions.send_away(row.reference, representative=Representative.objects.get().pk, by=traveller(), at=later(2))

    with pytest.raises(actions.NoEntry):
        actions.arrive(row.reference, code, by=Actor(""), at=later(2))
    with pytest.raises(MoveRefused):
        actions.answer(row.reference, text="x", by=lawyer, at=later(2))


def test_a_request_is_declined_only_when_something_was_asked_and_with_reasons():
    row = loop.noticed()
    with pytest.raises(MoveRefused, match="asked for nothing"):
        actions.decline(row.reference, reasons=REASONS, by=MINDAUGAS, at=later(1))
    actions.ask(row.reference, text="Two months more.", by=traveller(), at=later(1))

    with pytest.raises(MoveRefused):
        actions.decline(row.reference, reasons="no", by=MINDAUGAS, at=later(1))
    actions.decline(row.reference, reasons=REASONS, by=MINDAUGAS, at=later(1))

    assert not queries.as_policy(row, MINDAUGAS).asked


def test_new_facts_reopen_a_closed_case_for_the_person_at_any_time():
    row = loop.measured()
    row.state, row.closed_at = "closed", later(60)
    row.save()

    row = actions.reopen(row.reference, facts="The camera of the petrol station.", by=traveller(), at=later(900))
    assert (row.state, Appeal.objects.get().ground, Appeal.objects.get().late) == ("appealed", "new_facts", False)
    actions.reverse(row.reference, reasons=REASONS, by=BODY, at=later(901))

    assert Clearance.objects.get().until is None


def test_an_officer_reopens_for_the_person_and_nobody_against_them():
    row = loop.found(kind="not_proven", overrides={})

    with pytest.raises(MoveRefused, match="No breach"):
        actions.reopen(row.reference, facts=REASONS, by=LINA, at=later(100))


def test_a_part_of_the_measures_is_set_aside_and_the_rest_has_effect():
    row = loop.appealed()
    row.measure.kinds = ["clearance_withdrawn", "warning"]
    row.measure.save()

    actions.reverse_part(row.reference, kinds=["clearance_withdrawn"], reasons=REASONS, by=BODY, at=later(9))

    row = loop.again(row)
    assert (row.state, row.measure.kinds, row.measure.set_aside) == ("closed", ["warning"], ["clearance_withdrawn"])
    assert Clearance.objects.get().until is None
    assert row.finding.reversed_at is None


@pytest.mark.parametrize("kinds", [[], ["clearance_withdrawn"], ["banishment"]])
def test_a_part_is_some_of_the_measures_and_not_all(kinds):
    row = loop.appealed()

    with pytest.raises(MoveRefused):
        actions.reverse_part(row.reference, kinds=kinds, reasons=REASONS, by=BODY, at=later(9))


@pytest.mark.parametrize("language", ["en", "lt"])
@pytest.mark.parametrize("name", sorted(policy.BLOCKS))
def test_a_text_block_with_an_open_gap_is_no_reason(name, language):
    row = loop.answered()
    words = policy.BLOCKS[name][language] + " And something else that is longer than forty letters."

    with pytest.raises(MoveRefused, match="concrete reasons"):
        loop.found(row, reasons=words)
