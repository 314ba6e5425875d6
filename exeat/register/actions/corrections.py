"""When a person says that their entry is wrong, and what an officer answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from exeat.audit import actions as audit
from exeat.audit import seals
from exeat.letters import actions as letters
from exeat.register import policy, queries
from exeat.register.models import Correction, Name, Person
from exeat.register.queries.people import current_name
from exeat.values.moves import Refusal
from exeat.values.rights import Actor, Right


@transaction.atomic
def say_wrong(*, words: str, by: Actor, at: datetime) -> Correction:
    """A person says what is wrong in their own entry; it goes to an officer of their institution."""
    policy.refuse(policy.lacks(by, Right.TRAVEL), policy.no_words(words, policy.NOTHING_SAID))
    person = queries.own(by).get()
    reference = audit.number("K", at=at)
    said = Correction.objects.create(
        reference=reference, person=person, said_at=at, said_sealed=_seal(person, reference, words)
    )
    audit.record("register.said_wrong", subject=reference, by=by, at=at, about=(person.reference,))
    return said


@transaction.atomic
def correct(
    reference: str, *, changes: Mapping[str, str | date | None], reasons: str, by: Actor, at: datetime
) -> Correction:
    """An officer puts right what was said to be wrong; what the entry said before stays in the record."""
    row, person = _answerable(reference, reasons, by, at)
    before = _change(person, changes, timezone.localtime(at).date())
    return _answer(row, person, "corrected", reasons, by, at, before=before, after=dict(changes))


@transaction.atomic
def decline(reference: str, *, reasons: str, by: Actor, at: datetime) -> Correction:
    """An officer leaves the entry as it is, with reasons, and tells the person how to object."""
    row, person = _answerable(reference, reasons, by, at)
    return _answer(row, person, "declined", reasons, by, at)


def _answerable(reference: str, reasons: str, by: Actor, at: datetime) -> tuple[Correction, Person]:
    row = Correction.objects.select_for_update().select_related("person").get(reference=reference)
    policy.refuse(
        policy.lacks(by, Right.KEEP_REGISTER),
        policy.own_entry(by, row.person.reference),
        policy.no_words(reasons, policy.NO_REASONS),
        policy.ALREADY_ANSWERED if row.state != "open" else None,
    )
    return row, queries.person(row.person.reference, seen_by=by, on=timezone.localtime(at).date())


def _change(person: Person, changes: Mapping[str, str | date | None], on: date) -> dict[str, str | date | None]:
    """Apply the changes and give back what stood there before; a wrong name is put right, not made a former one."""
    unknown = [field for field in changes if field not in policy.CORRECTABLE]
    if unknown:
        policy.refuse(
            Refusal(
                "not-correctable",
                "Only names, birth date, sex, e-mail, telephone and postal address are corrected here.",
            )
        )
    before: dict[str, str | date | None] = {}
    name = current_name(person, on=on)
    for field, value in changes.items():
        owner: Person | Name | None = name if field in {"surname", "given_names"} else person
        if owner is None:
            owner = name = Name(person=person, surname="", given_names="")
        before[field] = getattr(owner, field)
        setattr(owner, field, value)
    if name is not None:
        name.save()
    person.save()
    return before


def _answer(
    row: Correction, person: Person, state: str, reasons: str, by: Actor, at: datetime, **details: Any
) -> Correction:
    row.state, row.answered_at, row.answered_by = state, at, by.reference
    row.answer_sealed = _seal(person, row.reference, reasons)
    row.save(update_fields=["state", "answered_at", "answered_by", "answer_sealed"])
    audit.record(
        f"register.{state}", subject=row.reference, by=by, at=at, about=(person.reference,), reasons=reasons, **details
    )
    facts = queries.plain(person.reference)
    remedy = {}
    if state == "declined":
        remedy["remedy"] = queries.way_to_appeal(
            facts.institution, facts.language, person=facts.reference, act="decision", on=timezone.localdate(at)
        )
    letters.write(
        f"entry-{state}", to=person.reference, language=facts.language, subject=row.reference, by=by, at=at,
        email=facts.email, house=facts.institution, reasons=reasons, said_on=timezone.localtime(row.said_at).date(),
        said=_said(row), answered_by=by.name, **remedy,
    )  # fmt: skip
    return row


def _said(row: Correction) -> str:
    """What the person said, opened."""
    return _open(row, bytes(row.said_sealed))


def _seal(person: Person, reference: str, text: str) -> bytes:
    return seals.encrypt("correction", f"person:{person.reference}", text.encode(), aad=reference)


def _open(row: Correction, sealed: bytes) -> str:
    return seals.decrypt("correction", f"person:{row.person.reference}", sealed, aad=row.reference).decode()
