"""What a measure changes in the register and orders elsewhere, and how it is suspended, set aside and put back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from exeat.cases import outbox
from exeat.cases.models import Case, Summary
from exeat.cases.steps import measures_in, tell_institution
from exeat.register import actions as register
from exeat.register import queries as people
from exeat.values.rights import Actor


def take_effect(row: Case, from_day: date, *, by: Actor, at: datetime) -> None:
    """What the measures change in the register, under the case's reference so that it can be put back."""
    person = row.person.reference
    kinds = row.measure.kinds
    if "clearance_withdrawn" in kinds:
        register.withdraw_clearances(person, from_day=from_day, because=row.reference, by=by, at=at)
    if "employment_ended" in kinds:
        for institution in people.institutions_of(person, from_day):
            register.end_post(person, institution, from_day=from_day, because=row.reference, by=by, at=at)


def fall(row: Case, *, by: Actor, at: datetime) -> None:
    """Finding and measure fall: register, orders to others and numbers return to what they were."""
    had = getattr(row, "measure", None)
    if had is not None:
        if had.reversed_at is None:
            if had.suspended_at is None:
                _restore(row, by=by, at=at)
            outbox.put(row, "restored", had.kinds, from_day=at.date(), at=at)
            had.reversed_at = at
            had.save(update_fields=["reversed_at"])
        tell_institution(row, "case-restored-institution", by=by, at=at)
    row.finding.reversed_at = row.finding.reversed_at or at
    row.finding.save(update_fields=["reversed_at"])
    _untell(row)


def suspend(row: Case, *, reasons: str, by: Actor, at: datetime) -> None:
    """The effect waits until somebody has decided again: the register is put back for that time."""
    held = row.measure
    _restore(row, by=by, at=at)
    outbox.put(row, "suspended", held.kinds, from_day=at.date(), at=at)
    held.suspended_at, held.suspended_by, held.suspended_reasons = at, by.reference, reasons
    held.save(update_fields=["suspended_at", "suspended_by", "suspended_reasons"])
    tell_institution(row, "case-restored-institution", by=by, at=at)


def resume(row: Case, *, by: Actor, at: datetime) -> None:
    """A measure that was suspended has effect again, from today."""
    held = getattr(row, "measure", None)
    if held is None or held.suspended_at is None:
        return
    held.suspended_at, held.suspended_by, held.suspended_reasons = None, "", ""
    held.save(update_fields=["suspended_at", "suspended_by", "suspended_reasons"])
    take_effect(row, at.date(), by=by, at=at)
    outbox.put(row, "taken", held.kinds, from_day=at.date(), at=at)


def set_aside(row: Case, gone: Iterable[str], *, by: Actor, at: datetime) -> None:
    """Some of the measures are put back as if they had not been; the rest have effect."""
    held, gone = row.measure, tuple(gone)
    waited = held.suspended_at is not None
    if not waited:
        _restore(row, by=by, at=at)
    from_day = at.date() if waited else held.effect_from
    outbox.put(row, "restored", gone, from_day=at.date(), at=at)
    held.kinds = [kind for kind in held.kinds if kind not in gone]
    if waited:  # the others were told to put back what stands again from today
        outbox.put(row, "taken", held.kinds, from_day=from_day, at=at)
    held.set_aside = [*held.set_aside, *gone]
    held.suspended_at, held.suspended_by, held.suspended_reasons = None, "", ""
    held.save()
    take_effect(row, from_day, by=by, at=at)
    _untell(row)
    tell_institution(row, "case-restored-institution", by=by, at=at)
    kept = measures_in("lt", tuple(held.kinds))
    tell_institution(row, "case-measure-institution", by=by, at=at, measures=kept, effect_from=from_day)


def _untell(row: Case) -> None:
    """A summary of a decision that no longer stands is no longer published; another one may be written."""
    Summary.objects.filter(case=row.reference).delete()


def _restore(row: Case, *, by: Actor, at: datetime) -> None:
    """Put back what the measure changed in the register."""
    register.restore_clearances(because=row.reference, by=by, at=at)
    register.restore_posts(because=row.reference, by=by, at=at)
