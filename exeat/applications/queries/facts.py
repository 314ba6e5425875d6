"""What other packages ask: notices, earlier applications, silences, rows to count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from exeat import regimes
from exeat.applications.models import Application, Silence
from exeat.applications.policy import Kind, State
from exeat.applications.terms import Tolerance, day_of, tolerance
from exeat.values.destination import Destination
from exeat.values.period import Period


@dataclass(frozen=True)
class NoticeFacts:
    """A notice that was given: where, when, whether it was taken back."""

    reference: str
    given_at: datetime
    countries: tuple[str, ...]
    period: Period
    withdrawn_at: datetime | None
    destinations: tuple[Destination, ...] = ()
    late: bool = False


@dataclass(frozen=True)
class HistoryFacts:
    """An earlier application of the same person and what became of it."""

    reference: str
    kind: str
    state: str
    urgent: bool
    countries: tuple[str, ...]
    period: Period | None
    filed_at: datetime | None
    decided_at: datetime | None


@dataclass(frozen=True)
class SilenceFacts:
    """Time that an institution let pass; shown in any later case about the same trip."""

    reference: str
    institution: str
    what: str
    since_at: datetime
    ended_at: datetime | None
    period: Period | None


@dataclass(frozen=True)
class TripFacts:
    """A trip that someone may make, by a permit or after a notice, with what is owed before and after it."""

    reference: str
    person: str
    kind: str
    countries: tuple[str, ...]
    period: Period
    permit: str
    briefing: bool  # a rule or order asks for a briefing
    report: bool  # a rule or order asks for a report after the return
    report_by: date | None
    words: dict[str, tuple[str, ...]]  # by language: the sentences of what is owed
    cites: tuple[str, ...]  # the provisions that ask for it


def trips(person: str) -> list[TripFacts]:
    """The trips that someone may make or has made: permission granted, provisionally allowed, or a notice given."""
    rows = _may_travel().filter(person=person).order_by("departs_on", "reference")
    return [trip for trip in map(_trip, rows) if trip is not None]


def trip(reference: str) -> TripFacts | None:
    """One such trip; None while it is not allowed, or where there is no such file."""
    row = _may_travel().filter(reference=reference).first()
    return None if row is None else _trip(row)


def trips_ending(since: date, until: date) -> list[TripFacts]:
    """The trips whose last day lies from a day on, before another; for reminders."""
    rows = _may_travel().filter(returns_on__gte=since, returns_on__lt=until).order_by("returns_on", "reference")
    return [trip for trip in map(_trip, rows) if trip is not None]


def _may_travel() -> QuerySet[Application]:
    allowed = Q(kind=Kind.APPLICATION, state=State.GRANTED) | Q(kind=Kind.NOTICE, state=State.SUBMITTED)
    allowed |= Q(provisional__allowed=True) & ~Q(state__in=[State.WITHDRAWN, State.CANCELLED])
    return (
        Application.objects.filter(allowed, replaced_by="", standing=False)
        .select_related("provisional")
        .prefetch_related("legs")
    )


def _trip(row: Application) -> TripFacts | None:
    if row.period is None:
        return None
    said = row.outcome.get("outcome", {})
    duties = said.get("en", {}).get("duties", [])
    report = next((due for due in duties if due.get("kind") == "return_report"), None)
    by = (report or {}).get("by")
    return TripFacts(
        reference=row.reference,
        person=row.person,
        kind=row.kind,
        countries=_countries(row),
        period=row.period,
        permit=row.permit or (row.provisional.permit if hasattr(row, "provisional") else ""),
        briefing=any(due.get("kind") == "briefing" for due in duties),
        report=report is not None,
        report_by=date.fromisoformat(by) if by else None,
        words={
            language: tuple(str(due.get("what", "")) for due in one.get("duties", [])) for language, one in said.items()
        },
        cites=tuple(dict.fromkeys(str(cite) for due in duties for cite in due.get("cite", []))),
    )


def slips(reference: str) -> Tolerance:
    """The small slips that the decision on a file bears; none where no rule says so, or there is no such file."""
    row = Application.objects.filter(reference=reference).only("outcome").first()
    return Tolerance() if row is None else tolerance(row.outcome.get("asked", {}))


def notices_of(person: str) -> list[NoticeFacts]:
    """Every notice that someone has given, the earliest first."""
    rows = (
        Application.objects.filter(person=person, kind=Kind.NOTICE, filed_at__isnull=False)
        .prefetch_related("legs")
        .order_by("filed_at", "reference")
    )
    return [
        NoticeFacts(
            reference=row.reference, given_at=row.filed_at, countries=_countries(row), period=row.period,
            withdrawn_at=row.withdrawn_at, late=row.late,
            destinations=tuple(leg.destination for leg in sorted(row.legs.all(), key=lambda leg: leg.position)),
        )
        for row in rows
        if row.filed_at is not None and row.period is not None
    ]  # fmt: skip


def history(person: str) -> list[HistoryFacts]:
    """Every filed application and notice of someone, the latest first."""
    rows = Application.objects.filter(person=person, filed_at__isnull=False).prefetch_related("legs")
    return [
        HistoryFacts(
            reference=row.reference, kind=row.kind, state=row.state, urgent=row.urgent, countries=_countries(row),
            period=row.period, filed_at=row.filed_at, decided_at=row.decided_at,
        )
        for row in rows.order_by("-filed_at", "reference")
    ]  # fmt: skip


def earlier(row: Application, *, years: int = 4) -> list[HistoryFacts]:
    """What the same person filed in the four years before this file, the latest first; so that nobody asks it again."""
    since = row.filed_at or row.begun_at
    line = since - timedelta(days=365 * years + 1)
    return [
        one for one in history(row.person)
        if one.reference != row.reference and one.filed_at is not None and line <= one.filed_at <= since
    ]  # fmt: skip


def silences(person: str) -> list[SilenceFacts]:
    """Where an institution let time pass in this person's applications, the earliest first."""
    found = Silence.objects.filter(application__person=person).select_related("application")
    return [
        SilenceFacts(
            reference=one.application.reference, institution=one.institution, what=one.what, since_at=one.since_at,
            ended_at=one.ended_at, period=one.application.period,
        )
        for one in found.order_by("since_at", "id")
    ]  # fmt: skip


