"""Handing in a file: preview what would change, apply all of it or nothing, and be asked again without harm."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from exeat.audit import actions as audit
from exeat.audit import seals
from exeat.register import filing, policy, queries
from exeat.register.models import Import
from exeat.register.plans import Plan, carry_out, plan
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor, Right

FAULTY = Refusal("faulty-file", "The file has faults, so nothing was changed. Mend them and hand it in again.")
SETTLED = Refusal("import-settled", "This file was applied or thrown away already. Hand it in again if you need to.")


def preview(data: bytes, *, by: Actor, at: datetime) -> Plan:
    """What a file would change, without changing anything. Raises MoveRefused when nothing may be imported yet."""
    _allowed(by)
    return plan(filing.read(data), by=by)


@transaction.atomic
def import_rows(data: bytes, *, by: Actor, at: datetime) -> Plan:
    """Bring a whole file into the register, or nothing of it. Raises MoveRefused for a file with faults."""
    made = preview(data, by=by, at=at)
    if made.faults:
        raise MoveRefused([FAULTY])
    touched = sorted(made.people())
    audit.record(
        "register.imported", subject=hashlib.sha256(data).hexdigest(), by=by, at=at, about=touched,
        counts={name: asdict(count) for name, count in made.counts.items()},
    )  # fmt: skip
    carry_out(made, at=at)
    return made


@transaction.atomic
def receive_import(data: bytes, *, by: Actor, at: datetime) -> Import:
    """Keep a file sealed, for a day at most, until someone has seen what it would change."""
    _allowed(by)
    reference = audit.number("F", at=at)
    row = Import.objects.create(
        reference=reference, sha256=hashlib.sha256(data).hexdigest(), house=by.institution, received_at=at,
        received_by=by.reference, sealed=seals.encrypt("import", f"import:{reference}", data),
    )  # fmt: skip
    audit.record("register.file_received", subject=reference, by=by, at=at, sha256=row.sha256, size=len(data))
    return row


@transaction.atomic
def apply_import(reference: str, *, by: Actor, at: datetime) -> Plan:
    """Apply a file that was handed in and looked at; the file itself is then erased."""
    row = _waiting(reference, by)
    made = import_rows(_content(row), by=by, at=at)
    _settle(row, "applied", at, {name: asdict(count) for name, count in made.counts.items()})
    return made


@transaction.atomic
def throw_away(reference: str, *, by: Actor, at: datetime) -> Import:
    """Do not apply a file; it is erased."""
    row = _waiting(reference, by)
    audit.record("register.file_thrown_away", subject=reference, by=by, at=at)
    return _settle(row, "thrown_away", at, {})


def _content(row: Import) -> bytes:
    """The file itself, while it waits."""
    return seals.decrypt("import", f"import:{row.reference}", bytes(row.sealed))


def _settle(row: Import, state: str, at: datetime, counts: dict[str, dict[str, int]]) -> Import:
    row.state, row.settled_at, row.counts, row.sealed = state, at, counts, b""
    row.save(update_fields=["state", "settled_at", "counts", "sealed"])
    seals.destroy_key(f"import:{row.reference}", at=at)
    return row


def _waiting(reference: str, by: Actor) -> Import:
    row = Import.objects.select_for_update().get(reference=reference)
    policy.refuse(
        policy.lacks(by, Right.IMPORT_REGISTER),
        policy.not_own_house(by, row.house),
        SETTLED if row.state != "waiting" else None,
    )
    return row


def _allowed(by: Actor) -> None:
    policy.refuse(policy.lacks(by, Right.IMPORT_REGISTER), policy.no_basis(queries.basis_for("register"), "register"))
