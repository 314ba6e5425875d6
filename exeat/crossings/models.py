"""The tables of crossings: files received, counts of everyone, possible matches, and what nothing covers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

WITH_CANDIDATE = "erased with the possible match: the day after somebody else or the second cannot tell, or on its day"
WITH_CASE = "kept as long as the case that rests on it, else erased with the person"


class Import(models.Model):
    """A file of border records that was received; its rows are not kept."""

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "reference", "sha256", "source", "received_at", "received_by", "rows", "proposed",
            "first_on", "last_on", "kind", "refused", "faults", "seconds",
        }
    )  # fmt: skip

    reference = models.CharField(max_length=16, unique=True)
    sha256 = models.CharField(max_length=64, unique=True)
    source = models.CharField(max_length=120)
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=40)
    rows = models.PositiveIntegerField()
    proposed = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=8, default="csv")
    refused = models.PositiveIntegerField(default=0)  # rows with a fault, which were left out
    faults = models.JSONField(default=list)  # row, field and reason of the first of them; never a value
    seconds = models.FloatField(null=True, blank=True)  # from the first row read to the last match kept
    first_on = models.DateField()
    last_on = models.DateField()

    def __str__(self) -> str:
        return self.reference


class HandedIn(models.Model):
    """A file that was handed in and waits to be worked through, or was; its content lies sealed until then."""

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "reference", "sha256", "ending", "source", "state", "stage", "done", "total", "tries", "handed_at",
            "handed_by", "handed_role", "handed_house", "begun_at", "stage_at", "told_at", "finished_at", "received",
            "faults",
        }
    )  # fmt: skip

    reference = models.CharField(max_length=16, unique=True)
    sha256 = models.CharField(max_length=64)
    ending = models.CharField(max_length=12, blank=True, default="")  # of its name, which says its kind
    source = models.CharField(max_length=120, blank=True, default="")
    state = models.CharField(max_length=8, default="waiting")  # waiting, working, done, refused
    stage = models.CharField(max_length=12, blank=True, default="")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    handed_at = models.DateTimeField()
    handed_by = models.CharField(max_length=40)
    handed_role = models.CharField(max_length=32)
    handed_house = models.CharField(max_length=32, blank=True, default="")
    begun_at = models.DateTimeField(null=True, blank=True)
    stage_at = models.DateTimeField(null=True, blank=True)  # when the stage began that is being worked on
    told_at = models.DateTimeField(null=True, blank=True)  # when the work last said how far it is
    finished_at = models.DateTimeField(null=True, blank=True)
    received = models.ForeignKey(Import, null=True, blank=True, on_delete=models.SET_NULL)
    faults = models.JSONField(default=list)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                name="handed_in_waits_once", fields=["sha256"], condition=Q(state__in=("waiting", "working"))
            ),
            models.CheckConstraint(name="handed_in_done_has_a_file", condition=~Q(state="done") | Q(total__gt=0)),
        ]

    def __str__(self) -> str:
        return self.reference


class Sender(models.Model):
    """A system that sends events of the border by itself: its source, its token as a hash, and how often it may."""

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "reference", "source", "token", "points", "a_minute", "admitted_at", "admitted_by", "dismissed_at",
            "minute_at", "in_minute",
        }
    )  # fmt: skip

    reference = models.CharField(max_length=16, unique=True)
    source = models.CharField(max_length=120)
    token = models.CharField(max_length=64, unique=True)  # SHA-256 of it: 32 random bytes need no slow hash
    points = models.JSONField(default=list)  # the crossing points that it reports; empty: all
    a_minute = models.PositiveSmallIntegerField(default=60)
    admitted_at = models.DateTimeField()
    admitted_by = models.CharField(max_length=40)
    dismissed_at = models.DateTimeField(null=True, blank=True)
    minute_at = models.DateTimeField(null=True, blank=True)
    in_minute = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.reference


class Sent(models.Model):
    """What was answered to a batch of events, so that the same batch sent again changes nothing."""

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset({"id", "sender", "key", "sha256", "answer", "sent_at"})

    sender = models.ForeignKey(Sender, on_delete=models.CASCADE, related_name="sent")
    key = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    answer = models.JSONField()
    sent_at = models.DateTimeField(db_index=True)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [models.UniqueConstraint(name="sent_once_a_key", fields=["sender", "key"])]

    def __str__(self) -> str:
        return self.key


class Event(models.Model):
    """An event that a system told, by the keyed hash of the number it gave it: told again, it is not counted again."""

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset({"id", "sender", "digest", "told_at"})

    sender = models.ForeignKey(Sender, on_delete=models.CASCADE, related_name="events")
    digest = models.CharField(max_length=64)  # of the sender's number of the event, and of nothing that the event says
    told_at = models.DateTimeField(db_index=True)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [models.UniqueConstraint(name="event_told_once", fields=["digest"])]

    def __str__(self) -> str:
        return self.digest


class Count(models.Model):
    """How many passages there were: by day, point, direction and kind of traveller, of everyone."""

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "received", "day", "point", "direction", "traveller", "country", "number"}
    )

    received = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="counts")
    day = models.DateField(db_index=True)
    point = models.CharField(max_length=80)
    direction = models.CharField(max_length=8)
    traveller = models.CharField(max_length=8)  # citizen, resident, other
    country = models.CharField(max_length=2, blank=True, default="")  # behind the point
    number = models.PositiveIntegerField()

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                name="count_once_a_file", fields=["received", "day", "point", "direction", "traveller"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} on {self.day}"


class Candidate(models.Model):
    """A passage taken to be a registered person's; it waits for people, and is a crossing once one confirmed it."""

    personal: ClassVar[dict[str, str]] = {
        "person": WITH_CANDIDATE, "sealed": WITH_CANDIDATE, "score": WITH_CANDIDATE, "crossed_at": WITH_CANDIDATE,
        "direction": WITH_CANDIDATE, "point": WITH_CANDIDATE, "country": WITH_CANDIDATE, "territory": WITH_CANDIDATE,
        "paper": WITH_CANDIDATE,
    }  # fmt: skip
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "reference", "received", "how", "state", "keep_until", "confirmed_by", "confirmed_at"}
    )

    reference = models.CharField(max_length=16, unique=True)
    received = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="candidates")
    person = models.ForeignKey("register.Person", on_delete=models.CASCADE, related_name="candidates")
    state = models.CharField(max_length=12, default="waiting")
    sealed = models.BinaryField()  # the record and the evidence, under a key of its own
    paper = models.CharField(max_length=64, blank=True, default="", db_index=True)  # keyed hash of the document
    score = models.FloatField()
    crossed_at = models.DateTimeField()
    direction = models.CharField(max_length=8)
    point = models.CharField(max_length=80)
    country = models.CharField(max_length=2, blank=True, default="")
    territory = models.CharField(max_length=8, blank=True, default="")
    how = models.CharField(max_length=12)
    keep_until = models.DateField()
    confirmed_by = models.CharField(max_length=40, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="candidate_confirmed_by_someone_at_a_time",
                condition=(Q(state="confirmed") & ~Q(confirmed_by="") & Q(confirmed_at__isnull=False))
                | (~Q(state="confirmed") & Q(confirmed_by="", confirmed_at=None)),
            ),
            models.CheckConstraint(
                name="candidate_country_has_an_origin",
                condition=Q(how="unknown", country="") | (~Q(how="unknown") & ~Q(country="")),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Answer(models.Model):
    """What an officer said of a possible match, and why."""

    personal: ClassVar[dict[str, str]] = {"reasons": WITH_CANDIDATE, "overrides": WITH_CANDIDATE}
    plain: ClassVar[frozenset[str]] = frozenset({"id", "candidate", "verdict", "by", "name", "at"})

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="answers")
    verdict = models.CharField(max_length=16)
    by = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    at = models.DateTimeField()
    reasons = models.TextField()
    overrides = models.TextField(blank=True, default="")

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.UniqueConstraint(name="answer_once_an_officer", fields=["candidate", "by"]),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} on {self.candidate_id}"


