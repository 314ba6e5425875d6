"""Letters are sealed, opened by their addressee only, served with proof, and announced without content."""

from datetime import UTC, datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction

from exeat.audit import actions as audit
from exeat.audit import queries as trail
from exeat.letters import actions, policy, queries, texts
from exeat.letters.actions import outbox
from exeat.letters.models import Letter, Nudge
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor, Right

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
HEAD = Actor("P-000002", "I-ARMY", frozenset({Right.DECIDE_APPLICATION}), "Head Made-Up", "head")
PERSON = Actor("P-000001", "", frozenset({Right.TRAVEL}), "Ona Made-Up", "traveller")
BODY = Actor("U-0004", "I-BODY", frozenset(), "Body Made-Up", "appeals_body")
pytestmark = pytest.mark.django_db


def decision(to="P-000001", at=NOON, email="ona@example.lt", remedy="Within a month, to the court.", language="en"):
    return actions.write(
        "decision", to=to, language=language, subject="A-2026-00001", by=HEAD, at=at, email=email,
        reasons="The ground was not shown.", remedy=remedy,
    )  # fmt: skip


def test_a_letter_lies_in_the_inbox_and_is_about_its_file():
    first = decision()
    second = decision(at=NOON + timedelta(hours=1), language="lt")
    decision(to="P-000005")

    assert [letter.reference for letter in queries.inbox("P-000001")] == [second.reference, first.reference]
    assert len(queries.about("A-2026-00001")) == 3
    found = queries.about("A-2026-00001")[0]
    assert (found.title, found.house, found.decides, found.nudge) == (
        "The permit is refused",
        "I-ARMY",
        True,
        "waiting",
    )
    assert found.paragraphs[0] == ["Why: The ground was not shown."]
    assert queries.unopened("P-000001") == 2


def test_the_text_is_not_readable_in_the_tables():
    decision()

    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM letters_letter")
        sealed = bytes(cursor.fetchone()[0])
        cursor.execute("SELECT sealed_address FROM letters_nudge")
        address = bytes(cursor.fetchone()[0])
    assert b"ground" not in sealed
    assert b"ona@" not in address


@pytest.mark.parametrize("remedy", ["", "  ", None])
def test_a_decision_without_the_way_to_appeal_is_not_written(remedy):
    with pytest.raises(MoveRefused, match="how a decision of this institution is appealed"):
        decision(remedy=remedy)

    assert not Letter.objects.exists()


def test_a_letter_with_a_missing_fact_is_not_written():
    with pytest.raises(texts.MissingFact):
        actions.write("receipt", to="P-000001", language="en", subject="A-1", by=HEAD, at=NOON)


def test_only_the_addressee_reads_a_letter():
    letter = decision()

    assert queries.letter(letter.reference, seen_by=PERSON).title == "The permit is refused"
    for other in (HEAD, BODY, Actor("P-000005"), Actor("")):
        with pytest.raises(queries.NoLetter):
            queries.letter(letter.reference, seen_by=other)
        with pytest.raises(MoveRefused, match="Only the one"):
            actions.open_letter(letter.reference, by=other, at=NOON)
    with pytest.raises(queries.NoLetter):
        queries.letter("L-2026-99999", seen_by=PERSON)


def test_a_letter_to_an_institution_is_read_by_those_who_act_for_it():
    letter = decision(to="I-BODY", email="")

    assert queries.letter(letter.reference, seen_by=BODY).to == "I-BODY"
    assert queries.letter(letter.reference, seen_by=BODY).nudge == "none"
    with pytest.raises(queries.NoLetter):
        queries.letter(letter.reference, seen_by=PERSON)


def test_opening_a_letter_proves_that_it_was_served_and_counts_once():
    letter = decision()
    assert queries.served_at(letter.reference) is None

    actions.open_letter(letter.reference, by=PERSON, at=NOON + timedelta(hours=2))
    actions.open_letter(letter.reference, by=PERSON, at=NOON + timedelta(hours=5))

    assert queries.served_at(letter.reference) == NOON + timedelta(hours=2)
    assert queries.letter(letter.reference, seen_by=PERSON).served_how == "opened"
    assert queries.unopened("P-000001") == 0
    verbs = [look.verb for look in trail.looks_at("P-000001", on=NOON.date())]
    assert sorted(verbs) == ["letter.opened", "letter.written"]


