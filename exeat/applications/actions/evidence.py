"""Documents that show the ground, and looks at a file: each look by someone else leaves a trace."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_noop as _

from exeat.applications import papers, policy, queries, terms
from exeat.applications.actions.step import Step
from exeat.applications.models import Application, Evidence, Relative
from exeat.audit import seals
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor, Right


@transaction.atomic
def add_evidence(reference: str, *, name: str, content: bytes, by: Actor, at: datetime) -> Evidence:
    """Keep a document, encrypted under a key of its own. Raises papers.Unfit for one of another kind or too large."""
    step = Step.take(reference, by=by, at=at)
    row = step.row
    awaited = row.evidence_follows_on is not None
    step.refuse(policy.may_add_evidence(by, row.state, step.facts(), awaited=awaited))
    if row.evidence.filter(erased_at=None).count() >= papers.MOST:
        raise papers.Unfit("too_many", _("There are ten documents already. Join several pages into one file."))
    kind = papers.kind_of(content)
    scan = papers.scanned(content, settings.EXEAT_SCANNER)
    content = papers.redrawn(content, kind)
    token = secrets.token_hex(16)
    path = queries.path_of(token)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_bytes(seals.encrypt("evidence", f"evidence:{token}", content))
    path.chmod(0o600)
    paper = Evidence.objects.create(
        application=row, token=token, name=papers.tidy(name, kind), content_type=kind, size=len(content),
        sha256=hashlib.sha256(content).hexdigest(), scan=scan, added_by=by.reference, added_at=at,
    )  # fmt: skip
    if row.state != policy.State.DRAFT:
        step.trace("document-added", sha256=paper.sha256, size=paper.size, scan=scan)
    return paper


@transaction.atomic
def fetch_evidence(reference: str, token: str, *, by: Actor, at: datetime) -> tuple[Evidence, bytes]:
    """Open a document; a look by anyone but its person leaves a trace."""
    step = Step.take(reference, by=by, at=at)
    row = step.row
    paper = row.evidence.filter(token=token, erased_at=None).first()
    if paper is None or not queries.visible_to(by, on=terms.day_of(at)).filter(pk=row.pk).exists():
        raise MoveRefused([policy.Refusal("not-yours", "This file is not yours to see.")])
    content = seals.decrypt("evidence", f"evidence:{token}", queries.path_of(token).read_bytes())
    if by.reference != row.person:
        step.trace("document-read", purpose=step.purpose, sha256=paper.sha256)
    return paper, content


@transaction.atomic
def consult(reference: str, *, by: Actor, at: datetime) -> Application:
    """Open a file in order to work on it; the person sees who did and why. Raises DoesNotExist where it is hidden."""
    row = queries.visible_to(by, on=terms.day_of(at)).get(reference=reference)
    step = Step(row, by, at)
    if by.reference != row.person:
        step.trace("consulted", purpose=step.purpose)
    return row


@transaction.atomic
def show_relative(reference: str, *, by: Actor, at: datetime) -> str:
    """Lift the mask from the name of the relative, for whoever compares a document; recorded."""
    step = Step.take(reference, by=by, at=at)
    row = step.row
    visible = queries.visible_to(by, on=terms.day_of(at)).filter(pk=row.pk).exists()
    needs = by.may(Right.CHECK_APPLICATION) or by.may(Right.DECIDE_APPLICATION) or by.reference == row.person
    relative = Relative.objects.filter(application=row, erased_at=None).first()
    if not visible or not needs or relative is None or not relative.sealed:
        raise MoveRefused([policy.Refusal("masked", "This name is not yours to see, or it has been erased.")])
    if by.reference != row.person:
        step.trace("relative-shown", purpose=step.purpose)
    return seals.decrypt("relative", f"relative:{row.pk}", bytes(relative.sealed)).decode()
