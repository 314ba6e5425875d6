"""The person lets someone into the file without an account: a code opens it until the person ends that."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from exeat.audit import actions as audit
from exeat.audit import seals
from exeat.cases.models import Case, Representative
from exeat.cases.queries.facts import as_actor
from exeat.cases.steps import allowed, leave, locked
from exeat.values.rights import Actor

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that look alike
LENGTH = 20


class NoEntry(LookupError):
    """The case and the code do not belong together, or the person has ended it: all look alike."""


def _plain(code: str) -> str:
    """A code as it was made, however it was typed."""
    return "".join(letter for letter in code.upper() if letter.isalnum())


def _blind(reference: str, code: str) -> str:
    return seals.blind("case-representative", f"{reference}|{_plain(code)}")


@transaction.atomic
def let_in(reference: str, *, name: str, by: Actor, at: datetime) -> str:
    """Let a representative into the file; the code is returned once and kept nowhere."""
    row = locked(reference)
    allowed("let_in", row, by, at, words=name)
    code = "-".join("".join(secrets.choice(LETTERS) for _n in range(5)) for _group in range(LENGTH // 5))
    Representative.objects.create(case=row, name=name.strip()[:120], blind=_blind(reference, code), let_in_at=at)
    row.representative = name.strip()[:200]
    row.save(update_fields=["representative"])
    leave(row, "let_in", by=by, at=at, words=name.strip())
    audit.record("case.representative_let_in", subject=reference, by=by, at=at, about=[row.person.reference])
    return code


@transaction.atomic
def send_away(reference: str, *, representative: int, by: Actor, at: datetime) -> Case:
    """End the access of a representative at once."""
    row = locked(reference)
    allowed("send_away", row, by, at)
    row.representatives.filter(pk=representative, ended_at=None).update(ended_at=at)
    leave(row, "send_away", by=by, at=at)
    audit.record("case.representative_sent_away", subject=reference, by=by, at=at, about=[row.person.reference])
    return row


@transaction.atomic
def arrive(reference: str, code: str, *, by: Actor, at: datetime) -> Actor:
    """Someone comes with a code for a case: as whom they act there. Raises NoEntry. The person reads that they came."""
    found = Representative.objects.select_related("case__person").filter(
        case__reference=reference.strip().upper(), blind=_blind(reference.strip().upper(), code), ended_at=None
    ).first()  # fmt: skip
    if found is None:
        raise NoEntry(reference)
    actor = as_actor(found)
    audit.record(
        "case.representative_came", subject=found.case.reference, by=actor, at=at,
        about=[found.case.person.reference], purpose="case",
    )  # fmt: skip
    return actor
