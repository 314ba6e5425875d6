"""The tables of the audit: entries that are only ever added, their sealed details, and the keys that open them."""

from __future__ import annotations

import json
from typing import ClassVar

from django.db import models
from django.db.models import Q

from exeat.audit.policy import Chained

FOR_GOOD = "kept with the record; a reference says nothing once the register has forgotten its person"
UNTIL_FORGOTTEN = "unreadable when the key of anyone it speaks of is destroyed"


class Entry(models.Model):
    """One act or look: the chained part, in clear. Nobody can change or remove a row; the database refuses it."""

    personal: ClassVar[dict[str, str]] = {"actor": FOR_GOOD, "subject": FOR_GOOD, "about": FOR_GOOD}
    plain: ClassVar[frozenset[str]] = frozenset(
        {"seq", "at", "verb", "role", "house", "purpose", "hidden_until", "commitment", "previous", "digest", "seal"}
    )

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    verb = models.CharField(max_length=60, db_index=True)
    actor = models.CharField(max_length=40, db_index=True)
    role = models.CharField(max_length=32, blank=True, default="")
    house = models.CharField(max_length=32, blank=True, default="")
    subject = models.CharField(max_length=100, db_index=True)
    purpose = models.CharField(max_length=300, blank=True, default="")
    about = models.TextField(default="[]")  # JSON list of references, as it was hashed
    hidden_until = models.DateField(null=True, blank=True)
    commitment = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    seal = models.CharField(max_length=64)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(name="entry_numbers_begin_at_one", condition=Q(seq__gte=1)),
            models.CheckConstraint(
                name="entry_says_who_did_what_to_what", condition=~Q(actor="") & ~Q(verb="") & ~Q(subject="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.verb}"

    def chained(self) -> Chained:
        """The part that is hashed, as plain facts."""
        return Chained(
            seq=self.seq,
            at=self.at,
            verb=self.verb,
            actor=self.actor,
            role=self.role,
            house=self.house,
            subject=self.subject,
            purpose=self.purpose,
            about=tuple(json.loads(self.about)),
            hidden_until=self.hidden_until,
            commitment=self.commitment,
            previous=self.previous,
        )


class Detail(models.Model):
    """What an entry says in full, encrypted under the keys of everybody it speaks of; append-only too."""

    personal: ClassVar[dict[str, str]] = {"sealed": UNTIL_FORGOTTEN}
    plain: ClassVar[frozenset[str]] = frozenset({"entry"})

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.PROTECT, related_name="detail")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"details of {self.entry_id}"


class About(models.Model):
    """That an entry concerns a person: the index by which they find who looked at their data."""

    personal: ClassVar[dict[str, str]] = {"person": FOR_GOOD}
    plain: ClassVar[frozenset[str]] = frozenset({"id", "entry"})

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="people")
    person = models.CharField(max_length=40, db_index=True)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.UniqueConstraint(name="entry_names_a_person_once", fields=["entry", "person"]),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} about {self.person}"


class Key(models.Model):
    """A key for one person, file or purpose, wrapped by the master key; destroying it is how data is erased."""

    personal: ClassVar[dict[str, str]] = {"name": FOR_GOOD}
    plain: ClassVar[frozenset[str]] = frozenset({"wrapped", "destroyed_at"})

    name = models.CharField(max_length=120, primary_key=True)
    wrapped = models.BinaryField(default=bytes)
    destroyed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="key_that_is_destroyed_is_gone",
                condition=Q(destroyed_at=None) & ~Q(wrapped=b"") | Q(destroyed_at__isnull=False, wrapped=b""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Tip(models.Model):
    """The number and hash of the latest entry, so that cutting off the end is noticed; one row."""

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset({"id", "seq", "digest", "seal"})

    seq = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [models.CheckConstraint(name="tip_is_one_row", condition=Q(id=1))]

    def __str__(self) -> str:
        return f"up to {self.seq}"


class Counter(models.Model):
    """The latest number given under a prefix in a year, so that references have no gaps."""

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset({"id", "prefix", "year", "latest"})

    prefix = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    latest = models.PositiveIntegerField(default=0)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.UniqueConstraint(name="counter_for_a_prefix_and_year_is_one", fields=["prefix", "year"]),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}: {self.latest}"
