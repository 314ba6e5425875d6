"""The person is invited to be heard: where, when, with whose help; they accept or ask for another time."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from exeat.audit import actions as audit
from exeat.cases.models import Case, Hearing
from exeat.cases.records import VILNIUS
from exeat.cases.steps import allowed, language_of, least, leave, locked, tell
from exeat.values.rights import Actor

WAYS = {
    "room": {"en": "In a room", "lt": "Patalpoje"},
    "call": {"en": "By call", "lt": "Nuotoliniu būdu"},
}


@transaction.atomic
def invite(
    reference: str, *, begins_at: datetime, way: str, place: str, by: Actor, at: datetime, interpreter: str = "",
    accommodation: str = "",
) -> Hearing:  # fmt: skip
    """Invite the person to a hearing by a letter in their language; it takes the place of an earlier invitation."""
    if way not in WAYS:
        raise ValueError("a hearing is in a room or by call")
    row = locked(reference)
    day = begins_at.astimezone(VILNIUS).date()
    allowed("invite", row, by, at, until=day, words=place, least=least(row, at, "invitation"))
    made = Hearing.objects.create(
        case=row, number=row.hearings.count() + 1, begins_at=begins_at, way=way, place=place.strip(),
        interpreter=interpreter.strip(), accommodation=accommodation.strip(), invited_by=by.reference,
        invited_name=by.name or by.reference, invited_at=at,
    )  # fmt: skip
    language = language_of(row)
    made.letter = tell(
        row, "case-hearing", by=by, at=at, begins_at=begins_at, way=WAYS[way].get(language, WAYS[way]["en"]),
        place=made.place, interpreter=made.interpreter, accommodation=made.accommodation,
        again="yes" if made.number > 1 else "",
    )  # fmt: skip
    made.save(update_fields=["letter"])
    leave(row, "invite", by=by, at=at, letter=made.letter)
    audit.record("case.invited", subject=reference, by=by, at=at, about=[row.person.reference])
    return made


@transaction.atomic
def accept_hearing(reference: str, *, by: Actor, at: datetime) -> Hearing:
    """The person will come."""
    row = locked(reference)
    allowed("accept_hearing", row, by, at)
    return _answered(row, "accepted", "", by=by, at=at)


@transaction.atomic
def ask_another_time(reference: str, *, words: str, by: Actor, at: datetime) -> Hearing:
    """The person cannot come then and says when they can; an officer invites them again."""
    row = locked(reference)
    allowed("ask_another_time", row, by, at, words=words)
    row.hearing_asked = True  # whoever asks for another time wishes to be heard
    row.save(update_fields=["hearing_asked"])
    return _answered(row, "another_time", words, by=by, at=at)


def _answered(row: Case, answer: str, words: str, *, by: Actor, at: datetime) -> Hearing:
    made = row.hearings.select_for_update().order_by("number").last()
    assert made is not None  # the move is refused where no hearing waits
    made.answer, made.words, made.answered_at = answer, words, at
    made.save(update_fields=["answer", "words", "answered_at"])
    leave(row, "accept_hearing" if answer == "accepted" else "ask_another_time", by=by, at=at, words=words)
    audit.record("case.hearing_answered", subject=row.reference, by=by, at=at, about=[row.person.reference],
                 answer=answer)  # fmt: skip
    return made
