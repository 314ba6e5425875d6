"""The person is heard: proof of service, more time, an answer, a hearing, and the end of the time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from exeat.audit import actions as audit
from exeat.cases import policy
from exeat.cases.contents import content_of
from exeat.cases.models import Case
from exeat.cases.policy import Nature
from exeat.cases.records import moment
from exeat.cases.steps import allowed, file, least, leave, locked, tell, with_state
from exeat.letters import queries as letters
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor

ARGUMENT = "Argument"


@dataclass(frozen=True)
class Attachment:
    """A file that someone adds: its name, what it is by its content, and the content."""

    name: str
    content_type: str
    content: bytes


@transaction.atomic
def look(reference: str, *, by: Actor, at: datetime) -> None:
    """An officer or the appeals body looks at a case; the person can read that."""
    person = Case.objects.values_list("person__reference", flat=True).get(reference=reference)
    audit.record("case.looked_at", subject=reference, by=by, at=at, about=[person], purpose="case")


@transaction.atomic
def take_file(reference: str, *, by: Actor, at: datetime) -> None:
    """Someone takes the whole file out as one sealed PDF; the person can read that."""
    person = Case.objects.values_list("person__reference", flat=True).get(reference=reference)
    audit.record("case.file_taken", subject=reference, by=by, at=at, about=[person], purpose="case")


@transaction.atomic
def add(
    reference: str, *, title: str, text: str, nature: str, by: Actor, at: datetime, ground: str = "", cite: str = "",
    attachments: Sequence[Attachment] = (), body: str = "",
) -> Case:  # fmt: skip
    """An officer adds to the file: a fact or an assessment, shown to the person or listed with its legal ground.

    What is added after the notice is disclosed at once and the person is told, unless a ground in law withholds it.
    """
    row = locked(reference)
    allowed("add", row, by, at, words=title if (text or attachments) else "")
    told = row.state != "opened"
    kind = Nature.ASSESSMENT if nature == Nature.ASSESSMENT else Nature.FACT
    items = [("", "text/plain", text.encode())] if text else []
    items += [(a.name, a.content_type, a.content) for a in attachments]
    for name, content_type, content in items:
        made = file(
            row, kind, title, content, by=by, at=at, name=name, content_type=content_type, disclosed=told,
            ground=ground, cite=cite,
        )  # fmt: skip
        if ground:
            made.withheld_body = body.strip() or by.institution
            made.save(update_fields=["withheld_body"])
    letter = tell(row, "case-file-grew", by=by, at=at, title="" if ground else title, withheld=ground) if told else ""
    leave(row, "add", by=by, at=at, words="" if ground else title, letter=letter)
    audit.record("case.document_added", subject=reference, by=by, at=at, about=[row.person.reference], title=title)
    return row


@transaction.atomic
def prove_service(reference: str, *, how: str, served_on: date | None, by: Actor, at: datetime) -> Case:
    """Record that the notice reached the person: the inbox proves it by itself once they opened it there."""
    row = locked(reference)
    opened = letters.served_at(row.notice_letter) if row.notice_letter else None
    words = how or (f"Opened in the inbox on {moment(opened)}" if opened else "")
    allowed("prove_service", row, by, at, words=words)
    row.served_on, row.served_how = served_on or (opened.date() if opened else at.date()), words[:200]
    row.save(update_fields=["served_on", "served_how"])
    leave(row, "prove_service", by=by, at=at, words=words)
    audit.record("case.served", subject=reference, by=by, at=at, about=[row.person.reference], on=row.served_on)
    return row


@transaction.atomic
def extend(reference: str, *, answer_until: date, reasons: str, by: Actor, at: datetime) -> Case:
    """Give the person more time, for a reason that stands in the file."""
    row = locked(reference)
    allowed("extend", row, by, at, until=answer_until, words=reasons, least=least(row, at))
    row.answer_until = answer_until
    row.save(update_fields=["answer_until"])
    letter = tell(row, "case-more-time", by=by, at=at, answer_until=answer_until)
    leave(row, "extend", by=by, at=at, words=reasons, letter=letter)
    audit.record("case.extended", subject=reference, by=by, at=at, about=[row.person.reference], until=answer_until)
    return row


@transaction.atomic
def decline(reference: str, *, reasons: str, by: Actor, at: datetime) -> Case:
    """A request of the person is not granted, with reasons that the person and the appeals body read."""
    row = locked(reference)
    allowed("decline", row, by, at, reasons=reasons)
    letter = tell(row, "case-request-declined", by=by, at=at, reasons=reasons, answer_until=row.answer_until)
    leave(row, "decline", by=by, at=at, words=reasons, letter=letter)
    audit.record("case.request_declined", subject=reference, by=by, at=at, about=[row.person.reference])
    return row


@transaction.atomic
def answer(
    reference: str, *, text: str, by: Actor, at: datetime, attachments: Sequence[Attachment] = (),
    representative: str = "", interpreter: str = "", accommodation: str = "", hearing: bool = False,
    arguments: Sequence[str] = (), translation: str = "",
) -> Case:  # fmt: skip
    """The person says what happened, with what shows it; as often as they like until a finding.

    Each argument that they list stands in the file by itself, and whoever goes on answers it by itself.
    """
    row = locked(reference)
    move = allowed("answer", row, by, at, words=text)
    last = row.documents.filter(nature=Nature.WORD, title="Answer").select_related("case").order_by("-number").first()
    before = content_of(last).decode() if last is not None else None
    if again := policy.said_anew(text, before, with_files=bool(attachments)):
        raise MoveRefused([again])
    _seen_by_the_person(row, at)
    file(row, Nature.WORD, "Answer", text.encode(), by=by, at=at, disclosed=True)
    for argument in filter(None, (words.strip() for words in arguments)):
        file(row, Nature.WORD, ARGUMENT, argument.encode(), by=by, at=at, disclosed=True)
    for item in attachments:
        file(
            row, Nature.WORD, item.name, item.content, by=by, at=at, name=item.name, content_type=item.content_type,
            disclosed=True,
        )  # fmt: skip
    _asks(row, hearing, representative, interpreter, accommodation, translation)
    with_state(row, move.target).save()
    letter = tell(row, "case-answer-received", by=by, at=at)
    leave(row, "answer", by=by, at=at, letter=letter)
    audit.record("case.answered", subject=reference, by=by, at=at, about=[row.person.reference], files=len(attachments))
    return row


@transaction.atomic
def ask(
    reference: str, *, text: str, by: Actor, at: datetime, hearing: bool = False, representative: str = "",
    interpreter: str = "", accommodation: str = "", translation: str = "",
) -> Case:  # fmt: skip
    """The person asks for more time, to be heard in person, for a representative, an interpreter or other help."""
    row = locked(reference)
    move = allowed("ask", row, by, at, words=text)
    _seen_by_the_person(row, at)
    _asks(row, hearing, representative, interpreter, accommodation, translation)
    with_state(row, move.target).save()
    leave(row, "ask", by=by, at=at, words=text)
    audit.record("case.asked", subject=reference, by=by, at=at, about=[row.person.reference], hearing=hearing)
    return row


@transaction.atomic
def close_time(reference: str, *, by: Actor, at: datetime) -> Case:
    """The time to answer is over, with proof that the notice arrived; a late answer is still heard."""
    row = locked(reference)
    move = allowed("close_time", row, by, at)
    with_state(row, move.target).save(update_fields=["state"])
    leave(row, "close_time", by=by, at=at)
    audit.record("case.time_over", subject=reference, by=by, at=at, about=[row.person.reference])
    return row


@transaction.atomic
def hear(reference: str, *, record: str, by: Actor, at: datetime) -> Case:
    """The person was heard; the minutes go to the file, and the person may correct them before anything is found."""
    row = locked(reference)
    move = allowed("hear", row, by, at, words=record)
    _seen_by_the_person(row, at)
    file(row, Nature.WORD, "Record of the hearing", record.encode(), by=by, at=at, disclosed=True)
    row.heard_at = at
    row.hearings.filter(held_at=None).update(held_at=at)
    row.minutes_until, row.minutes_settled_at = least(row, at, "minutes"), None
    with_state(row, move.target).save()
    letter = tell(row, "case-heard", by=by, at=at, record=record, minutes_until=row.minutes_until)
    leave(row, "hear", by=by, at=at, letter=letter)
    audit.record("case.heard", subject=reference, by=by, at=at, about=[row.person.reference])
    return row


@transaction.atomic
def settle_minutes(reference: str, *, correction: str, by: Actor, at: datetime) -> Case:
    """The person agrees with the minutes of their hearing, or says what they should say; both stand in the file."""
    row = locked(reference)
    allowed("settle_minutes", row, by, at)
    if correction.strip():
        file(row, Nature.WORD, "Correction of the minutes", correction.encode(), by=by, at=at, disclosed=True)
    row.minutes_settled_at = at
    row.save(update_fields=["minutes_settled_at"])
    leave(row, "settle_minutes", by=by, at=at)
    audit.record(
        "case.minutes_settled", subject=reference, by=by, at=at, about=[row.person.reference],
        corrected=bool(correction.strip()),
    )  # fmt: skip
    return row


@transaction.atomic
def arrange(reference: str, *, how: str, by: Actor, at: datetime) -> Case:
    """Record which interpreter or other help the person has; the person is told."""
    row = locked(reference)
    allowed("arrange", row, by, at, words=how)
    row.help_arranged = how
    row.save(update_fields=["help_arranged"])
    letter = tell(row, "case-help-arranged", by=by, at=at, how=how)
    leave(row, "arrange", by=by, at=at, words=how, letter=letter)
    audit.record("case.help_arranged", subject=reference, by=by, at=at, about=[row.person.reference])
    return row


def _asks(
    row: Case, hearing: bool, representative: str, interpreter: str, accommodation: str, translation: str
) -> None:  # fmt: skip
    """What the person needs in order to be heard; what was asked once stays asked."""
    asked, before = (interpreter, accommodation, translation), (row.interpreter, row.accommodation, row.translation)
    if any(new and new != old for new, old in zip(asked, before, strict=True)):
        row.help_arranged = ""
    row.hearing_asked = row.hearing_asked or hearing
    row.representative = representative or row.representative
    row.interpreter = interpreter or row.interpreter
    row.accommodation = accommodation or row.accommodation
    row.translation = translation or row.translation


def _seen_by_the_person(row: Case, at: datetime) -> None:
    """Who answers has had the notice: that is proof of service too."""
    if row.served_on is None:
        row.served_on, row.served_how = at.date(), "The person answered."
