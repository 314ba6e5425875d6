"""Somebody is not back, out of contact or detained: an alarm, a tree of people to call, a log, and its end."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from exeat.applications.terms import day_of
from exeat.audit import actions as audit
from exeat.audit import seals
from exeat.letters import actions as letters
from exeat.register import queries as register
from exeat.travel import policy, queries
from exeat.travel.models import Alarm, AlarmEntry, Return
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor


@transaction.atomic
def say_back(application: str, *, by: Actor, at: datetime) -> None:
    """The person says that they are back; an alarm about them ends by that."""
    trip = queries.trip(application)
    if by.reference != trip.person:
        raise MoveRefused([Refusal("not-yours", "Only the person whose trip it is can do this.")])
    _row, new = Return.objects.get_or_create(application=application, defaults={"said_at": at})
    if new:
        audit.record("trip.back", subject=application, by=by, at=at, about=[trip.person])
    for alarm in Alarm.objects.select_for_update().filter(application=application, closed_at=None):
        _close(alarm, policy.Ending.BACK, by=by, at=at)


@transaction.atomic
def raise_alarm(application: str, *, kind: str, words: str = "", by: Actor, at: datetime) -> Alarm:
    """An alarm about someone on a trip; the institution is written to at once, the body above when nobody acts."""
    trip = queries.trip(application)
    house = register.primary_institution(trip.person, day_of(at))
    standing = Alarm.objects.filter(application=application, closed_at=None).exists()
    facts = queries.facts(trip, on=day_of(at))
    said = policy.refusals_to_raise(by, facts, house=house, words=words, standing=standing)
    if kind not in set(policy.Trouble):
        said += (Refusal("no-kind", "Say what is wrong: not back, out of contact, or detained."),)
    if said:
        raise MoveRefused(said)
    alarm = Alarm.objects.create(
        reference=audit.number("W", at=at), application=application, person=trip.person, institution=house, kind=kind,
        opened_at=at, opened_by=by.reference,
    )  # fmt: skip
    if words.strip():
        _write_down(alarm, "", False, words, by=by, at=at)
    audit.record("alarm.raised", subject=alarm.reference, by=by, at=at, about=[trip.person], kind=kind)
    if house:
        letters.write(
            "alarm", to=house, language=register.language_of(house), subject=alarm.reference, by=by, at=at,
            house=house, file=alarm.reference, trouble=kind,
        )  # fmt: skip
    return alarm


@transaction.atomic
def note_call(reference: str, *, step: str, reached: bool, words: str, by: Actor, at: datetime) -> None:
    """Someone on duty tried to reach one of the contact tree, or learnt something: a line in the log."""
    alarm = _open(reference, words, by=by)
    _write_down(alarm, step if step in policy.STEPS else "", reached, words, by=by, at=at)
    audit.record("alarm.worked_on", subject=reference, by=by, at=at, about=[alarm.person], step=step, reached=reached)


@transaction.atomic
def end_alarm(reference: str, *, ending: str, words: str, by: Actor, at: datetime) -> Alarm:
    """Someone on duty ends the alarm and says how it ended."""
    alarm = _open(reference, words, by=by)
    if ending not in set(policy.Ending):
        raise MoveRefused([Refusal("no-ending", "Say how the alarm ended.")])
    _write_down(alarm, "", False, words, by=by, at=at)
    return _close(alarm, ending, by=by, at=at)


def keep_watch(*, at: datetime, by: Actor) -> int:
    """Raise an alarm about whoever is overdue, and tell the body above of alarms nobody works on; how many."""
    count = 0
    for trip in queries.overdue(on=day_of(at)):
        raise_alarm(trip.reference, kind=policy.Trouble.OVERDUE, by=by, at=at)
        count += 1
    for alarm in Alarm.objects.filter(closed_at=None, escalated_at=None, opened_at__lte=at - policy.UNANSWERED):
        if not alarm.entries.exclude(by=alarm.opened_by).exists():
            count += _escalate(alarm.pk, at=at, by=by)
    return count


@transaction.atomic
def _escalate(pk: int, *, at: datetime, by: Actor) -> int:
    alarm = Alarm.objects.select_for_update().get(pk=pk)
    superior = register.institution(alarm.institution).superior if alarm.institution else ""
    alarm.escalated_at = at
    alarm.save(update_fields=["escalated_at"])
    if superior:
        language, names = register.language_of(superior), register.institution(alarm.institution).name
        letters.write(
            "alarm-unanswered", to=superior, language=language, subject=alarm.reference, by=by, at=at,
            house=alarm.institution, file=alarm.reference, since=alarm.opened_at,
            body=names.get(language, names["lt"]),
        )  # fmt: skip
    audit.record("alarm.passed_up", subject=alarm.reference, by=by, at=at, about=[alarm.person])
    return 1


def _open(reference: str, words: str, *, by: Actor) -> Alarm:
    alarm = Alarm.objects.select_for_update().get(reference=reference)
    said = policy.refusals_to_work(
        by, house=alarm.institution, traveller=alarm.person, closed=alarm.closed_at is not None, words=words
    )
    if said:
        raise MoveRefused(said)
    return alarm


def _write_down(alarm: Alarm, step: str, reached: bool, words: str, *, by: Actor, at: datetime) -> None:
    sealed = seals.encrypt("alarm", f"person:{alarm.person}", words.strip().encode(), aad=alarm.reference)
    AlarmEntry.objects.create(alarm=alarm, step=step, reached=reached, sealed=sealed, by=by.reference, at=at)


def _close(alarm: Alarm, ending: str, *, by: Actor, at: datetime) -> Alarm:
    alarm.closed_at, alarm.closed_by, alarm.ending = at, by.reference, ending
    alarm.save(update_fields=["closed_at", "closed_by", "ending"])
    audit.record("alarm.ended", subject=alarm.reference, by=by, at=at, about=[alarm.person], ending=ending)
    return alarm
