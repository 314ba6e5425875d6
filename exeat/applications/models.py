"""The tables of applications and notices, with their legs, questions, opinions, documents and silences."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from exeat.applications import consulting
from exeat.applications.policy import Conclusion, Kind, State
from exeat.values.destination import Destination
from exeat.values.period import Period

WITH_FILE = "erased with the file, when the institution's retention after the decision has passed"
WITH_DUTY = "kept two years after the end of the duty"
FIRST = "third party: erased first, thirty days after the decision"
DRAFT = "draft-"  # how the name of a draft begins; it gets a number when it is sent


class Application(models.Model):
    """One application or notice: what is asked, what the rules said that day, and what became of it."""

    personal: ClassVar[dict[str, str]] = dict.fromkeys(
        ("person", "person_name", "institution", "reason", "particulars", "not_from_here", "relation", "phone",
         "devices", "answers", "outcome", "requires", "reasons", "weighed", "departs_because", "legal_ground",
         "conditions", "check_note", "decided_by", "decided_by_name", "decided_for", "decided_order", "checked_by",
         "clerk", "assigned_to", "assigned_name", "ended_by", "ended_because"),
        WITH_FILE,
    )  # fmt: skip
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "reference", "kind", "urgent", "channel", "state", "version", "law", "departs_on", "returns_on",
         "evidence_follows_on", "begun_at", "filed_at", "late", "declared_at", "decide_by", "clock", "escalated_at",
         "decider", "checked_at", "opinion_asked_at", "opinion_by", "decided_at", "permit", "withdrawn_at", "amends",
         "replaced_by", "cancelled_at", "group", "warned_at", "standing", "under", "ended_at"}
    )  # fmt: skip

    reference = models.CharField(max_length=24, unique=True)  # A-2026-00017; a draft has a name that says nothing
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in Kind], default="application")
    urgent = models.BooleanField(default=False)
    channel = models.CharField(max_length=8, default="page")  # page, or phone when a duty officer wrote it down
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in State], default="draft")
    version = models.PositiveIntegerField(default=0)  # two people who click at once: the second is told

    person = models.CharField(max_length=16, db_index=True)
    person_name = models.CharField(max_length=240, blank=True, default="")
    institution = models.CharField(max_length=32, db_index=True)
    decider = models.CharField(max_length=32, blank=True, default="")  # the body whose head decides
    clerk = models.CharField(max_length=16, blank=True, default="")

    reason = models.CharField(max_length=40, blank=True, default="")
    particulars = models.TextField(blank=True, default="")
    not_from_here = models.TextField(blank=True, default="")  # why the matter cannot be settled without going
    relation = models.CharField(max_length=24, blank=True, default="")
    phone = models.CharField(max_length=32, blank=True, default="")
    devices = models.CharField(max_length=8, blank=True, default="")  # none, private, work
    group = models.CharField(max_length=12, blank=True, default="", db_index=True)  # several who travel together
    answers = models.JSONField(default=dict)  # further facts that the rules asked for, by their names
    evidence_follows_on = models.DateField(null=True, blank=True)
    departs_on = models.DateField(null=True, blank=True, db_index=True)
    returns_on = models.DateField(null=True, blank=True)

    begun_at = models.DateTimeField()
    declared_at = models.DateTimeField(null=True, blank=True)
    filed_at = models.DateTimeField(null=True, blank=True)
    late = models.BooleanField(default=False)  # filed after the last day that a rule gives
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)  # the permit was given back before the trip
    amends = models.CharField(max_length=24, blank=True, default="", db_index=True)  # the file that this one changes
    replaced_by = models.CharField(max_length=24, blank=True, default="")  # the file whose permit took its place
    standing = models.BooleanField(default=False)  # one decision for several trips, each of which is told beforehand
    under = models.CharField(
        max_length=24, blank=True, default="", db_index=True
    )  # the decision that a trip is told under
    ended_at = models.DateTimeField(null=True, blank=True)  # from then on nothing is told under it
    ended_by = models.CharField(max_length=16, blank=True, default="")
    ended_because = models.TextField(blank=True, default="")

    requires = models.CharField(max_length=16, blank=True, default="")
    outcome = models.JSONField(default=dict)  # what the rules said when it was filed
    law = models.JSONField(default=list)  # the fingerprints of the wordings that were used
    decide_by = models.DateTimeField(null=True, blank=True, db_index=True)
    clock = models.JSONField(default=dict)  # how that day was counted: rule, hours or working days
    warned_at = models.DateTimeField(null=True, blank=True)  # when it was said that the time is running out
    escalated_at = models.DateTimeField(null=True, blank=True)

    assigned_to = models.CharField(max_length=16, blank=True, default="", db_index=True)  # whose desk it lies on
    assigned_name = models.CharField(max_length=120, blank=True, default="")
    checked_by = models.CharField(max_length=16, blank=True, default="")
    checked_at = models.DateTimeField(null=True, blank=True)
    check_note = models.TextField(blank=True, default="")
    opinion_asked_at = models.DateTimeField(null=True, blank=True)
    opinion_by = models.DateTimeField(null=True, blank=True)

    decided_by = models.CharField(max_length=16, blank=True, default="")
    decided_by_name = models.CharField(max_length=240, blank=True, default="")
    decided_for = models.CharField(max_length=240, blank=True, default="")
    decided_order = models.CharField(max_length=80, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    reasons = models.TextField(blank=True, default="")
    weighed = models.TextField(blank=True, default="")
    departs_because = models.TextField(blank=True, default="")
    legal_ground = models.TextField(blank=True, default="")
    conditions = models.JSONField(default=list)
    permit = models.CharField(max_length=32, blank=True, default="")

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="application_decision_has_author_and_time",
                condition=Q(decided_by="", decided_at=None) | (~Q(decided_by="") & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="application_decided_by_someone_else",
                condition=~Q(decided_by=F("person")),
            ),
            models.CheckConstraint(
                name="application_decided_by_another_than_checked",
                condition=Q(decided_by="") | ~Q(decided_by=F("checked_by")),
            ),
            models.CheckConstraint(
                name="application_decision_has_reasons", condition=Q(decided_by="") | ~Q(reasons=""),
            ),
            models.CheckConstraint(
                name="application_decided_state_has_decision",
                condition=~Q(state__in=["granted", "refused", "cancelled"]) | ~Q(decided_by=""),
            ),
            models.CheckConstraint(
                name="application_filed_unless_draft_or_withdrawn",
                condition=Q(state__in=["draft", "withdrawn"]) | Q(filed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="application_granted_has_permit",
                condition=~Q(state="granted") | ~Q(permit="") | Q(standing=True),
            ),
            models.CheckConstraint(
                name="application_told_under_a_decision_is_a_notice", condition=Q(under="") | Q(kind="notice"),
            ),
            models.CheckConstraint(
                name="application_only_a_standing_decision_ends",
                condition=Q(ended_at=None, ended_by="") | (Q(ended_at__isnull=False, standing=True) & ~Q(ended_by="")),
            ),
        ]  # fmt: skip
        indexes: ClassVar = [models.Index(fields=["institution", "state"], name="application_by_institution")]

    def __str__(self) -> str:
        return self.reference

    @property
    def period(self) -> Period | None:
        """The days of the whole trip."""
        if self.departs_on is None or self.returns_on is None:
            return None
        return Period.through(self.departs_on, self.returns_on)


class Leg(models.Model):
    """One part of the trip: where, on which days, how."""

    personal: ClassVar[dict[str, str]] = dict.fromkeys(
        ("application", "country", "territory", "place", "first_on", "last_on", "transit", "transport", "point_out",
         "point_in", "lodging"), WITH_FILE,
    )  # fmt: skip
    plain: ClassVar[frozenset[str]] = frozenset({"id", "position", "decided_in"})

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="legs")
    position = models.PositiveSmallIntegerField(default=1)
    country = models.CharField(max_length=2)
    territory = models.CharField(max_length=8, blank=True, default="")
    place = models.CharField(max_length=120, blank=True, default="")
    first_on = models.DateField()
    last_on = models.DateField()
    transit = models.CharField(max_length=12, default="stay")  # stay, land, airside
    transport = models.CharField(max_length=12, blank=True, default="")
    point_out = models.CharField(max_length=80, blank=True, default="")
    point_in = models.CharField(max_length=80, blank=True, default="")
    lodging = models.CharField(max_length=160, blank=True, default="")  # where someone sleeps, in a line
    decided_in = models.CharField(max_length=24, blank=True, default="")  # the file whose decision covers this part

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(name="leg_ends_not_before_it_begins", condition=Q(last_on__gte=F("first_on"))),
            models.UniqueConstraint(name="leg_one_at_a_position", fields=["application", "position"]),
        ]

    def __str__(self) -> str:
        return f"leg {self.position} of {self.application_id}"

    @property
    def destination(self) -> Destination:
        """Where this part goes."""
        return Destination(self.country, self.territory or None)

    @property
    def period(self) -> Period:
        """The days of this part."""
        return Period(self.first_on, self.last_on + timedelta(days=1))


class Round(models.Model):
    """A return with questions and what was answered: the time in which the institution's clock stood still."""

    personal: ClassVar[dict[str, str]] = dict.fromkeys(("application", "asked_by", "questions", "answer"), WITH_FILE)
    plain: ClassVar[frozenset[str]] = frozenset({"id", "asked_at", "answer_by", "resumed_at", "because"})

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="rounds")
    asked_by = models.CharField(max_length=16)
    asked_at = models.DateTimeField()
    questions = models.JSONField(default=list)
    because = models.TextField(blank=True, default="")  # why it is asked, and by which provision
    answer_by = models.DateField()
    answer = models.TextField(blank=True, default="")
    resumed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="round_resumes_after_it_is_asked", condition=Q(resumed_at=None) | Q(resumed_at__gte=F("asked_at"))
            ),
            models.UniqueConstraint(
                name="round_one_open_at_a_time", fields=["application"], condition=Q(resumed_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"questions on {self.application_id}"


class Opinion(models.Model):
    """What a body that is consulted says: when it was asked, by when it answers, its conclusion and a closed text."""

    personal: ClassVar[dict[str, str]] = dict.fromkeys(("application", "by", "conclusion", "sealed"), WITH_FILE)
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "body", "effect", "turn", "within", "cite", "key", "asked_at", "due_at", "warned_at", "given_at"}
    )

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="opinions")
    body = models.CharField(max_length=60)  # as the rule names it
    effect = models.CharField(max_length=12, default="advises")  # advises, consents, is_told
    turn = models.PositiveSmallIntegerField(default=1)  # those of one turn are asked at once
    within = models.CharField(max_length=24, blank=True, default="")
    cite = models.JSONField(default=list)  # the provisions that name the body
    asked_at = models.DateTimeField(null=True, blank=True)  # empty until its turn has come
    due_at = models.DateTimeField(null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)  # when it was said that the time runs out
    by = models.CharField(max_length=16, blank=True, default="")
    conclusion = models.CharField(
        max_length=20, blank=True, default="", choices=[(c.value, c.value) for c in Conclusion]
    )
    key = models.CharField(max_length=120, blank=True, default="")  # the name of the key under which the text lies
    sealed = models.BinaryField(default=bytes)
    given_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.UniqueConstraint(name="opinion_one_of_each_body", fields=["application", "body"]),
            models.CheckConstraint(
                name="opinion_given_has_author_and_conclusion",
                condition=Q(given_at=None, by="", conclusion="")
                | (Q(given_at__isnull=False, asked_at__isnull=False) & ~Q(by="") & ~Q(conclusion="")),
            ),
        ]

    def __str__(self) -> str:
        return f"opinion of {self.body} on {self.application_id}"

    def stage(self, at: datetime) -> consulting.Stage:
        """How far it has come at a moment."""
        return consulting.stage(self.effect, asked_at=self.asked_at, due_at=self.due_at, given_at=self.given_at, at=at)