class Reviewed(models.Model):
    """What people said of a possible match, kept without the pair: how good the proposals are is counted from it."""

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "candidate", "source", "trouble", "score", "verdict", "reviewed_on"}
    )

    candidate = models.ForeignKey(Candidate, null=True, on_delete=models.SET_NULL, related_name="reviews")
    source = models.CharField(max_length=120)
    trouble = models.CharField(max_length=24)
    score = models.FloatField()  # rounded to thousandths
    verdict = models.CharField(max_length=16)
    reviewed_on = models.DateField(db_index=True)

    def __str__(self) -> str:
        return f"{self.verdict} ({self.trouble})"


class ClearedPair(models.Model):
    """That a traveller of a record is not a registered person, as a keyed hash that tells neither."""

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset({"id", "digest", "cleared_on"})

    digest = models.CharField(max_length=64, unique=True)
    cleared_on = models.DateField()

    def __str__(self) -> str:
        return self.digest[:8]


class Discrepancy(models.Model):
    """A confirmed stay that no permit or notice covers, with the outcome that says why something was asked."""

    personal: ClassVar[dict[str, str]] = {
        "person": WITH_CASE, "exit": WITH_CASE, "entry": WITH_CASE, "first_on": WITH_CASE, "last_on": WITH_CASE,
        "country": WITH_CASE, "territory": WITH_CASE, "kinds": WITH_CASE, "days": WITH_CASE, "outcome": WITH_CASE,
        "depends_on": WITH_CASE, "contrary": WITH_CASE, "covers": WITH_CASE, "reasons": WITH_CASE,
    }  # fmt: skip
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "reference", "how", "requires", "found_at", "state", "set_aside_by", "set_aside_at", "case"}
    )

    reference = models.CharField(max_length=16, unique=True)
    person = models.ForeignKey("register.Person", on_delete=models.CASCADE, related_name="discrepancies")
    exit = models.OneToOneField(Candidate, on_delete=models.PROTECT, related_name="left_with")
    entry = models.ForeignKey(Candidate, null=True, blank=True, on_delete=models.PROTECT, related_name="returned_with")
    first_on = models.DateField()
    last_on = models.DateField(null=True, blank=True)
    country = models.CharField(max_length=2)
    territory = models.CharField(max_length=8, blank=True, default="")
    how = models.CharField(max_length=12)
    kinds = models.JSONField()
    days = models.JSONField(default=list)
    requires = models.CharField(max_length=16)
    outcome = models.JSONField()  # by language
    depends_on = models.JSONField(default=list)
    contrary = models.JSONField(default=list)
    covers = models.JSONField(default=list)
    found_at = models.DateTimeField()
    state = models.CharField(max_length=12, default="open")  # open, covered, set_aside, attached
    set_aside_by = models.CharField(max_length=40, blank=True, default="")
    set_aside_at = models.DateTimeField(null=True, blank=True)
    reasons = models.TextField(blank=True, default="")
    case = models.CharField(max_length=16, blank=True, default="")

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(name="discrepancy_knows_the_country", condition=~Q(how="unknown") & ~Q(country="")),
            models.CheckConstraint(
                name="discrepancy_ends_after_it_begins", condition=Q(last_on=None) | Q(last_on__gte=F("first_on"))
            ),
            models.CheckConstraint(
                name="discrepancy_set_aside_by_someone_with_reasons",
                condition=~Q(state="set_aside")
                | (~Q(set_aside_by="") & Q(set_aside_at__isnull=False) & ~Q(reasons="")),
            ),
            models.CheckConstraint(name="discrepancy_attached_to_a_case", condition=~Q(state="attached") | ~Q(case="")),
        ]

    def __str__(self) -> str:
        return self.reference
