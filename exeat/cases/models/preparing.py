"""What prepares a decision: a proposal by somebody who does not decide, and an enquiry for another post."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from exeat.cases.models.cases import WITH_CASE, Case


class Proposal(models.Model):
    """What somebody proposes to find or to do; somebody else decides, and says why where they decide otherwise."""

    personal: ClassVar[dict[str, str]] = {"choice": WITH_CASE, "reasons": WITH_CASE}
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "case", "what", "proposed_by", "proposed_name", "proposed_at"}
    )  # fmt: skip

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="proposals")
    what = models.CharField(max_length=8)  # finding, measure
    choice = models.JSONField(default=list)  # the kind of finding, or the measures; empty for none
    reasons = models.TextField()
    proposed_by = models.CharField(max_length=40)
    proposed_name = models.CharField(max_length=120)
    proposed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"proposed {self.what} in {self.case_id}"


class Enquiry(models.Model):
    """Which posts without the clearance were looked at before a post ends, and what the person said of them."""

    personal: ClassVar[dict[str, str]] = {"posts": WITH_CASE, "said": WITH_CASE}
    plain: ClassVar[frozenset[str]] = frozenset({"id", "case", "found", "made_by", "made_name", "made_at"})

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="enquiries")
    posts = models.TextField()
    said = models.TextField()
    found = models.BooleanField(default=False)  # a post was found that the person takes
    made_by = models.CharField(max_length=40)
    made_name = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"enquiry in {self.case_id}"
