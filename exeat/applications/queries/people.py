"""Other people in a file, and others who travel together; whoever asks for a name records the look."""

from __future__ import annotations

import json
from datetime import date

from exeat.applications.asking import SOUGHT_BY, Contacts, Person
from exeat.applications.models import Application
from exeat.applications.queries.sight import visible_to
from exeat.audit import seals
from exeat.values.rights import Actor


def people_of(row: Application) -> dict[str, tuple[Person, ...]]:
    """The other people named in a file, by role; what was erased is left out."""
    found: dict[str, list[Person]] = {}
    for one in row.third_parties.filter(erased_at=None).order_by("role", "position"):
        said = seals.decrypt("third-party", f"third-party:{row.pk}", bytes(one.sealed))
        found.setdefault(one.role, []).append(Person(**json.loads(said)))
    return {role: tuple(people) for role, people in found.items()}


def counts_of(row: Application) -> dict[str, int]:
    """How many other people are named in a file, by role, without who they are."""
    found: dict[str, int] = {}
    for role in row.third_parties.filter(erased_at=None).order_by("role").values_list("role", flat=True):
        found[role] = found.get(role, 0) + 1
    return found


def contacts(reference: str) -> Contacts:
    """Whom to reach when someone does not come back, and who is with them; empty where nothing was said.

    For pages use actions.open_contacts, which records the look.
    """
    row = Application.objects.filter(reference=reference).first()
    if row is None:
        return Contacts("", (), ())
    people = people_of(row)
    journey = tuple((name, str(row.answers[name])) for name in SOUGHT_BY if row.answers.get(name))
    return Contacts(row.phone, people.get("emergency", ()), people.get("companion", ()), journey)


def together(row: Application, *, seen_by: Actor, on: date) -> list[Application]:
    """The other filed files of the same group that this actor may see; each is decided by itself."""
    if not row.group:
        return []
    others = visible_to(seen_by, on=on).filter(group=row.group, filed_at__isnull=False).exclude(pk=row.pk)
    return list(others.order_by("filed_at", "reference"))
