"""Hold confirmed stays against what the law asked and against permits and notices; what is uncovered is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from exeat.audit import actions as audit
from exeat.crossings import judging, policy
from exeat.crossings.models import Candidate, Discrepancy
from exeat.crossings.queries.candidates import passages_of
from exeat.crossings.queries.discrepancies import colleague_of
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor, Right


@transaction.atomic
def find_discrepancies(*, by: Actor, at: datetime) -> int:
    """Hold every confirmed stay against the law and the permits once more; how many are open that were not."""
    if not by.may(Right.OPEN_CASE) and by.role != "machine":
        raise MoveRefused([Refusal("no-right", "Your role does not include this step.")])
    people = (
        Candidate.objects.filter(state=policy.State.CONFIRMED)
        .order_by("person__reference")
        .values_list("person__reference", flat=True)
        .distinct()
    )
    return sum(hold(person, by=by, at=at) for person in people)


def hold(person: str, *, by: Actor, at: datetime) -> int:
    """Hold one person's confirmed stays; how many new discrepancies were found."""
    return sum(_hold(person, stay, by=by, at=at) for stay in policy.stays(passages_of(person)))


def _hold(person: str, stay: policy.Stay, *, by: Actor, at: datetime) -> bool:
    known = Discrepancy.objects.filter(exit__reference=stay.exit.reference).first()
    if known is not None and known.state in {"attached", "set_aside"}:
        return False
    found = judging.judge(person, stay, at=at)
    if found is None:
        if known is not None and known.state == "open":
            known.state = "covered"
            known.save(update_fields=["state"])
            audit.record("discrepancy.covered", subject=known.reference, by=by, at=at, about=[person])
        return False
    values = _values(found, stay)
    if known is not None:
        Discrepancy.objects.filter(pk=known.pk).update(**values, state="open")
        return False
    made = Discrepancy.objects.create(
        reference=audit.number("D", at=at), found_at=at, person=Candidate.objects.get(
            reference=stay.exit.reference
        ).person, exit=Candidate.objects.get(reference=stay.exit.reference), **values,
    )  # fmt: skip
    audit.record(
        "discrepancy.found", subject=made.reference, by=by, at=at, about=[person], kinds=made.kinds,
        requires=made.requires,
    )  # fmt: skip
    return True


def _values(found: judging.Judged, stay: policy.Stay) -> dict[str, Any]:
    assert stay.exit.destination is not None  # an unknown destination makes no discrepancy
    return {
        "entry": Candidate.objects.get(reference=stay.entry.reference) if stay.entry else None,
        "first_on": stay.first, "last_on": stay.last, "country": stay.exit.destination.country,
        "territory": stay.exit.destination.territory or "", "how": stay.exit.how.value,
        "kinds": [kind.value for kind in found.uncovered.kinds], "days": [d.isoformat() for d in found.uncovered.days],
        "requires": found.requires, "outcome": found.outcome, "depends_on": found.depends_on,
        "contrary": [asdict(item) for item in found.contrary], "covers": found.covers,
    }  # fmt: skip


@transaction.atomic
def let_go(candidate: Candidate, *, dry: bool, by: Actor, at: datetime) -> bool:
    """Give up a confirmed crossing; open discrepancies that rest on it go. False when more rests on it already."""
    resting = Discrepancy.objects.filter(Q(exit=candidate) | Q(entry=candidate)).select_related("person")
    if any(row.state in {"attached", "set_aside"} for row in resting):
        return False
    if dry:
        return True
    for row in resting:
        audit.record(
            "discrepancy.erased", subject=row.reference, by=by, at=at, about=[row.person.reference], why="taken back"
        )
        row.delete()
    candidate.state, candidate.confirmed_by, candidate.confirmed_at = policy.State.WAITING, "", None
    candidate.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    hold(candidate.person.reference, by=by, at=at)
    return True


@transaction.atomic
def set_aside(reference: str, *, reasons: str, by: Actor, at: datetime) -> Discrepancy:
    """Say with reasons that nothing follows from a discrepancy; no case is opened on it."""
    row = Discrepancy.objects.select_for_update().select_related("person").get(reference=reference)
    near = colleague_of(row, by)
    policy.may_set_aside(by, policy.SetAside(row.person.reference, near, row.state == "open", reasons))
    row.state, row.set_aside_by, row.set_aside_at, row.reasons = "set_aside", by.reference, at, reasons
    row.save(update_fields=["state", "set_aside_by", "set_aside_at", "reasons"])
    audit.record(
        "discrepancy.set_aside", subject=reference, by=by, at=at, about=[row.person.reference], reasons=reasons
    )
    return row


@transaction.atomic
def attach(reference: str, case: str, *, by: Actor, at: datetime) -> None:
    """Give an open discrepancy to a case; whoever opens the case has asked its policy already."""
    row = Discrepancy.objects.select_for_update().select_related("person").get(reference=reference)
    if row.state != "open":
        raise MoveRefused([Refusal("not-open", "This discrepancy is not open any more.")])
    row.state, row.case = "attached", case
    row.save(update_fields=["state", "case"])
    audit.record("discrepancy.attached", subject=reference, by=by, at=at, about=[row.person.reference], case=case)


@transaction.atomic
def detach(case: str, *, state: str, reasons: str, by: Actor, at: datetime) -> None:
    """A case found another person: the crossings were not theirs, and are erased as somebody else's."""
    from exeat.crossings import contents
    from exeat.crossings.models import ClearedPair

    row = Discrepancy.objects.select_for_update().get(case=case)
    wrong: Iterable[Candidate] = [c for c in (row.exit, row.entry) if c is not None]
    person = row.person.reference
    audit.record("discrepancy.erased", subject=row.reference, by=by, at=at, about=[person], case=case, why=state)
    row.delete()
    for candidate in wrong:
        digest = contents.pair_digest(person, contents.contents_of(candidate))
        ClearedPair.objects.get_or_create(digest=digest, defaults={"cleared_on": at.date()})
        contents.destroy(candidate.reference, at=at)
        candidate.delete()