class Adviser(models.Model):
    """The institution that speaks for a body which a rule names."""

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset({"id", "body", "institution"})

    body = models.CharField(max_length=60, unique=True)
    institution = models.CharField(max_length=32)

    def __str__(self) -> str:
        return f"{self.institution} for {self.body}"


class Evidence(models.Model):
    """A document that shows the ground; its content lies encrypted beside the database under a key of its own."""

    personal: ClassVar[dict[str, str]] = dict.fromkeys(("application", "name", "added_by", "sha256"), WITH_FILE)
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "token", "content_type", "size", "scan", "added_at", "erased_at"}
    )

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="evidence")
    token = models.CharField(max_length=32, unique=True)  # name of the file and of its key; says nothing
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=32)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    scan = models.CharField(max_length=12, default="not_scanned")  # clean, or not_scanned where there is no scanner
    added_by = models.CharField(max_length=16)
    added_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"document of {self.application_id}"


class Relative(models.Model):
    """Whom a ground speaks of: a third party, sealed, masked on every page, erased before anything else."""

    personal: ClassVar[dict[str, str]] = {"application": WITH_FILE, "sealed": FIRST}
    plain: ClassVar[frozenset[str]] = frozenset({"id", "erased_at"})

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="relative")
    sealed = models.BinaryField(default=bytes)
    erased_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"relative in {self.application_id}"


