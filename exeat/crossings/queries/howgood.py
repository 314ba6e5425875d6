"""How matching goes, in one view: what came, what was proposed, what people said, and how good the proposals are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count as Counted
from django.db.models import Max, Min, Sum

from exeat.audit import queries as audit
from exeat.crossings import policy, quality
from exeat.crossings.models import Candidate, Discrepancy, Import, Reviewed
from exeat.crossings.policy import stays
from exeat.crossings.queries.candidates import as_passage

DECIDED = ("same", "somebody_else")


@dataclass(frozen=True)
class Year:
    """The numbers of everything that was received, in the order in which the work went."""

    files: int
    rows: int
    left_out: int
    seconds: float
    first_on: date | None
    last_on: date | None
    proposed: int
    waiting: int
    same: int
    somebody_else: int
    cannot_tell: int
    people: int  # with a confirmed crossing
    journeys: int
    open_ends: int  # journeys without a confirmed return
    discrepancies: int
    erased: int  # possible matches whose key was destroyed
    overdue: int  # still there though their day has passed

    @property
    def rate(self) -> float | None:
        """Rows a second, from reading to keeping."""
        return self.rows / self.seconds if self.seconds else None


@dataclass(frozen=True)
class HowGood:
    """The precision that people's answers show, by source and by trouble, and what other thresholds would have done."""

    overall: quality.Share
    by_source: list[tuple[str, quality.Share]]
    by_trouble: list[tuple[str, quality.Share]]
    thresholds: list[quality.Threshold]
    undecidable: int  # answered pairs that had no probability


def year(*, on: date) -> Year:
    """Everything that was received so far, as numbers; nobody is in them."""
    came = Import.objects.exclude(kind="counts").aggregate(
        files=Counted("id"), rows=Sum("rows"), out=Sum("refused"), seconds=Sum("seconds"), proposed=Sum("proposed"),
        first=Min("first_on"), last=Max("last_on"),
    )  # fmt: skip
    said = dict(Reviewed.objects.order_by("verdict").values_list("verdict").annotate(n=Counted("id")))
    states = dict(Candidate.objects.order_by("state").values_list("state").annotate(n=Counted("id")))
    confirmed = Candidate.objects.filter(state=policy.State.CONFIRMED).order_by("person_id", "crossed_at", "id")
    people = [list(rows) for _person, rows in groupby(confirmed, key=lambda row: row.person_id)]
    journeys = [stay for rows in people for stay in stays(as_passage(row) for row in rows)]
    overdue = Candidate.objects.exclude(state=policy.State.CONFIRMED).filter(keep_until__lt=on).count()
    return Year(
        files=came["files"], rows=came["rows"] or 0, left_out=came["out"] or 0, seconds=came["seconds"] or 0.0,
        first_on=came["first"], last_on=came["last"], proposed=came["proposed"] or 0,
        waiting=states.get("waiting", 0) + states.get("undecided", 0), same=said.get("same", 0),
        somebody_else=said.get("somebody_else", 0), cannot_tell=said.get("cannot_tell", 0), people=len(people),
        journeys=len(journeys), open_ends=sum(stay.entry is None for stay in journeys),
        discrepancies=Discrepancy.objects.exclude(state="covered").count(),
        erased=sum(name.startswith("candidate:") for name in audit.destroyed_keys()), overdue=overdue,
    )  # fmt: skip


def how_good() -> HowGood:
    """What people's answers say of the proposals; pairs that nobody could tell apart count as neither."""
    rows = Reviewed.objects.filter(verdict__in=DECIDED).order_by("id").values_list(
        "source", "trouble", "score", "verdict"
    )  # fmt: skip
    said = [quality.Judgement(source, trouble, score, verdict == "same") for source, trouble, score, verdict in rows]
    scored = [one for one in said if one.score > 0]
    return HowGood(
        quality.Share(sum(one.same for one in said), len(said)), quality.shares(said, "source"),
        quality.shares(said, "trouble"), quality.thresholds(scored), len(said) - len(scored),
    )  # fmt: skip
