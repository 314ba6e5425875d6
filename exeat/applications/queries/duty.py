"""Who is on duty, until when, who comes next, and what is open meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from exeat.applications.duty import Hours, gaps
from exeat.applications.models import Application, Shift
from exeat.applications.policy import FINAL, Kind, State
from exeat.applications.terms import day_of as day_of

AHEAD = timedelta(days=7)
CONFIRM_BEFORE = timedelta(hours=12)


@dataclass(frozen=True)
class Rota:
    """The rota of one duty in one institution, from a moment on."""

    duty: str
    now: Shift | None
    before: Shift | None  # whoever had it last, with what they left
    coming: tuple[Shift, ...]
    gaps: tuple[Hours, ...]  # when nobody is on duty within a week


def on_duty(institution: str, duty_of: str, *, at: datetime) -> Shift | None:
    """Who has a duty at a moment; None when nobody does."""
    rows = Shift.objects.filter(institution=institution, duty=duty_of, since_at__lte=at, until_at__gt=at)
    return rows.order_by("-since_at", "id").first()


def rota(institution: str, duty_of: str, *, at: datetime) -> Rota:
    """Who has a duty now, who had it before, who comes, and the hours that nobody has."""
    ours = Shift.objects.filter(institution=institution, duty=duty_of)
    ahead = list(ours.filter(until_at__gt=at, since_at__lt=at + AHEAD).order_by("since_at", "id"))
    hours = [Hours(one.since_at, one.until_at) for one in ahead]
    return Rota(
        duty=duty_of,
        now=next((one for one in ahead if one.since_at <= at), None),
        before=ours.filter(until_at__lte=at).order_by("-until_at", "id").first(),
        coming=tuple(one for one in ahead if one.since_at > at),
        gaps=tuple(gaps(hours, at, at + AHEAD)),
    )


def unconfirmed(*, at: datetime) -> list[Shift]:
    """Shifts that begin within half a day, not confirmed, of which the body was not told yet; the nearest first."""
    soon = Shift.objects.filter(since_at__gt=at, since_at__lte=at + CONFIRM_BEFORE)
    return list(soon.filter(confirmed_at=None, taken_at=None, warned_at=None).order_by("since_at", "id"))


def urgent_open(institution: str) -> list[str]:
    """The urgent applications of an institution that nobody has decided, by what runs out first."""
    rows = Application.objects.filter(institution=institution, urgent=True, kind=Kind.APPLICATION)
    rows = rows.exclude(state__in=[*sorted(FINAL), State.DRAFT])
    return list(rows.order_by("decide_by", "reference").values_list("reference", flat=True))
