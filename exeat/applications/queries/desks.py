"""How much lies on each desk, and the filters that somebody keeps."""

from __future__ import annotations

from datetime import date

from django.db.models import Count

from exeat.access import queries as access
from exeat.applications.models import Application, SavedFilter
from exeat.applications.policy import FINAL, Kind, State
from exeat.register import queries as register
from exeat.values.rights import Actor, Right


def desks(institution: str, *, on: date) -> list[tuple[str, str, int]]:
    """The officers of an institution, with how many open files lie on the desk of each; the lightest first."""
    rows = Application.objects.filter(institution=institution, kind=Kind.APPLICATION).exclude(assigned_to="")
    rows = rows.exclude(state__in=[*sorted(FINAL), State.DRAFT])
    counted = dict(rows.values_list("assigned_to").annotate(n=Count("pk")).order_by("assigned_to"))
    found = access.holders(institution, Right.CHECK_APPLICATION, on=on)
    return sorted(((who, name, counted.get(who, 0)) for who, name in found), key=lambda one: (one[2], one[1], one[0]))


def away_from_desks(institution: str, *, on: date) -> dict[str, date | None]:
    """The officers of an institution who are away on a day, with the day on which they are back where that is known."""
    officers = [who for who, _name in access.holders(institution, Right.CHECK_APPLICATION, on=on)]
    return {row.person: row.until for row in register.absences(officers, on=on) if row.since <= on}


def filters_of(actor: Actor) -> list[tuple[str, str, str]]:
    """The filters that somebody keeps: name, what is shown, and the words that are looked for."""
    rows = SavedFilter.objects.filter(owner=actor.reference).order_by("name", "id")
    return list(rows.values_list("name", "show", "words"))
