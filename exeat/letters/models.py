"""The tables of letters: each one sealed, with when it was written and served, and the outbox of nudges."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

WITH_KEY = "unreadable when the addressee's key is destroyed"
UNTIL_REMOVED = "erased when the person takes the number away, and with the person"
EMAIL, TEXT = "email", "text"
UNTIL_SENT = "erased when the nudge was sent or given up"


class Letter(models.Model):
    """What someone was told, about which file; the text is sealed under the addressee's key."""

    personal: ClassVar[dict[str, str]] = {"to": "kept as a reference", "sealed": WITH_KEY}
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "reference", "kind", "house", "language", "subject", "decides", "written_at", "written_by",
         "template", "posted_at", "posted_by", "opened_at", "served_at", "served_how", "served_by"}
    )  # fmt: skip

    reference = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=60)
    to = models.CharField(max_length=40, db_index=True)  # a person's or an institution's reference
    house = models.CharField(max_length=32, blank=True, default="")  # the institution that writes
    language = models.CharField(max_length=2)
    template = models.CharField(max_length=12, blank=True, default="")  # the fingerprint of what it was written from
    subject = models.CharField(max_length=60, db_index=True)
    decides = models.BooleanField(default=False)
    sealed = models.BinaryField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=40)
    opened_at = models.DateTimeField(null=True, blank=True)
    served_at = models.DateTimeField(null=True, blank=True)
    served_how = models.CharField(max_length=20, blank=True, default="")
    served_by = models.CharField(max_length=40, blank=True, default="")
    posted_at = models.DateTimeField(null=True, blank=True)  # put into the post, which proves nothing yet
    posted_by = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="letter_is_served_after_it_was_written",
                condition=(Q(opened_at=None) | Q(opened_at__gte=F("written_at")))
                & (Q(served_at=None) | Q(served_at__gte=F("written_at"))),
            ),
            models.CheckConstraint(
                name="letter_served_otherwise_says_how_and_by_whom",
                condition=Q(served_at=None, served_how="", served_by="")
                | (Q(served_at__isnull=False) & ~Q(served_how="") & ~Q(served_by="")),
            ),
            models.CheckConstraint(
                name="letter_that_is_posted_says_by_whom",
                condition=Q(posted_at=None, posted_by="") | (Q(posted_at__isnull=False) & ~Q(posted_by="")),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Nudge(models.Model):
    """An e-mail or a text message: it says that there is a letter and nothing of what it says."""

    personal: ClassVar[dict[str, str]] = {"sealed_address": UNTIL_SENT}
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "letter", "way", "mark", "tries", "due_at", "sent_at", "given_up_at", "came_back_at"}
    )

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="nudges")
    way = models.CharField(max_length=8, default=EMAIL)
    sealed_address = models.BinaryField(default=bytes)  # of an e-mail; a text message goes to the number as it is then
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True, db_index=True)  # empty once there is nothing more to try
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    mark = models.CharField(
        max_length=32, blank=True, default="", db_index=True
    )  # in the Message-ID, or told to the gateway
    came_back_at = models.DateTimeField(null=True, blank=True)  # it was said later that it was not delivered

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="nudge_waits_or_is_done",
                condition=Q(due_at__isnull=False, sent_at=None, given_up_at=None)
                | Q(due_at=None, sent_at__isnull=False, given_up_at=None)
                | Q(due_at=None, sent_at=None, given_up_at__isnull=False),
            ),
            models.CheckConstraint(
                name="nudge_comes_back_after_it_was_sent",
                condition=Q(came_back_at=None) | Q(sent_at__isnull=False),
            ),
            models.UniqueConstraint(name="nudge_once_in_each_way", fields=["letter", "way"]),
        ]

    def __str__(self) -> str:
        return f"nudge for {self.letter_id}"


class Phone(models.Model):
    """The number that somebody gave for text messages, with their consent; it is used once its code was typed in."""

    personal: ClassVar[dict[str, str]] = dict.fromkeys(
        ("to", "sealed", "consented_at", "confirmed_at", "code_until", "tries", "codes", "codes_on"), UNTIL_REMOVED
    )
    plain: ClassVar[frozenset[str]] = frozenset({"id"})

    to = models.CharField(max_length=40, unique=True)
    sealed = models.BinaryField(default=bytes)  # the number, and its code until that was typed in; empty once removed
    consented_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    code_until = models.DateTimeField(null=True, blank=True)  # until when the code is taken; empty once it was
    tries = models.PositiveSmallIntegerField(default=0)
    codes = models.PositiveSmallIntegerField(default=0)  # how many were made on `codes_on`
    codes_on = models.DateField()

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="phone_is_confirmed_or_has_a_code",
                condition=Q(confirmed_at=None, code_until__isnull=False)
                | Q(confirmed_at__isnull=False, code_until=None),
            ),
        ]

    def __str__(self) -> str:
        return f"telephone of {self.to}"


class OwnRoad(models.Model):
    """How a group complains about an act, as its institution states it; two people stand for it."""

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "institution", "group", "act", "body_en", "body_lt", "within", "file_en", "file_lt", "cite", "since",
         "until", "stated_by", "stated_at", "confirmed_by", "confirmed_at"}
    )  # fmt: skip

    institution = models.CharField(max_length=32)
    group = models.CharField(max_length=24)
    act = models.CharField(max_length=12)
    body_en = models.CharField(max_length=200)
    body_lt = models.CharField(max_length=200)
    within = models.CharField(max_length=24)  # a span, such as 14 days
    file_en = models.CharField(max_length=300)
    file_lt = models.CharField(max_length=300)
    cite = models.CharField(max_length=300)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # the first day on which it no longer stands
    stated_by = models.CharField(max_length=16)
    stated_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=16, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Constraints named after their promise."""

        indexes: ClassVar = [models.Index(fields=["institution", "group", "act"], name="road_by_institution")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="road_is_confirmed_by_another",
                condition=Q(confirmed_by="", confirmed_at=None)
                | (~Q(confirmed_by="") & Q(confirmed_at__isnull=False) & ~Q(confirmed_by=F("stated_by"))),
            ),
        ]

    def __str__(self) -> str:
        return f"road of {self.institution} for {self.group}"
