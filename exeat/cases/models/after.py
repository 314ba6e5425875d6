"""What outlives a case: that there was one and how it ended, and what is published of it. Nobody is in it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Ended(models.Model):
    """What is kept of an erased case: that there was one, how it ended, and when it went. Nobody is in it."""

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "reference", "institution", "opened_at", "finding", "reversed", "erased_at"}
    )

    reference = models.CharField(max_length=16, unique=True)
    institution = models.CharField(max_length=32, blank=True, default="")
    opened_at = models.DateTimeField()
    finding = models.CharField(max_length=16, blank=True, default="")
    reversed = models.BooleanField(default=False)
    erased_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reference


class Summary(models.Model):
    """A finding told so that nobody is recognised: written by one person, published by another."""

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "case", "year", "finding", "measures", "english", "lithuanian", "written_by", "written_at",
         "published_by", "published_at"}
    )  # fmt: skip

    case = models.CharField(max_length=16, unique=True)
    year = models.PositiveSmallIntegerField()
    finding = models.CharField(max_length=16)
    measures = models.JSONField(default=list)
    english = models.TextField()
    lithuanian = models.TextField()
    written_by = models.CharField(max_length=40)
    written_at = models.DateTimeField()
    published_by = models.CharField(max_length=40, blank=True, default="")
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(name="summary_published_by_another", condition=~Q(published_by=F("written_by"))),
        ]

    def __str__(self) -> str:
        return self.case