def for_statistics(since: datetime, until: datetime) -> list[dict[str, Any]]:
    """Applications filed from a moment on, before another, one plain row for each, without a person."""
    rows = (
        Application.objects.filter(kind=Kind.APPLICATION, filed_at__gte=since, filed_at__lt=until)
        .select_related("provisional")
        .prefetch_related("legs", "silences")
        .order_by("filed_at", "reference")
    )
    return [_counted(row) for row in rows]


def _counted(row: Application) -> dict[str, Any]:
    countries = _countries(row)
    return {
        "institution": row.institution,
        "country": countries[0] if countries else "",
        "reason": row.reason,
        "urgent": row.urgent,
        "outcome": _outcome(row),
        "submitted_at": row.filed_at,
        "decided_at": row.decided_at,
        "working_days": _working_days(row),
        "conditions": bool(row.conditions),
        "silence": bool(row.silences.all()),
        "provisional": hasattr(row, "provisional"),
        "requires": row.requires,
    }


def _outcome(row: Application) -> str:
    """What became of it: granted, refused, withdrawn, open; a permit that was given back had been granted."""
    if row.state == State.CANCELLED:
        return str(State.GRANTED)
    ended = row.state in {State.GRANTED, State.REFUSED, State.WITHDRAWN}
    return str(row.state) if ended else "open"


def _working_days(row: Application) -> int | None:
    """Working days between the filing and the decision; None while there is none or beyond the calendar."""
    if row.filed_at is None or row.decided_at is None:
        return None
    try:
        first, last = day_of(row.filed_at), day_of(row.decided_at)
        return 0 if first == last else regimes.calendar("LT").count(first, last) + 1
    except LookupError:
        return None


def _countries(row: Application) -> tuple[str, ...]:
    legs = sorted(row.legs.all(), key=lambda leg: leg.position)
    return tuple(dict.fromkeys(leg.country for leg in legs))
