"""The tables of cases: the case, its file, who takes part, what was told and what was done."""

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
