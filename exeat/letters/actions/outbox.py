"""The nudges that say that there is a letter: by e-mail and by text message, each with what became of it."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import DNS_NAME, EmailMessage
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from exeat.audit import actions as audit
from exeat.audit import seals
from exeat.letters import gateway, policy, queries
from exeat.letters.models import EMAIL, TEXT, Letter, Nudge
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor, machine

OUTBOX = machine("outbox")
TAKEN_UP = timedelta(minutes=5)  # until when one that is being sent is left alone by another run


def put(letter: Letter, *, email: str, by: Actor, at: datetime) -> None:
    """Let the addressee of a new letter be nudged in each way that they have."""
    if email:
        sealed = seals.encrypt("address", policy.key_of(letter.to), email.encode(), aad=letter.reference)
        Nudge.objects.create(letter=letter, way=EMAIL, sealed_address=sealed, mark=_mark(), due_at=at)
    if queries.texts_to(letter.to):
        Nudge.objects.create(letter=letter, way=TEXT, mark=_mark(), due_at=at)


@transaction.atomic
def resend(reference: str, *, by: Actor, at: datetime, email: str = "") -> list[str]:
    """Nudge the addressee again, by e-mail to another address where one is given, and by text message; the ways.

    Raises MoveRefused when there is no way.
    """
    letter = Letter.objects.select_for_update().get(reference=reference)
    nudges = {nudge.way: nudge for nudge in Nudge.objects.filter(letter=letter)}
    again = []
    by_email = nudges.get(EMAIL, Nudge(letter=letter, way=EMAIL))
    if email:
        by_email.sealed_address = seals.encrypt("address", policy.key_of(letter.to), email.encode(), aad=reference)
    if by_email.sealed_address:
        again.append(by_email)
    if queries.texts_to(letter.to):
        again.append(nudges.get(TEXT, Nudge(letter=letter, way=TEXT)))
    if not again:
        raise MoveRefused([Refusal("no-address", "There is no e-mail address to send to. Give one.")])
    for nudge in again:
        nudge.tries, nudge.due_at, nudge.sent_at, nudge.given_up_at = 0, at, None, None
        nudge.mark, nudge.came_back_at = _mark(), None
        nudge.save()
    ways = [nudge.way for nudge in again]
    audit.record("letter.resent", subject=reference, by=by, at=at, about=policy.people(letter.to), ways=ways)
    return ways


@transaction.atomic
def came_back(mark: str, *, by: Actor, at: datetime) -> bool:
    """A mail server or the gateway reports that what has this mark was not delivered; whether there is such a nudge.

    Telling it twice changes nothing.
    """
    nudge = Nudge.objects.select_for_update().select_related("letter").filter(mark=mark, sent_at__isnull=False).first()
    if not mark or nudge is None:
        return False
    if nudge.came_back_at is None:
        nudge.came_back_at = at
        nudge.save(update_fields=["came_back_at"])
        about = policy.people(nudge.letter.to)
        audit.record("letter.came_back", subject=nudge.letter.reference, by=by, at=at, about=about, way=nudge.way)
    return True


def deliver(*, at: datetime, by: Actor = OUTBOX) -> int:
    """Send every nudge that is due; how many went out. Safe to run twice, late or beside another run.

    Nothing is recorded of it but when it was sent: the letter is the record, the nudge a courtesy. Each is taken up
    in one transaction and settled in another, so that no slow mail server or gateway holds the database. A way by
    which there was no answer is left alone for the rest of the run, so that it cannot hold up the other.
    """
    due = Nudge.objects.filter(due_at__lte=at).order_by("due_at", "id").values_list("id", "way")
    silent: set[str] = set()
    return sum(_deliver(pk, at, silent) for pk, way in list(due) if way not in silent)


def _deliver(pk: int, at: datetime, silent: set[str]) -> bool:
    nudge = _take_up(pk, at)
    if nudge is None:
        return False
    came = _by_text(nudge) if nudge.way == TEXT else _by_email(nudge)
    if came is gateway.Came.SILENT:
        silent.add(nudge.way)
    return _settle(nudge, came, at)


@transaction.atomic
def _take_up(pk: int, at: datetime) -> Nudge | None:
    """A nudge that is still due, out of the reach of any other run for a while."""
    nudge = Nudge.objects.select_for_update(of=("self",)).select_related("letter").filter(pk=pk, due_at__lte=at).first()
    if nudge is not None:
        nudge.due_at = at + TAKEN_UP
        nudge.tries += 1
        nudge.mark = nudge.mark or _mark()
        nudge.save(update_fields=["due_at", "tries", "mark"])
    return nudge


@transaction.atomic
def _settle(taken: Nudge, came: gateway.Came, at: datetime) -> bool:
    """Write down what came of a try; a failure puts the nudge off, twice as long each time."""
    nudge = Nudge.objects.select_for_update().filter(pk=taken.pk, mark=taken.mark, due_at__isnull=False).first()
    if nudge is None:
        return came is gateway.Came.TAKEN
    sent = came is gateway.Came.TAKEN
    refused = came is gateway.Came.REFUSED
    nudge.due_at = None if sent or refused else policy.next_try(nudge.tries, at)
    nudge.sent_at = at if sent else None
    nudge.given_up_at = at if not sent and nudge.due_at is None else None
    if nudge.due_at is None:
        nudge.sealed_address = b""
    nudge.save()
    return sent


def _by_email(nudge: Nudge) -> gateway.Came:
    letter = nudge.letter
    try:
        key = policy.key_of(letter.to)
        address = seals.decrypt("address", key, bytes(nudge.sealed_address), aad=letter.reference).decode()
        name = {"Message-ID": f"<{nudge.mark}@{DNS_NAME}>"}
        EmailMessage(*_email(letter.language), None, [address], headers=name).send()
    except seals.Destroyed:
        return gateway.Came.REFUSED  # the addressee was forgotten: there is nobody to tell
    except SMTPException:
        return gateway.Came.LATER
    except OSError:
        return gateway.Came.SILENT
    return gateway.Came.TAKEN


def _by_text(nudge: Nudge) -> gateway.Came:
    """To the number as it is now: whoever took it away in the meantime, or was forgotten, is not written to."""
    number = queries.number_to_text(nudge.letter.to)
    if not number:
        return gateway.Came.REFUSED
    with translation.override(nudge.letter.language):
        words = gettext("Good day, a new message is waiting for you. Sign in as you usually do.")
    return gateway.send(settings.EXEAT_SMS, settings.EXEAT_SMS_SECRET, mark=nudge.mark, to=number, text=words)


def _email(language: str) -> tuple[str, str]:
    """Subject and body of the e-mail: that there is a letter, and nothing of it, not even a link."""
    with translation.override(language):
        return gettext("New message"), "\n\n".join(
            (
                gettext("Good day, a new message is waiting for you. Sign in as you usually do."),
                gettext("For safety this e-mail holds neither its content nor a link."),
                gettext("This e-mail is sent automatically. Do not reply with facts about yourself or your trip."),
            )
        )


def _mark() -> str:
    return secrets.token_hex(16)