class ThirdParty(models.Model):
    """Someone named in a file who did not choose to be in it: sealed, masked, erased before anything else."""

    personal: ClassVar[dict[str, str]] = {"application": WITH_FILE, "sealed": FIRST}
    plain: ClassVar[frozenset[str]] = frozenset({"id", "role", "position", "erased_at"})

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="third_parties")
    role = models.CharField(max_length=12)  # emergency, companion, met
    position = models.PositiveSmallIntegerField(default=1)
    sealed = models.BinaryField(default=bytes)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.UniqueConstraint(name="third_party_one_at_a_place", fields=["application", "role", "position"]),
        ]

    def __str__(self) -> str:
        return f"{self.role} in {self.application_id}"


class Provisional(models.Model):
    """The answer of the duty decider to an urgent application, in force until the head has decided."""

    personal: ClassVar[dict[str, str]] = dict.fromkeys(("application", "by", "by_name", "reasons"), WITH_FILE)
    plain: ClassVar[frozenset[str]] = frozenset({"id", "allowed", "at", "permit", "confirm_by"})

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="provisional")
    allowed = models.BooleanField()
    by = models.CharField(max_length=16)
    by_name = models.CharField(max_length=240, blank=True, default="")
    at = models.DateTimeField()
    reasons = models.TextField()
    permit = models.CharField(max_length=32, blank=True, default="")
    confirm_by = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="provisional_permit_only_when_allowed", condition=Q(allowed=True) | Q(permit="")
            ),
        ]

    def __str__(self) -> str:
        return f"provisional answer to {self.application_id}"


