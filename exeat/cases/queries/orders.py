"""Where orders go, and which of them no register has acknowledged."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from exeat.cases.models import Order, Receiver
from exeat.cases.policy import GIVEN_UP, REFUSED
from exeat.cases.queries.lists import visible_to
from exeat.values.rights import Actor, Right

FAILED = (REFUSED, GIVEN_UP)


def receivers(seen_by: Actor) -> QuerySet[Receiver]:
    """The systems that take orders now, by register and institution."""
    if not seen_by.may(Right.ADMINISTER):
        return Receiver.objects.none()
    return Receiver.objects.filter(ended_at=None).order_by("to", "institution", "id")


def orders_not_done(seen_by: Actor) -> QuerySet[Order]:
    """Orders that are being tried, were refused or given up, the oldest first: without anything about the person."""
    if not seen_by.may(Right.ADMINISTER):
        return Order.objects.none()
    open_ones = Q(due_at__isnull=False) | Q(state__in=FAILED)
    return Order.objects.filter(open_ones).select_related("case").defer("sealed").order_by("id")


def orders_failed(seen_by: Actor) -> list[str]:
    """The cases of which an order was refused or given up and nothing was ordered after it, for their officers."""
    after = Order.objects.filter(case=OuterRef("case"), to=OuterRef("to"), number__gt=OuterRef("number"))
    rows = Order.objects.filter(~Exists(after), case__in=visible_to(seen_by).values("pk"), state__in=FAILED)
    return sorted(set(rows.values_list("case__reference", flat=True)))
