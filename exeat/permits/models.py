"""The table of permits: what the loop compares trips with, and the sealed permit itself."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from exeat.permits.policy import PermitFacts
from exeat.values.period import Period

WITH_PERSON = "erased with the person"
WITH_KEY = "unreadable once the person's key is destroyed"


class Permit(models.Model):
    """One permit as it was granted; only taking it back changes it."""

    personal: ClassVar[dict[str, str]] = {
        "person": WITH_PERSON, "countries": WITH_PERSON, "legs": WITH_PERSON, "first_on": WITH_PERSON,
        "last_on": WITH_PERSON, "revoked_reason": WITH_PERSON, "sealed": WITH_KEY,
    }  # fmt: skip
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "number", "application", "institution", "provisional", "key_id", "issued_at", "issued_by",
         "revoked_at", "revoked_by"}
    )  # fmt: skip

    number = models.CharField(max_length=32, unique=True)
    application = models.CharField(max_length=32, db_index=True)
    person = models.CharField(max_length=16, db_index=True)
    institution = models.CharField(max_length=32, blank=True, default="")  # whose decider granted it
    countries = models.JSONField(default=list)  # codes of countries and of parts of them, as the permit says them
    legs = models.JSONField(default=list)  # the days of each country, where the application told them apart
    first_on = models.DateField()
    last_on = models.DateField(db_index=True)  # included, as on the permit
    provisional = models.BooleanField(default=False)
    key_id = models.CharField(max_length=32)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=16)
    sealed = models.BinaryField()  # the text of the code, under the holder's key
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.CharField(max_length=16, blank=True, default="")
    revoked_reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="permit_ends_on_or_after_its_first_day", condition=Q(last_on__gte=F("first_on"))
            ),
            models.CheckConstraint(
                name="permit_revocation_has_author_time_and_reason",
                condition=Q(revoked_at=None, revoked_by="", revoked_reason="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_by="") & ~Q(revoked_reason="")),
            ),
            models.UniqueConstraint(
                name="permit_in_force_is_one_for_an_application",
                fields=("application", "provisional"),
                condition=Q(revoked_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def facts(self) -> PermitFacts:
        """The permit as plain facts."""
        return PermitFacts(
            number=self.number,
            application=self.application,
            person=self.person,
            institution=self.institution,
            countries=tuple(self.countries),
            period=Period(self.first_on, self.last_on + timedelta(days=1)),
            issued_at=self.issued_at,
            provisional=self.provisional,
            revoked_at=self.revoked_at,
            revoked_reason=self.revoked_reason,
            legs=tuple(self.legs),
        )
