"""What other registers have to do because of a decision, where that is sent, and what came of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from exeat.cases.models.cases import WITH_CASE, Case


class Order(models.Model):
    """What the clearance register or personnel must do or undo because of a decision; handed over in order."""

    personal: ClassVar[dict[str, str]] = {"sealed": WITH_CASE}
    plain: ClassVar[frozenset[str]] = frozenset(
        {
            "id",
            "case",
            "number",
            "to",
            "what",
            "state",
            "due_at",
            "tries",
            "sent_at",
            "answered_at",
            "receipt",
            "fault",
            "proof",
        }
    )

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="orders")
    number = models.PositiveSmallIntegerField()
    to = models.CharField(max_length=12)  # clearances, personnel
    what = models.CharField(max_length=12)  # taken, suspended, restored, changed
    sealed = models.BinaryField()
    state = models.CharField(max_length=12, default="waiting")  # sent, acknowledged, refused, given_up
    due_at = models.DateTimeField(null=True, blank=True)  # none once nothing more is tried
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    receipt = models.CharField(max_length=80, blank=True, default="")  # the number that the receiver gave it
    fault = models.CharField(max_length=40, blank=True, default="")  # why the last try failed, as a code
    proof = models.TextField(blank=True, default="")  # the answer as the receiver signed it; empty: not verified

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.UniqueConstraint(name="order_numbered_once", fields=["case", "number"]),
            models.CheckConstraint(
                name="order_answered_has_a_time",
                condition=~Q(state__in=["acknowledged", "refused"]) | Q(answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"order {self.number} of {self.case_id}"


class Receiver(models.Model):
    """Where a register or an institution takes orders by itself; without one they are laid into a folder."""

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "to", "institution", "name", "address", "certificate", "key", "set_by", "set_at", "ended_at"}
    )

    to = models.CharField(max_length=12)  # clearances, personnel
    institution = models.CharField(max_length=32, blank=True, default="")  # whose people; empty: everybody's
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=300)
    certificate = models.TextField(blank=True, default="")  # the one that is believed; empty: those of the machine
    key = models.TextField(blank=True, default="")  # under which it signs its answers; empty: it signs none
    set_by = models.CharField(max_length=40)
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(name="receiver_is_reached_safely", condition=Q(address__startswith="https://")),
            models.UniqueConstraint(
                name="receiver_one_at_a_time", fields=["to", "institution"], condition=Q(ended_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.name
