"""A case goes its way, step by step, each by a person, and reversal puts everything back."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from exeat.audit import queries as audit
from exeat.cases import actions, policy, queries
from exeat.cases.models import Appeal, Case, Confirmer, Document, Finding, Measure, Step
from exeat.crossings.models import Candidate, ClearedPair, Discrepancy
from exeat.letters import queries as letters
from exeat.register.models import Clearance, Post
from exeat.values.moves import MoveRefused
from tests.cases import loop, world
from tests.cases.world import BODY, LINA, MINDAUGAS, NOON, RASA, REASONS, later, traveller

pytestmark = pytest.mark.usefixtures("a_world")


def holdings():
    fields = ("id", "since", "until", "ended_because")
    return list(Clearance.objects.order_by("id").values_list(*fields)), list(
        Post.objects.order_by("id").values_list(*fields)
    )


def test_the_whole_way_from_a_crossing_to_a_reversed_finding():
    before = holdings()

    row = loop.measured()
    assert row.state == "measured"
    assert holdings() != before
    row = loop.appealed(row)
    row = loop.reversed_(row)

    assert row.state == "closed"
    assert holdings() == before
    assert loop.again(row).finding.reversed_at is not None
    verbs = list(Step.objects.filter(case=row).order_by("id").values_list("verb", flat=True))
    assert verbs == [
        "open", "serve", "answer", "propose_finding", "find", "propose_measure", "measure", "appeal", "reverse",
    ]  # fmt: skip
    assert audit.verify().ok


def test_the_person_gets_a_letter_at_each_step_and_the_institution_is_told_both_times():
    row = loop.reversed_()

    written = [letter.kind for letter in letters.about(row.reference)]

    assert written == [
        "case-notice", "case-answer-received", "case-file-grew", "case-breach", "case-file-grew", "case-measure",
        "case-measure-institution",
        "case-appeal-received", "case-restored-institution", "case-reversed",
    ]  # fmt: skip


def test_a_measure_of_unknown_law_is_not_proposed():
    Clearance.objects.all().delete()

    row = loop.found()

    assert not row.measures_known
    with pytest.raises(MoveRefused, match="not known"):
        loop.measured(row, kinds=("clearance_withdrawn",))
    assert actions.end_without_measure(row.reference, reasons=REASONS, by=MINDAUGAS, at=later(6)).state == "closed"


def test_a_finding_of_another_person_erases_the_records_everywhere():
    row = loop.found(kind="another_person", overrides={})

    assert row.state == "closed"
    assert not Candidate.objects.exists()
    assert not Discrepancy.objects.exists()
    assert ClearedPair.objects.exists()
    held = [queries.document(row, d.number, seen_by=RASA)[1] for d in Document.objects.filter(of_a_record=True)]
    assert all(b"vinklys" not in content.lower() for content in held)


def test_no_answer_and_no_proof_of_service_leave_the_case_where_it_is():
    row = loop.noticed()

    with pytest.raises(MoveRefused, match="no proof"):
        actions.close_time(row.reference, by=MINDAUGAS, at=later(30))
    actions.prove_service(row.reference, how="Handed over in person", served_on=NOON.date(), by=MINDAUGAS, at=later(1))

    assert actions.close_time(row.reference, by=MINDAUGAS, at=later(30)).state == "time_over"


def test_more_time_is_given_and_never_less():
    row = loop.noticed()

    with pytest.raises(MoveRefused):
        actions.extend(row.reference, answer_until=later(12).date(), reasons="ill at home", by=MINDAUGAS, at=later(1))
    row = actions.extend(row.reference, answer_until=later(25).date(), reasons="ill at home", by=MINDAUGAS, at=later(1))

    assert row.answer_until == later(25).date()


def test_attachments_are_sealed_and_the_person_reads_their_own():
    row = loop.noticed()
    letter = actions.hearing.Attachment("letter.pdf", "application/pdf", b"%PDF-1.7 SECRET-WORDS")
    actions.answer(row.reference, text="See the letter.", attachments=[letter], by=traveller(), at=later(2))

    kept = Document.objects.get(file_name="letter.pdf")

    assert b"SECRET-WORDS" not in bytes(kept.sealed)
    assert queries.document(row, kept.number, seen_by=traveller())[1] == letter.content


def test_the_person_sees_what_is_withheld_and_why_but_not_what_it_says():
    row = loop.noticed()
    actions.add(
        row.reference, title="Report", text="HIDDEN", nature="fact", ground="source in danger", cite="Law, art. 9",
        by=MINDAUGAS, at=later(1),
    )  # fmt: skip

    item = queries.file_of(row, seen_by=traveller())[-1]

    assert (item.title, item.text, item.withheld_ground, item.readable) == ("", "", "source in danger", False)
    with pytest.raises(queries.NoDocument):
        queries.document(row, item.number, seen_by=traveller())
    assert queries.file_of(row, seen_by=BODY)[-1].text == "HIDDEN"


def test_the_person_does_not_see_a_case_before_they_are_told():
    row = loop.opened()
    assert not queries.of_person(traveller()).exists()

    actions.serve(row.reference, answer_until=later(14).date(), by=MINDAUGAS, at=NOON)

    assert queries.of_person(traveller()).count() == 1


def test_the_effect_is_suspended_while_the_appeal_is_open_and_returns_when_it_stands():
    before = holdings()
    row = loop.appealed()

    actions.suspend(row.reference, reasons=REASONS, by=BODY, at=later(8))
    assert holdings() == before
    actions.uphold(row.reference, reasons=REASONS, by=BODY, at=later(9))

    assert Clearance.objects.get().until == later(9).date()


def test_an_appeal_against_a_finding_alone_leads_back_when_it_stands():
    row = loop.appealed(loop.found())

    row = actions.uphold(row.reference, reasons=REASONS, by=BODY, at=later(9))

    assert row.state == "found"
    assert Appeal.objects.get().outcome == "decision_upheld"


def test_a_hearing_that_was_asked_for_comes_before_a_finding():
    row = loop.noticed()
    row = actions.answer(row.reference, text="Hear me.", hearing=True, by=traveller(), at=later(2))

    with pytest.raises(MoveRefused, match="heard in person"):
        loop.found(row)
    row = loop.heard(row)

    with pytest.raises(MoveRefused, match="correct the minutes"):
        loop.found(row, at=later(10))
    row = actions.settle_minutes(row.reference, correction="I said: two days.", by=traveller(), at=later(10))

    assert Document.objects.get(title="Correction of the minutes").nature == "word"
    assert loop.found(row, at=later(11)).state == "found"


def test_the_database_refuses_what_policy_would_refuse():
    row = loop.measured()
    wrong = [
        lambda: Confirmer.objects.create(case=row, officer=row.opened_by, opened_by=row.opened_by),
        lambda: Finding.objects.filter(case=row).update(found_by=row.opened_by),
        lambda: Measure.objects.filter(case=row).update(taken_by=row.finding.found_by),
        lambda: Measure.objects.filter(case=row).update(aim=""),
        lambda: Step.objects.create(case=row, verb="find", by="machine:tick", name="x", at=NOON),
        lambda: Document.objects.filter(case=row).update(withheld_ground="because"),
        lambda: Case.objects.filter(pk=row.pk).update(state="closed", closed_at=None),
    ]

    for change in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_an_officer_of_the_persons_institution_sees_no_case():
    row = loop.noticed()

    near = world.officer("U-0005", institution="I-ARMY")

    assert not queries.visible_to(near).exists()
    with pytest.raises(MoveRefused, match="colleague"):
        actions.extend(row.reference, answer_until=later(30).date(), reasons="ill at home", by=near, at=later(1))


def test_a_discrepancy_is_opened_by_another_officer_who_answers_what_speaks_against():
    with pytest.raises(MoveRefused, match="confirmed the match"):
        loop.opened(by=LINA)
    found = Discrepancy.objects.get()

    with pytest.raises(MoveRefused, match="speaks for the person"):
        actions.open_case(found.reference, reasons=REASONS, overrides={}, by=MINDAUGAS, at=NOON)


def test_statistics_count_a_reversed_finding_as_reversed():
    row = loop.reversed_()

    [line] = queries.for_statistics(NOON, later(30))

    assert (line["institution"], line["result"], line["reversed"]) == ("I-ARMY", "breach", True)
    assert replace(policy.Case("P"), person=row.person.reference).person == "P-000001"
