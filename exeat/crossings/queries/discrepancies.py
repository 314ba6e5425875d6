"""Which confirmed stays nothing covers, and everything that a case needs to know of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from exeat.crossings.contents import Reason, contents_of
from exeat.crossings.models import Candidate, Discrepancy
from exeat.crossings.policy import Contrary
from exeat.crossings.queries.candidates import near
from exeat.values.destination import Destination
from exeat.values.rights import Actor, Right


class NoDiscrepancy(LookupError):
    """There is no such discrepancy, or it is not this officer's to see: both look alike."""


@dataclass(frozen=True)
class MatchFacts:
    """One confirmed crossing: the record, by whom it was confirmed and why, for and against."""

    reference: str
    direction: str
    at: datetime
    point: str
    record: dict[str, str]
    confirmed_by: str
    confirmed_name: str
    confirmed_at: datetime | None
    reasons: str
    overrides: str
    evidence: tuple[Reason, ...]
    contrary: tuple[Contrary, ...]
    source: str


@dataclass(frozen=True)
class DiscrepancyFacts:
    """A confirmed stay that nothing covers, as a case takes it over."""

    reference: str
    person: str
    person_id: int
    destination: Destination
    how: str
    first_on: date
    last_on: date | None
    kinds: tuple[str, ...]
    requires: str
    outcome: dict[str, Any]
    depends_on: tuple[dict[str, str], ...]
    contrary: tuple[Contrary, ...]
    covers: tuple[dict[str, str], ...]
    matches: tuple[MatchFacts, ...]
    state: str
    case: str
    found_at: datetime
    reasons: str = ""

    @property
    def confirmed_by(self) -> frozenset[str]:
        """Everyone who confirmed one of its crossings."""
        return frozenset(match.confirmed_by for match in self.matches)


def visible_to(actor: Actor) -> QuerySet[Discrepancy]:
    """The discrepancies that this actor may see: never their own, never a colleague's."""
    if not actor.may(Right.OPEN_CASE):
        return Discrepancy.objects.none()
    hidden = Discrepancy.objects.filter(near(actor)).values("pk")
    return Discrepancy.objects.exclude(pk__in=hidden)


def open_discrepancies(seen_by: Actor) -> QuerySet[Discrepancy]:
    """Discrepancies on which nobody has opened a case or set them aside, the earliest journey first."""
    return visible_to(seen_by).filter(state="open").select_related("person").order_by("first_on", "reference")


def discrepancy(reference: str, *, seen_by: Actor) -> DiscrepancyFacts:
    """One discrepancy with its evidence. Raises NoDiscrepancy where the actor may not see it."""
    row = _whole(visible_to(seen_by)).filter(reference=reference).first()
    if row is None:
        raise NoDiscrepancy(reference)
    return facts_of(row)


def discrepancy_of_case(case: str) -> DiscrepancyFacts | None:
    """The discrepancy of a case; for callers that have asked for the right already. None once it was erased."""
    row = _whole(Discrepancy.objects.all()).filter(case=case).first()
    return facts_of(row) if row else None


def colleague_of(row: Discrepancy, actor: Actor) -> bool:
    """Whether the actor serves or served in an institution of the person."""
    return Discrepancy.objects.filter(near(actor), pk=row.pk).exists()


def facts_of(row: Discrepancy) -> DiscrepancyFacts:
    """A row and its crossings as plain facts."""
    matches = tuple(_match(c) for c in (row.exit, row.entry) if c is not None)
    against = {(item.code, item.about): item for match in matches for item in match.contrary}
    own = {(item["code"], item["about"]): Contrary(**item) for item in row.contrary}
    return DiscrepancyFacts(
        reference=row.reference, person=row.person.reference, person_id=row.person_id,
        destination=Destination(row.country, row.territory or None), how=row.how, first_on=row.first_on,
        last_on=row.last_on, kinds=tuple(row.kinds), requires=row.requires, outcome=row.outcome,
        depends_on=tuple(row.depends_on), contrary=tuple({**against, **own}.values()), covers=tuple(row.covers),
        matches=matches, state=row.state, case=row.case, found_at=row.found_at, reasons=row.reasons,
    )  # fmt: skip


def _whole(rows: QuerySet[Discrepancy]) -> QuerySet[Discrepancy]:
    return rows.select_related("person", "exit__received", "entry__received").prefetch_related(
        "exit__answers", "entry__answers"
    )


def _match(row: Candidate) -> MatchFacts:
    held = contents_of(row)
    said = next((a for a in row.answers.all() if a.verdict == "same"), None)
    return MatchFacts(
        reference=row.reference, direction=row.direction, at=row.crossed_at, point=row.point, record=held.record,
        confirmed_by=row.confirmed_by, confirmed_name=said.name if said else "", confirmed_at=row.confirmed_at,
        reasons=said.reasons if said else "", overrides=said.overrides if said else "", evidence=held.evidence,
        contrary=held.contrary, source=row.received.source,
    )  # fmt: skip
