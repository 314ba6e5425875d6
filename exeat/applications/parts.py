"""The parts of a trip, and the draft that holds them until it is sent."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from exeat.applications import terms
from exeat.applications.models import DRAFT, Application, Leg
from exeat.applications.terms import Tolerance
from exeat.register import queries as register

NONE = Tolerance()


@dataclass(frozen=True)
class Part:
    """One part of a trip as the person gives it."""

    country: str
    first_on: date
    last_on: date
    territory: str = ""
    place: str = ""
    transit: str = "stay"
    transport: str = ""
    point_out: str = ""
    point_in: str = ""
    lodging: str = ""


class Stretch(Protocol):
    """One part of a trip: where and on which days."""

    @property
    def country(self) -> str:
        """The country, by its code."""
        ...

    @property
    def territory(self) -> str:
        """A part of it that a rule treats apart; empty for none."""
        ...

    @property
    def transit(self) -> str:
        """Stay, land or airside."""
        ...

    @property
    def first_on(self) -> date:
        """The first day there."""
        ...

    @property
    def last_on(self) -> date:
        """The last day there, included."""
        ...

    @property
    def point_out(self) -> str:
        """Where the border is crossed on the way out."""
        ...

    @property
    def point_in(self) -> str:
        """Where it is crossed on the way back."""
        ...


def decided_before(part: Stretch, decided: Iterable[Stretch], slips: Tolerance = NONE) -> bool:
    """Whether a part of a changed trip lies wholly within one that was decided: same place, same points, no new day.

    A shorter stay, another town or other transport is covered by what the permit says. So is a small slip that a rule
    bears: an earlier beginning or a later end of the whole trip, another crossing point.
    """
    decided = tuple(decided)
    if not decided:
        return False
    begins, ends = min(old.first_on for old in decided), max(old.last_on for old in decided)
    return any(
        (part.country, part.territory, part.transit) == (old.country, old.territory, old.transit)
        and old.first_on - timedelta(days=slips.days_before if old.first_on == begins else 0) <= part.first_on
        and part.last_on <= old.last_on + timedelta(days=slips.days_after if old.last_on == ends else 0)
        and (slips.any_point or (part.point_out, part.point_in) == (old.point_out, old.point_in))
        for old in decided
    )


def draft(person: str, *, kind: str, at: datetime) -> Application:
    """An application or notice that nobody has seen yet, with what the register knows of its person."""
    on = terms.day_of(at)
    about = register.plain(person, on=on)
    institution = register.primary_institution(person, on)
    return Application(
        reference=f"{DRAFT}{secrets.token_hex(8)}", kind=kind, person=person, person_name=about.name,
        institution=institution, begun_at=at, phone=about.phone,
    )  # fmt: skip


def put_legs(row: Application, parts: Sequence[Part]) -> None:
    """Write the parts of the trip down; in a change, those that the earlier decision covers are marked."""
    decided = list(Leg.objects.filter(application__reference=row.amends)) if row.amends else []
    old = Application.objects.filter(reference=row.amends).only("outcome").first() if row.amends else None
    slips = terms.tolerance(old.outcome.get("asked", {})) if old else NONE
    Leg.objects.bulk_create(
        [
            Leg(
                application=row, position=n, country=part.country, territory=part.territory, place=part.place,
                first_on=part.first_on, last_on=part.last_on, transit=part.transit, transport=part.transport,
                point_out=part.point_out, point_in=part.point_in, lodging=part.lodging,
                decided_in=row.amends if decided_before(part, decided, slips) else "",
            )
            for n, part in enumerate(parts, 1)
        ]
    )  # fmt: skip
