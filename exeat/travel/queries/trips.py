"""What is owed before and after a trip, and what was told: each question starts from what the actor may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, QuerySet, Value, When

from exeat.applications import queries as applications
from exeat.applications.terms import day_of
from exeat.register import queries as register
from exeat.travel import policy, texts
from exeat.travel.models import Acknowledgement, Protection, Reminder, Report
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor, Right

missing = Report.DoesNotExist  # what is raised for a report that is hidden from the actor, or not there


@dataclass(frozen=True)
class ReportFacts:
    """That a report was handed in, without what it says."""

    reference: str
    application: str
    given_on: date
    due_on: date | None
    late: bool


@dataclass(frozen=True)
class Owed:
    """One thing that a person still has to do about a trip."""

    application: str
    what: str  # briefing, report
    by: date | None
    overdue: bool
    countries: tuple[str, ...]


@dataclass(frozen=True)
class ProtectionFacts:
    """What protects an honest report: an order or a provision, in whose words, and whether it allows silence."""

    reference: str
    institution: str
    basis: str  # order, provision
    cite: str
    silence: bool
    since: date
    until: date | None


@dataclass(frozen=True)
class Approaches:
    """How many reports of a year told of something, without names."""

    year: int
    reports: int
    questioned: int
    searched: int
    device: int
    pressed: int
    approached: int


def visible_to(actor: Actor) -> QuerySet[Report]:
    """The reports that this actor may open: one's own, or all but one's own for counter-intelligence."""
    if actor.may(Right.TRAVEL):
        return Report.objects.filter(person=actor.reference)
    if actor.may(Right.READ_RETURN_REPORTS):
        return Report.objects.exclude(person=actor.reference)
    return Report.objects.none()


def listed(actor: Actor) -> QuerySet[Report]:
    """The reports that this actor may open: whoever waits for a talk first, urgent ones before, then the latest."""
    waits = Case(When(wants_to_talk=True, talked_at=None, then=Value(1)), default=Value(0))
    return visible_to(actor).annotate(waits=waits).order_by("-waits", "-talk_urgent", "-given_at", "reference")


def waiting_to_talk(actor: Actor) -> int:
    """How many people asked this actor's service for a talk and still wait."""
    return visible_to(actor).filter(wants_to_talk=True, talked_at=None).count()


def trip(application: str) -> applications.TripFacts:
    """The trip of a file. Raises MoveRefused where nothing allows one."""
    found = applications.trip(application)
    if found is None:
        raise MoveRefused([Refusal("no-trip", "There is no permit and no notice for this trip.")])
    return found


def protections(institution: str) -> list[ProtectionFacts]:
    """What protects or protected honest reports of an institution's people, the latest first."""
    return [_protection(row) for row in Protection.objects.filter(institution=institution).order_by("-since", "-id")]


def protection_for(person: str, *, on: date) -> ProtectionFacts | None:
    """What protects an honest report of this person on a day: of any institution in which they hold a post."""
    houses = register.institutions_of(person, on)
    standing = Protection.objects.filter(institution__in=houses, since__lte=on).exclude(until__lte=on)
    row = standing.order_by("-silence", "since", "id").first()
    return None if row is None else _protection(row)


def safe_harbour(report: str) -> ProtectionFacts | None:
    """What protected a report on the day it was given, whatever was ended since; None where nothing did.

    Nobody may use such a report against its person without the recorded decision of a second authority.
    """
    row = Report.objects.filter(reference=report).first()
    found = Protection.objects.filter(reference=row.protected_by).first() if row and row.protected_by else None
    return None if found is None else _protection(found)


def _protection(row: Protection) -> ProtectionFacts:
    return ProtectionFacts(
        row.reference, row.institution, row.basis, row.cite, row.silence, row.since, row.until
    )  # fmt: skip


