"""What waits for this person, or for this role: gathered from the packages that know, decided by none of them here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from exeat.applications import policy
from exeat.applications import queries as applications
from exeat.audit import queries as audit
from exeat.cases import queries as cases
from exeat.crossings import queries as crossings
from exeat.letters import queries as letters
from exeat.permits import queries as permits
from exeat.register import queries as register
from exeat.travel import queries as travel
from exeat.values.period import Period
from exeat.values.rights import Actor, Right
from exeat.web import wording
from exeat.web.applications import stages, standing
from exeat.web.applications.showing import Line
from exeat.web.audit.wording import deed
from exeat.web.templatetags.exeat import language

FEW = 5
LEAVE_AHEAD = timedelta(days=90)
GIVEN_UP = {policy.State.WITHDRAWN, policy.State.CANCELLED, policy.State.REFUSED}
STILL = timedelta(days=30)  # so long after its last day a trip of which nothing was heard stays on the page


@dataclass(frozen=True)
class Act:
    """One thing that waits for this person, and the way to do it."""

    what: str
    note: str
    address: str
    button: str
    late: bool = False


def of_traveller(actor: Actor, *, on: date) -> dict[str, Any]:
    """What a person's own page shows: what waits, then applications, permits, letters and looks."""
    looks = [look for look in audit.looks_at(actor.reference, on=on) if not look.own][:FEW]
    held = [permit for permit in permits.of(actor.reference) if permit.revoked_at is None and not _over(permit, on)]
    trips = _trips(actor, on)
    mine = list(applications.mine(actor))
    return {
        "acts": [*_owed(actor, on), *_returned(actor), *_cases(actor), *_letters(actor)],
        "lines": [(Line(row), _stages(row, trips, on)) for row in mine[:FEW]],
        "away": _away(actor, mine, on),
        "permits": held[:FEW],
        "several": [standing.shown(one) for one in applications.decisions_of(actor.reference, on=on)],
        "trips": trips[:FEW],
        "closed": [one for trip in trips[:FEW] for one in travel.closed_to(trip)],
        "looks": [(look, deed(look.verb)) for look in looks],
    }


def _trips(actor: Actor, on: date) -> list[Any]:
    """The trips before this person, or under way, or over without a word that they are back; the next first."""
    return [
        trip
        for trip in applications.trips(actor.reference)
        if on <= (trip.period.last or trip.period.first) + STILL and not travel.is_back(trip.reference)
    ]


def _away(actor: Actor, mine: list[Any], on: date) -> list[Period]:
    """Leave that begins soon, as the register has it, of which no file of this person speaks: the step often missed."""
    known = [row.period for row in mine if row.period and row.state not in GIVEN_UP]
    ahead = [
        Period(one.since, one.until)
        for one in register.absences([actor.reference], on=on)
        if on < one.since <= on + LEAVE_AHEAD
    ]
    return [leave for leave in ahead if not any(leave.overlaps(period) for period in known)]


def _stages(row: Any, trips: list[Any], on: date) -> list[stages.Stage]:
    """The stages of a file that is under way, or whose trip lies ahead or is not known to be over; else none."""
    ahead = any(trip.reference == row.reference for trip in trips)
    unfinished = (
        row.state != policy.State.DRAFT and row.state not in policy.FINAL and row.kind == policy.Kind.APPLICATION
    )
    return stages.of(row, on=on) if ahead or unfinished else []


def _over(permit: Any, on: date) -> bool:
    return permit.period.until is not None and permit.period.until <= on


def _owed(actor: Actor, on: date) -> list[Act]:
    """Briefings and reports that are due, in order of time."""
    found = []
    for one in travel.owed_by(actor.reference, on=on):
        where = ", ".join(wording.place(code, language()) for code in one.countries)
        by = gettext("By: %(day)s.") % {"day": wording.day(one.by, language())} if one.by else ""
        note = " ".join(part for part in (gettext("Where: %(places)s.") % {"places": where}, by) if part)
        if one.what == "briefing":
            address = reverse("web:briefing", args=[one.application])
            found.append(Act(gettext("Read the briefing before you leave"), note, address, gettext("Read it")))
        else:
            address = reverse("web:return-report", args=[one.application])
            what = gettext("Tell us how the journey went")
            found.append(Act(what, note, address, gettext("Write the report"), one.overdue))
    return found


def _returned(actor: Actor) -> list[Act]:
    """Applications that came back with questions."""
    return [
        Act(
            gettext("Answer the questions about your application"),
            row.reference,
            reverse("web:application", args=[row.reference]),
            gettext("See the questions"),
        )
        for row in applications.mine(actor).filter(state="returned")[:FEW]
    ]


def _cases(actor: Actor) -> list[Act]:
    """Cases in which this person may answer."""
    return [
        Act(
            gettext("Facts about a journey wait for your answer"),
            row.reference,
            reverse("web:own-case", args=[row.reference]),
            gettext("See the file"),
        )
        for row in cases.of_person(actor).filter(state="noticed")[:FEW]
    ]


def _letters(actor: Actor) -> list[Act]:
    """Letters that were not opened yet, as one thing to do."""
    unopened = letters.unopened(actor.reference)
    if not unopened:
        return []
    note = gettext("Not opened yet: %(n)d.") % {"n": unopened}
    return [Act(gettext("Read your letters"), note, reverse("web:letters"), gettext("Open the letters"))]


def of_role(actor: Actor, *, on: date, at: datetime) -> list[tuple[str, int | None, str]]:
    """What waits for a role: what, how many where it can be counted, and where."""
    found: list[tuple[str, int | None, str]] = []
    if actor.rights & {Right.CHECK_APPLICATION, Right.GIVE_OPINION, Right.DECIDE_APPLICATION, Right.DECIDE_URGENT}:
        found.append(
            (gettext("Applications that wait for you"), applications.waiting(seen_by=actor, at=at), "web:work")
        )
    if actor.may(Right.TAKE_URGENT_CALL):
        found.append((gettext("People looked for"), travel.standing_alarms(actor), "web:alarms"))
    if actor.may(Right.READ_RETURN_REPORTS):
        found.append((gettext("People who ask for a talk"), travel.waiting_to_talk(actor), "web:reports"))
    if actor.may(Right.ANSWER_CANDIDATE):
        count = crossings.waiting_for(actor, on=on).count()
        found.append((gettext("Possible matches that wait for an answer"), count, "web:matches"))
    if actor.may(Right.OPEN_CASE):
        count = crossings.open_discrepancies(actor).count()
        found.append((gettext("Discrepancies without a case"), count, "web:discrepancies"))
        found.append((gettext("Open cases"), cases.work_list(actor).count(), "web:cases"))
    if actor.may(Right.DECIDE_APPEAL):
        found.append((gettext("Appeals"), cases.on_appeal(actor).count(), "web:appeals"))
    return [(what, count, reverse(route)) for what, count, route in found]
