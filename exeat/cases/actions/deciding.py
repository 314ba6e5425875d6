"""People find, and other people say what follows: each with reasons, each answering what speaks for the person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from exeat.audit import actions as audit
from exeat.cases import contents, effects, factors, outbox, policy, remedies
from exeat.cases.models import Case, Finding, Measure
from exeat.cases.queries.facts import last_proposal, weighable
from exeat.cases.records import VILNIUS
from exeat.cases.steps import (
    allowed,
    answered_in,
    enquired,
    language_of,
    leave,
    lighter_in,
    locked,
    measures_in,
    named_in,
    provision_in,
    remedy_of,
    tell,
    tell_institution,
    uncovered_in,
    way_to_appeal,
    with_state,
)
from exeat.crossings import actions as crossings
from exeat.values.rights import Actor

ERASED = b"Erased: the record was somebody else's."


@transaction.atomic
def find(
    reference: str, finding: policy.Finding, *, by: Actor, at: datetime, appeal_until: date | None = None,
    appeal_because: str = "", answer_weighed: str = "", departs: str = "",
    blocks: Iterable[str] = (),
) -> Case:  # fmt: skip
    """An officer who did not open the case finds: breach, justified, another person, not bound, or not proven.

    A breach waits for someone else to say what follows; everything else ends the case. The last day to appeal is the
    one that the rules give, unless the officer gives a later one and says why.
    """
    row = locked(reference)
    language = language_of(row)
    counted = remedies.last_day(remedies.regimes_of(row.outcome), after=at.astimezone(VILNIUS).date())
    appeal_until = appeal_until or (counted.day if finding.kind == "breach" else None)
    verb = "find_breach" if finding.kind == "breach" else "clear"
    move = allowed(
        verb, row, by, at, finding=finding, reasons=finding.reasons, until=appeal_until, blocks=tuple(blocks),
        remedy=remedy_of(row, language), counted=counted.day, because=appeal_because,
        because_unlike=departs,
    )  # fmt: skip
    proposal = last_proposal(row, "finding")
    made = Finding.objects.create(
        case=row, kind=finding.kind, reasons=finding.reasons, answer_weighed=answer_weighed,
        cited=sorted(finding.cited), legal_question=finding.legal_question, overrides=dict(finding.overrides),
        law=list(row.outcome["en"].get("law", [])), opened_by=row.opened_by, found_by=by.reference,
        found_name=by.name or by.reference, found_at=at, appeal_until=appeal_until,
        counting=counted.kept(appeal_because), departs=departs, unlike=finding.unlike,
        weighed=factors.kept(finding.weighed, weighable(row, "finding")),
        proposed_by=proposal.proposed_by if proposal else "", proposed_name=proposal.proposed_name if proposal else "",
    )  # fmt: skip
    letter = _tell_finding(row, finding, answer_weighed, made, by=by, at=at)
    made.letter = letter
    made.save(update_fields=["letter"])
    if move.target == policy.State.CLOSED:
        row.closed_at, row.close_reasons = at, finding.reasons
    with_state(row, move.target).save()
    leave(row, "find", by=by, at=at, words=finding.kind, letter=letter)
    audit.record(
        "case.found", subject=reference, by=by, at=at, about=[row.person.reference], finding=finding.kind,
        cited=sorted(finding.cited),
    )  # fmt: skip
    if finding.kind == "another_person":
        _erase_records(row, finding.reasons, by=by, at=at)
    return row


def _tell_finding(row: Case, finding: policy.Finding, weighed: str, made: Finding, *, by: Actor, at: datetime) -> str:
    language = language_of(row)
    if finding.kind != "breach":
        return tell(row, f"case-{finding.kind.replace('_', '-')}", by=by, at=at, reasons=finding.reasons)
    documents = row.documents.filter(number__in=finding.cited).order_by("number")
    return tell(
        row, "case-breach", by=by, at=at, reasons=finding.reasons, answer=weighed or finding.reasons,
        legal_question=finding.legal_question, provision=provision_in(row, language),
        uncovered=uncovered_in(language, row.kinds), evidence=[named_in(language, d) for d in documents],
        offered=measures_in(language, tuple(o["kind"] for o in row.offered)) if row.measures_known else "",
        appeal_until=made.appeal_until,
        remedy=way_to_appeal(row, language, act="finding", at=at),
        counting=remedies.explained(made.counting, language), weighed=factors.in_words(made.weighed, language),
        answered=answered_in(row, made.overrides, language), proposer=made.proposed_name, unlike=made.unlike,
    )  # fmt: skip


def _erase_records(row: Case, reasons: str, *, by: Actor, at: datetime) -> None:
    """What belongs to somebody else leaves the file and the crossings."""
    for document in row.documents.filter(of_a_record=True):
        document.sealed = contents.seal(row.reference, document.number, ERASED)
        document.save(update_fields=["sealed"])
    row.facts_text = []
    row.save(update_fields=["facts_text"])
    crossings.detach(row.reference, state="another_person", reasons=reasons, by=by, at=at)


@transaction.atomic
def measure(
    reference: str, weighed: policy.Measure, *, by: Actor, at: datetime, effect_from: date,
    appeal_until: date | None = None, appeal_because: str = "", blocks: Iterable[str] = (),
) -> Case:  # fmt: skip
    """Someone other than the finder takes the measure that the law attaches to the breach, weighed; it has effect."""
    row = locked(reference)
    language = language_of(row)
    remedy = remedy_of(row, language)
    counted = remedies.last_day(remedies.regimes_of(row.outcome), after=at.astimezone(VILNIUS).date())
    appeal_until = appeal_until or counted.day
    move = allowed(
        "measure", row, by, at, measure=weighed, reasons=weighed.reasons, until=appeal_until, remedy=remedy,
        blocks=tuple(blocks), counted=counted.day, because=appeal_because,
    )  # fmt: skip
    until = appeal_until or effect_from  # policy has refused a measure without a last day to appeal
    review_on = weighed.review_on or effect_from  # policy has refused a measure without a day of review
    proposal = last_proposal(row, "measure")
    made = Measure.objects.create(
        case=row, kinds=list(weighed.kinds), aim=weighed.aim, lesser=weighed.lesser, family=weighed.family,
        lasts=weighed.lasts, review_on=review_on, effect_from=effect_from, reasons=weighed.reasons,
        overrides=dict(weighed.overrides), found_by=row.finding.found_by, taken_by=by.reference,
        taken_name=by.name or by.reference, taken_at=at, appeal_until=until,
        counting=counted.kept(appeal_because), unlike=weighed.unlike, lighter=dict(weighed.lighter),
        weighed=factors.kept(weighed.weighed, weighable(row, "measure")),
        proposed_by=proposal.proposed_by if proposal else "", proposed_name=proposal.proposed_name if proposal else "",
    )  # fmt: skip
    effects.take_effect(row, effect_from, by=by, at=at)
    outbox.put(row, "taken", weighed.kinds, from_day=effect_from, at=at)
    letter = tell(
        row, "case-measure", by=by, at=at, measures=measures_in(language, weighed.kinds), effect_from=effect_from,
        aim=weighed.aim, lesser=weighed.lesser, family=weighed.family, lasts=weighed.lasts,
        review_on=weighed.review_on, reasons=weighed.reasons, appeal_until=until,
        remedy=way_to_appeal(row, language, act="measure", at=at),
        counting=remedies.explained(made.counting, language), found_on=row.finding.found_at.date(),
        weighed=factors.in_words(made.weighed, language), answered=answered_in(row, made.overrides, language),
        proposer=made.proposed_name, unlike=made.unlike, lighter=lighter_in(made.lighter, language),
        posts=enquired(row),
    )  # fmt: skip
    made.letter = letter
    made.save(update_fields=["letter"])
    tell_institution(
        row, "case-measure-institution", by=by, at=at, measures=measures_in("lt", weighed.kinds),
        effect_from=effect_from,
    )  # fmt: skip
    with_state(row, move.target).save(update_fields=["state"])
    leave(row, "measure", by=by, at=at, words=", ".join(weighed.kinds), letter=letter)
    audit.record(
        "case.measure_taken", subject=reference, by=by, at=at, about=[row.person.reference], kinds=weighed.kinds
    )
    return row


@transaction.atomic
def end_without_measure(
    reference: str, *, reasons: str, by: Actor, at: datetime, blocks: Iterable[str] = ()
) -> Case:  # fmt: skip
    """A breach was found and nothing follows, where the law leaves that open or its measures are not known."""
    row = locked(reference)
    move = allowed("end_without_measure", row, by, at, reasons=reasons, blocks=tuple(blocks))
    row.closed_at, row.close_reasons = at, reasons
    letter = tell(row, "case-no-measure", by=by, at=at, reasons=reasons)
    with_state(row, move.target).save()
    leave(row, "end_without_measure", by=by, at=at, words=reasons, letter=letter)
    audit.record("case.ended_without_measure", subject=reference, by=by, at=at, about=[row.person.reference])
    return row


@transaction.atomic
def close(reference: str, *, by: Actor, at: datetime) -> Case:
    """The time to appeal has passed: the case is closed, the measure stands."""
    row = locked(reference)
    move = allowed("close", row, by, at)
    row.closed_at = at
    letter = tell(row, "case-closed", by=by, at=at)
    with_state(row, move.target).save()
    leave(row, "close", by=by, at=at, letter=letter)
    audit.record("case.closed", subject=reference, by=by, at=at, about=[row.person.reference])
    return row


@transaction.atomic
def lapse(reference: str, *, by: Actor, at: datetime) -> Case:
    """The time to decide has passed: the case ends without a finding, and the person is told so."""
    row = locked(reference)
    move = allowed("lapse", row, by, at)
    row.closed_at, row.close_reasons = at, "The time to decide has passed."
    letter = tell(row, "case-lapsed", by=by, at=at)
    if not row.notice_letter:  # the person hears of the case for the first time, and that it is over
        row.notice_letter, row.answer_until = letter, at.date()
    with_state(row, move.target).save()
    leave(row, "lapse", by=by, at=at, letter=letter)
    audit.record("case.lapsed", subject=reference, by=by, at=at, about=[row.person.reference])
    return row
