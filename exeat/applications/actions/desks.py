"""On whose desk a file lies, and the ways in which somebody likes to look at the work list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from exeat.access import queries as access
from exeat.applications import policy
from exeat.applications.actions.step import Step
from exeat.applications.models import Application, SavedFilter
from exeat.register import queries as register
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor, Right

MOST_FILTERS = 12


@dataclass(frozen=True)
class Assigned:
    """Files that were laid on a desk: each with whose desk it lay on before and its version since; and those kept."""

    moved: tuple[tuple[str, str, int], ...]
    kept: Mapping[str, tuple[Refusal, ...]]


@transaction.atomic
def assign(reference: str, *, to: str, by: Actor, at: datetime, version: int | None = None) -> Application:
    """A security officer lays a file on somebody's desk, or takes it from there; others may still act on it.

    Raises MoveRefused for a file that is decided, and for whoever may not check it.
    """
    step = Step.take(reference, by=by, at=at, version=version)
    row = step.row
    holders = dict(access.holders(row.institution, Right.CHECK_APPLICATION, on=step.on))
    step.refuse(
        None if by.may(Right.CHECK_APPLICATION) else Refusal("no-right", "Your role does not include this step."),
        *(guard(by, step.facts()) for guard in policy.IN_HOUSE),
        Refusal("decided-already", "This file is decided; there is nothing to assign.")
        if row.state in policy.FINAL
        else None,
        Refusal("not-an-officer", "Only an officer who checks applications of the institution can be given a file.")
        if to and to not in holders
        else None,
        Refusal("own-application", "Nobody acts for the institution in their own case.") if to == row.person else None,
        Refusal("officer-away", "This officer is away. Give the file to somebody who is there.")
        if to and to in register.away(step.on)
        else None,
    )
    before, row.assigned_to, row.assigned_name = row.assigned_to, to, holders.get(to, "")
    step.save("assigned_to", "assigned_name")
    step.trace("assigned", purpose="check", before=before, after=to)
    return row


@transaction.atomic
def assign_many(references: Sequence[str], *, to: str, by: Actor, at: datetime) -> Assigned:
    """Lay several files on one desk; those that cannot be are named with the reason, and the others are laid there."""
    moved: list[tuple[str, str, int]] = []
    kept: dict[str, tuple[Refusal, ...]] = {}
    for reference in dict.fromkeys(references):
        before = Application.objects.values_list("assigned_to", flat=True).get(reference=reference)
        try:
            row = assign(reference, to=to, by=by, at=at)
        except MoveRefused as refused:
            kept[reference] = refused.refusals
        else:
            moved.append((reference, before, row.version))
    return Assigned(tuple(moved), kept)


@transaction.atomic
def assign_back(moved: Sequence[tuple[str, str, int]], *, by: Actor, at: datetime) -> Assigned:
    """Lay files back where they lay before; one that somebody has changed meanwhile stays where it is."""
    back: list[tuple[str, str, int]] = []
    kept: dict[str, tuple[Refusal, ...]] = {}
    for reference, before, version in moved:
        try:
            row = assign(reference, to=before, by=by, at=at, version=version)
        except MoveRefused as refused:
            kept[reference] = refused.refusals
        else:
            back.append((reference, before, row.version))
    return Assigned(tuple(back), kept)


@transaction.atomic
def save_filter(name: str, *, show: str, words: str, by: Actor, at: datetime) -> SavedFilter:
    """Keep a way of looking at the work list under a name; the same name is written over."""
    kept = SavedFilter.objects.filter(owner=by.reference).exclude(name=name).count()
    if not name.strip() or kept >= MOST_FILTERS:
        raise MoveRefused([Refusal("no-filter-name", "Give the filter a name; twelve of them can be kept.")])
    row, _made = SavedFilter.objects.update_or_create(
        owner=by.reference, name=name.strip()[:40], defaults={"show": show, "words": words}
    )
    return row


@transaction.atomic
def drop_filter(name: str, *, by: Actor, at: datetime) -> None:
    """Throw a kept filter away."""
    SavedFilter.objects.filter(owner=by.reference, name=name).delete()
