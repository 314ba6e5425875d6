"""Every write of permits: issue one with a grant, and take one back."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction

import exeat_seal
from exeat.audit import actions as audit
from exeat.audit import seals
from exeat.letters import actions as letters
from exeat.permits import installed, policy
from exeat.permits.models import Permit
from exeat.register import queries as register
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor
from exeat_seal.permit import local_day


@transaction.atomic
def issue(
    *,
    application: str,
    person: str,
    name: str,
    birth_year: int | None,
    document_state: str,
    document_last4: str,
    countries: Iterable[str],
    first_day: date,
    last_day: date,
    crossing_points: Iterable[str] = (),
    provisional: bool = False,
    legs: Iterable[Mapping[str, Any]] = (),
    number: str = "",
    by: Actor,
    at: datetime,
) -> Permit:
    """Seal the permission that was granted; called by the grant, in its transaction.

    Raises MoveRefused for what a permit lacks, NoKey when the installation has nothing to sign with.
    """
    _refuse(
        policy.not_to_issue(
            name=name, birth_year=birth_year, document_state=document_state, document_last4=document_last4,
            first_day=first_day, last_day=last_day,
        )
    )  # fmt: skip
    key = installed.signing_key(at=at)
    try:
        content = exeat_seal.Permit(
            number=number or _new_number(), name=" ".join(name.split()), birth_year=birth_year or 0,
            document_state=document_state, document_last4=document_last4.upper(), countries=tuple(countries),
            first_day=first_day, last_day=last_day, crossing_points=tuple(crossing_points),
            key_id=key.key_id, issued_at=at.astimezone(UTC).replace(microsecond=0),
        )  # fmt: skip
        token = exeat_seal.sign(content, key)
    except exeat_seal.NotAPermit:
        raise MoveRefused(
            [Refusal("not-a-permit", "The permit cannot be written: a name, a document or a place is too long or odd.")]
        ) from None
    permit = Permit.objects.create(
        number=content.number, application=application, person=person, institution=by.institution,
        countries=list(content.countries), legs=[dict(leg) for leg in legs], first_on=first_day, last_on=last_day,
        provisional=provisional, key_id=key.key_id, issued_at=content.issued_at, issued_by=by.reference,
        sealed=seals.encrypt("permit", installed.key_of(person), token.encode(), aad=content.number),
    )  # fmt: skip
    audit.record(
        "permit.issued", subject=content.number, by=by, at=at, about=[person],
        application=application, provisional=provisional, first_day=first_day, last_day=last_day,
        countries=list(content.countries), key=key.key_id,
    )  # fmt: skip
    return permit


@transaction.atomic
def revoke(number: str, *, reason: str, by: Actor, at: datetime, tell: bool = False) -> Permit:
    """Take a permit back; with `tell` its holder gets a letter, else the caller's own letter speaks of it.

    What the holder did while the permit stood remains lawful. Raises MoveRefused.
    """
    permit = Permit.objects.select_for_update().get(number=number)
    facts = permit.facts()
    _refuse(policy.not_to_revoke(by, facts, reason=reason, on=local_day(at)))
    permit.revoked_at, permit.revoked_by, permit.revoked_reason = at, by.reference, reason.strip()
    permit.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
    audit.record(
        "permit.revoked", subject=number, by=by, at=at, about=[permit.person],
        application=permit.application, reason=permit.revoked_reason,
    )  # fmt: skip
    if tell:
        _tell(permit, by=by, at=at)
    return permit


@transaction.atomic
def end(number: str, *, reason: str, by: Actor, at: datetime) -> bool:
    """Take a permit back because a decision or a withdrawal replaces it; whether it still stood.

    One that was revoked before, or whose last day is over, needs no ending. Raises MoveRefused as `revoke` does.
    """
    facts = Permit.objects.select_for_update().get(number=number).facts()
    if facts.state(local_day(at)) in {policy.State.REVOKED, policy.State.EXPIRED}:
        return False
    revoke(number, reason=reason, by=by, at=at)
    return True


def _tell(permit: Permit, *, by: Actor, at: datetime) -> None:
    """Write to the holder that the permit was taken back, why, and how that is appealed."""
    holder = register.plain(permit.person)
    letters.write(
        "permit-revoked", to=permit.person, language=holder.language, subject=permit.application, by=by, at=at,
        email=holder.email, house=permit.institution, permit=permit.number, first_day=permit.first_on,
        last_day=permit.last_on, revoked_at=at, reasons=permit.revoked_reason, decided_by=by.name,
        remedy=register.way_to_appeal(
            permit.institution, holder.language, person=permit.person, act="decision", on=local_day(at)
        ),
    )  # fmt: skip


def _new_number() -> str:
    """A number that nobody can guess from another."""
    return policy.number_of("".join(secrets.choice(policy.LETTERS) for _ in range(policy.NUMBER_LENGTH)))


def _refuse(said: list[Refusal]) -> None:
    if said:
        raise MoveRefused(said)
