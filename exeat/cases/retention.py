"""Closed cases are erased when the time for which the register may keep people has passed since their close."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from exeat.audit import seals
from exeat.cases import contents
from exeat.cases.models import Case, Ended, Told, UseOfReport
from exeat.cases.policy import State
from exeat.register import queries as register


def due(at: datetime) -> list[str]:
    """The closed cases whose time has passed, the oldest first; none while no legal basis says how long."""
    before = _before(at)
    if before is None:
        return []
    rows = Case.objects.filter(state=State.CLOSED, closed_at__lt=before, orders__due_at=None)
    return list(rows.order_by("closed_at", "id").values_list("reference", flat=True).distinct())


def erase(*, at: datetime) -> int:
    """Erase every case that is due, each in its own transaction; how many. Safe to run twice or late."""
    return sum(_erase(reference, at) for reference in due(at)) + _erase_told(at)


def _before(at: datetime) -> datetime | None:
    """What ended before this moment has been kept long enough; None while no legal basis says how long."""
    basis = register.basis_for("register")
    return None if basis is None else at - timedelta(days=basis.retention_days)


@transaction.atomic
def _erase_told(at: datetime) -> int:
    """Erase what was told and led to no case, and decisions on reports, when they are as old."""
    before = _before(at)
    if before is None:
        return 0
    rows = list(Told.objects.select_for_update().exclude(state="opened").filter(received_at__lt=before).order_by("id"))
    for told in rows:
        seals.destroy_key(f"told:{told.reference}", at=at)
        told.delete()
    return len(rows) + UseOfReport.objects.filter(decided_at__lt=before).delete()[0]


@transaction.atomic
def _erase(reference: str, at: datetime) -> bool:
    """Destroy the key of the case, so that no copy of its documents opens again, and take its rows away."""
    row = Case.objects.select_for_update(of=("self",)).filter(reference=reference, state=State.CLOSED).first()
    if row is None or row.orders.filter(due_at__isnull=False).exists():
        return False
    finding = getattr(row, "finding", None)
    Ended.objects.create(
        reference=reference, institution=row.institution, opened_at=row.opened_at,
        finding=finding.kind if finding else "", reversed=bool(finding and finding.reversed_at), erased_at=at,
    )  # fmt: skip
    for told in Told.objects.filter(reference=row.told).exclude(reference=""):
        seals.destroy_key(f"told:{told.reference}", at=at)
        told.delete()
    seals.destroy_key(contents.key_of(reference), at=at)
    row.delete()
    return True
