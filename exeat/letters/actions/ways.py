"""A person gives a telephone number for text messages, confirms it by a code, or takes it away again."""

from __future__ import annotations

import json
import secrets
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext

from exeat.audit import actions as audit
from exeat.audit import seals
from exeat.letters import gateway, policy, queries
from exeat.letters.models import TEXT, Nudge, Phone
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor


@transaction.atomic
def give_number(number: str, *, agrees: bool, by: Actor, at: datetime) -> Phone:
    """Whoever is signed in gives their number and agrees to messages; nothing but a code goes there before it is typed.

    Raises MoveRefused for what is no number, without consent, and after too many codes on one day.
    """
    known = policy.number_of(number)
    phone = Phone.objects.select_for_update().filter(to=by.reference).first() or Phone(to=by.reference)
    today = timezone.localdate(at)
    sent_today = policy.codes_of(phone.codes_on, today, phone.codes)
    _refuse(policy.refusals_to_give(known, agrees=agrees, sent_today=sent_today))
    phone.consented_at, phone.confirmed_at = at, None
    _new_code(phone, known, at, sent_today)
    audit.record("phone.given", subject=by.reference, by=by, at=at, about=policy.people(by.reference))
    return phone


@transaction.atomic
def new_code(*, by: Actor, at: datetime) -> Phone:
    """Another code for the number that waits for one. Raises MoveRefused."""
    phone = _waiting(by)
    sent_today = policy.codes_of(phone.codes_on, timezone.localdate(at), phone.codes)
    _refuse(policy.enough_codes(sent_today))
    _new_code(phone, queries.number_and_code(phone)[0], at, sent_today)
    audit.record("phone.code_made", subject=by.reference, by=by, at=at, about=policy.people(by.reference))
    return phone


def send_code(*, language: str, by: Actor, at: datetime) -> bool:
    """Send the code that waits to its number; whether the gateway took it. Recorded is only that it was made."""
    phone = Phone.objects.filter(to=by.reference, confirmed_at=None, code_until__gt=at).first()
    number, code = queries.number_and_code(phone) if phone else ("", "")
    if not number:
        return False
    with translation.override(language):
        words = gettext("Your code: %(code)s. Nobody will ever ask you for it.") % {"code": code}
    hook, secret = settings.EXEAT_SMS, settings.EXEAT_SMS_SECRET
    return gateway.send(hook, secret, mark=secrets.token_hex(16), to=number, text=words) is gateway.Came.TAKEN


def confirm_number(code: str, *, by: Actor, at: datetime) -> None:
    """The code is typed in: from now on messages go to the number. Raises MoveRefused for a wrong or an old one."""
    said = _confirm(code, by, at)
    _refuse(said)  # after the transaction, so that a wrong try is counted


@transaction.atomic
def _confirm(code: str, by: Actor, at: datetime) -> list[Refusal]:
    phone = _waiting(by)
    number, right = queries.number_and_code(phone)
    assert phone.code_until is not None  # as the constraint says of a number that waits
    fits = bool(right) and secrets.compare_digest("".join(code.split()).encode(), right.encode())
    said = policy.refusals_of_code(fits, until=phone.code_until, tries=phone.tries, at=at)
    if said:
        phone.tries += 1
        phone.save(update_fields=["tries"])
        return said
    phone.sealed, phone.confirmed_at, phone.code_until, phone.tries = _seal(by.reference, number, ""), at, None, 0
    phone.save()
    audit.record("phone.confirmed", subject=by.reference, by=by, at=at, about=policy.people(by.reference))
    return []


@transaction.atomic
def remove_number(*, by: Actor, at: datetime) -> bool:
    """The person takes their consent back: the number is erased, and what waited for it is not sent; whether one was.

    How many codes were made that day is kept until the next one, or removing would let the count begin again.
    """
    phone = Phone.objects.select_for_update().filter(to=by.reference).exclude(sealed=b"").first()
    if phone is None:
        return False
    phone.sealed, phone.confirmed_at, phone.code_until, phone.tries = b"", None, at, 0
    phone.save()
    Nudge.objects.filter(letter__to=by.reference, way=TEXT, due_at__isnull=False).update(due_at=None, given_up_at=at)
    audit.record("phone.removed", subject=by.reference, by=by, at=at, about=policy.people(by.reference))
    return True


@transaction.atomic
def forget_number(to: str, *, by: Actor, at: datetime) -> None:
    """Erase the number of someone who is erased from the register; `register.erased` is what is recorded of it."""
    Phone.objects.filter(to=to).delete()
    Nudge.objects.filter(letter__to=to, due_at__isnull=False).update(due_at=None, given_up_at=at, sealed_address=b"")


def _waiting(by: Actor) -> Phone:
    phone = Phone.objects.select_for_update().filter(to=by.reference, confirmed_at=None).exclude(sealed=b"").first()
    if phone is None:
        raise MoveRefused([policy.NOTHING_WAITS])
    return phone


def _new_code(phone: Phone, number: str, at: datetime, sent_today: int) -> None:
    code = f"{secrets.randbelow(10**6):06d}"
    phone.sealed, phone.code_until, phone.tries = _seal(phone.to, number, code), at + policy.CODE_LIVES, 0
    phone.codes, phone.codes_on = sent_today + 1, timezone.localdate(at)
    phone.save()


def _seal(to: str, number: str, code: str) -> bytes:
    return seals.encrypt("phone", policy.key_of(to), json.dumps([number, code]).encode(), aad=to)


def _refuse(said: list[Refusal]) -> None:
    if said:
        raise MoveRefused(said)
