"""Every step of an application with its trace, its letter and its refusals."""

import struct
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from exeat.applications import actions, papers, queries
from exeat.applications.models import Application
from exeat.audit import queries as audit
from exeat.letters import queries as letters
from exeat.permits import queries as permits
from exeat.values.moves import MoveRefused
from tests.applications.scene import DAY, REASONS, WEIGHED, checked, drafted, filed, parts, to_decide
from tests.factories import NOON


def _chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\x00\xff"))
    + _chunk(b"IEND", b"")
)


def codes(refused):
    return {refusal.code for refusal in refused.value.refusals}


def verbs(person):
    return {look.verb for look in audit.looks_at(person, on=NOON.date())}


def kinds(person):
    return [letter.kind for letter in letters.inbox(person)]


def test_a_filed_application_has_a_number_an_hour_the_rules_of_the_day_and_a_receipt(scene):
    row = filed(scene.traveller)

    assert row.reference == "A-2026-00001"
    assert row.filed_at == NOON
    assert row.requires == "permission"
    assert row.law
    assert row.outcome["outcome"]["lt"]["steps"]
    assert kinds(scene.traveller.reference) == ["application-receipt"]
    assert "application.filed" in verbs(scene.traveller.reference)


def test_a_trip_that_the_rules_forbid_is_accepted_and_the_gap_is_kept(scene):
    row = filed(scene.traveller, reason="tourism")

    assert row.state == "submitted"
    assert row.requires == "ban"


def test_an_application_is_not_sent_before_it_is_declared_to_be_true(scene):
    row = drafted(scene.traveller)

    with pytest.raises(MoveRefused) as refused:
        actions.submit(row.reference, declared=False, by=scene.traveller, at=NOON)

    assert codes(refused) == {"not-declared"}


def test_the_clock_of_the_order_runs_from_the_complete_file_and_stands_still_while_questions_are_open(scene):
    row = checked(scene)
    actions.return_with_questions(
        row.reference, questions=["Who is the patient?"], answer_by=date(2026, 12, 4), by=scene.officer, at=NOON
    )
    actions.answer(row.reference, text="My mother.", by=scene.traveller, at=NOON + 2 * DAY)
    actions.ask_opinion(row.reference, note="", by=scene.officer, at=NOON + 2 * DAY)

    row.refresh_from_db()
    pause = row.rounds.get()
    assert (pause.asked_at, pause.resumed_at) == (NOON, NOON + 2 * DAY)
    assert row.decide_by is not None
    assert row.decide_by.date() == date(2026, 12, 9)
    assert row.state == "awaiting_opinion"


def test_the_officer_goes_on_without_an_answer_only_after_its_day(scene):
    row = checked(scene)
    actions.return_with_questions(
        row.reference, questions=["Who?"], answer_by=date(2026, 12, 1), by=scene.officer, at=NOON
    )

    with pytest.raises(MoveRefused):
        actions.go_on(row.reference, by=scene.officer, at=NOON + DAY)
    actions.go_on(row.reference, by=scene.officer, at=datetime(2026, 12, 2, 8, tzinfo=UTC))

    row.refresh_from_db()
    assert row.state == "in_check"


def test_a_grant_issues_the_permit_in_the_same_transaction_and_tells_the_person(scene):
    row = to_decide(scene)

    granted = actions.grant(
        row.reference, reasons=REASONS, conditions=["You take no work telephone with you."], by=scene.head, at=NOON
    )

    permit = permits.of(scene.traveller.reference)[0]
    assert granted.permit == permit.number
    assert permit.countries == ("BY",)
    letter = letters.inbox(scene.traveller.reference)[0]
    assert letter.kind == "application-granted-with-conditions"
    assert "work telephone" in letter.text
    assert "Administracinių ginčų" in letter.text or "Administrative Disputes" in letter.text
    assert audit.verify().ok


def test_a_grant_that_cannot_be_sealed_leaves_everything_as_it_was(scene):
    from exeat.register.models import TravelDocument

    row = to_decide(scene)
    TravelDocument.objects.all().delete()

    with pytest.raises(MoveRefused) as refused:
        actions.grant(row.reference, reasons=REASONS, by=scene.head, at=NOON)

    row.refresh_from_db()
    assert codes(refused) == {"no-document"}
    assert (row.state, row.permit, row.decided_by) == ("awaiting_decision", "", "")


