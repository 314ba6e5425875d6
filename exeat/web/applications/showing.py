"""A file as a page shows it: its line in a list, its legs; and refusals in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.forms import Form
from django.utils.text import capfirst
from django.utils.translation import gettext

from exeat.applications import policy, queries
from exeat.regimes import places, words
from exeat.values.moves import MoveRefused
from exeat.web.applications import wording
from exeat.web.templatetags.exeat import language

if TYPE_CHECKING:
    from exeat.applications.models import Application


class Line:
    """One file in a list or at the head of its page."""

    def __init__(self, row: Application) -> None:
        self.row = row
        self.kind, self.state = wording.state_of(row.kind, row.state)
        if row.standing and row.state == policy.State.GRANTED:
            self.kind, self.state = wording.ENDED if row.ended_at else wording.SEVERAL
        legs = sorted(row.legs.all(), key=lambda leg: leg.position)
        named = [leg.place or places.place(leg.country, leg.territory or None, language()) for leg in legs]
        self.places = ", ".join(dict.fromkeys(named))
        self.countries = ", ".join(
            dict.fromkeys(places.place(leg.country, leg.territory or None, language()) for leg in legs)
        )
        self.reason = capfirst(words.reason(row.reason or "none", language()))
        self.period = row.period
        self.what = wording.KINDS[row.kind]
        self.turn = wording.TURNS[policy.turn_of(row.state, kind=row.kind, urgent=_waits_for_duty(row))]
        self.relation = wording.RELATIONS.get(row.relation, "")


def _waits_for_duty(row: Application) -> bool:
    allowed = bool(row.outcome.get("asked", {}).get("provisional"))
    return row.urgent and allowed and queries.provisional_of(row) is None


def legs(row: Application) -> list[dict[str, Any]]:
    """The parts of a trip in words."""
    return [
        {
            "position": leg.position,
            "where": places.place(leg.country, leg.territory or None, language()),
            "place": leg.place,
            "lodging": leg.lodging,
            "period": leg.period,
            "transit": wording.TRANSIT[leg.transit] if leg.transit != "stay" else "",
            "transport": wording.TRANSPORT.get(leg.transport, ""),
            "decided": bool(leg.decided_in),
            "points": ", ".join(dict.fromkeys(point for point in (leg.point_out, leg.point_in) if point)),
        }
        for leg in sorted(row.legs.all(), key=lambda leg: leg.position)
    ]


def sentence(refused: MoveRefused) -> str:
    """Every reason why a step is not open, in the reader's language."""
    return " ".join(gettext(refusal.message) for refusal in refused.refusals)


def add(form: Form, refused: MoveRefused) -> None:
    """Show every reason at the head of a form."""
    for refusal in refused.refusals:
        form.add_error(None, gettext(refusal.message))
