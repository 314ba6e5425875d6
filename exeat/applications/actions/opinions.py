"""The bodies that are consulted: each is asked in its turn, has its own clock, and answers into a closed part."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from exeat.applications import consulting, policy, queries
from exeat.applications.actions.checking import completed
from exeat.applications.actions.step import Step
from exeat.applications.models import Adviser, Application, Opinion
from exeat.audit import actions as audit
from exeat.audit import seals
from exeat.register import queries as register
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor, Right


@transaction.atomic
def ask_opinion(reference: str, *, note: str, by: Actor, at: datetime, version: int | None = None) -> Application:
    """The file is complete and goes to the bodies that a rule or order names: to all at once, or to the first."""
    step = Step.take(reference, by=by, at=at, version=version)
    row = step.row
    before, row.state = row.state, step.checked("ask_opinion")
    asked = row.outcome.get("asked", {})
    for n, one in enumerate(consulting.bodies(asked), 1):
        Opinion.objects.create(
            application=row, body=one.body, effect=one.effect, within=one.within, cite=list(one.cite),
            turn=n if asked.get("in_turn") else 1,
        )  # fmt: skip
    row.opinion_asked_at = at
    names = step.ask_next()
    completed(row, note, by=by, at=at)
    step.save("state", "opinion_asked_at", "opinion_by", "checked_by", "checked_at", "check_note", "decide_by", "clock")
    step.trace("opinion-asked", purpose="check", before=before, after=row.state, note=note, bodies=names,
        opinion_by=row.opinion_by,
    )  # fmt: skip
    return row


@transaction.atomic
def give_opinion(
    reference: str, *, conclusion: str, text: str, by: Actor, at: datetime, body: str = "", version: int | None = None
) -> Application:
    """A body gives its opinion; the text is sealed, and only that body and the decider open it.

    The next body is asked where they are asked in turn; the last answer passes the file on. Raises MoveRefused.
    """
    step = Step.take(reference, by=by, at=at, version=version)
    row = step.row
    about = step.facts(conclusion=conclusion, body=body)
    verb = "give_opinion" if len(about.awaited) + len(about.to_come) < 2 else "give_one_opinion"
    if row.state == policy.State.AWAITING_DECISION:
        verb = "give_late_opinion"
    before, row.state = row.state, policy.check(verb, by, row.state, about).target
    one = row.opinions.get(body=consulting.answers_for(by, about)[0])
    one.key = f"opinion:{row.reference}:{one.body}"
    one.sealed = seals.encrypt("opinion", one.key, text.encode())
    one.by, one.conclusion, one.given_at = by.reference, conclusion, at
    one.save(update_fields=["key", "sealed", "by", "conclusion", "given_at"])
    names = step.ask_next()
    step.save("state", "opinion_by")
    row.silences.filter(what="opinion", body__in=["", one.body], ended_at=None).update(ended_at=at)
    step.trace("opinion-given", purpose="opinion", before=before, after=row.state, body=one.body, asked_next=names)
    return row


@transaction.atomic
def decide_without_opinion(reference: str, *, by: Actor, at: datetime, version: int | None = None) -> Application:
    """The time for the opinion has run out: the decider goes on without it, and that it was missing is recorded."""
    step = Step.take(reference, by=by, at=at, version=version)
    row = step.row
    about = step.facts()
    before, row.state = row.state, policy.check("decide_without_opinion", by, row.state, about).target
    step.save("state")
    step.trace("opinion-missing", purpose="decision", before=before, after=row.state, bodies=list(about.awaited))
    return row


@transaction.atomic
def read_opinion(reference: str, *, by: Actor, at: datetime, body: str = consulting.COUNTER_INTELLIGENCE) -> str:
    """Open the whole opinion of a body; every reading leaves a trace. Raises MoveRefused for whoever may not."""
    step = Step.take(reference, by=by, at=at)
    row = step.row
    wrong = policy.may_read_opinion(by, step.facts(), body)
    opinion = row.opinions.filter(body=body, given_at__isnull=False).first()
    if wrong is not None or opinion is None:
        raise MoveRefused([wrong or Refusal("no-opinion", "No opinion has been given yet.")])
    step.trace("opinion-read", purpose="decision", body=body)
    return seals.decrypt("opinion", opinion.key, bytes(opinion.sealed)).decode()


@transaction.atomic
def name_adviser(body: str, *, institution: str, by: Actor, at: datetime) -> None:
    """Say which institution speaks for a body that rules name; an empty one leaves it to the national service.

    Raises MoveRefused for whoever does not look after roles in the whole country.
    """
    houses = {house.reference for house in register.institutions()}
    said = [
        None if by.may(Right.ADMINISTER) and by.national
        else Refusal("no-right", "Your role does not include this step."),
        None if body in queries.bodies() else Refusal("no-such-body", "No rule names this body."),
        None if institution in {"", *houses} else Refusal("no-institution", "Choose an institution of the register."),
    ]  # fmt: skip
    found = [refusal for refusal in said if refusal is not None]
    if found:
        raise MoveRefused(found)
    before = queries.voices().get(body, "")
    if institution:
        Adviser.objects.update_or_create(body=body, defaults={"institution": institution})
    else:
        Adviser.objects.filter(body=body).delete()
    audit.record("adviser.named", subject=body, by=by, at=at, before=before, after=institution)
