"""A return report is handed in and sealed at once; opening it leaves a trace, and a wish to talk is answered."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from exeat.applications.terms import day_of
from exeat.audit import actions as audit
from exeat.audit import seals
from exeat.travel import policy, queries
from exeat.travel.models import Report
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor


@transaction.atomic
def report(
    application: str, *, as_planned: bool | None, by: Actor, at: datetime, events: Iterable[str] = (),
    told: Mapping[str, Any] | None = None, wants_to_talk: bool = False, talk_urgent: bool = False,
) -> Report:  # fmt: skip
    """The person reports on a trip: sealed at once, kept apart, counted only without names.

    What protects an honest report on that day is kept with it, so that nothing later takes it away.
    """
    trip = queries.trip(application)
    on = day_of(at)
    happened = frozenset(event for event in events if event in set(policy.Event))
    said = policy.refusals_to_report(by, queries.facts(trip, on=on), as_planned=as_planned, events=happened)
    if said:
        raise MoveRefused(said)
    reference = audit.number("R", at=at)
    content = json.dumps({"events": sorted(happened), "told": dict(told or {})}, ensure_ascii=False)
    protection = queries.protection_for(trip.person, on=on)
    row = Report.objects.create(
        reference=reference, application=application, person=trip.person, as_planned=bool(as_planned),
        sealed=seals.encrypt("return-report", f"report:{reference}", content.encode()),
        wants_to_talk=wants_to_talk or talk_urgent, talk_urgent=talk_urgent, given_at=at, due_on=trip.report_by,
        late=policy.is_late(trip.report_by, on), protected_by=protection.reference if protection else "",
        **{event.value: event in happened for event in policy.COUNTED},
    )  # fmt: skip
    audit.record("report.given", subject=reference, by=by, at=at, about=[trip.person], application=application)
    return row


@transaction.atomic
def read_report(reference: str, *, by: Actor, at: datetime) -> tuple[Report, dict[str, Any]]:
    """Open a report; a reading by anyone but its person leaves a trace that the person sees."""
    row = queries.visible_to(by).get(reference=reference)
    wrong = policy.may_read(by, row.person)
    if wrong is not None:
        raise MoveRefused([wrong])
    if by.reference != row.person:
        audit.record("report.read", subject=reference, by=by, at=at, about=[row.person], purpose="counter-intelligence")
    told: dict[str, Any] = json.loads(seals.decrypt("return-report", f"report:{reference}", bytes(row.sealed)))
    return row, told


@transaction.atomic
def note_talk(reference: str, *, by: Actor, at: datetime) -> Report:
    """Counter-intelligence notes that it has spoken with a person who asked for it; what was said stays outside."""
    row = queries.visible_to(by).select_for_update().get(reference=reference)
    said = policy.refusals_to_note_talk(by, row.person, wanted=row.wants_to_talk, talked=row.talked_at is not None)
    if said:
        raise MoveRefused(said)
    row.talked_at, row.talked_by = at, by.reference
    row.save(update_fields=["talked_at", "talked_by"])
    audit.record("report.talked", subject=reference, by=by, at=at, about=[row.person])
    return row
