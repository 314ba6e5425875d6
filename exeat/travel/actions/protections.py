"""An institution promises that an honest report is not turned against whoever wrote it, by an order or a provision."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from exeat.applications.terms import day_of
from exeat.audit import actions as audit
from exeat.travel import policy
from exeat.travel.models import Protection
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor


@transaction.atomic
def sign_protection(
    *, basis: str, cite: str, silence: bool, since: date, by: Actor, at: datetime
) -> Protection:  # fmt: skip
    """The head signs that from a day on honest reports of the institution's people are protected, and by what."""
    standing = Protection.objects.select_for_update().filter(institution=by.institution, until=None).exists()
    said = policy.refusals_to_protect(by, basis=basis, cite=cite, standing=standing)
    if said:
        raise MoveRefused(said)
    row = Protection.objects.create(
        reference=audit.number("SP", at=at), institution=by.institution, basis=basis, cite=cite.strip(),
        silence=silence, since=since, signed_by=by.reference, signed_at=at,
    )  # fmt: skip
    audit.record("protection.signed", subject=row.reference, by=by, at=at, institution=by.institution, since=since)
    return row


@transaction.atomic
def end_protection(reference: str, *, until: date, by: Actor, at: datetime) -> Protection:
    """The head ends a protection from a later day on; what was told while it stood stays protected."""
    row = Protection.objects.select_for_update().get(reference=reference, institution=by.institution)
    said = policy.refusals_to_end_protection(by, until=until, ended=row.until is not None, on=day_of(at))
    if said:
        raise MoveRefused(said)
    row.until, row.ended_by = until, by.reference
    row.save(update_fields=["until", "ended_by"])
    audit.record("protection.ended", subject=reference, by=by, at=at, institution=by.institution, until=until)
    return row
