"""A case is opened by a person from what others confirmed, and the person concerned is told the facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction

from exeat.audit import actions as audit
from exeat.cases import clocks, policy, records
from exeat.cases.consequences import offered
from exeat.cases.models import Case, Confirmer, Told
from exeat.cases.policy import Contrary, Nature
from exeat.cases.queries import heard as sources
from exeat.cases.queries.facts import may_be_used
from exeat.cases.records import VILNIUS
from exeat.cases.steps import allowed, file, language_of, least, leave, locked, tell, with_state
from exeat.crossings import actions as crossings
from exeat.crossings import queries as passages
from exeat.crossings.queries import DiscrepancyFacts, MatchFacts
from exeat.register import queries as register
from exeat.values.rights import Actor


@transaction.atomic
def open_case(discrepancy: str, *, reasons: str, overrides: Mapping[str, str], by: Actor, at: datetime) -> Case:
    """Open a case on a discrepancy, by an officer who did not confirm the match and answers what speaks against it.

    Raises MoveRefused with every reason, NoDiscrepancy for one that the actor may not see.
    """
    facts = passages.discrepancy(discrepancy, seen_by=by)
    contrary = tuple(Contrary(f"{c.code}:{c.about}", c.words, c.about) for c in facts.contrary)
    policy.may_open(
        by,
        policy.Case(facts.person, confirmed_by=facts.confirmed_by, contrary=contrary),
        reasons=reasons,
        overrides=overrides,
    )
    row = _begun(facts, facts.confirmed_by, contrary, reasons=reasons, overrides=overrides, by=by, at=at)
    crossings.attach(facts.reference, row.reference, by=by, at=at)
    _records(row, facts, by=by, at=at)
    _looked_for(row, facts, reasons, by=by, at=at)
    _opened(row, facts, reasons, by=by, at=at)
    return row


@transaction.atomic
def open_told(told: str, *, reasons: str, overrides: Mapping[str, str], by: Actor, at: datetime) -> Case:
    """Open a case on what was told, by an officer who did not receive it and answers what speaks for the person.

    What was told in a return report needs the decision of another authority first. Raises MoveRefused with every
    reason, NoTold for one that the actor may not see, NothingMissing where the rules asked for nothing.
    """
    heard = sources.told(told, seen_by=by, at=at)
    row = Told.objects.select_for_update().get(reference=told, state="waiting")
    facts, confirmers = heard.facts, frozenset({row.received_by})
    policy.may_open(
        by,
        policy.Case(
            facts.person, confirmed_by=confirmers, contrary=heard.contrary,
            harboured=bool(row.from_report)
            and not may_be_used(facts.person, row.from_report, house=by.institution),
        ),
        reasons=reasons,
        overrides=overrides,
    )  # fmt: skip
    case = _begun(facts, confirmers, heard.contrary, reasons=reasons, overrides=overrides, by=by, at=at)
    case.source, case.told = row.source, told
    case.facts_text = [heard.as_passage()]
    case.save(update_fields=["source", "told", "facts_text"])
    row.state, row.answered_by, row.answered_at, row.reasons = "opened", by.reference, at, reasons
    row.save(update_fields=["state", "answered_by", "answered_at", "reasons"])
    told_document = file(case, Nature.FACT, "What was told", heard.text.encode(), by=by, at=at)
    told_document.from_report = row.from_report
    told_document.save(update_fields=["from_report"])
    _looked_for(case, facts, reasons, by=by, at=at)
    _opened(case, facts, reasons, by=by, at=at)
    return case


def _begun(
    facts: DiscrepancyFacts, confirmers: frozenset[str], contrary: tuple[Contrary, ...], *, reasons: str,
    overrides: Mapping[str, str], by: Actor, at: datetime,
) -> Case:  # fmt: skip
    """The row of a case, and the names of those on whose word it rests."""
    known, measures = offered(facts.outcome["en"])
    reference, today = audit.number("B", at=at), at.astimezone(VILNIUS).date()
    row = Case.objects.create(
        reference=reference, discrepancy=facts.reference, person_id=facts.person_id, house=by.institution,
        institution=register.primary_institution(facts.person, facts.first_on) or "",
        confirmed_by=sorted(confirmers), opened_by=by.reference, opened_name=by.name or by.reference,
        opened_at=at, opening_reasons=reasons,
        decide_by=clocks.term(facts.outcome, "decide", today).ends(today),
        overrides=dict(overrides), first_on=facts.first_on,
        last_on=facts.last_on, country=facts.destination.country, territory=facts.destination.territory or "",
        how=facts.how, kinds=list(facts.kinds), requires=facts.requires, outcome=facts.outcome,
        depends_on=list(facts.depends_on), contrary=[asdict(c) for c in contrary], measures_known=known,
        offered=[{"kind": o.kind, "tie": o.tie.value, "cite": list(o.cite), "after": o.after, "rank": o.rank}
                 for o in measures],
        facts_text=[_passage(match) for match in facts.matches],
    )  # fmt: skip
    Confirmer.objects.bulk_create(
        Confirmer(case=row, officer=officer, opened_by=by.reference) for officer in sorted(confirmers)
    )
    return row


def _opened(row: Case, facts: DiscrepancyFacts, reasons: str, *, by: Actor, at: datetime) -> None:
    leave(row, "open", by=by, at=at, words=reasons)
    audit.record(
        "case.opened", subject=row.reference, by=by, at=at, about=[facts.person], discrepancy=facts.reference,
        source=row.source,
    )  # fmt: skip


def _passage(match: MatchFacts) -> dict[str, Any]:
    return {
        "at": match.at.isoformat(), "direction": match.direction, "point": match.point, "source": match.source,
        "told": "",
        "for": [r.feature for r in match.evidence if r.weight > 0 and r.feature != "prior"],
        "against": [r.feature for r in match.evidence if r.weight < 0 and r.feature != "prior"],
    }  # fmt: skip


def _records(row: Case, facts: DiscrepancyFacts, *, by: Actor, at: datetime) -> None:
    """Each record with what agrees and what does not."""
    language = language_of(row)
    for match in facts.matches:
        text = records.record(match, language)
        file(row, Nature.FACT, f"Border record {match.reference}", text.encode(), by=by, at=at, record=True)


def _looked_for(row: Case, facts: DiscrepancyFacts, reasons: str, *, by: Actor, at: datetime) -> None:
    """The papers looked for, and what was thought."""
    language = language_of(row)
    text = records.papers(facts.covers, language)
    file(row, Nature.FACT, "Permits and notices that were looked for", text.encode(), by=by, at=at)
    outcome = facts.outcome.get(language) or facts.outcome["en"]
    steps = [f"{step['words']} ({'; '.join(map(str, step['cite']))})" for step in outcome["steps"]]
    file(row, Nature.ASSESSMENT, "What the rules say", "\n".join(steps).encode(), by=by, at=at)
    file(row, Nature.ASSESSMENT, "Why the case was opened", reasons.encode(), by=by, at=at)


@transaction.atomic
def serve(reference: str, *, answer_until: date, by: Actor, at: datetime) -> Case:
    """Send the notice of facts with the whole file and a day to answer; nothing in it is an assessment."""
    row = locked(reference)
    move = allowed("serve", row, by, at, until=answer_until, least=least(row, at))
    row.documents.filter(disclosed_at=None, withheld_ground="").update(disclosed_at=at)
    row.answer_until = answer_until
    row.notice_letter = tell(
        row, "case-notice", by=by, at=at, answer_until=answer_until, passages=_told(row), kinds=list(row.kinds),
        inferred="yes" if row.how == "inferred" else "", withheld=row.documents.exclude(withheld_ground="").count(),
        discrepancy=row.discrepancy,
    )  # fmt: skip
    with_state(row, move.target).save()
    leave(row, "serve", by=by, at=at, letter=row.notice_letter)
    audit.record("case.noticed", subject=reference, by=by, at=at, about=[row.person.reference], until=answer_until)
    return row


def _told(row: Case) -> list[dict[str, Any]]:
    """The passages as the letter tells them."""
    return [{**passage, "at": datetime.fromisoformat(passage["at"])} for passage in row.facts_text]
