"""The tables of cases: the case, its file, what was found, what followed, and the appeal."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

WITH_CASE = "erased when the retention of cases after their close has passed"


class Case(models.Model):
    """A discrepancy that people look into, in one state at a time."""

    personal: ClassVar[dict[str, str]] = {
        "person": WITH_CASE, "first_on": WITH_CASE, "last_on": WITH_CASE, "country": WITH_CASE,
        "territory": WITH_CASE, "opening_reasons": WITH_CASE, "representative": WITH_CASE, "interpreter": WITH_CASE,
        "depends_on": WITH_CASE, "contrary": WITH_CASE, "offered": WITH_CASE, "outcome": WITH_CASE,
        "facts_text": WITH_CASE, "overrides": WITH_CASE, "accommodation": WITH_CASE, "help_arranged": WITH_CASE,
        "translation": WITH_CASE,
    }  # fmt: skip
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "reference", "discrepancy", "source", "told", "state", "opened_by", "opened_name", "opened_at",
         "house", "institution",
         "confirmed_by", "kinds", "requires", "how", "notice_letter", "served_on", "served_how", "answer_until",
         "hearing_asked", "heard_at", "minutes_until", "minutes_settled_at", "measures_known", "decide_by",
         "closed_at", "close_reasons"}
    )  # fmt: skip

    reference = models.CharField(max_length=16, unique=True)
    discrepancy = models.CharField(max_length=16, blank=True, default="")
    source = models.CharField(max_length=20, default="match")  # match, own_report, institution_report, security_notice
    told = models.CharField(max_length=16, blank=True, default="")  # what the case rests on, where it is no match
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="cases")
    state = models.CharField(max_length=12, default="opened")
    house = models.CharField(max_length=32, blank=True, default="")  # the officers' body, whose remedy is told
    institution = models.CharField(max_length=32, blank=True, default="")  # the person's
    confirmed_by = models.JSONField(default=list)
    opened_by = models.CharField(max_length=40)
    opened_name = models.CharField(max_length=120)
    opened_at = models.DateTimeField()
    opening_reasons = models.TextField()
    decide_by = models.DateField(null=True, blank=True)  # the last day to decide, as it was counted at the opening
    overrides = models.JSONField(default=dict)
    first_on = models.DateField()
    last_on = models.DateField(null=True, blank=True)
    country = models.CharField(max_length=2)
    territory = models.CharField(max_length=8, blank=True, default="")
    how = models.CharField(max_length=12)
    kinds = models.JSONField(default=list)
    requires = models.CharField(max_length=16)
    outcome = models.JSONField(default=dict)
    depends_on = models.JSONField(default=list)
    contrary = models.JSONField(default=list)
    offered = models.JSONField(default=list)
    measures_known = models.BooleanField(default=False)
    facts_text = models.JSONField(default=list)  # sentences of fact that the notice carries
    notice_letter = models.CharField(max_length=16, blank=True, default="")
    served_on = models.DateField(null=True, blank=True)
    served_how = models.CharField(max_length=200, blank=True, default="")
    answer_until = models.DateField(null=True, blank=True)
    hearing_asked = models.BooleanField(default=False)
    heard_at = models.DateTimeField(null=True, blank=True)
    representative = models.CharField(max_length=200, blank=True, default="")
    interpreter = models.CharField(max_length=80, blank=True, default="")
    accommodation = models.CharField(max_length=200, blank=True, default="")  # what the person needs to take part
    translation = models.CharField(max_length=80, blank=True, default="")  # the language in which they need the file
    help_arranged = models.TextField(blank=True, default="")
    minutes_until = models.DateField(null=True, blank=True)  # until when the person may correct the minutes
    minutes_settled_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    close_reasons = models.TextField(blank=True, default="")

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                name="case_one_for_a_discrepancy", fields=["discrepancy"], condition=~Q(discrepancy="")
            ),
            models.CheckConstraint(name="case_opened_by_someone", condition=~Q(opened_by="")),
            models.CheckConstraint(
                name="case_noticed_has_a_letter_and_a_day",
                condition=Q(state="opened") | (~Q(notice_letter="") & Q(answer_until__isnull=False)),
            ),
            models.CheckConstraint(
                name="case_time_over_needs_proof_of_service",
                condition=~Q(state="time_over") | Q(served_on__isnull=False),
            ),
            models.CheckConstraint(
                name="case_closed_at_a_time", condition=~Q(state="closed") | Q(closed_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Confirmer(models.Model):
    """Who confirmed a match on which a case rests: written once, so that the database refuses them as opener."""

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset({"id", "case", "officer", "opened_by"})

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="confirmers")
    officer = models.CharField(max_length=40)
    opened_by = models.CharField(max_length=40)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(name="case_two_people_stand_before_it", condition=~Q(officer=F("opened_by"))),
        ]

    def __str__(self) -> str:
        return f"{self.officer} confirmed for {self.case_id}"


class Document(models.Model):
    """An item of the file: facts, words or assessments apart; disclosed, or listed as withheld with its ground."""

    personal: ClassVar[dict[str, str]] = {"title": WITH_CASE, "sealed": WITH_CASE, "file_name": WITH_CASE,
                                           "from_report": WITH_CASE, "translated_by": WITH_CASE}  # fmt: skip
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "case", "number", "nature", "translates", "language", "sworn", "withheld_body",
         "added_by", "added_name", "added_at", "disclosed_at", "withheld_ground",
         "withheld_cite", "content_type", "of_a_record"}
    )  # fmt: skip

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="documents")
    number = models.PositiveSmallIntegerField()
    nature = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    sealed = models.BinaryField()
    file_name = models.CharField(max_length=120, blank=True, default="")  # empty for a text
    content_type = models.CharField(max_length=60, default="text/plain")
    from_report = models.CharField(max_length=24, blank=True, default="")  # a return report in which it was told
    of_a_record = models.BooleanField(default=False)  # its content goes when the record was somebody else's
    added_by = models.CharField(max_length=40)
    added_name = models.CharField(max_length=120)
    added_at = models.DateTimeField()
    disclosed_at = models.DateTimeField(null=True, blank=True)
    withheld_ground = models.CharField(max_length=200, blank=True, default="")
    withheld_cite = models.CharField(max_length=200, blank=True, default="")
    withheld_body = models.CharField(max_length=120, blank=True, default="")  # which body holds it back
    translates = models.PositiveSmallIntegerField(null=True, blank=True)  # the document of which it is a translation
    language = models.CharField(max_length=40, blank=True, default="")
    translated_by = models.CharField(max_length=120, blank=True, default="")
    sworn = models.BooleanField(default=False)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.UniqueConstraint(name="document_numbered_once", fields=["case", "number"]),
            models.CheckConstraint(
                name="document_withheld_names_its_law",
                condition=Q(withheld_ground="", withheld_cite="") | (~Q(withheld_ground="") & ~Q(withheld_cite="")),
            ),
            models.CheckConstraint(
                name="document_translation_names_its_translator",
                condition=Q(translates=None) | (~Q(language="") & ~Q(translated_by="")),
            ),
            models.CheckConstraint(
                name="document_not_both_shown_and_withheld", condition=Q(disclosed_at=None) | Q(withheld_ground="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.number}"


class Told(models.Model):
    """What someone told about a journey: one person receives it, another one weighs it before any case."""

    personal: ClassVar[dict[str, str]] = {
        "person": WITH_CASE, "informant": WITH_CASE, "country": WITH_CASE, "territory": WITH_CASE,
        "first_on": WITH_CASE, "last_on": WITH_CASE, "sealed": WITH_CASE, "from_report": WITH_CASE,
        "reasons": WITH_CASE,
    }  # fmt: skip
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "reference", "source", "reliability", "received_by", "received_name", "received_at", "state",
         "answered_by", "answered_at"}
    )  # fmt: skip

    reference = models.CharField(max_length=16, unique=True)
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="told_of")
    source = models.CharField(max_length=20)
    informant = models.CharField(max_length=200, blank=True, default="")
    reliability = models.CharField(max_length=12)  # documented, credible, uncertain
    country = models.CharField(max_length=2)
    territory = models.CharField(max_length=8, blank=True, default="")
    first_on = models.DateField()
    last_on = models.DateField()
    sealed = models.BinaryField()
    from_report = models.CharField(max_length=24, blank=True, default="")
    received_by = models.CharField(max_length=40)
    received_name = models.CharField(max_length=120)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=12, default="waiting")  # waiting, opened, set_aside
    reasons = models.TextField(blank=True, default="")
    answered_by = models.CharField(max_length=40, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="told_opened_by_somebody_else",
                condition=~Q(state="opened") | (~Q(answered_by="") & ~Q(answered_by=F("received_by"))),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class UseOfReport(models.Model):
    """That a second authority lets what someone reported after a trip be used against them, and why."""

    personal: ClassVar[dict[str, str]] = {"person": WITH_CASE, "report": WITH_CASE, "reasons": WITH_CASE}
    plain: ClassVar[frozenset[str]] = frozenset({"id", "cite", "decided_by", "decided_name", "house", "decided_at"})

    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="reports_used")
    report = models.CharField(max_length=24)
    reasons = models.TextField()
    cite = models.CharField(max_length=200)
    decided_by = models.CharField(max_length=40)
    decided_name = models.CharField(max_length=120)
    house = models.CharField(max_length=32, blank=True, default="")
    decided_at = models.DateTimeField()

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(name="use_of_report_is_reasoned", condition=~Q(reasons="") & ~Q(cite="")),
        ]

    def __str__(self) -> str:
        return f"use of {self.report}"


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
    ground = models.CharField(max_length=12, default="appeal")  # appeal, new_facts
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

    personal: ClassVar[dict[str, str]] = {"number": WITH_CASE, "words": WITH_CASE}
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "case", "court", "given_on", "outcome", "document", "entered_by", "entered_name", "entered_at",
         "confirmed_by", "confirmed_name", "confirmed_at"}
    )  # fmt: skip

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="judgments")
    court = models.CharField(max_length=120)
    number = models.CharField(max_length=60)
    given_on = models.DateField()
    outcome = models.CharField(max_length=12)  # upheld, reversed
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


class Representative(models.Model):
    """Someone whom the person lets into the file, with a code instead of an account, until the person ends it."""

    personal: ClassVar[dict[str, str]] = {"name": WITH_CASE}
    plain: ClassVar[frozenset[str]] = frozenset({"id", "case", "blind", "let_in_at", "ended_at"})

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="representatives")
    name = models.CharField(max_length=120)
    blind = models.CharField(max_length=64, unique=True)  # a keyed hash of the code: the code is kept nowhere
    let_in_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"representative {self.pk} in {self.case_id}"


class Step(models.Model):
    """One line of everything that was done in a case, by whom, when."""

    personal: ClassVar[dict[str, str]] = {"words": WITH_CASE}
    plain: ClassVar[frozenset[str]] = frozenset({"id", "case", "verb", "by", "name", "at", "letter"})

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps")
    verb = models.CharField(max_length=24)
    by = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    at = models.DateTimeField()
    words = models.TextField(blank=True, default="")
    letter = models.CharField(max_length=16, blank=True, default="")

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(name="step_taken_by_a_person", condition=~Q(by="") & ~Q(by__startswith="machine:")),
        ]

    def __str__(self) -> str:
        return f"{self.verb} in {self.case_id}"
