"""What may an actor see of a file, who may decide it, and what its letter says?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from exeat.applications import policy, terms
from exeat.applications.models import DRAFT, Application, Provisional
from exeat.applications.policy import Facts, State
from exeat.applications.queries.opinions import asked_of
from exeat.applications.situation import facts
from exeat.regimes import dates, places, vocabulary, words
from exeat.register import queries as register
from exeat.values.moves import Refusal
from exeat.values.rights import Actor, Right

LIKE_YEARS = 2
missing = Application.DoesNotExist  # what is raised for a file that is hidden from the actor, or not there


def draft_is_gone(reference: str) -> bool:
    """Whether this names a draft that is there no longer: it was sent and has a number now, or was thrown away."""
    return reference.startswith(DRAFT) and not Application.objects.filter(reference=reference).exists()


DASH = "\u2013"
DONE = {"application": "permission", "notice": "notice"}  # the duty that filing this very file has met
SORROW = ("serious_illness_of_relative", "death_of_relative")


def visible_to(actor: Actor, *, on: date) -> QuerySet[Application]:
    """The files that this actor may see on a day: one's own, or those that one's role has to do with; never both.

    Whoever acts for an institution does not see their own file among those of others.
    """
    if actor.may(Right.TRAVEL):
        return Application.objects.filter(person=actor.reference)
    filed = Application.objects.exclude(state=State.DRAFT).exclude(person=actor.reference).exclude(filed_at=None)
    seen = Q(pk__in=[])
    if actor.may(Right.CHECK_APPLICATION):
        seen |= Q(institution=actor.institution)
    if actor.may(Right.DECIDE_APPLICATION):
        below = register.bodies_below(actor.institution)
        heads = register.heads_on(on)
        seen |= Q(decider=actor.institution) | Q(institution=actor.institution)
        seen |= Q(institution__in=below, escalated_at__isnull=False)
        seen |= Q(institution__in=below, person__in=[heads[body] for body in below if body in heads])
    if actor.may(Right.GIVE_OPINION):
        seen |= Q(pk__in=asked_of(actor).values("application"))
    if actor.may(Right.TAKE_URGENT_CALL) or actor.may(Right.DECIDE_URGENT):
        seen |= Q(institution=actor.institution, urgent=True)
    return filed.filter(seen)


def resting_on(law: Sequence[str], *, seen_by: Actor | None = None, on: date | None = None) -> QuerySet[Any, str]:
    """The numbers of filed applications and notices that rest on any of these wordings, the latest first.

    Without `seen_by` all of them are meant, to be counted only.
    """
    rows = Application.objects.all() if seen_by is None or on is None else visible_to(seen_by, on=on)
    named = reduce(or_, (Q(law_text__contains=each) for each in law), Q(pk__in=[]))
    rows = rows.exclude(filed_at=None).annotate(law_text=Cast("law", TextField())).filter(named)
    return rows.order_by("-filed_at", "reference").values_list("reference", flat=True)


def file(reference: str, *, seen_by: Actor, on: date) -> Application:
    """One file with its parts. Raises Application.DoesNotExist where the actor may not see it."""
    return (
        visible_to(seen_by, on=on)
        .prefetch_related("legs", "rounds", "evidence", "silences", "opinions")
        .get(reference=reference)
    )


def deciders(row: Application, *, on: date) -> tuple[str, ...]:
    """The institutions whose head may decide this file on a day."""
    house = register.institution(row.institution) if row.institution else None
    if house is None:
        return ()
    return policy.deciding_institution(
        row.person, row.institution, head=house.head(on), superior=house.superior,
        escalated=row.escalated_at is not None,
    )  # fmt: skip


def facts_of(row: Application, *, at: datetime, **given: Any) -> Facts:
    """A file as policy's facts at a moment, with what a page already knows of the step."""
    on = timezone.localdate(at)
    granted, refused = like_counts(row)
    given.setdefault("like_granted", granted)
    given.setdefault("like_refused", refused)
    return facts(row, deciders=deciders(row, on=on), on=on, at=at, **given)


def open_verbs(row: Application, *, seen_by: Actor, at: datetime, **given: Any) -> dict[str, tuple[Refusal, ...]]:
    """Each step known from the file's state, with the reasons against it for this actor."""
    return policy.open_verbs(seen_by, row.state, facts_of(row, at=at, **given))


def provisional_of(row: Application) -> Provisional | None:
    """The provisional answer, if one was given."""
    return Provisional.objects.filter(application=row).first()


