"""Which cases someone sees, whose turn it is, and how many ended how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from exeat.cases.models import Case, Ended, Representative, Summary
from exeat.cases.policy import State
from exeat.cases.queries.facts import as_actor
from exeat.cases.queries.near import near
from exeat.values.rights import Actor, Right

OFFICERS = (Right.OPEN_CASE, Right.DECIDE_CASE)


def visible_to(actor: Actor) -> QuerySet[Case]:
    """The cases that this actor may see: a traveller their own, officers all but near ones, the body its appeals."""
    rows = Case.objects.select_related("person", "finding", "measure")
    if actor.may(Right.TRAVEL) and actor.role == "traveller":
        return rows.filter(person__reference=actor.reference).exclude(state=State.OPENED)
    far = rows.exclude(pk__in=Case.objects.filter(near(actor)).values("pk"))
    if any(actor.may(right) for right in OFFICERS):
        return far
    if actor.may(Right.DECIDE_APPEAL):
        return far.filter(Q(appeals__isnull=False)).distinct()
    return rows.none()


def case(reference: str, *, seen_by: Actor) -> Case:
    """One case. Raises Case.DoesNotExist where the actor may not see it."""
    return visible_to(seen_by).prefetch_related("documents", "steps", "appeals").get(reference=reference)


def resting_on(law: Sequence[str], *, seen_by: Actor | None = None) -> QuerySet[Any, str]:
    """The numbers of cases whose finding rests on any of these wordings, the latest first.

    Without `seen_by` all of them are meant, to be counted only.
    """
    rows = Case.objects.all() if seen_by is None else visible_to(seen_by)
    named = reduce(or_, (Q(law_text__contains=each) for each in law), Q(pk__in=[]))
    found = rows.annotate(law_text=Cast("finding__law", TextField())).filter(named)
    return found.order_by("-opened_at", "reference").values_list("reference", flat=True).distinct()


def work_list(seen_by: Actor) -> QuerySet[Case]:
    """Cases that are not closed, those whose day comes first on top."""
    return visible_to(seen_by).exclude(state=State.CLOSED).order_by("answer_until", "reference")


def forgotten(seen_by: Actor, *, on: date) -> QuerySet[Case]:
    """Undecided cases whose time to decide has passed: they end by rule, the oldest first."""
    undecided = (State.OPENED, State.NOTICED, State.ANSWERED, State.TIME_OVER)
    return visible_to(seen_by).filter(state__in=undecided, decide_by__lt=on).order_by("opened_at", "id")


def closed(seen_by: Actor) -> QuerySet[Case]:
    """Closed cases, the latest first."""
    return visible_to(seen_by).filter(state=State.CLOSED).order_by("-closed_at", "reference")


def people_in_open_cases() -> frozenset[str]:
    """Everyone about whom a case is not closed yet: their data is not erased before it is."""
    return frozenset(Case.objects.exclude(state=State.CLOSED).values_list("person__reference", flat=True))


def on_appeal(seen_by: Actor) -> QuerySet[Case]:
    """Cases that wait for the appeals body, the oldest appeal first."""
    return (
        visible_to(seen_by).filter(state=State.APPEALED, appeals__outcome="").order_by("appeals__made_at", "reference")
    )


def of_person(actor: Actor) -> QuerySet[Case]:
    """A traveller's own cases, the latest first."""
    own = Case.objects.filter(person__reference=actor.reference).exclude(state=State.OPENED)
    return own.select_related("person", "finding", "measure").order_by("-opened_at", "reference")


def represented(reference: str, representative: int) -> tuple[Case, Actor] | None:
    """A case and its representative as one who acts; None once the person has ended it."""
    found = Representative.objects.select_related("case__person").filter(
        pk=representative, case__reference=reference, ended_at=None
    ).first()  # fmt: skip
    return None if found is None else (found.case, as_actor(found))


def waiting_summary(row: Case) -> Summary | None:
    """The summary of a case that nobody has published yet."""
    return Summary.objects.filter(case=row.reference, published_at=None).first()


def digest(*, at_least: int) -> list[Summary]:
    """The published summaries, the latest year first: only where so many cases of a year ended alike.

    Cases that have been erased still count, by the year in which they were opened.
    """
    here = Case.objects.filter(finding__isnull=False).values_list(
        "finding__found_at__year", "finding__kind", "finding__reversed_at"
    )
    gone = Ended.objects.exclude(finding="").values_list("opened_at__year", "finding", "reversed")
    ended = Counter((year, "reversed" if fell else kind) for rows in (here, gone) for year, kind, fell in rows)
    told = Summary.objects.filter(published_at__isnull=False).order_by("-year", "finding", "id")
    return [one for one in told if ended[one.year, one.finding] >= at_least]


def for_statistics(since: datetime, until: datetime) -> list[dict[str, Any]]:
    """Each case opened in a period: institution, day, how it ended and whether that was reversed. Nobody in it."""
    rows = Case.objects.filter(opened_at__gte=since, opened_at__lt=until).select_related("finding")
    found = []
    for row in rows.order_by("opened_at", "id"):
        finding = getattr(row, "finding", None)
        found.append(
            {
                "institution": row.institution,
                "opened_at": row.opened_at,
                "result": "open" if finding is None else "breach" if finding.kind == "breach" else "no_breach",
                "finding": finding.kind if finding else "",
                "reversed": finding is not None and finding.reversed_at is not None,
            }
        )
    for gone in Ended.objects.filter(opened_at__gte=since, opened_at__lt=until).order_by("opened_at", "id"):
        result = "open" if not gone.finding else "breach" if gone.finding == "breach" else "no_breach"
        found.append(
            {"institution": gone.institution, "opened_at": gone.opened_at, "result": result, "finding": gone.finding,
             "reversed": gone.reversed}
        )  # fmt: skip
    return found
