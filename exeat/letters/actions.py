"""Every write of letters: write one, open it, record how it was served, send the nudges, send one again."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from datetime import datetime
from smtplib import SMTPException
from typing import Any

from django.core.mail import DNS_NAME, EmailMessage
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from exeat.audit import actions as audit
from exeat.audit import seals
from exeat.letters import policy, queries, texts
from exeat.letters.models import Letter, Nudge
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor, machine

OUTBOX = machine("outbox")


@transaction.atomic
def write(
    kind: str, *, to: str, language: str, subject: str, by: Actor, at: datetime, email: str = "", house: str = "",
    **facts: Any,
) -> Letter:  # fmt: skip
    """Write a letter from the template of its kind and put it into the inbox of a person or institution.

    `subject` is the reference of the file that it is about; `house` is the institution whose office answers for the
    letter where the person's own act or the clock wrote it. Raises MoveRefused for a decision that does not say
    how it is appealed, texts.MissingFact for a fact that the text needs.
    """
    language = texts.language_of(kind, language)
    decides = texts.decides(kind, language)
    _refuse(policy.no_remedy(decides, facts))
    reference = audit.number("L", at=at)
    title, text = texts.written(kind, language, {"number": reference, "today": at.date(), **facts})
    letter = Letter.objects.create(
        reference=reference, kind=kind, to=to, house=by.institution or house, language=language, subject=subject,
        decides=decides, template=texts.fingerprint(kind, language), written_at=at, written_by=by.reference,
        sealed=seals.encrypt("letter", policy.key_of(to), json.dumps([title, text]).encode(), aad=reference),
    )  # fmt: skip
    if email:
        sealed = seals.encrypt("address", policy.key_of(to), email.encode(), aad=reference)
        Nudge.objects.create(letter=letter, sealed_address=sealed, due_at=at)
    audit.record("letter.written", subject=reference, by=by, at=at, about=_people(to), kind=kind, file=subject)
    return letter


@transaction.atomic
def open_letter(reference: str, *, by: Actor, at: datetime) -> Letter:
    """The addressee opens a letter; the first time proves that it was served. Raises MoveRefused for anyone else."""
    letter = Letter.objects.select_for_update().get(reference=reference)
    _refuse(policy.not_the_addressee(by, letter.to))
    if letter.opened_at is None:
        letter.opened_at = max(at, letter.written_at)
        letter.save(update_fields=["opened_at"])
        audit.record("letter.opened", subject=reference, by=by, at=at, about=_people(letter.to))
    return letter


@transaction.atomic
def record_service(reference: str, *, way: str, served_at: datetime, by: Actor, at: datetime) -> Letter:
    """An officer records that a letter was handed over, posted with proof or read out, to one who does not sign in."""
    letter = Letter.objects.select_for_update().get(reference=reference)
    _refuse(policy.unknown_way(way), policy.too_early(served_at, letter.written_at))
    letter.served_at, letter.served_how, letter.served_by = served_at, way, by.reference
    letter.save(update_fields=["served_at", "served_how", "served_by"])
    audit.record(
        "letter.served", subject=reference, by=by, at=at, about=_people(letter.to), way=way, served_at=served_at
    )
    return letter


@transaction.atomic
def print_out(reference: str, *, by: Actor, at: datetime) -> queries.LetterFacts:
    """An office takes a letter out to print and post it; its person sees that it was opened for that."""
    letter = queries.letter_sent(reference, seen_by=by)
    audit.record("letter.printed", subject=reference, by=by, at=at, about=_people(letter.to))
    return letter


@transaction.atomic
def mark_posted(references: Iterable[str], *, by: Actor, at: datetime) -> int:
    """An office has put letters into the post; how many. All or none. Raises MoveRefused, and NoLetter for others'."""
    done = 0
    for letter in _sent(references, by):
        _refuse(policy.not_to_post(letter.posted_at is not None, _arrived(letter)))
        letter.posted_at, letter.posted_by = at, by.reference
        letter.save(update_fields=["posted_at", "posted_by"])
        audit.record("letter.posted", subject=letter.reference, by=by, at=at, about=_people(letter.to))
        done += 1
    return done


@transaction.atomic
def take_back_posting(reference: str, *, by: Actor, at: datetime) -> Letter:
    """The mark that a letter was posted is taken back: it waits for the post again. Raises MoveRefused."""
    letter = _sent([reference], by)[0]
    _refuse(policy.not_to_take_back(letter.posted_at is not None, _arrived(letter)))
    letter.posted_at, letter.posted_by = None, ""
    letter.save(update_fields=["posted_at", "posted_by"])
    audit.record("letter.posting_taken_back", subject=reference, by=by, at=at, about=_people(letter.to))
    return letter


