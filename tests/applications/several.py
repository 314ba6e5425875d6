"""An order that knows one decision for several trips, under laws that say nothing of it."""

from datetime import timedelta

from exeat.applications.parts import Part
from exeat.regimes import vocabulary
from exeat.register.models import Institution
from tests.applications import made_up

BOUNDS = (
    "{reasons: [serious_illness_of_relative], told_before: 2 working_days, journeys_at_most: 2, days_each_at_most: 4}"
)
SEVERAL = f"permit: {{journeys: many, itinerary: open, valid_at_most: 12 months, standing: {BOUNDS}}}"


def order_of_several(monkeypatch, folder):
    """Let every institution have the order, and both laws say nothing of how many journeys a permit serves."""
    name = made_up.order(monkeypatch, folder, "several-order", permit=SEVERAL)
    for law in ("lt-service-travel", "lt-secrets-travel"):
        path = vocabulary.LAW / f"{law}.yaml"
        text = path.read_text(encoding="utf-8")
        path.unlink()
        path.write_text(text.replace("journeys: one", "journeys: silent"), encoding="utf-8")
    Institution.objects.update(orders=[name])


def trip(first, days=3, country="BY"):
    """One trip of some days."""
    return Part(country=country, first_on=first, last_on=first + timedelta(days=days - 1), point_out="Medininkai")
