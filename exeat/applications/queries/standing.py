"""Which decisions for several trips does somebody hold, and what was told under them?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from exeat.applications import terms
from exeat.applications.models import Application
from exeat.applications.policy import State
from exeat.applications.queries.asking import handling
from exeat.applications.standing import Decision, Told
from exeat.applications.terms import Standing


def decision(reference: str) -> Decision | None:
    """A decision for several trips that was taken, with what was told under it; None where there is none."""
    row = Application.objects.filter(reference=reference, standing=True, state=State.GRANTED).first()
    return None if row is None else _decision(row, _told([row.reference]))


def standing_of(row: Application) -> Standing:
    """Within what bounds this file asks to serve several trips, by the rules that were kept or as they read today."""
    if row.filed_at is not None:
        return terms.standing(row.outcome.get("asked", {}))
    return handling(row.person, kind=row.kind, on=terms.day_of(row.begun_at)).standing


def decisions_of(person: str, *, on: date) -> list[Decision]:
    """The decisions under which somebody may still tell a trip, or of which a trip lies ahead, the latest first."""
    rows = list(
        Application.objects.filter(person=person, standing=True, state=State.GRANTED, ended_at=None, returns_on__gte=on)
        .prefetch_related("legs")
        .order_by("-decided_at", "reference")
    )  # fmt: skip
    told = _told([row.reference for row in rows]) if rows else {}
    return [_decision(row, told) for row in rows]


def told_as(reference: str) -> tuple[Decision, int] | None:
    """Under which decision a trip was told, and the how many-th it is; None for a trip decided by itself."""
    row = Application.objects.filter(reference=reference).exclude(under="").only("under").first()
    found = None if row is None else decision(row.under)
    if found is None:
        return None
    counted = [one.reference for one in found.told if one.counts]
    return (found, counted.index(reference) + 1) if reference in counted else None


def _told(references: Iterable[str]) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = {}
    for row in Application.objects.filter(under__in=references, filed_at__isnull=False).order_by("departs_on", "id"):
        if row.departs_on is None or row.returns_on is None:
            continue
        back = row.withdrawn_at is not None and terms.day_of(row.withdrawn_at) <= row.departs_on
        found.setdefault(row.under, []).append(Told(row.reference, row.departs_on, row.returns_on, not back))
    return found


def _decision(row: Application, told: dict[str, list[Told]]) -> Decision:
    legs = sorted(row.legs.all(), key=lambda leg: leg.position)
    assert row.departs_on is not None  # nothing is decided without days
    assert row.returns_on is not None
    return Decision(
        reference=row.reference,
        person=row.person,
        institution=row.decider,
        places=tuple(dict.fromkeys((leg.country, leg.territory, leg.transit) for leg in legs)),
        first_on=row.departs_on,
        last_on=row.returns_on,
        bounds=terms.standing(row.outcome.get("asked", {})),
        requires=row.requires,
        ended_at=row.ended_at,
        told=tuple(told.get(row.reference, ())),
    )
