"""People answer possible matches; what nobody answers in time is erased."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from exeat.audit import actions as audit
from exeat.crossings import contents, policy
from exeat.crossings.actions.holding import hold
from exeat.crossings.models import Answer, Candidate, ClearedPair
from exeat.crossings.queries.candidates import facts_about
from exeat.values.rights import Actor


@transaction.atomic
def answer(reference: str, verdict: str, *, reasons: str, by: Actor, at: datetime, overrides: str = "") -> str:
    """Say of a possible match: same, somebody_else or cannot_tell; the state it is in then.

    `same` makes it a confirmed crossing and holds it against permits. `somebody_else`, and a second `cannot_tell`,
    erase it; somebody else is remembered as a keyed hash alone. Raises MoveRefused with every reason.
    """
    candidate = Candidate.objects.select_for_update().select_related("person").get(reference=reference)
    facts = facts_about(candidate, by, reasons=reasons, overrides=overrides, on=at.date())
    move = policy.check(verdict, by, candidate.state, facts)
    person = candidate.person.reference
    audit.record(
        "candidate.answered", subject=reference, by=by, at=at, about=[person], verdict=verdict, reasons=reasons,
        overrides=overrides,
    )  # fmt: skip
    if move.target == policy.ERASED:
        _erase(candidate, remember=verdict == "somebody_else", at=at)
        return policy.ERASED
    Answer.objects.create(
        candidate=candidate, verdict=verdict, by=by.reference, name=by.name, at=at, reasons=reasons, overrides=overrides
    )
    candidate.state = move.target
    if verdict == "same":
        candidate.confirmed_by, candidate.confirmed_at = by.reference, at
    candidate.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    if verdict == "same":
        hold(person, by=by, at=at)
    return str(candidate.state)


@transaction.atomic
def look(reference: str, *, by: Actor, at: datetime) -> None:
    """An officer looks at a possible match; the person can read that later."""
    person = Candidate.objects.values_list("person__reference", flat=True).get(reference=reference)
    audit.record("candidate.looked_at", subject=reference, by=by, at=at, about=[person], purpose="matching")


@transaction.atomic
def expire(*, by: Actor, at: datetime) -> int:
    """Erase the possible matches whose day has passed without an answer; how many."""
    waiting = (policy.State.WAITING, policy.State.UNDECIDED)
    late = Candidate.objects.filter(state__in=waiting, keep_until__lt=at.date()).order_by("id")
    gone = 0
    for candidate in late:
        _erase(candidate, remember=False, at=at)
        gone += 1
    if gone:
        audit.record("candidates.expired", subject="candidates", by=by, at=at, erased=gone)
    return gone


def _erase(candidate: Candidate, *, remember: bool, at: datetime) -> None:
    """The row goes, its key is destroyed; a cleared pair stays as a hash."""
    if remember:
        digest = contents.pair_digest(candidate.person.reference, contents.contents_of(candidate).record)
        ClearedPair.objects.get_or_create(digest=digest, defaults={"cleared_on": at.date()})
    contents.destroy(candidate.reference, at=at)
    candidate.delete()
