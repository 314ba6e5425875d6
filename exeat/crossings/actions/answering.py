"""People answer possible matches, and may take an answer back that day; what is refused or late is erased."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from exeat.audit import actions as audit
from exeat.crossings import contents, policy, quality
from exeat.crossings.actions.holding import hold, let_go
from exeat.crossings.actions.sending import KEPT
from exeat.crossings.models import Answer, Candidate, ClearedPair, Event, Reviewed, Sent
from exeat.crossings.queries.candidates import facts_about
from exeat.values.rights import Actor


@transaction.atomic
def answer(reference: str, verdict: str, *, reasons: str, by: Actor, at: datetime, overrides: str = "") -> str:
    """Say of a possible match: same, somebody_else or cannot_tell; the state it is in then.

    `same` makes it a confirmed crossing and holds it against permits. `somebody_else`, and a second `cannot_tell`,
    put it out of sight until its erasure when the day is over; somebody else is remembered as a keyed hash alone.
    Raises MoveRefused with every reason.
    """
    candidate = _locked(reference)
    facts = facts_about(candidate, by, reasons=reasons, overrides=overrides, on=at.date())
    move = policy.check(verdict, by, candidate.state, facts)
    person, held = candidate.person.reference, contents.contents_of(candidate)
    audit.record(
        "candidate.answered", subject=reference, by=by, at=at, about=[person], verdict=verdict, reasons=reasons,
        overrides=overrides,
    )  # fmt: skip
    Answer.objects.create(
        candidate=candidate, verdict=verdict, by=by.reference, name=by.name, at=at, reasons=reasons, overrides=overrides
    )
    Reviewed.objects.create(
        candidate=candidate, source=candidate.received.source, verdict=verdict, score=round(candidate.score, 3),
        trouble=quality.trouble(r.why_code for r in held.evidence), reviewed_on=at.date(),
    )  # fmt: skip
    candidate.state = move.target
    if verdict == "same":
        candidate.confirmed_by, candidate.confirmed_at = by.reference, at
    if move.target == policy.State.REFUSED:
        candidate.keep_until = at.date()
        if verdict == "somebody_else":
            digest = contents.pair_digest(person, held)
            ClearedPair.objects.get_or_create(digest=digest, defaults={"cleared_on": at.date()})
    candidate.save(update_fields=["state", "confirmed_by", "confirmed_at", "keep_until"])
    if verdict == "same":
        hold(person, by=by, at=at)
    return str(candidate.state)


@transaction.atomic
def take_back(reference: str, *, by: Actor, at: datetime) -> str:
    """Take one's own answer of today back; the possible match waits again as it did before.

    Raises MoveRefused when it is someone else's answer, or of another day, or when a case rests on it.
    """
    candidate = _locked(reference)
    last = candidate.answers.order_by("-at", "-id").first()
    followed = not let_go(candidate, dry=True, by=by, at=at)
    policy.may_take_back(
        by, policy.TakingBack(last.by if last else "", last.at.date() if last else None, followed), on=at.date()
    )
    assert last is not None  # without an answer policy has refused
    person = candidate.person.reference
    audit.record("candidate.taken_back", subject=reference, by=by, at=at, about=[person], verdict=last.verdict)
    if last.verdict == "same":
        let_go(candidate, dry=False, by=by, at=at)
    if last.verdict == "somebody_else":
        held = contents.contents_of(candidate)
        ClearedPair.objects.filter(digest=contents.pair_digest(person, held)).delete()
    candidate.reviews.filter(verdict=last.verdict, reviewed_on=at.date()).delete()
    last.delete()
    candidate.state = policy.State.UNDECIDED if candidate.answers.exists() else policy.State.WAITING
    candidate.confirmed_by, candidate.confirmed_at = "", None
    candidate.keep_until = policy.keep_until(candidate.received.received_at.date())
    candidate.save(update_fields=["state", "confirmed_by", "confirmed_at", "keep_until"])
    return str(candidate.state)


@transaction.atomic
def look(reference: str, *, by: Actor, at: datetime) -> None:
    """An officer looks at a possible match; the person can read that later."""
    person = Candidate.objects.values_list("person__reference", flat=True).get(reference=reference)
    audit.record("candidate.looked_at", subject=reference, by=by, at=at, about=[person], purpose="matching")


@transaction.atomic
def expire(*, by: Actor, at: datetime) -> int:
    """Erase the possible matches whose day has passed: refused ones, and those that nobody answered; how many.

    Each erasure has an entry of its own in the record of acts, and its key is destroyed in the same transaction.
    """
    late = Candidate.objects.exclude(state=policy.State.CONFIRMED).filter(keep_until__lt=at.date())
    gone = 0
    for candidate in late.select_related("person").order_by("id"):
        why = "refused" if candidate.state == policy.State.REFUSED else "unanswered"
        audit.record(
            "candidate.erased", subject=candidate.reference, by=by, at=at, about=[candidate.person.reference], why=why,
            due=candidate.keep_until.isoformat(),
        )  # fmt: skip
        contents.destroy(candidate.reference, at=at)
        candidate.delete()
        gone += 1
    Sent.objects.filter(sent_at__lt=at - KEPT).delete()
    Event.objects.filter(told_at__lt=at - KEPT).delete()
    return gone


def _locked(reference: str) -> Candidate:
    return Candidate.objects.select_for_update(of=("self",)).select_related("person", "received").get(
        reference=reference
    )  # fmt: skip
