"""The tables of the draft lab: drafts that were handed in, version by version, and trials of drafts on past trips."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Version(models.Model):
    """One version of a draft as its author handed it in; never changed afterwards, and never law."""

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "reference", "series", "number", "text", "sha256", "added_at", "added_by"}
    )

    reference = models.CharField(max_length=16, unique=True)
    series = models.CharField(max_length=80)  # the name of the regime that its versions describe
    number = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=32)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.UniqueConstraint(name="draft_version_is_numbered_once", fields=["series", "number"]),
        ]

    def __str__(self) -> str:
        return self.reference


class Trial(models.Model):
    """What drafts would have asked of one set of past trips; counts only, and never changed afterwards."""

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset(
        {
            "id",
            "reference",
            "draft",
            "drafts",
            "law",
            "readings",
            "source",
            "file_sha256",
            "basis",
            "found",
            "fingerprints",
            "made_at",
            "made_by",
        }
    )

    reference = models.CharField(max_length=16, unique=True)
    draft = models.CharField(max_length=80)  # the first of them, under whose name the trial is listed
    drafts = models.JSONField(default=list)
    law = models.JSONField()  # the names of the rulebooks in force that they were held against
    readings = models.JSONField(default=dict)
    # register: confirmed trips of registered people; file: trips without names; count: a staff list and border records
    source = models.CharField(max_length=12)
    file_sha256 = models.CharField(max_length=64, blank=True, default="")
    basis = models.CharField(max_length=200, blank=True, default="")  # in law, where files with names were counted
    found = models.JSONField()
    fingerprints = models.JSONField(default=list)  # of the rulebooks that were used
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=32)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="trial_of_a_file_names_the_file",
                condition=Q(source__in=("register", "count"), file_sha256="") | (Q(source="file") & ~Q(file_sha256="")),
            ),
            models.CheckConstraint(
                name="trial_that_counted_named_people_has_a_basis",
                condition=~Q(source="count") | ~Q(basis=""),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Asked(models.Model):
    """A trial that is made in the background: what is to be tried, on what, and how far the work is."""

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "reference", "drafts", "source", "file_sha256", "every_reading", "as_if_from", "hours", "state",
            "done", "total", "tries", "why", "asked_at", "asked_by", "asked_role", "begun_at", "told_at", "finished_at",
        }
    )  # fmt: skip

    reference = models.CharField(max_length=16, unique=True)  # the trial has the same
    drafts = models.JSONField()
    source = models.CharField(max_length=12)  # register or file; the file lies sealed until the work is done
    file_sha256 = models.CharField(max_length=64, blank=True, default="")
    every_reading = models.BooleanField()
    as_if_from = models.DateField(null=True, blank=True)
    hours = models.JSONField(default=dict)
    state = models.CharField(max_length=8, default="waiting")  # waiting, working, done, refused
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    why = models.CharField(max_length=200, blank=True, default="")  # it was refused
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=32)
    asked_role = models.CharField(max_length=32)
    begun_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)  # when the work last said how far it is
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="asked_trial_that_is_refused_says_why", condition=~Q(state="refused") | ~Q(why="")
            ),
        ]

    def __str__(self) -> str:
        return self.reference
