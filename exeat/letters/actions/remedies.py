"""An institution states how a group complains, where the law has no checked road; a second person confirms it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from exeat.audit import actions as audit
from exeat.letters import policy
from exeat.letters.models import OwnRoad
from exeat.letters.roads import Act
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor


@transaction.atomic
def state_road(
    house: str, *, group: str, act: Act, body_en: str, body_lt: str, within: str, file_en: str, file_lt: str, cite: str,
    since: date, checked: bool, by: Actor, at: datetime,
) -> OwnRoad:  # fmt: skip
    """Write down to whom, by when and how a group complains about an act of an institution, and by which source.

    It is told in letters from `since` on, once a second person has confirmed it. `checked` says that the law has a
    road of its own. Raises MoveRefused.
    """
    words = (body_en, body_lt, file_en, file_lt, cite)
    on = timezone.localdate(at)
    _refuse(policy.refusals_to_state(by, house, checked=checked, words=words, within=within, since=since, on=on))
    row = OwnRoad.objects.create(
        institution=house, group=group, act=act, body_en=body_en.strip(), body_lt=body_lt.strip(), within=within,
        file_en=file_en.strip(), file_lt=file_lt.strip(), cite=cite.strip(), since=since, stated_by=by.reference,
        stated_at=at,
    )  # fmt: skip
    _trace("stated", row, by, at)
    return row


@transaction.atomic
def confirm_road(pk: int, *, by: Actor, at: datetime) -> OwnRoad:
    """A second person has held it against its source: letters tell it from its first day on. Raises MoveRefused."""
    row = OwnRoad.objects.select_for_update().get(pk=pk)
    _refuse(
        policy.refusals_to_confirm(
            by, row.institution, stated_by=row.stated_by, confirmed=bool(row.confirmed_by), ended=row.until is not None
        )
    )
    row.confirmed_by, row.confirmed_at = by.reference, at
    row.save(update_fields=["confirmed_by", "confirmed_at"])
    _trace("confirmed", row, by, at)
    return row


@transaction.atomic
def end_road(pk: int, *, by: Actor, at: datetime) -> OwnRoad:
    """It no longer stands from today on: letters say again what the law says, or whom to ask. Raises MoveRefused."""
    row = OwnRoad.objects.select_for_update().get(pk=pk)
    _refuse(policy.refusals_to_end(by, row.institution, ended=row.until is not None))
    row.until = timezone.localdate(at)
    row.save(update_fields=["until"])
    _trace("ended", row, by, at)
    return row


def _trace(verb: str, row: OwnRoad, by: Actor, at: datetime) -> None:
    audit.record(
        f"road.{verb}", subject=row.institution, by=by, at=at, group=row.group, act=row.act, body=row.body_en,
        within=row.within, cite=row.cite, since=row.since,
    )  # fmt: skip


def _refuse(said: list[Refusal]) -> None:
    if said:
        raise MoveRefused(said)