def path_of(token: str) -> Path:
    """Where the encrypted content of a document lies."""
    return Path(settings.MEDIA_ROOT) / "evidence" / token[:2] / token


def like_cases(row: Application) -> list[dict[str, Any]]:
    """How applications with the same reason and country ended in the last two years, without names or places.

    Nothing in a line tells whose it was: only the state, whether conditions were set, and the length of the trip.
    """
    day = timezone.localdate(row.filed_at or row.begun_at)
    countries = [leg.country for leg in row.legs.all()]
    found = (
        Application.objects.filter(
            state__in=[State.GRANTED, State.REFUSED, State.CANCELLED], reason=row.reason, kind=policy.Kind.APPLICATION,
            legs__country__in=countries, decided_at__year__gte=day.year - LIKE_YEARS,
            standing=row.standing,
        )
        .exclude(person=row.person)
        .distinct()
        .order_by("-decided_at", "reference")
    )  # fmt: skip
    return [
        {
            "state": State.REFUSED if one.state == State.REFUSED else State.GRANTED,
            "conditions": len(one.conditions),
            "days": (one.returns_on - one.departs_on).days + 1 if one.departs_on and one.returns_on else None,
            "urgent": one.urgent,
        }
        for one in found[:50]
    ]


def like_counts(row: Application) -> tuple[int, int]:
    """How many like cases were granted, how many refused."""
    states = [one["state"] for one in like_cases(row)]
    return states.count(State.GRANTED), states.count(State.REFUSED)


def bounds_in_words(bounds: terms.Standing, language: str) -> dict[str, Any]:
    """Within what bounds a decision serves several trips, as a letter or a page says it."""
    return {
        "trips": bounds.trips,
        "days_each": dates.span(f"{bounds.days_each} days", language) if bounds.days_each else "",
        "told_before": dates.span(bounds.told_before, language) if bounds.told_before else "",
        "cite": list(bounds.cite),
    }


def letter_facts(row: Application, *, language: str, signer: Actor | None = None) -> dict[str, Any]:
    """What a letter of decision says in a language; the page shows the same before it is signed."""
    said = row.outcome.get("outcome", {}).get(language, {})
    steps = [step for step in said.get("steps", []) if step.get("decided")]
    cites = list(
        dict.fromkeys(source["words"] for step in steps or said.get("steps", []) for source in step.get("sources", []))
    )
    body = row.decider or row.institution
    house = register.institution(body)
    return {
        "places": [places.place(leg.country, leg.territory or None, language) for leg in row.legs.order_by("position")],
        "first_on": row.departs_on,
        "last_on": row.returns_on,
        "route": [point for leg in row.legs.all() for point in (leg.point_out, leg.point_in) if point],
        "ground": words.reason(row.reason or "none", language),
        "sorrow": row.reason in SORROW,
        "filed_at": row.filed_at,
        "filed_by_phone": row.channel == "phone",
        "permit_number": row.permit,
        "amends": row.amends,
        "under": row.under,
        "bounds": bounds_in_words(terms.standing(row.outcome.get("asked", {})), language) if row.standing else {},
        "reasons_given": row.reasons,
        "weighed": row.weighed,
        "conditions": list(row.conditions),
        "legal_ground": row.legal_ground,
        "rule": " ".join(str(step.get("words", "")) for step in steps),
        "cites": cites,
        "other_readings": [
            f"{point.get('question', '')} {DASH} {reading['words']}"
            for point in said.get("open_points", [])
            for reading in point.get("others", [])
            if reading.get("changes")
        ],
        "opinion_used": [
            vocabulary.role(one.body, language) for one in row.opinions.order_by("turn", "id") if one.given_at
        ],
        "decided_name": row.decided_by_name if signer is None else signer.name,
        "decided_for": row.decided_for,
        "decided_order": row.decided_order,
        "decided_at": row.decided_at,
        "body": house.name.get(language) or house.name.get("lt", body),
        "evidence_follows_on": row.evidence_follows_on,
        "duties": [
            {
                "kind": due.get("kind"),
                "words": due.get("what", ""),
                "by": date.fromisoformat(due["by"]) if due.get("by") else None,
            }
            for due in said.get("duties", [])
            if due.get("kind") != DONE.get(row.kind)
        ],
        "urgent_phone": register.institution(row.institution).urgent_phone,
        "remedy": register.way_to_appeal(
            body,
            language,
            person=row.person,
            act="decision",
            on=timezone.localdate(row.decided_at or row.filed_at),
            regimes=list(dict.fromkeys(item["regime"] for item in said.get("remedies", []))),
        ),
    }
