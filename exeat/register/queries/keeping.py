"""Questions about keeping the register: legal bases, what is said to be wrong, files handed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from exeat.audit import seals
from exeat.register.facts import BasisFacts
from exeat.register.models import Basis, Correction, Import
from exeat.register.queries.people import name_of, visible_to
from exeat.values.rights import Actor, Right


@dataclass(frozen=True)
class CorrectionFacts:
    """What someone says is wrong, and the answer if there is one."""

    reference: str
    person: str
    name: str
    said_at: datetime
    state: str
    said: str = ""
    answer: str = ""
    answered_at: datetime | None = None


def basis_for(subject: str) -> BasisFacts | None:
    """The latest recorded legal basis of the register or of matching; None while nobody recorded one."""
    row = Basis.objects.filter(subject=subject).order_by("-recorded_at", "-id").first()
    return _basis(row) if row else None


def bases() -> list[BasisFacts]:
    """Every basis that was ever recorded, the latest first."""
    return [_basis(row) for row in Basis.objects.order_by("-recorded_at", "-id")]


def said_wrong(person: str) -> bool:
    """Whether a person has said that their entry is wrong and nobody has answered yet."""
    return Correction.objects.filter(person__reference=person, state="open").exists()


def corrections(*, seen_by: Actor, on: date) -> list[CorrectionFacts]:
    """What people whom this officer keeps say is wrong, unanswered first, the oldest first; without the words."""
    if not seen_by.may(Right.KEEP_REGISTER):
        return []
    rows = Correction.objects.filter(person__in=visible_to(seen_by, on=on)).select_related("person")
    found = [_correction(row) for row in rows.prefetch_related("person__names").order_by("said_at", "id")]
    return sorted(found, key=lambda c: (c.state != "open", c.said_at))


def correction(reference: str, *, seen_by: Actor, on: date) -> CorrectionFacts:
    """One of them with its words. Raises Correction.DoesNotExist where the actor may not see it."""
    rows = Correction.objects.select_related("person").filter(person__in=visible_to(seen_by, on=on))
    if not (seen_by.may(Right.KEEP_REGISTER) or seen_by.may(Right.TRAVEL)):
        rows = rows.none()
    return _correction(rows.get(reference=reference), opened=True)


def own_corrections(actor: Actor) -> list[CorrectionFacts]:
    """What the actor has said is wrong in their own entry, the latest first, with the answers."""
    rows = Correction.objects.filter(person__reference=actor.reference).select_related("person")
    return [_correction(row, opened=True) for row in rows.prefetch_related("person__names").order_by("-said_at", "-id")]


def imports(*, seen_by: Actor) -> QuerySet[Import]:
    """Files handed in that this actor may see, the latest first."""
    rows = Import.objects.defer("sealed").order_by("-received_at", "-id")
    if not seen_by.may(Right.IMPORT_REGISTER):
        return rows.none()
    return rows if seen_by.national else rows.filter(house=seen_by.institution)


def import_content(reference: str, *, seen_by: Actor) -> tuple[Import, bytes]:
    """A file that waits and what is in it; empty once it was settled. Raises Import.DoesNotExist."""
    row = imports(seen_by=seen_by).get(reference=reference)
    if row.state != "waiting":
        return row, b""
    return row, seals.decrypt("import", f"import:{reference}", bytes(row.sealed))


def _basis(row: Basis) -> BasisFacts:
    return BasisFacts(
        row.subject, row.basis, row.controller, row.purpose, row.retention_days,
        timezone.localtime(row.recorded_at).date(), row.recorded_by,
    )  # fmt: skip


def _correction(row: Correction, *, opened: bool = False) -> CorrectionFacts:
    key = f"person:{row.person.reference}"

    def text(sealed: bytes | memoryview) -> str:
        return seals.decrypt("correction", key, bytes(sealed), aad=row.reference).decode() if opened and sealed else ""

    return CorrectionFacts(
        row.reference, row.person.reference, name_of(row.person), row.said_at, row.state, text(row.said_sealed),
        text(row.answer_sealed), row.answered_at,
    )  # fmt: skip
