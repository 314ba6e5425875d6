"""Every write of the statistics: an analyst's look at exact numbers, and a publication, which is frozen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from exeat.audit import actions as audit
from exeat.statistics import queries
from exeat.statistics.models import Publication
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor, Right

PUBLISHED = Refusal("already-published", "This year was published already. A publication stays as it is.")


@transaction.atomic
def look(year: int, *, by: Actor, at: datetime) -> dict[str, Any]:
    """The exact numbers of a year for an authorised analyst; the look leaves a trace.

    Raises MoveRefused when the role does not include it.
    """
    _need(by, Right.SEE_STATISTICS)
    report = queries.exact(year, on=at.date())
    audit.record("statistics.looked", subject=f"statistics:{year}", by=by, at=at, purpose="statistics")
    return report


@transaction.atomic
def publish(year: int, *, by: Actor, at: datetime) -> Publication:
    """Freeze the tables of a year that is over, with what is small withheld; they are never counted anew.

    Raises MoveRefused when the year is not over, when it was published before, or when the role does not include it.
    """
    _need(by, Right.PUBLISH_STATISTICS)
    if at.year <= year:
        raise MoveRefused([Refusal("year-not-over", "The year is not over. A part of it would give the rest away.")])
    if Publication.objects.filter(year=year).exists():
        raise MoveRefused([PUBLISHED])
    reference = audit.number("S", at=at)
    try:
        with transaction.atomic():
            publication = Publication.objects.create(
                reference=reference, year=year, frozen_at=at, frozen_by=by.reference,
                report=queries.publishable(year, on=at.date()),
            )  # fmt: skip
    except IntegrityError as clash:
        raise MoveRefused([PUBLISHED]) from clash
    audit.record("statistics.published", subject=reference, by=by, at=at, year=year)
    return publication


def _need(by: Actor, right: Right) -> None:
    if not by.may(right):
        raise MoveRefused([Refusal("no-right", "Your role does not include this step.")])
