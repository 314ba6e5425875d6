"""The table of publications: what was published of a year, frozen, so that a later cut cannot be subtracted from it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Publication(models.Model):
    """The tables of one year as they were published; written once."""

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset({"id", "reference", "year", "frozen_at", "frozen_by", "report"})

    reference = models.CharField(max_length=16, unique=True)
    year = models.PositiveSmallIntegerField(unique=True)
    frozen_at = models.DateTimeField()
    frozen_by = models.CharField(max_length=32)
    report = models.JSONField()

    def __str__(self) -> str:
        return self.reference