class Shift(models.Model):
    """Who is on duty for an institution, from an hour until another; what is open is handed over to the next."""

    personal: ClassVar[dict[str, str]] = dict.fromkeys(("who", "name", "phone", "note", "planned_by"), WITH_DUTY)
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "institution", "duty", "since_at", "until_at", "taken_at", "confirmed_at", "warned_at"}
    )

    institution = models.CharField(max_length=32, db_index=True)
    duty = models.CharField(max_length=8)  # calls: writes calls down; answers: answers provisionally
    who = models.CharField(max_length=16)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=32)
    since_at = models.DateTimeField()
    until_at = models.DateTimeField()
    planned_by = models.CharField(max_length=16)
    confirmed_at = models.DateTimeField(null=True, blank=True)  # when they said beforehand that they will be there
    warned_at = models.DateTimeField(null=True, blank=True)  # when the body was told that nobody had said so
    taken_at = models.DateTimeField(null=True, blank=True)  # when they said that they are there
    note = models.TextField(blank=True, default="")  # what they left for the next

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(name="shift_ends_after_it_begins", condition=Q(until_at__gt=F("since_at"))),
            models.UniqueConstraint(name="shift_one_at_a_time", fields=["institution", "duty", "since_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.duty} of {self.institution} from {self.since_at}"


class SavedFilter(models.Model):
    """A way of looking at the work list that somebody keeps under a name of their own."""

    personal: ClassVar[dict[str, str]] = dict.fromkeys(("owner", "name", "words"), "erased by its owner")
    plain: ClassVar[frozenset[str]] = frozenset({"id", "show"})

    owner = models.CharField(max_length=16, db_index=True)
    name = models.CharField(max_length=40)
    show = models.CharField(max_length=12, blank=True, default="")
    words = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.UniqueConstraint(name="saved_filter_one_of_a_name", fields=["owner", "name"]),
        ]

    def __str__(self) -> str:
        return f"filter of {self.owner}"


class Silence(models.Model):
    """Time that the institution let pass without an answer; never the applicant's fault."""

    personal: ClassVar[dict[str, str]] = {"application": WITH_FILE}
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "institution", "what", "body", "since_at", "noticed_at", "ended_at"}
    )

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="silences")
    institution = models.CharField(max_length=32)
    what = models.CharField(max_length=12)  # decision, opinion, urgent
    body = models.CharField(max_length=60, blank=True, default="")  # whose opinion is late
    since_at = models.DateTimeField()
    noticed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                name="silence_once_for_each_clock", fields=["application", "what", "body", "since_at"]
            ),
        ]

    def __str__(self) -> str:
        return f"silence on {self.application_id}"
