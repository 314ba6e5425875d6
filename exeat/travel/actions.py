"""Every write about briefings and return reports."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from exeat.applications import queries as applications
from exeat.audit import actions as audit
from exeat.audit import seals
from exeat.letters import actions as letters
from exeat.regimes import places
from exeat.register import queries as register
from exeat.travel import policy, queries, texts
from exeat.travel.models import Acknowledgement, Reminder, Report
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor

VILNIUS = ZoneInfo("Europe/Vilnius")


@transaction.atomic
def acknowledge(application: str, *, by: Actor, at: datetime) -> None:
    """The person has read the briefings for the countries of a trip; which version, is kept."""
    trip = _trip(application)
    said = policy.refusals_to_acknowledge(by, queries.facts(trip, on=at.astimezone(VILNIUS).date()))
    if said:
        raise MoveRefused(said)
    for country in queries.unread(trip):
        Acknowledgement.objects.create(
            application=application, person=trip.person, destination=country, acknowledged_at=at,
            version=texts.briefing(country).version,
        )  # fmt: skip
    audit.record("briefing.acknowledged", subject=application, by=by, at=at, about=[trip.person])


@transaction.atomic
def report(
    application: str, *, as_planned: bool | None, by: Actor, at: datetime, events: Iterable[str] = (),
    told: Mapping[str, Any] | None = None, wants_to_talk: bool = False,
) -> Report:  # fmt: skip
    """The person reports on a trip: sealed at once, kept apart, counted only without names."""
    trip = _trip(application)
    on = at.astimezone(VILNIUS).date()
    happened = frozenset(event for event in events if event in set(policy.Event))
    said = policy.refusals_to_report(by, queries.facts(trip, on=on), as_planned=as_planned, events=happened)
    if said:
        raise MoveRefused(said)
    reference = audit.number("R", at=at)
    content = json.dumps({"events": sorted(happened), "told": dict(told or {})}, ensure_ascii=False)
    row = Report.objects.create(
        reference=reference, application=application, person=trip.person, as_planned=bool(as_planned),
        sealed=seals.encrypt("return-report", f"report:{reference}", content.encode()),
        wants_to_talk=wants_to_talk, given_at=at, due_on=trip.report_by, late=policy.is_late(trip.report_by, on),
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


def remind(*, at: datetime, by: Actor) -> int:
    """Remind whoever owes a briefing or a report, each once; safe to run twice or late. How many were reminded."""
    count = 0
    for trip, what in queries.to_remind(on=at.astimezone(VILNIUS).date()):
        count += _remind(trip, what, at=at, by=by)
    return count


@transaction.atomic
def _remind(trip: applications.TripFacts, what: str, *, at: datetime, by: Actor) -> int:
    _row, new = Reminder.objects.get_or_create(application=trip.reference, what=what, defaults={"sent_at": at})
    if not new:
        return 0
    person = register.plain(trip.person)
    letters.write(
        f"{what}-reminder", to=trip.person, language=person.language, subject=trip.reference, by=by, at=at,
        email=person.email, file=trip.reference, first_on=trip.period.first, last_on=trip.period.last,
        due_on=trip.report_by, places=[places.country(code, person.language) for code in trip.countries],
    )  # fmt: skip
    return 1


def _trip(application: str) -> applications.TripFacts:
    trip = applications.trip(application)
    if trip is None:
        raise MoveRefused([Refusal("no-trip", "There is no permit and no notice for this trip.")])
    return trip