def test_a_refusal_goes_out_with_reasons_provision_and_remedy_in_the_language_of_the_person(scene):
    row = to_decide(scene)

    actions.refuse(row.reference, reasons=REASONS, weighed=WEIGHED, by=scene.deputy, at=NOON)

    row.refresh_from_db()
    letter = letters.inbox(scene.traveller.reference)[0]
    assert letter.language == "lt"
    assert letter.title == "Leidimą vykti išduoti atsisakyta. Vykti draudžiama"
    assert REASONS in letter.text
    assert "Pavadavimo pagrindas: V-12 of 2 January 2024" in letter.text
    assert "Apskundimo tvarka. Kam skųsti:" in letter.text
    assert row.decided_order


def test_nothing_is_decided_while_the_institution_has_not_said_how_to_appeal(scene):
    from exeat.register.models import Institution

    row = to_decide(scene)
    Institution.objects.filter(reference="I-ARMY").update(remedy_en="", remedy_lt="")

    with pytest.raises(MoveRefused) as refused:
        actions.grant(row.reference, reasons=REASONS, by=scene.head, at=NOON)

    assert codes(refused) == {"no-remedy"}


def test_the_head_s_own_application_goes_to_the_body_above(scene):
    row = to_decide(scene, who=scene.head_travels)

    with pytest.raises(MoveRefused):
        actions.grant(row.reference, reasons=REASONS, by=scene.head, at=NOON)
    with pytest.raises(MoveRefused):
        actions.grant(row.reference, reasons=REASONS, by=scene.deputy, at=NOON)
    actions.grant(row.reference, reasons=REASONS, by=scene.superior, at=NOON)

    row.refresh_from_db()
    assert row.state == "granted"


def test_of_two_who_click_at_once_the_second_is_told(scene):
    row = to_decide(scene)
    seen = row.version

    actions.refuse(row.reference, reasons=REASONS, weighed=WEIGHED, by=scene.head, at=NOON, version=seen)
    with pytest.raises(MoveRefused) as refused:
        actions.grant(row.reference, reasons=REASONS, by=scene.deputy, at=NOON, version=seen)

    assert codes(refused) == {"changed-meanwhile"}


def test_an_opinion_is_read_only_by_its_service_and_the_decider_and_each_reading_is_recorded(scene):
    row = to_decide(scene)

    assert actions.read_opinion(row.reference, by=scene.head, at=NOON).startswith("Nothing known")
    with pytest.raises(MoveRefused):
        actions.read_opinion(row.reference, by=scene.officer, at=NOON)

    assert any(
        look.verb == "application.opinion-read" for look in audit.looks_at(scene.traveller.reference, on=NOON.date())
    )


def test_an_urgent_call_is_filed_at_its_minute_and_answered_provisionally(scene):
    row = actions.take_call(
        scene.traveller.reference, parts=parts(first=date(2026, 11, 26), last=date(2026, 11, 29)),
        reason="death_of_relative", phone="+370 600 00000", by=scene.clerk, at=NOON,
    )  # fmt: skip
    assert row.decide_by == NOON + timedelta(hours=6)
    assert kinds(scene.traveller.reference) == ["urgent-receipt"]

    actions.allow_provisionally(row.reference, reasons="The mother has died.", by=scene.duty, at=NOON)

    permit = permits.of(scene.traveller.reference)[0]
    assert permit.provisional
    assert kinds(scene.traveller.reference)[0] == "urgent-allowed"


def test_the_head_confirms_a_provisional_permit_with_a_permit_of_its_own(scene):
    row = filed(scene.traveller, urgent=True, reason="death_of_relative")
    actions.allow_provisionally(row.reference, reasons="The mother has died.", by=scene.duty, at=NOON)

    actions.grant(row.reference, reasons=REASONS, by=scene.head, at=NOON)

    states = {permit.provisional: permit.revoked_at for permit in permits.of(scene.traveller.reference)}
    assert states == {True: NOON, False: None}


