"""The tables of briefings that were acknowledged, of return reports, and of reminders."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

WITH_FILE = "erased with the application, when the institution's retention after the trip has passed"


class Acknowledgement(models.Model):
    """That someone read a briefing: which text, in which version, when."""

    personal: ClassVar[dict[str, str]] = {"application": WITH_FILE, "person": WITH_FILE, "destination": WITH_FILE}
    plain: ClassVar[frozenset[str]] = frozenset({"id", "version", "acknowledged_at"})

    application = models.CharField(max_length=24, db_index=True)
    person = models.CharField(max_length=16, db_index=True)
    destination = models.CharField(max_length=8)  # the country whose text it was
    version = models.CharField(max_length=16)
    acknowledged_at = models.DateTimeField()

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                name="acknowledgement_once_for_each_text", fields=["application", "destination", "version"]
            ),
        ]

    def __str__(self) -> str:
        return f"briefing for {self.application}"


class Report(models.Model):
    """What someone told after a trip: the text sealed, beside it only what is counted without names."""

    personal: ClassVar[dict[str, str]] = dict.fromkeys(
        ("application", "person", "sealed", "as_planned", "questioned", "searched", "device", "pressed", "approached",
         "wants_to_talk", "talk_urgent", "talked_at", "talked_by"), WITH_FILE,
    )  # fmt: skip
    plain: ClassVar[frozenset[str]] = frozenset({"id", "reference", "given_at", "due_on", "late", "protected_by"})

    reference = models.CharField(max_length=24, unique=True)
    application = models.CharField(max_length=24, unique=True)  # one report for each trip
    person = models.CharField(max_length=16, db_index=True)
    sealed = models.BinaryField()
    as_planned = models.BooleanField()
    questioned = models.BooleanField(default=False)
    searched = models.BooleanField(default=False)
    device = models.BooleanField(default=False)
    pressed = models.BooleanField(default=False)
    approached = models.BooleanField(default=False)
    wants_to_talk = models.BooleanField(default=False)
    talk_urgent = models.BooleanField(default=False)
    talked_at = models.DateTimeField(null=True, blank=True)
    talked_by = models.CharField(max_length=16, blank=True, default="")
    protected_by = models.CharField(max_length=24, blank=True, default="")  # the protection that stood that day
    given_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    late = models.BooleanField(default=False)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="report_talk_has_author_and_time",
                condition=Q(talked_at=None, talked_by="") | (Q(talked_at__isnull=False) & ~Q(talked_by="")),
            ),
            models.CheckConstraint(
                name="report_urgent_talk_is_wanted", condition=Q(talk_urgent=False) | Q(wants_to_talk=True)
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Protection(models.Model):
    """That honest reports of an institution's people are not turned against them: by what, from when, until when."""

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "reference", "institution", "basis", "cite", "silence", "since", "until", "signed_by", "signed_at",
         "ended_by"}
    )  # fmt: skip

    reference = models.CharField(max_length=24, unique=True)
    institution = models.CharField(max_length=32, db_index=True)
    basis = models.CharField(max_length=12)  # order, provision
    cite = models.CharField(max_length=300)
    silence = models.BooleanField(default=False)  # it also lets the person leave questions unanswered
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # the first day on which it no longer stands
    signed_by = models.CharField(max_length=16)
    signed_at = models.DateTimeField()
    ended_by = models.CharField(max_length=16, blank=True, default="")

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(name="protection_says_by_what", condition=~Q(cite="") & ~Q(signed_by="")),
            models.CheckConstraint(
                name="protection_ended_by_someone", condition=Q(until=None, ended_by="") | ~Q(ended_by="")
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Return(models.Model):
    """That someone said they are back: the alarm about an overdue return is not raised."""

    personal: ClassVar[dict[str, str]] = {"application": WITH_FILE, "said_at": WITH_FILE}
    plain: ClassVar[frozenset[str]] = frozenset({"id"})

    application = models.CharField(max_length=24, unique=True)
    said_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"return from {self.application}"


class Alarm(models.Model):
    """That someone is looked for: overdue, out of contact or detained abroad."""

    personal: ClassVar[dict[str, str]] = dict.fromkeys(
        ("application", "person", "kind", "opened_by", "closed_by", "ending"), WITH_FILE
    )
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "reference", "institution", "opened_at", "closed_at", "escalated_at"}
    )

    reference = models.CharField(max_length=24, unique=True)
    application = models.CharField(max_length=24, db_index=True)
    person = models.CharField(max_length=16, db_index=True)
    institution = models.CharField(max_length=32, db_index=True)
    kind = models.CharField(max_length=16)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=40)
    escalated_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=40, blank=True, default="")
    ending = models.CharField(max_length=16, blank=True, default="")

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                name="alarm_one_open_for_each_trip", fields=["application"], condition=Q(closed_at=None)
            ),
            models.CheckConstraint(
                name="alarm_ended_says_how_and_by_whom",
                condition=Q(closed_at=None, closed_by="", ending="")
                | (Q(closed_at__isnull=False) & ~Q(closed_by="") & ~Q(ending="")),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class AlarmEntry(models.Model):
    """One line in the log of an alarm: whom someone tried to reach, whether they did, and what was said, sealed."""

    personal: ClassVar[dict[str, str]] = dict.fromkeys(("alarm", "step", "reached", "sealed", "by", "at"), WITH_FILE)
    plain: ClassVar[frozenset[str]] = frozenset({"id"})

    alarm = models.ForeignKey(Alarm, on_delete=models.CASCADE, related_name="entries")
    step = models.CharField(max_length=16, blank=True, default="")  # whom of the contact tree; empty for a remark
    reached = models.BooleanField(default=False)
    sealed = models.BinaryField(default=bytes)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"entry of {self.alarm_id}"


class Closure(models.Model):
    """That a border was closed or a way home shut, by what source, and until when it was so."""

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "reference", "institution", "country", "points", "since", "until", "source", "words_en", "words_lt",
         "told", "by", "at", "withdrawn_at"}
    )  # fmt: skip

    reference = models.CharField(max_length=24, unique=True)
    institution = models.CharField(max_length=32, blank=True, default="", db_index=True)  # empty: for everybody
    country = models.CharField(max_length=2)
    points = models.CharField(max_length=200, blank=True, default="")  # empty for the whole border
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # the first day on which it is open again
    source = models.CharField(max_length=300, blank=True, default="")
    words_en = models.TextField()
    words_lt = models.TextField()
    told = models.PositiveIntegerField(default=0)  # how many were told that it closed
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="closure_ends_after_it_begins", condition=Q(until=None) | Q(until__gt=F("since"))
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class ClosureNews(models.Model):
    """One thing that people with a trip there are told of a closed border, and how far the writing is."""

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "closure", "what", "since", "source", "words_en", "words_lt", "by", "at", "people", "done_at"}
    )

    closure = models.ForeignKey(Closure, on_delete=models.CASCADE, related_name="news")
    what = models.CharField(max_length=12)  # closed, open, withdrawn
    since = models.DateField()
    source = models.CharField(max_length=300, blank=True, default="")
    words_en = models.TextField()
    words_lt = models.TextField()
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    people = models.PositiveIntegerField(null=True, blank=True)  # trips to write about; empty until they were counted
    done_at = models.DateTimeField(null=True, blank=True)  # when the last one was written to, or the writing stopped

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.UniqueConstraint(name="closure_is_told_once_of_each_kind", fields=["closure", "what"]),
        ]

    def __str__(self) -> str:
        return f"{self.what} of {self.closure_id}"


class ClosureTold(models.Model):
    """That the person of a trip was written to about a closed border: nobody twice, and all of them if it is undone."""

    personal: ClassVar[dict[str, str]] = dict.fromkeys(("application", "person"), "erased a year after it was said")
    plain: ClassVar[frozenset[str]] = frozenset({"id", "news"})

    news = models.ForeignKey(ClosureNews, on_delete=models.CASCADE, related_name="told")
    application = models.CharField(max_length=24)
    person = models.CharField(max_length=16)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.UniqueConstraint(name="closure_told_once_for_each_trip", fields=["news", "application"]),
        ]

    def __str__(self) -> str:
        return f"told of {self.news_id}"


class Reminder(models.Model):
    """That someone was reminded once of a briefing or a report."""

    personal: ClassVar[dict[str, str]] = {"application": WITH_FILE}
    plain: ClassVar[frozenset[str]] = frozenset({"id", "what", "sent_at"})

    application = models.CharField(max_length=24)
    what = models.CharField(max_length=16)  # briefing, report, overdue
    sent_at = models.DateTimeField()

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.UniqueConstraint(name="reminder_once_of_each_kind", fields=["application", "what"]),
        ]

    def __str__(self) -> str:
        return f"reminder for {self.application}"
