"""What was decided in a case: the finding, what followed, the appeal and what a court said."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from exeat.cases.models.cases import WITH_CASE, Case


class Finding(models.Model):
    """What an officer found, resting on which documents, with reasons."""

    personal: ClassVar[dict[str, str]] = {
        "kind": WITH_CASE, "reasons": WITH_CASE, "legal_question": WITH_CASE, "overrides": WITH_CASE,
        "answer_weighed": WITH_CASE, "departs": WITH_CASE, "weighed": WITH_CASE, "unlike": WITH_CASE,
    }  # fmt: skip
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "case", "cited", "opened_by", "found_by", "found_name", "found_at", "appeal_until", "reversed_at",
         "law", "letter", "counting", "proposed_by", "proposed_name"}
    )  # fmt: skip

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="finding")
    kind = models.CharField(max_length=16)
    reasons = models.TextField()
    answer_weighed = models.TextField(blank=True, default="")
    departs = models.TextField(blank=True, default="")  # why like cases ended otherwise
    weighed = models.JSONField(default=list)  # each factor with its words, its source, its side and why
    unlike = models.TextField(blank=True, default="")  # why it is not what was proposed
    proposed_by = models.CharField(max_length=40, blank=True, default="")
    proposed_name = models.CharField(max_length=120, blank=True, default="")
    cited = models.JSONField(default=list)
    legal_question = models.TextField(blank=True, default="")
    overrides = models.JSONField(default=dict)
    law = models.JSONField(default=list)  # fingerprints of the wordings it was made under
    opened_by = models.CharField(max_length=40)
    found_by = models.CharField(max_length=40)
    found_name = models.CharField(max_length=120)
    found_at = models.DateTimeField()
    appeal_until = models.DateField(null=True, blank=True)
    counting = models.JSONField(default=dict)  # how the last day to appeal was counted, and why it was corrected
    letter = models.CharField(max_length=16, blank=True, default="")
    reversed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(name="finding_not_by_the_opener", condition=~Q(found_by=F("opened_by"))),
            models.CheckConstraint(name="finding_not_by_the_proposer", condition=~Q(found_by=F("proposed_by"))),
            models.CheckConstraint(name="finding_has_reasons", condition=~Q(reasons="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} in {self.case_id}"


class Measure(models.Model):
    """What follows from a breach, weighed; reversed when the appeal succeeds."""

    personal: ClassVar[dict[str, str]] = {
        "kinds": WITH_CASE, "aim": WITH_CASE, "lesser": WITH_CASE, "family": WITH_CASE, "lasts": WITH_CASE,
        "reasons": WITH_CASE, "overrides": WITH_CASE, "set_aside": WITH_CASE, "weighed": WITH_CASE,
        "lighter": WITH_CASE, "unlike": WITH_CASE,
    }  # fmt: skip
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "case", "review_on", "effect_from", "found_by", "taken_by", "taken_name", "taken_at", "appeal_until",
         "suspended_at", "suspended_by", "suspended_reasons", "reversed_at", "letter", "counting", "proposed_by",
         "proposed_name"}
    )  # fmt: skip

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="measure")
    kinds = models.JSONField()
    set_aside = models.JSONField(default=list)  # measures that the appeals body took out of it
    aim = models.TextField()
    lesser = models.TextField()
    lighter = models.JSONField(default=dict)  # why each lighter measure is not enough, by its kind
    weighed = models.JSONField(default=list)
    unlike = models.TextField(blank=True, default="")
    proposed_by = models.CharField(max_length=40, blank=True, default="")
    proposed_name = models.CharField(max_length=120, blank=True, default="")
    family = models.TextField()
    lasts = models.CharField(max_length=200)
    review_on = models.DateField()
    effect_from = models.DateField()
    reasons = models.TextField()
    overrides = models.JSONField(default=dict)
    found_by = models.CharField(max_length=40)
    taken_by = models.CharField(max_length=40)
    taken_name = models.CharField(max_length=120)
    taken_at = models.DateTimeField()
    appeal_until = models.DateField()
    counting = models.JSONField(default=dict)
    letter = models.CharField(max_length=16, blank=True, default="")
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_by = models.CharField(max_length=40, blank=True, default="")
    suspended_reasons = models.TextField(blank=True, default="")
    reversed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(name="measure_not_by_the_finder", condition=~Q(taken_by=F("found_by"))),
            models.CheckConstraint(name="measure_not_by_the_proposer", condition=~Q(taken_by=F("proposed_by"))),
            models.CheckConstraint(
                name="measure_is_weighed",
                condition=~Q(aim="") & ~Q(lesser="") & ~Q(family="") & ~Q(lasts="") & ~Q(reasons=""),
            ),
        ]

    def __str__(self) -> str:
        return f"measure in {self.case_id}"


class Appeal(models.Model):
    """The person asks the appeals body to set a decision aside; upheld or reversed, with reasons."""

    personal: ClassVar[dict[str, str]] = {"points": WITH_CASE, "reasons": WITH_CASE}
    plain: ClassVar[frozenset[str]] = frozenset(
        {
            "id",
            "case",
            "number",
            "made_at",
            "late",
            "outcome",
            "decided_by",
            "decided_name",
            "decided_at",
            "before",
            "ground",
        }
    )

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="appeals")
    number = models.PositiveSmallIntegerField(default=1)
    points = models.TextField()
    made_at = models.DateTimeField()
    late = models.BooleanField(default=False)
    ground = models.CharField(max_length=12, default="appeal")  # appeal, new_facts, court
    before = models.CharField(max_length=12)  # the state from which the appeal was made
    outcome = models.CharField(max_length=20, blank=True, default="")  # decision_upheld, _reversed, part_reversed
    reasons = models.TextField(blank=True, default="")
    decided_by = models.CharField(max_length=40, blank=True, default="")
    decided_name = models.CharField(max_length=120, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="appeal_decided_by_someone_with_reasons",
                condition=Q(outcome="", decided_by="", decided_at=None)
                | (~Q(outcome="") & ~Q(decided_by="") & ~Q(reasons="") & Q(decided_at__isnull=False)),
            ),
            models.UniqueConstraint(name="appeal_numbered_once", fields=["case", "number"]),
        ]

    def __str__(self) -> str:
        return f"appeal {self.number} in {self.case_id}"


class Judgment(models.Model):
    """What a court decided about the decision: entered with its document by one person, confirmed by another."""

    personal: ClassVar[dict[str, str]] = {"number": WITH_CASE, "words": WITH_CASE, "kinds": WITH_CASE}
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "case", "court", "given_on", "outcome", "document", "entered_by", "entered_name", "entered_at",
         "confirmed_by", "confirmed_name", "confirmed_at"}
    )  # fmt: skip

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="judgments")
    court = models.CharField(max_length=120)
    number = models.CharField(max_length=60)
    given_on = models.DateField()
    outcome = models.CharField(max_length=12)  # upheld, reversed, partly, remitted, ended
    kinds = models.JSONField(default=list)  # the measures that a part of the judgment sets aside
    words = models.TextField()
    document = models.PositiveSmallIntegerField()
    entered_by = models.CharField(max_length=40)
    entered_name = models.CharField(max_length=120)
    entered_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=40, blank=True, default="")
    confirmed_name = models.CharField(max_length=120, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(name="judgment_confirmed_by_another", condition=~Q(confirmed_by=F("entered_by"))),
            models.UniqueConstraint(name="judgment_one_waits", fields=["case"], condition=Q(confirmed_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"judgment in {self.case_id}"
