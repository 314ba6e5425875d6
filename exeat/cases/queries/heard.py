"""What was told about a journey, held against the rules and the papers, with what speaks for the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import QuerySet

from exeat.audit import seals
from exeat.cases.models import Told
from exeat.cases.policy import Contrary
from exeat.cases.queries.near import near
from exeat.cases.records import VILNIUS
from exeat.crossings import judging
from exeat.crossings.policy import How, Passage, Stay
from exeat.crossings.queries import DiscrepancyFacts
from exeat.values.destination import Destination
from exeat.values.rights import Actor, Right

ONLY_TOLD = "No record confirms it: it rests on what was told."
BY_THEMSELVES = "The person told of it themselves."
UNCERTAIN = "Whoever told it is not certain of it."
IN_A_REPORT = "The person told it in a report after the trip, which is there to keep them safe."


class NoTold(LookupError):
    """There is no such thing told, or it is not this reader's to see: both look alike."""


class NothingMissing(ValueError):
    """The rules asked for nothing, or a permit or notice covers it: there is nothing to open a case on."""


@dataclass(frozen=True)
class Heard:
    """Something told, as an officer weighs it before opening a case."""

    row: Told
    text: str
    facts: DiscrepancyFacts
    contrary: tuple[Contrary, ...]

    def as_passage(self) -> dict[str, Any]:
        """The fact that the notice carries."""
        return {
            "at": self.row.received_at.isoformat(), "direction": "", "point": "", "told": self.text,
            "source": self.row.informant or self.row.received_name, "for": [], "against": [],
        }  # fmt: skip


def visible_told(actor: Actor) -> QuerySet[Told]:
    """What this officer may see of what was told: never about themselves, never about a colleague."""
    if not actor.may(Right.OPEN_CASE):
        return Told.objects.none()
    hidden = Told.objects.filter(near(actor)).values("pk")
    return Told.objects.exclude(pk__in=hidden).select_related("person")


def waiting_told(actor: Actor) -> QuerySet[Told]:
    """What nobody has weighed yet, the oldest first."""
    return visible_told(actor).filter(state="waiting").order_by("received_at", "id")


def text_of(row: Told) -> str:
    """What was told."""
    return seals.decrypt("told", f"told:{row.reference}", bytes(row.sealed)).decode()


def told(reference: str, *, seen_by: Actor, at: datetime) -> Heard:
    """One thing told with its judgement. Raises NoTold, and NothingMissing where there is nothing to open a case on."""
    row = visible_told(seen_by).filter(reference=reference).first()
    if row is None:
        raise NoTold(reference)
    where = Destination(row.country, row.territory or None)
    first = datetime.combine(row.first_on, time(0), VILNIUS)
    last = datetime.combine(row.last_on, time(23, 59), VILNIUS)
    stay = Stay(Passage("", "exit", first, where, How.RECORDED), Passage("", "entry", last, None))
    judged = judging.judge(row.person.reference, stay, at=at)
    if judged is None:
        raise NothingMissing(reference)
    facts = DiscrepancyFacts(
        reference="", person=row.person.reference, person_id=row.person_id, destination=where, how="told",
        first_on=row.first_on, last_on=row.last_on, kinds=tuple(judged.uncovered.kinds), requires=judged.requires,
        outcome=judged.outcome, depends_on=tuple(judged.depends_on), contrary=judged.contrary,
        covers=tuple(judged.covers), matches=(), state="open", case="", found_at=at,
    )  # fmt: skip
    found = [Contrary(f"{c.code}:{c.about}", c.words, c.about) for c in judged.contrary]
    return Heard(row, text_of(row), facts, (*found, *_own(row)))


def _own(row: Told) -> list[Contrary]:
    """What speaks for the person in how it became known."""
    found = []
    if row.reliability != "documented":
        found.append(Contrary("only-told", ONLY_TOLD))
    if row.source == "own_report":
        found.append(Contrary("by-themselves", BY_THEMSELVES))
    if row.reliability == "uncertain":
        found.append(Contrary("uncertain", UNCERTAIN))
    if row.from_report:
        found.append(Contrary("in-a-report", IN_A_REPORT))
    return found