def test_a_letter_may_be_served_outside_the_inbox_and_the_earlier_proof_counts():
    letter = decision()

    actions.record_service(
        letter.reference, way="handed_over", served_at=NOON + timedelta(hours=1), by=HEAD, at=NOON + timedelta(hours=3)
    )
    actions.open_letter(letter.reference, by=PERSON, at=NOON + timedelta(hours=4))

    assert queries.served_at(letter.reference) == NOON + timedelta(hours=1)
    assert queries.letter(letter.reference, seen_by=PERSON).served_how == "handed_over"


def test_service_must_leave_proof_and_come_after_the_letter():
    letter = decision()

    with pytest.raises(MoveRefused, match="Choose how") as refused:
        actions.record_service(
            letter.reference, way="told a friend", served_at=NOON - timedelta(days=1), by=HEAD, at=NOON
        )

    assert [refusal.code for refusal in refused.value.refusals] == ["unknown-way", "served-before-written"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.update(served_at=NOON, served_how="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.update(opened_at=NOON - timedelta(days=1))


def test_nothing_is_served_of_a_letter_that_is_not_there():
    assert queries.served_at("L-2026-99999") is None


@pytest.mark.parametrize(("language", "subject"), [("en", "New message"), ("lt", "Naujas pranešimas")])
def test_the_email_says_only_that_there_is_a_letter(language, subject):
    decision(language=language)

    assert actions.deliver(at=NOON) == 1
    assert actions.deliver(at=NOON) == 0

    sent = mail.outbox[0]
    assert (sent.subject, sent.to) == (subject, ["ona@example.lt"])
    assert len(mail.outbox) == 1
    for secret in ("permit", "leidim", "A-2026", "L-2026", "http", "Ona", "I-ARMY", "refus"):
        assert secret not in sent.body.lower()
    assert queries.about("A-2026-00001")[0].nudge == "sent"
    assert not Nudge.objects.get().sealed_address


def test_an_email_that_fails_is_tried_again_later_and_given_up_in_the_end(monkeypatch):
    letter = decision()
    monkeypatch.setattr(
        outbox.EmailMessage, "send", lambda *args: (_ for _ in ()).throw(SMTPServerDisconnected("gone"))
    )

    at, tries = NOON, 0
    while Nudge.objects.get().due_at is not None:
        at = Nudge.objects.get().due_at
        assert actions.deliver(at=at) == 0
        assert actions.deliver(at=at) == 0
        tries += 1

    assert tries == policy.TRIES
    assert list(queries.given_up()) == [letter.reference]
    assert queries.about("A-2026-00001")[0].nudge == "given_up"
    assert at > NOON + timedelta(hours=5)


def test_a_nudge_can_be_sent_again_to_another_address():
    letter = decision()
    actions.deliver(at=NOON)
    with pytest.raises(MoveRefused, match="no e-mail address"):
        actions.resend(letter.reference, by=HEAD, at=NOON)

    actions.resend(letter.reference, by=HEAD, at=NOON, email="other@example.lt")
    actions.deliver(at=NOON)

    assert [sent.to for sent in mail.outbox] == [["ona@example.lt"], ["other@example.lt"]]
    with pytest.raises(IntegrityError), transaction.atomic():
        Nudge.objects.update(due_at=NOON)


def test_forgetting_a_person_erases_what_was_written_to_them():
    letter = decision()

    audit.forget("P-000001", by=HEAD, at=NOON)

    assert queries.about("A-2026-00001")[0].text == ""
    assert actions.deliver(at=NOON) == 0
    assert queries.about("A-2026-00001")[0].nudge == "given_up"
    assert queries.letter(letter.reference, seen_by=PERSON).title == ""
    assert mail.outbox == []
