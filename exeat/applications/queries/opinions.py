"""Whose opinion was asked for, how far each has come, and what of them the person was not shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from exeat import regimes
from exeat.applications import consulting, policy
from exeat.applications.consulting import Stage
from exeat.applications.models import Adviser, Application, Opinion
from exeat.applications.situation import facts
from exeat.applications.terms import LAST_DAY, day_of, little_left
from exeat.values.rights import Actor, Right


@dataclass(frozen=True)
class OpinionFacts:
    """One body that is consulted on a file, as far as somebody may see it."""

    body: str
    effect: str
    stage: Stage
    asked_at: datetime | None
    due_at: datetime | None
    given_at: datetime | None
    conclusion: str | None  # None where it is not for whoever looks
    readable: bool  # whether whoever looks may open the closed text
    cite: tuple[str, ...]


@dataclass(frozen=True)
class NotShown:
    """What a person was not shown of a file: its kind, of which body, asked by which provision; never the words."""

    file: str
    kind: str  # opinion
    body: str
    cite: tuple[str, ...]
    given_at: datetime


def voices() -> dict[str, str]:
    """Which institution speaks for which body."""
    return dict(Adviser.objects.order_by("body").values_list("body", "institution"))


def bodies() -> list[str]:
    """Every body that a rulebook names as consulted before a decision."""
    found = set()
    for name in regimes.rulebooks(status=None):
        for part in regimes.rulebook(name).procedures.values():
            for wording in part.wordings:
                found |= {one.body for one in wording.opinions} | set(wording.approvals)
    return sorted(found)


def opinions_running_out(*, at: datetime) -> list[str]:
    """The files on which a body still has a little time for its opinion and was not told so, the oldest first."""
    open_ones = Opinion.objects.filter(
        asked_at__isnull=False, given_at=None, warned_at=None, due_at__gte=at, due_at__lt=at + LAST_DAY,
        application__state=policy.State.AWAITING_OPINION,
    ).select_related("application").order_by("application__reference", "id")  # fmt: skip
    found = [o.application.reference for o in open_ones if little_left(o.asked_at, o.due_at, o.within, at)]
    return list(dict.fromkeys(found))


def asked_of(actor: Actor) -> QuerySet[Opinion]:
    """The opinions that were asked of the bodies that someone speaks for."""
    known = voices()
    asked = Opinion.objects.filter(asked_at__isnull=False)
    if not actor.may(Right.GIVE_OPINION):
        return asked.none()
    if actor.institution in set(known.values()):
        return asked.filter(body__in=[body for body, house in known.items() if house == actor.institution])
    return asked.exclude(body__in=known)


def opinions_on(row: Application, *, seen_by: Actor, at: datetime) -> list[OpinionFacts]:
    """The bodies that are consulted on a file, in their turns; a conclusion only for its body and the decider."""
    found = sorted(row.opinions.all(), key=lambda one: (one.turn, one.pk))
    if not found:
        return []
    about = facts(row, deciders=(), on=day_of(at), at=at)
    decides = seen_by.may(Right.DECIDE_APPLICATION) and seen_by.reference != row.person
    told = []
    for one in found:
        own = decides or policy.may_read_opinion(seen_by, about, one.body) is None
        told.append(
            OpinionFacts(
                body=one.body, effect=one.effect, stage=one.stage(at), asked_at=one.asked_at, due_at=one.due_at,
                given_at=one.given_at, conclusion=one.conclusion if own and one.given_at else None,
                readable=own and one.given_at is not None, cite=tuple(one.cite),
            )
        )  # fmt: skip
    return told


def due_from(row: Application, actor: Actor, *, known: dict[str, str], at: datetime) -> list[Opinion]:
    """The opinions on a file that are awaited from someone, by what runs out first."""
    awaited = [one for one in row.opinions.all() if one.stage(at) in {Stage.ASKED, Stage.LATE}]
    mine = [one for one in awaited if consulting.speaks_for(actor, one.body, known)]
    return sorted(mine, key=lambda one: (one.due_at is None, one.due_at or at, one.pk))


def awaited_from(row: Application, actor: Actor, *, at: datetime) -> list[str]:
    """The bodies for which someone speaks and whose opinion on a file is awaited, by what runs out first."""
    return [one.body for one in due_from(row, actor, known=voices(), at=at)]


def not_shown(person: str, *, reference: str = "") -> list[NotShown]:
    """What a person was not shown of their files (or of one), for whoever decides on an appeal; never the words."""
    rows = Opinion.objects.filter(application__person=person, given_at__isnull=False).select_related("application")
    if reference:
        rows = rows.filter(application__reference=reference)
    return [
        NotShown(one.application.reference, "opinion", one.body, tuple(one.cite), one.given_at)
        for one in rows.order_by("given_at", "id")
        if one.given_at is not None
    ]
