"""The ways that stand in the header, each with the right that opens it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exeat.values.rights import Actor, Right


@dataclass(frozen=True)
class Way:
    """One item of the header's navigation."""

    label: str | Promise
    route: str
    needs: Right
    traveller: bool = False  # shown to whoever travels, not to whoever acts for an institution


WAYS: tuple[Way, ...] = (Way(_("My travel"), "web:home", Right.TRAVEL, traveller=True),)


@dataclass(frozen=True)
class Shown:
    """An item as the template prints it."""

    label: str | Promise
    address: str
    here: bool


def ways(actor: Actor | None, path: str) -> list[Shown]:
    """The items that this actor may open, with the one marked where they are."""
    if actor is None or not actor.reference:
        return []
    shown = [(way, reverse(way.route)) for way in WAYS if actor.may(way.needs)]
    return [Shown(way.label, address, path.startswith(address)) for way, address in shown]