def _sent(references: Iterable[str], by: Actor) -> list[Letter]:
    """Letters of this actor's office, locked, in order. Raises NoLetter when one is not theirs."""
    wanted = {*references}
    mine = {*queries.sent_by(by).filter(reference__in=wanted).values_list("reference", flat=True)}
    if mine != wanted:
        raise queries.NoLetter(", ".join(sorted(wanted - mine)))
    return list(Letter.objects.select_for_update().filter(reference__in=mine).order_by("reference"))


def _arrived(letter: Letter) -> bool:
    return letter.opened_at is not None or letter.served_at is not None


@transaction.atomic
def resend(reference: str, *, by: Actor, at: datetime, email: str = "") -> Nudge:
    """Nudge the addressee again, to another address where one is given. Raises MoveRefused without an address."""
    letter = Letter.objects.select_for_update().get(reference=reference)
    nudge = Nudge.objects.filter(letter=letter).first() or Nudge(letter=letter)
    if email:
        nudge.sealed_address = seals.encrypt("address", policy.key_of(letter.to), email.encode(), aad=reference)
    if not nudge.sealed_address:
        raise MoveRefused([Refusal("no-address", "There is no e-mail address to send to. Give one.")])
    nudge.tries, nudge.due_at, nudge.sent_at, nudge.given_up_at = 0, at, None, None
    nudge.mark, nudge.came_back_at = "", None
    nudge.save()
    audit.record("letter.resent", subject=reference, by=by, at=at, about=_people(letter.to))
    return nudge


@transaction.atomic
def came_back(mark: str, *, by: Actor, at: datetime) -> bool:
    """A mail server reports that the e-mail with this mark was not delivered; whether there is such an e-mail.

    Telling it twice changes nothing.
    """
    nudge = Nudge.objects.select_for_update().select_related("letter").filter(mark=mark, sent_at__isnull=False).first()
    if not mark or nudge is None:
        return False
    if nudge.came_back_at is None:
        nudge.came_back_at = at
        nudge.save(update_fields=["came_back_at"])
        about = _people(nudge.letter.to)
        audit.record("letter.came_back", subject=nudge.letter.reference, by=by, at=at, about=about)
    return True


def deliver(*, at: datetime, by: Actor = OUTBOX) -> int:
    """Send every nudge that is due, each in its own transaction; how many went out. Safe to run twice or late.

    Nothing is recorded of it but when it was sent: the letter is the record, the nudge a courtesy.
    """
    due = Nudge.objects.filter(due_at__lte=at).order_by("due_at", "id").values_list("id", flat=True)
    return sum(_send(pk, at) for pk in list(due))


@transaction.atomic
def _send(pk: int, at: datetime) -> bool:
    """Send one nudge if it is still due; a failure puts it off, twice as long each time."""
    nudge = Nudge.objects.select_for_update().select_related("letter").filter(pk=pk, due_at__lte=at).first()
    if nudge is None:
        return False
    letter, sent = nudge.letter, False
    try:
        address = seals.decrypt(
            "address", policy.key_of(letter.to), bytes(nudge.sealed_address), aad=letter.reference
        ).decode()
        nudge.mark = secrets.token_hex(16)
        name = {"Message-ID": f"<{nudge.mark}@{DNS_NAME}>"}
        EmailMessage(*_nudge(letter.language), None, [address], headers=name).send()
        sent = True
    except seals.Destroyed:
        nudge.tries = policy.TRIES  # the addressee was forgotten: there is nobody to tell
    except (OSError, SMTPException):
        nudge.tries += 1
    nudge.due_at = None if sent else policy.next_try(nudge.tries, at)
    nudge.sent_at = at if sent else None
    nudge.given_up_at = at if not sent and nudge.due_at is None else None
    if nudge.due_at is None:
        nudge.sealed_address = b""
    nudge.save()
    return sent


def _nudge(language: str) -> tuple[str, str]:
    """Subject and body of the e-mail: that there is a letter, and nothing of it, not even a link."""
    with translation.override(language):
        return gettext("New message"), "\n\n".join(
            (
                gettext("Good day, a new message is waiting for you. Sign in as you usually do."),
                gettext("For safety this e-mail holds neither its content nor a link."),
                gettext("This e-mail is sent automatically. Do not reply with facts about yourself or your trip."),
            )
        )


def _people(to: str) -> tuple[str, ...]:
    return (to,) if policy.is_person(to) else ()


def _refuse(*said: Refusal | None) -> None:
    """Raise every refusal at once."""
    found = [refusal for refusal in said if refusal is not None]
    if found:
        raise MoveRefused(found)
