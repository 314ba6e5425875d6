"""How much rests on a wording: applications, notices and findings; each by number for whoever may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from exeat.applications import queries as applications
from exeat.cases import queries as cases
from exeat.statistics.disclosure import THRESHOLD
from exeat.values.rights import Actor, Right

SHOWN = 20  # numbers of files named on the page; the count has all


@dataclass(frozen=True)
class Outcomes:
    """Files of one kind that rest on a wording.

    `everywhere` is rounded down to full tens for everybody, None where it is withheld; `seen` is how many of them the
    reader may see, `files` their numbers and addresses.
    """

    kind: str
    everywhere: int | None
    seen: int
    files: list[tuple[str, str]]


def outcomes(law: Sequence[str], *, actor: Actor, on: date) -> list[Outcomes]:
    """Applications and notices, then findings in cases, that rest on any of these wordings."""
    own = actor.may(Right.TRAVEL)
    filed, filed_seen = applications.resting_on(law), applications.resting_on(law, seen_by=actor, on=on)
    found, found_seen = cases.resting_on(law), cases.resting_on(law, seen_by=actor)
    return [
        _outcomes("applications", filed, filed_seen, "web:application" if own else "web:work-file"),
        _outcomes("cases", found, found_seen, _case_page(actor)),
    ]


def _case_page(actor: Actor) -> str:
    if actor.may(Right.TRAVEL):
        return "web:own-case"
    return "web:appeal" if actor.may(Right.DECIDE_APPEAL) else "web:case"


def _outcomes(kind: str, everywhere: QuerySet[Any, str], seen: QuerySet[Any, str], page: str) -> Outcomes:
    count = everywhere.count()
    told = None if 0 < count < THRESHOLD else count - count % THRESHOLD
    files = [(each, reverse(page, args=[each])) for each in seen[:SHOWN]]
    return Outcomes(kind, told, seen.count() if files else 0, files)
