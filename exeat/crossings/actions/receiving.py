"""Receive a file of border records: count everyone, keep only what may be a registered person's."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from time import monotonic
from typing import Any, BinaryIO

from django.db import IntegrityError, transaction

from exeat import linkage
from exeat.audit import actions as audit
from exeat.crossings import admission, checking, contents, files, policy
from exeat.crossings.contents import Contents, Reason
from exeat.crossings.models import Candidate, ClearedPair, Count, Import
from exeat.crossings.points import known
from exeat.crossings.ready import Ready, ready, tidied
from exeat.register import queries as register
from exeat.values.nationality import nationality
from exeat.values.rights import Actor

BATCH = 1000


@dataclass(frozen=True)
class Proposal:
    """A row of the file that may be a registered person's."""

    person_id: int
    person: str
    score: float
    record: files.Record
    evidence: tuple[Reason, ...]


def receive(
    file: BinaryIO, name: str, *, by: Actor, at: datetime, source: str = "", progress: files.Progress | None = None
) -> Import:
    """Take a file of border records: count every good row, propose matches with the register, drop the rest.

    Rows with a fault are left out and named. Raises MoveRefused without the right or without a recorded legal basis,
    FileRefused when most rows are faulty or the file was received before; nothing is applied then.
    """
    admission.allowed(by)
    sha256 = files.fingerprint(file)
    admission.not_received_before(sha256)
    begun = monotonic()
    taken = files.take(file, name, source=source, progress=progress, at=at)
    try:
        return apply(taken, begun, by=by, at=at, progress=progress)
    except IntegrityError:  # somebody else began with the same file at the same time, and was first
        admission.not_received_before(sha256)
        raise


def apply(
    taken: files.Taken,
    begun: float,
    *,
    by: Actor,
    at: datetime,
    progress: files.Progress | None = None,
    waits: bool = True,
) -> Import:
    """Count what was understood, match it, and keep what may be a registered person's; all or nothing.

    What does not wait is matched with the register as it was a moment ago while a changed one is made ready.
    """
    if progress:
        progress("ready", 0, 0)
    registered = ready(on=at.date(), waits=waits)
    proposals = list(_proposals(taken, registered, progress))
    with transaction.atomic():
        received = Import.objects.create(
            reference=audit.number("K", at=at), sha256=taken.sha256, source=taken.source, received_at=at,
            received_by=by.reference, rows=taken.rows, proposed=0, first_on=taken.first_on, last_on=taken.last_on,
            kind=taken.kind, refused=taken.refused, faults=[asdict(fault) for fault in taken.faults],
            seconds=round(monotonic() - begun, 2),
        )  # fmt: skip
        _count(received, taken)
        received.proposed = _keep(received, proposals, at)
        received.save(update_fields=["proposed"])
        audit.record(
            "crossings.received", subject=received.reference, by=by, at=at, sha256=taken.sha256, rows=taken.rows,
            proposed=received.proposed, refused=taken.refused, register=registered.edition,
        )  # fmt: skip
    if progress:
        progress("done", taken.rows, taken.rows)
    return received


def _proposals(taken: files.Taken, registered: Ready, progress: files.Progress | None) -> Iterator[Proposal]:
    """The rows that the machine takes to be a registered person's, with what speaks for and against."""
    found = registered.register.match(taken.table(), progress=_of_matching(progress))
    pairs = found.table.to_pylist()
    held = register.still_held({pair["person_id"] for pair in pairs})
    references = registered.references(held)
    for pair in pairs:
        if pair["person_id"] not in held:  # erased since the register was made ready
            continue
        if pair["score"] is not None and pair["score"] < policy.WORTH_ASKING:
            continue
        person = references[pair["person_id"]]
        record = taken.record(int(pair["crossing_id"]))
        said = found.evidence(pair["crossing_id"], pair["person_id"])
        seen = [_reason(each, registered.unregistered) for each in said]
        checks = checking.said(record.fields.get("checks", ""), seen)
        if any(reason.why_code == "nation-other" for reason in seen):
            codes = [nationality(code) for code in register.plain(person).citizenships]
            checks += checking.of_citizenship(
                record.fields.get("nationality", ""), [code for code in codes if code], seen
            )
        score = checking.moved(float(pair["score"] or 0.0), checks)
        if pair["score"] is not None and score < policy.WORTH_ASKING:
            continue
        yield Proposal(int(pair["person_id"]), person, score, record, (*seen, *checks))


def _of_matching(progress: files.Progress | None) -> files.Progress | None:
    """Tell of matching by the names of our stages: rows are counted while they are sifted, and not after that."""
    if progress is None:
        return None
    return lambda step, done, total: progress("match" if total else "weigh", done, total)


def _reason(said: linkage.Evidence, unregistered: Collection[str]) -> Reason:
    """The evidence as it is kept; a document that only a confirmed crossing knows is named so."""
    why = said.why_code
    if why == "document-same" and tidied(str(said.params.get("crossing", ""))) in unregistered:
        why = "document-known"
    return Reason(said.feature, round(float(said.weight), 2), why, dict(said.params))


def _count(received: Import, taken: files.Taken) -> None:
    Count.objects.bulk_create(
        (
            Count(
                received=received, day=day, point=point, direction=direction, traveller=traveller, number=number,
                country=place.country if (place := known(point)) else "",
            )
            for (day, point, direction, traveller), number in sorted(taken.counts.items())
        ),
        BATCH,
    )  # fmt: skip


def _keep(received: Import, proposals: list[Proposal], at: datetime) -> int:
    """Store the possible matches that nobody has cleared before; how many."""
    digests = {
        n: contents.pair_digest(p.person, Contents(p.record.fields, p.evidence)) for n, p in enumerate(proposals)
    }
    wanted = list(digests.values())
    cleared: set[str] = set()
    for start in range(0, len(wanted), BATCH):
        some = ClearedPair.objects.filter(digest__in=wanted[start : start + BATCH])
        cleared.update(some.values_list("digest", flat=True))
    kept = 0
    for n, proposal in enumerate(proposals):
        record = proposal.record
        if digests[n] in cleared or _known_already(proposal):
            continue
        reference = audit.number("M", at=at)
        Candidate.objects.create(
            reference=reference, received=received, person_id=proposal.person_id, score=proposal.score,
            sealed=contents.seal(reference, Contents(_needed(record), proposal.evidence)), crossed_at=record.at,
            direction=record.direction, point=record.point, country=record.country, territory=record.territory,
            how=record.how.value, keep_until=policy.keep_until(at.date()), paper=contents.paper_digest(record.fields),
        )  # fmt: skip
        kept += 1
    return kept


def _known_already(proposal: Proposal) -> bool:
    """Whether this very passage came with another file, such as that of the month after that of the day."""
    record = proposal.record
    return Candidate.objects.filter(
        person_id=proposal.person_id, crossed_at=record.at, direction=record.direction, point=record.point
    ).exists()


def _needed(record: files.Record) -> dict[str, str]:
    """What people need to answer, and no more of the record."""
    unneeded = {"crossing_point", "direction"}
    fields: dict[str, Any] = {name: value for name, value in record.fields.items() if name not in unneeded}
    return fields
