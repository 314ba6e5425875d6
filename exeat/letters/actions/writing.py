"""A letter is written, opened, served, printed and posted."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from exeat.audit import actions as audit
from exeat.audit import seals
from exeat.letters import policy, queries, texts
from exeat.letters.actions import outbox
from exeat.letters.models import Letter
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor


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
    outbox.put(letter, email=email, by=by, at=at)
    audit.record("letter.written", subject=reference, by=by, at=at, about=policy.people(to), kind=kind, file=subject)
    return letter


@transaction.atomic
def open_letter(reference: str, *, by: Actor, at: datetime) -> Letter:
    """The addressee opens a letter; the first time proves that it was served. Raises MoveRefused for anyone else."""
    letter = Letter.objects.select_for_update().get(reference=reference)
    _refuse(policy.not_the_addressee(by, letter.to))
    if letter.opened_at is None:
        letter.opened_at = max(at, letter.written_at)
        letter.save(update_fields=["opened_at"])
        audit.record("letter.opened", subject=reference, by=by, at=at, about=policy.people(letter.to))
    return letter


@transaction.atomic
def record_service(reference: str, *, way: str, served_at: datetime, by: Actor, at: datetime) -> Letter:
    """An officer records that a letter was handed over, posted with proof or read out, to one who does not sign in."""
    letter = Letter.objects.select_for_update().get(reference=reference)
    _refuse(policy.unknown_way(way), policy.too_early(served_at, letter.written_at))
    letter.served_at, letter.served_how, letter.served_by = served_at, way, by.reference
    letter.save(update_fields=["served_at", "served_how", "served_by"])
    audit.record(
        "letter.served", subject=reference, by=by, at=at, about=policy.people(letter.to), way=way, served_at=served_at
    )
    return letter


@transaction.atomic
def print_out(reference: str, *, by: Actor, at: datetime) -> queries.LetterFacts:
    """An office takes a letter out to print and post it; its person sees that it was opened for that."""
    letter = queries.letter_sent(reference, seen_by=by)
    audit.record("letter.printed", subject=reference, by=by, at=at, about=policy.people(letter.to))
    return letter


@transaction.atomic
def mark_posted(references: Iterable[str], *, by: Actor, at: datetime) -> int:
    """An office has put letters into the post; how many. All or none. Raises MoveRefused, and NoLetter for others'."""
    done = 0
    for letter in _sent(references, by):
        _refuse(policy.not_to_post(letter.posted_at is not None, _arrived(letter)))
        letter.posted_at, letter.posted_by = at, by.reference
        letter.save(update_fields=["posted_at", "posted_by"])
        audit.record("letter.posted", subject=letter.reference, by=by, at=at, about=policy.people(letter.to))
        done += 1
    return done


@transaction.atomic
def take_back_posting(reference: str, *, by: Actor, at: datetime) -> Letter:
    """The mark that a letter was posted is taken back: it waits for the post again. Raises MoveRefused."""
    letter = _sent([reference], by)[0]
    _refuse(policy.not_to_take_back(letter.posted_at is not None, _arrived(letter)))
    letter.posted_at, letter.posted_by = None, ""
    letter.save(update_fields=["posted_at", "posted_by"])
    audit.record("letter.posting_taken_back", subject=reference, by=by, at=at, about=policy.people(letter.to))
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


def _refuse(*said: Refusal | None) -> None:
    """Raise every refusal at once."""
    found = [refusal for refusal in said if refusal is not None]
    if found:
        raise MoveRefused(found)
