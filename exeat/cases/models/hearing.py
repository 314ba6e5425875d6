"""An appointment at which the person is heard: where and when, with whose help, and what the person said of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from exeat.cases.models.cases import WITH_CASE, Case


class Hearing(models.Model):
    """One invitation to be heard; a new one takes its place when the person asks for another time."""

    personal: ClassVar[dict[str, str]] = {
        "place": WITH_CASE, "interpreter": WITH_CASE, "accommodation": WITH_CASE, "words": WITH_CASE,
    }  # fmt: skip
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "case", "number", "begins_at", "way", "letter", "invited_by", "invited_name", "invited_at", "answer",
         "answered_at", "held_at"}
    )  # fmt: skip

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="hearings")
    number = models.PositiveSmallIntegerField()
    begins_at = models.DateTimeField()
    way = models.CharField(max_length=8)  # room, call
    place = models.CharField(max_length=300)
    interpreter = models.CharField(max_length=200, blank=True, default="")
    accommodation = models.CharField(max_length=200, blank=True, default="")
    letter = models.CharField(max_length=16, blank=True, default="")
    invited_by = models.CharField(max_length=40)
    invited_name = models.CharField(max_length=120)
    invited_at = models.DateTimeField()
    answer = models.CharField(max_length=12, blank=True, default="")  # accepted, another_time
    words = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.UniqueConstraint(name="hearing_numbered_once", fields=["case", "number"]),
            models.CheckConstraint(
                name="hearing_answered_at_a_time",
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"hearing {self.number} in {self.case_id}"
