"""A row of the tables as the plain facts that policy asks about."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from exeat.applications import consulting
from exeat.applications.consulting import Stage
from exeat.applications.models import Adviser, Application, Opinion, Provisional
from exeat.applications.policy import Conclusion, Facts, Kind, State


def facts(row: Application, *, deciders: tuple[str, ...], on: date, at: datetime, **given: Any) -> Facts:
    """A row as policy's plain facts, with what the step brings along."""
    rounds = list(row.rounds.all())
    opinions = list(row.opinions.all())
    provisional = Provisional.objects.filter(application=row).only("id").first()
    pending = next((one for one in rounds if one.resumed_at is None), None)
    asked = row.outcome.get("asked", {})
    return Facts(
        applicant=row.person,
        institution=row.institution,
        kind=row.kind,
        urgent=row.urgent,
        deciders=deciders,
        reviewers=frozenset({one.asked_by for one in rounds} | ({row.checked_by} if row.checked_by else set())),
        advisers=frozenset(one.by for one in opinions if one.by),
        clerk=row.clerk,
        legs=row.legs.count(),
        changed=row.legs.filter(decided_in="").count() if row.amends else 1,
        departed=row.departs_on is not None and row.departs_on <= on,
        over=row.returns_on is not None and row.returns_on < on,
        replaced=bool(row.replaced_by),
        standing=row.standing,
        under=bool(row.under),
        change_open=_change_open(row),
        declared=row.declared_at is not None or given.pop("declared", False),
        requires=row.requires,
        opinion_due=bool(asked.get("opinion")),
        **_consulted(row, opinions, at),
        answer_late=pending is not None and pending.answer_by < on,
        provisional_allowed=bool(asked.get("provisional")),
        provisional_answered=provisional is not None,
        weigh_grants=bool(asked.get("weigh_grants")),
        **given,
    )


def _consulted(row: Application, opinions: list[Opinion], at: datetime) -> dict[str, Any]:
    """Whose opinion is awaited, whose turn is still to come, who speaks for whom, and what is missing."""
    awaited = [one for one in opinions if one.stage(at) in {Stage.ASKED, Stage.LATE}]
    to_come = tuple(one.body for one in opinions if one.asked_at is None)
    given = {one.body for one in opinions if one.given_at is not None and one.conclusion != Conclusion.OBJECTION}
    named = consulting.bodies(row.outcome.get("asked", {}))
    return {
        "asked": bool(opinions),
        "awaited": tuple(one.body for one in awaited),
        "to_come": to_come,
        "voices": dict(Adviser.objects.values_list("body", "institution")) if opinions else {},
        "opinion_late": bool(awaited)
        and not to_come
        and (all(one.stage(at) == Stage.LATE for one in awaited) or _is_late(row, at)),
        "consent_missing": any(one.effect == consulting.CONSENTS and one.body not in given for one in named),
    }


def _is_late(row: Application, at: datetime) -> bool:
    return row.decide_by is not None and row.decide_by < at


def _change_open(row: Application) -> bool:
    """Whether a filed change of this file waits for its answer."""
    if not row.filed_at or row.replaced_by:
        return False
    ended = [State.DRAFT, State.REFUSED, State.WITHDRAWN, State.CANCELLED, State.GRANTED]
    waiting = Application.objects.filter(amends=row.reference, kind=Kind.APPLICATION).exclude(state__in=ended)
    return waiting.exists()