def reports_of(person: str) -> list[ReportFacts]:
    """That someone reported, and when; never what they told."""
    return [
        ReportFacts(row.reference, row.application, row.given_at.date(), row.due_on, row.late)
        for row in Report.objects.filter(person=person).order_by("given_at", "reference")
    ]


def report_on(application: str) -> ReportFacts | None:
    """That a trip was reported; None while it was not."""
    row = Report.objects.filter(application=application).first()
    return (
        None if row is None else ReportFacts(row.reference, row.application, row.given_at.date(), row.due_on, row.late)
    )


def facts(trip: applications.TripFacts, *, on: date) -> policy.Facts:
    """A trip as policy's plain facts."""
    last = trip.period.last
    return policy.Facts(
        traveller=trip.person,
        returned=last is not None and on >= last,
        may_travel=True,
        reported=Report.objects.filter(application=trip.reference).exists(),
        acknowledged=unread(trip) == (),
    )


def unread(trip: applications.TripFacts) -> tuple[str, ...]:
    """The countries of a trip whose present briefing the person has not acknowledged."""
    read = set(Acknowledgement.objects.filter(application=trip.reference).values_list("destination", "version"))
    return tuple(country for country in trip.countries if (country, texts.briefing(country).version) not in read)


def acknowledged(application: str) -> list[tuple[str, str, datetime]]:
    """Which briefings were read for a trip: country, version, when."""
    return [
        (row.destination, row.version, row.acknowledged_at)
        for row in Acknowledgement.objects.filter(application=application).order_by("acknowledged_at", "id")
    ]


def owed_by(person: str, *, on: date) -> list[Owed]:
    """What someone still has to do about their trips, in order of time."""
    found: list[Owed] = []
    reported = set(Report.objects.filter(person=person).values_list("application", flat=True))
    for trip in applications.trips(person):
        last = trip.period.last or trip.period.first
        if trip.briefing and on <= last and unread(trip):
            found.append(Owed(trip.reference, "briefing", trip.period.first, False, trip.countries))
        if trip.report and on >= last and trip.reference not in reported:
            late = policy.is_late(trip.report_by, on)
            found.append(Owed(trip.reference, "report", trip.report_by, late, trip.countries))
    return sorted(found, key=lambda one: (one.by or date.max, one.application, one.what))


def to_remind(*, on: date) -> list[tuple[applications.TripFacts, str]]:
    """Trips whose person is to be reminded now, with what of: briefing, report, overdue; each only once."""
    sent = set(Reminder.objects.values_list("application", "what"))
    found = []
    for trip in applications.trips_ending(on - timedelta(days=60), on + timedelta(days=60)):
        for what in _reminders(trip, on=on):
            if (trip.reference, what) not in sent:
                found.append((trip, what))
    return found


def approaches(year: int) -> Approaches:
    """How many reports of a year told of questioning, searches, pressure and approaches."""
    rows = Report.objects.filter(given_at__year=year)
    return Approaches(
        year=year,
        reports=rows.count(),
        **{event.value: rows.filter(**{event.value: True}).count() for event in policy.COUNTED},
    )


def for_statistics(since: datetime, until: datetime) -> list[dict[str, Any]]:
    """Reports given from a moment on, before another: the month and which events they told of, without a person."""
    rows = Report.objects.filter(given_at__gte=since, given_at__lt=until).order_by("given_at", "id")
    names = [event.value for event in policy.COUNTED]
    return [{"month": day_of(row.given_at).month, **{name: getattr(row, name) for name in names}} for row in rows]


def _reminders(trip: applications.TripFacts, *, on: date) -> list[str]:
    last = trip.period.last or trip.period.first
    due: list[str] = []
    if trip.briefing and trip.period.first - timedelta(days=2) <= on < trip.period.first and unread(trip):
        due.append("briefing")
    if trip.report and not Report.objects.filter(application=trip.reference).exists():
        if policy.is_late(trip.report_by, on):
            due.append("overdue")
        elif on >= policy.remind_on(trip.report_by, last):
            due.append("report")
    return due
