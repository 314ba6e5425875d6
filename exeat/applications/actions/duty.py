"""The rota of duty: plan a shift, confirm it, say that one is there, hand over what is open."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from exeat.access import queries as access
from exeat.applications import duty, queries
from exeat.applications.models import Shift
from exeat.audit import actions as audit
from exeat.letters import actions as letters
from exeat.register import queries as register
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor


@transaction.atomic
def plan_shift(
    *, institution: str, duty_of: str, who: str, phone: str, since_at: datetime, until_at: datetime, by: Actor,
    at: datetime,
) -> Shift:  # fmt: skip
    """Put somebody who holds the role on duty. Raises MoveRefused where two would be on the same duty at once."""
    right = duty.DUTIES.get(duty_of)
    holders = dict(access.holders(institution, right, on=queries.day_of(since_at))) if right else {}
    others = [duty.Hours(one.since_at, one.until_at) for one in Shift.objects.filter(
        institution=institution, duty=duty_of, until_at__gt=since_at
    )]  # fmt: skip
    _refuse(
        duty.may_plan(by, institution),
        None if who in holders else Refusal("not-a-holder", "This person does not hold the role on that day."),
        duty.fits(duty.Hours(since_at, until_at), others),
        Refusal("on-leave", "This person is away on that day. Choose somebody else.")
        if who in register.away(queries.day_of(since_at))
        else None,
    )
    row = Shift.objects.create(
        institution=institution, duty=duty_of, who=who, name=holders[who], phone=phone, since_at=since_at,
        until_at=until_at, planned_by=by.reference,
    )  # fmt: skip
    audit.record(
        "duty.planned", subject=institution, by=by, at=at, about=_about(who), duty=duty_of, since=since_at,
        until=until_at,
    )  # fmt: skip
    return row


@transaction.atomic
def drop_shift(shift: int, *, by: Actor, at: datetime) -> None:
    """Take a shift that has not begun out of the rota."""
    row = Shift.objects.select_for_update().get(pk=shift)
    begun = Refusal("begun", "This duty has begun. Hand it over instead.") if row.since_at <= at else None
    _refuse(duty.may_plan(by, row.institution), begun)
    audit.record("duty.dropped", subject=row.institution, by=by, at=at, about=_about(row.who), since=row.since_at)
    row.delete()


@transaction.atomic
def confirm_shift(shift: int, *, by: Actor, at: datetime) -> Shift:
    """Whoever is planned says beforehand that they will be there."""
    row = Shift.objects.select_for_update().get(pk=shift)
    begun = Refusal("begun-already", "This duty has begun. Say that you are there.") if row.since_at <= at else None
    other = Refusal("not-on-duty", "Only whoever is on duty can do this.") if by.reference != row.who else None
    _refuse(other, begun)
    row.confirmed_at = row.confirmed_at or at
    row.save(update_fields=["confirmed_at"])
    audit.record("duty.confirmed", subject=row.institution, by=by, at=at, about=_about(row.who), since=row.since_at)
    return row


@transaction.atomic
def warn_of_duties(*, at: datetime, by: Actor) -> int:
    """Tell the body, half a day before, of a duty that nobody has confirmed; once for each."""
    count = 0
    for row in Shift.objects.select_for_update().filter(pk__in=[one.pk for one in queries.unconfirmed(at=at)]):
        row.warned_at = at
        row.save(update_fields=["warned_at"])
        letters.write(
            "duty-unconfirmed", to=row.institution, language=register.language_of(row.institution),
            subject=row.institution, by=by, at=at, house=row.institution,
            name=row.name, duty=row.duty, since=row.since_at, phone=row.phone,
        )  # fmt: skip
        audit.record("duty.unconfirmed", subject=row.institution, by=by, at=at, about=_about(row.who), duty=row.duty)
        count += 1
    return count


@transaction.atomic
def take_over(shift: int, *, by: Actor, at: datetime) -> Shift:
    """Whoever comes on duty says that they are there, and has read what was left for them."""
    row = Shift.objects.select_for_update().get(pk=shift)
    early = Refusal("too-early", "This duty has not begun yet.") if row.since_at > at else None
    other = Refusal("not-on-duty", "Only whoever is on duty can do this.") if by.reference != row.who else None
    _refuse(other, early)
    row.taken_at = row.taken_at or at
    row.save(update_fields=["taken_at"])
    audit.record("duty.taken_over", subject=row.institution, by=by, at=at, about=_about(row.who), duty=row.duty)
    return row


@transaction.atomic
def hand_over(shift: int, *, note: str, by: Actor, at: datetime) -> Shift:
    """Whoever goes off duty writes for the next one how the open urgent applications stand; the next one is told."""
    row = Shift.objects.select_for_update().get(pk=shift)
    waiting = queries.urgent_open(row.institution)
    _refuse(duty.may_hand_over(by, row.who, open_files=len(waiting), note=note))
    row.note, row.until_at = note.strip(), min(row.until_at, at)
    if row.until_at <= row.since_at:
        _refuse(Refusal("too-early", "This duty has not begun yet."))
    row.save(update_fields=["note", "until_at"])
    audit.record("duty.handed_over", subject=row.institution, by=by, at=at, about=_about(row.who), open=waiting)
    following = Shift.objects.filter(institution=row.institution, duty=row.duty, since_at__gte=row.since_at)
    after = following.exclude(pk=row.pk).order_by("since_at").first()
    letters.write(
        "duty-handed-over", to=after.who if after else row.institution,
        language=register.language_of(row.institution), subject=row.institution, by=by, at=at,
        house=row.institution, files=waiting, note=row.note,
    )  # fmt: skip
    return row


def _about(who: str) -> tuple[str, ...]:
    return (who,) if who.startswith("P-") else ()


def _refuse(*said: Refusal | None) -> None:
    found = [one for one in said if one is not None]
    if found:
        raise MoveRefused(found)
