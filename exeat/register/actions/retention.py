"""On which ground in law data are kept, and erasing them when it ends."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from exeat.audit import actions as audit
from exeat.audit import seals
from exeat.letters import actions as letters
from exeat.register import policy, queries
from exeat.register.models import (
    Absence,
    Basis,
    Citizenship,
    Clearance,
    Correction,
    Import,
    Name,
    Person,
    Post,
    TravelDocument,
)
from exeat.values.rights import Actor, Right

TABLES = (Name, Citizenship, TravelDocument, Post, Clearance, Absence, Correction)
FILE_KEPT = timedelta(days=1)  # a file that nobody confirmed


@transaction.atomic
def record_basis(
    subject: str, *, basis: str, controller: str, purpose: str, retention_days: int, by: Actor, at: datetime
) -> Basis:
    """Record on which ground in law the register is kept, or matched with crossings. Earlier records stay."""
    if subject not in policy.SUBJECTS:
        raise ValueError(f"{subject!r} needs no basis: give one of {', '.join(policy.SUBJECTS)}")
    policy.refuse(policy.lacks(by, Right.ADMINISTER), *policy.basis_gaps(basis, controller, purpose, retention_days))
    row = Basis.objects.create(
        subject=subject, basis=basis.strip(), controller=controller.strip(), purpose=purpose.strip(),
        retention_days=retention_days, recorded_at=at, recorded_by=by.reference,
    )  # fmt: skip
    audit.record(
        "register.basis_recorded", subject=subject, by=by, at=at, basis=row.basis, controller=row.controller,
        kept_for=row.purpose, retention_days=retention_days,
    )  # fmt: skip
    return row


def run_retention(*, by: Actor, at: datetime, keep: frozenset[str] = frozenset()) -> int:
    """Erase everyone whose last post and clearance ended longer ago than the recorded retention; how many.

    `keep` names people whom an open file still needs. Safe to run twice or late: each person is one transaction, and
    what was erased is counted afterwards and recorded.
    """
    _throw_old_files_away(at)
    basis = queries.basis_for("register")
    if basis is None:
        return 0
    today = timezone.localtime(at).date()
    due = [r for r in _due(basis.retention_days, today) if r not in keep]
    for reference in due:
        erase(reference, by=by, at=at)
    if due:
        audit.record(
            "register.retention_run", subject="register", by=by, at=at, people=len(due), left=_left(due),
            digest=seals.blind("retention", " ".join(sorted(due))), retention_days=basis.retention_days,
        )  # fmt: skip
    return len(due)


def _due(retention_days: int, today: date) -> list[str]:
    """Who must go: nothing of theirs still runs, and the last of it ended long enough ago."""
    ends: dict[str, list[date | None]] = {}
    for table in (Post, Clearance):
        rows = table.objects.filter(person__forgotten_at=None).order_by("id")
        for person, until in rows.values_list("person__reference", "until"):
            ends.setdefault(person, []).append(until)
    return sorted(p for p, days in ends.items() if policy.may_be_erased(days, retention_days, today))


@transaction.atomic
def erase(reference: str, *, by: Actor, at: datetime) -> bool:
    """Erase what is held about a person and destroy their key; whether there was such a person.

    Retention does so, and a restore, which erases again whoever was erased after the copy was made.
    """
    person = Person.objects.select_for_update().filter(reference=reference).first()
    if person is None:
        return False
    erased = {table.__name__.lower(): table.objects.filter(person=person).delete()[0] for table in TABLES}
    letters.forget_number(reference, by=by, at=at)
    person.born_on, person.sex, person.email, person.phone, person.post_address = None, "", "", "", ""
    person.code_sealed, person.code_index, person.language, person.forgotten_at = b"", "", "lt", at
    person.save()
    audit.record("register.erased", subject=reference, by=by, at=at, rows=erased)
    audit.forget(reference, by=by, at=at)
    return True


def _left(references: list[str]) -> int:
    """How many rows about these people are still there: the proof is that it is none."""
    return sum(table.objects.filter(person__reference__in=references).count() for table in TABLES)


def _throw_old_files_away(at: datetime) -> None:
    old = Import.objects.filter(state="waiting", received_at__lt=at - FILE_KEPT)
    old.update(state="thrown_away", settled_at=at, sealed=b"")
