"""What other registers have to do because of a decision, and what came of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from exeat.cases.models.cases import WITH_CASE, Case


class Order(models.Model):
    """What the clearance register or personnel must do or undo because of a decision; handed over in order."""

    personal: ClassVar[dict[str, str]] = {"sealed": WITH_CASE}
    plain: ClassVar[frozenset[str]] = frozenset({"id", "case", "number", "to", "what", "due_at", "tries", "sent_at"})

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="orders")
    number = models.PositiveSmallIntegerField()
    to = models.CharField(max_length=12)  # clearances, personnel
    what = models.CharField(max_length=12)  # taken, suspended, restored, changed
    sealed = models.BinaryField()
    due_at = models.DateTimeField(null=True, blank=True)  # none once it was handed over
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.UniqueConstraint(name="order_numbered_once", fields=["case", "number"]),
        ]

    def __str__(self) -> str:
        return f"order {self.number} of {self.case_id}"