def test_silence_is_recorded_as_the_institution_s_climbs_and_decides_nothing(scene):
    from exeat.values.rights import machine

    row = filed(scene.traveller, urgent=True, reason="death_of_relative")
    late = NOON + timedelta(hours=7)

    first = actions.escalate_overdue(at=late, by=machine("tick"))
    again = actions.escalate_overdue(at=late, by=machine("tick"))

    row.refresh_from_db()
    silence = queries.silences(scene.traveller.reference)[0]
    assert (first, again) == (1, 0)
    assert (silence.institution, silence.what) == ("I-ARMY", "urgent")
    assert row.state == "submitted"
    assert kinds(scene.traveller.reference)[0] == "application-overdue"
    assert queries.visible_to(scene.superior, on=late.date()).filter(pk=row.pk).exists()
    assert [letter.kind for letter in letters.inbox("I-MIN")] == ["application-overdue-body"]


def test_a_notice_is_given_and_can_be_taken_back(scene):
    row = filed(scene.traveller, kind="notice")
    assert row.reference == "N-2026-00001"

    actions.withdraw(row.reference, by=scene.traveller, at=NOON + DAY)

    notice = queries.notices_of(scene.traveller.reference)[0]
    assert notice.withdrawn_at == NOON + DAY
    assert notice.countries == ("BY",)


def test_evidence_is_kept_encrypted_under_a_key_of_its_own(scene):
    row = drafted(scene.traveller)

    paper = actions.add_evidence(row.reference, name="laiškas.exe", content=PNG, by=scene.traveller, at=NOON)

    assert paper.name == "laiškas.png"
    assert PNG not in queries.path_of(paper.token).read_bytes()
    assert actions.fetch_evidence(row.reference, paper.token, by=scene.traveller, at=NOON)[1] == PNG


@pytest.mark.parametrize("content", [b"", b"MZ\x90\x00 a program", b"<svg onload=alert(1)>", PNG[:-4], b"%PDF-1.4 cut"])
def test_what_is_no_whole_document_is_not_taken(scene, content):
    row = drafted(scene.traveller)

    with pytest.raises(papers.Unfit):
        actions.add_evidence(row.reference, name="a.pdf", content=content, by=scene.traveller, at=NOON)

    assert not row.evidence.exists()


def test_a_look_at_a_document_by_an_officer_is_recorded(scene):
    row = drafted(scene.traveller)
    paper = actions.add_evidence(row.reference, name="a.png", content=PNG, by=scene.traveller, at=NOON)
    row = actions.submit(row.reference, declared=True, by=scene.traveller, at=NOON)

    actions.fetch_evidence(row.reference, paper.token, by=scene.officer, at=NOON)

    assert any(
        look.verb == "application.document-read" for look in audit.looks_at(scene.traveller.reference, on=NOON.date())
    )


def test_the_name_of_a_relative_is_shown_on_the_record_and_erased_first(scene):
    from exeat.values.rights import machine

    row = drafted(scene.traveller)
    actions.name_relative(row.reference, name="Ona Petrauskienė", by=scene.traveller, at=NOON)
    row = actions.submit(row.reference, declared=True, by=scene.traveller, at=NOON)
    assert actions.show_relative(row.reference, by=scene.officer, at=NOON) == "Ona Petrauskienė"

    actions.withdraw(row.reference, by=scene.traveller, at=NOON)
    assert actions.erase_relatives(at=NOON + 10 * DAY, by=machine("tick")) == 0
    assert actions.erase_relatives(at=NOON + 31 * DAY, by=machine("tick")) == 1

    with pytest.raises(MoveRefused):
        actions.show_relative(row.reference, by=scene.officer, at=NOON + 31 * DAY)


def test_the_service_may_be_late_and_the_decider_goes_on_without_it(scene):
    row = checked(scene)
    actions.ask_opinion(row.reference, note="", by=scene.officer, at=NOON)

    with pytest.raises(MoveRefused):
        actions.decide_without_opinion(row.reference, by=scene.head, at=NOON)
    actions.decide_without_opinion(row.reference, by=scene.head, at=NOON + 14 * DAY)

    row.refresh_from_db()
    assert row.state == "awaiting_decision"


def test_nobody_outside_the_register_applies_for_themselves(scene):
    with pytest.raises(MoveRefused):
        drafted(replace(scene.traveller, reference="U-0099"))

    assert not Application.objects.exists()
