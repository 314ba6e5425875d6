"""Handing in a draft, and trying drafts on past trips while somebody waits for it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pyarrow.compute as pc
from django.db import transaction

from exeat import regimes
from exeat.audit import actions as audit
from exeat.drafts import many, policy, queries, tables
from exeat.drafts.models import Trial, Version
from exeat.drafts.past import Past
from exeat.regimes.trips import scenarios
from exeat.statistics.disclosure import THRESHOLD
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor, Right

NO_RIGHT = Refusal("no-right", "Your role does not include this step.")
TOO_FEW = Refusal("too-few", "Fewer than ten people of the list made a trip. No number about so few is told.")


@transaction.atomic
def hand_in(text: str, *, by: Actor, at: datetime) -> Version:
    """A draft is handed in as a file; it is read as strictly as the law, and becomes the next version of its series.

    Raises MoveRefused when the role does not include it, or when the draft may not be kept; RulebookError, with each
    line, when it does not read well or an example does not agree with its own rules.
    """
    if not by.may(Right.TRY_DRAFTS):
        raise MoveRefused([NO_RIGHT])
    book = policy.read_draft(text)
    if wrong := policy.disagreements(text, book):
        raise regimes.RulebookError(wrong)
    refusals = policy.may_be_handed_in(book, law=regimes.rulebooks(status=None), drafts=queries.built_in())
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    earlier = queries.versions(book.regime)
    if any(version.sha256 == sha256 for version in earlier):
        refusals.append(Refusal("same-text", "This version has already been handed in."))
    if refusals:
        raise MoveRefused(refusals)
    first = 2 if book.regime in queries.built_in() else 1
    version = Version.objects.create(
        reference=audit.number("D", at=at),
        series=book.regime,
        number=max([version.number for version in earlier], default=first - 1) + 1,
        text=text,
        sha256=sha256,
        added_at=at,
        added_by=by.reference,
    )
    audit.record("draft.handed-in", subject=version.reference, by=by, at=at, series=version.series, sha256=sha256)
    return version


def run(
    *drafts: str,
    past: Past,
    file: str = "",
    reference: str = "",
    by: Actor,
    at: datetime,
    every_reading: bool = True,
    as_if_from: date | None = None,
    hours: Mapping[str, float] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Trial:
    """Judge past trips under the law and under each draft, and keep the counts.

    `file` is the fingerprint of what was given; empty for confirmed trips of registered people. `reference` is the
    number of the trial where it has one already. Raises MoveRefused when the role does not include it or when there
    is no trip to judge.
    """
    if not by.may(Right.TRY_DRAFTS):
        raise MoveRefused([NO_RIGHT])
    if not len(past):
        raise MoveRefused([Refusal("no-trips", "There is no past trip to judge. Give a trips file without names.")])
    law = [regimes.rulebook(name) for name in queries.law_in_force()]
    books = [queries.draft_book(name) for name in drafts]
    cases = scenarios(law, books, every_reading=every_reading)
    found = many.simulate(past, cases, as_if_from=as_if_from, progress=progress)
    return _kept(
        drafts, [*law, *books], tables.report(found, hours=hours), reference, by=by, at=at,
        source="file" if file else "register", file_sha256=file,
    )  # fmt: skip


def count(
    *drafts: str,
    past: Past,
    basis: str,
    by: Actor,
    at: datetime,
    as_if_from: date | None = None,
    hours: Mapping[str, float] | None = None,
) -> Trial:
    """Count on trips of named people that were linked in memory; only counts and the basis in law are kept.

    Raises MoveRefused when the role does not include it, when no basis is given, when nothing was linked, or when those
    who travelled are so few that every number would be about somebody.
    """
    refusals = [] if by.may(Right.TRY_DRAFTS) else [NO_RIGHT]
    if not basis.strip():
        refusals.append(
            Refusal("no-basis", "Say on what basis in law the staff list and the border records are linked.")
        )
    if not len(past):
        refusals.append(Refusal("no-trips-linked", "No trip of anybody on the list was found in the border records."))
    elif pc.count_distinct(past.trips["person"]).as_py() < THRESHOLD:
        refusals.append(TOO_FEW)
    if refusals:
        raise MoveRefused(refusals)
    law = [regimes.rulebook(name) for name in queries.law_in_force()]
    books = [queries.draft_book(name) for name in drafts]
    found = many.simulate(past, scenarios(law, books), as_if_from=as_if_from)
    report = tables.report(found, hours=hours)
    return _kept(drafts, [*law, *books], report, "", by=by, at=at, source="count", basis=basis.strip())


@transaction.atomic
def _kept(
    drafts: Sequence[str],
    books: Sequence[regimes.Rulebook],
    found: Mapping[str, Any],
    reference: str,
    *,
    by: Actor,
    at: datetime,
    **more: str,
) -> Trial:
    """The counts of a trial, written down with the fingerprints of what was asked."""
    reference = reference or audit.number("T", at=at)
    trial = Trial.objects.create(
        reference=reference,
        draft=drafts[0],
        drafts=list(drafts),
        law=found["law"],
        found=dict(found),
        fingerprints=[{"regime": book.regime, "sha256": policy.fingerprint(book)} for book in books],
        made_at=at,
        made_by=by.reference,
        **more,
    )
    told = {"drafts": ", ".join(drafts), "source": trial.source, "trips": found["trips"]}
    if trial.basis:
        told["basis"] = trial.basis
    audit.record("draft.tried", subject=reference, by=by, at=at, **told)
    return trial
