"""A finding is told to everybody so that nobody is recognised: one person writes it, another publishes it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from exeat.audit import actions as audit
from exeat.cases.models import Summary
from exeat.cases.records import VILNIUS
from exeat.cases.steps import allowed, leave, locked
from exeat.values.rights import Actor


@transaction.atomic
def summarise(reference: str, *, english: str, lithuanian: str, by: Actor, at: datetime) -> Summary:
    """Write what the case was about and how it ended, without anything by which the person could be recognised."""
    row = locked(reference)
    for words in (english, lithuanian):
        allowed("summarise", row, by, at, words=words)
    finding, measure = getattr(row, "finding", None), getattr(row, "measure", None)
    stands = measure is not None and measure.reversed_at is None
    found_at = finding.found_at if finding else row.opened_at
    written = Summary.objects.create(
        case=reference, year=found_at.astimezone(VILNIUS).year, english=english.strip(), lithuanian=lithuanian.strip(),
        finding="" if finding is None else "reversed" if finding.reversed_at else finding.kind,
        measures=list(measure.kinds) if measure is not None and stands else [], written_by=by.reference, written_at=at,
    )  # fmt: skip
    leave(row, "summarise", by=by, at=at)
    audit.record("case.summarised", subject=reference, by=by, at=at, about=[row.person.reference])
    return written


@transaction.atomic
def publish_summary(reference: str, *, by: Actor, at: datetime) -> Summary:
    """A second person has looked whether anybody could be recognised, and publishes it."""
    row = locked(reference)
    allowed("publish_summary", row, by, at)
    written = Summary.objects.select_for_update().get(case=reference)
    written.published_by, written.published_at = by.reference, at
    written.save(update_fields=["published_by", "published_at"])
    leave(row, "publish_summary", by=by, at=at)
    audit.record("case.summary_published", subject=reference, by=by, at=at, about=[row.person.reference])
    return written
