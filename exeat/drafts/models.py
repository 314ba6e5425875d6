"""The table of trials: a draft judged once on a set of past trips, with the counts that were found."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Trial(models.Model):
    """What one draft would have asked of one set of past trips; counts only, and never changed afterwards."""

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset(
        {
            "id",
            "reference",
            "draft",
            "law",
            "readings",
            "source",
            "file_sha256",
            "found",
            "fingerprints",
            "made_at",
            "made_by",
        }
    )

    reference = models.CharField(max_length=16, unique=True)
    draft = models.CharField(max_length=80)
    law = models.JSONField()  # the names of the rulebooks in force that it was held against
    readings = models.JSONField(default=dict)
    source = models.CharField(
        max_length=12
    )  # register: confirmed trips of registered people; file: trips without names
    file_sha256 = models.CharField(max_length=64, blank=True, default="")
    found = models.JSONField()
    fingerprints = models.JSONField(default=list)  # of the wordings that were used
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=32)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="trial_of_a_file_names_the_file",
                condition=Q(source="register", file_sha256="") | (Q(source="file") & ~Q(file_sha256="")),
            ),
        ]

    def __str__(self) -> str:
        return self.reference
