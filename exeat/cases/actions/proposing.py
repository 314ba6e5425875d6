"""Somebody proposes what to find or to do, and looks for another post, so that somebody else can decide."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from exeat.audit import actions as audit
from exeat.cases import policy, titles
from exeat.cases.models import Case, Enquiry, Proposal
from exeat.cases.policy import Nature
from exeat.cases.steps import allowed, file, language_of, leave, locked, tell
from exeat.values.rights import Actor

TITLES = {
    "finding": "Proposed finding",
    "measure": "Proposed measure",
    "enquiry": "Other posts that were looked at",
}


@transaction.atomic
def propose_finding(
    reference: str, *, kind: str, reasons: str, by: Actor, at: datetime, blocks: Iterable[str] = ()
) -> Proposal:  # fmt: skip
    """Propose what to find; the person reads it, and somebody else decides."""
    row = locked(reference)
    finding = policy.Finding(kind, reasons)
    allowed("propose_finding", row, by, at, finding=finding, reasons=reasons, blocks=tuple(blocks))
    return _proposed(row, "finding", [kind], reasons, by=by, at=at)


@transaction.atomic
def propose_measure(
    reference: str, *, kinds: Iterable[str], reasons: str, by: Actor, at: datetime, blocks: Iterable[str] = ()
) -> Proposal:  # fmt: skip
    """Propose which measures are taken, or that none is; the person reads it, and somebody else decides."""
    row = locked(reference)
    chosen = tuple(kinds)
    allowed("propose_measure", row, by, at, kinds=chosen, reasons=reasons, blocks=tuple(blocks))
    return _proposed(row, "measure", list(chosen), reasons, by=by, at=at)


@transaction.atomic
def enquire(reference: str, *, posts: str, said: str, found: bool, by: Actor, at: datetime) -> Enquiry:
    """Record which posts without the clearance were looked at, and what the person said of them."""
    row = locked(reference)
    allowed("enquire", row, by, at, words=posts, reasons=said)
    made = Enquiry.objects.create(
        case=row, posts=posts, said=said, found=found, made_by=by.reference, made_name=by.name or by.reference,
        made_at=at,
    )  # fmt: skip
    _shown(row, "enquiry", Nature.FACT, f"{posts}\n\n{said}", by=by, at=at)
    audit.record("case.posts_looked_at", subject=reference, by=by, at=at, about=[row.person.reference], found=found)
    return made


def _proposed(row: Case, what: str, choice: list[str], reasons: str, *, by: Actor, at: datetime) -> Proposal:
    made = Proposal.objects.create(
        case=row, what=what, choice=choice, reasons=reasons, proposed_by=by.reference,
        proposed_name=by.name or by.reference, proposed_at=at,
    )  # fmt: skip
    _shown(row, what, Nature.ASSESSMENT, reasons, by=by, at=at)
    audit.record(f"case.{what}_proposed", subject=row.reference, by=by, at=at, about=[row.person.reference])
    return made


def _shown(row: Case, what: str, nature: Nature, text: str, *, by: Actor, at: datetime) -> None:
    """Into the file, open to the person, who is told."""
    title = TITLES[what]
    file(row, nature, title, text.encode(), by=by, at=at, disclosed=True)
    letter = tell(row, "case-file-grew", by=by, at=at, title=titles.told(title, language_of(row)), withheld="")
    leave(row, f"propose_{what}" if what != "enquiry" else "enquire", by=by, at=at, letter=letter)
