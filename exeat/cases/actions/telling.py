"""What was told of a journey is taken down by one person, and weighed by another; reports are used only as allowed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from exeat.audit import actions as audit
from exeat.audit import seals
from exeat.cases import policy
from exeat.cases.models import Told, UseOfReport
from exeat.cases.queries import heard as queries
from exeat.cases.queries.near import colleague_of, key_of
from exeat.cases.records import VILNIUS
from exeat.travel import queries as travel
from exeat.values.destination import Destination
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor

SOURCES = ("own_report", "institution_report", "security_notice")
RELIABILITIES = ("documented", "credible", "uncertain")


@transaction.atomic
def receive_told(
    person: str, *, source: str, reliability: str, where: Destination, first_on: date, last_on: date, text: str,
    by: Actor, at: datetime, informant: str = "", from_report: str = "",
) -> Told:  # fmt: skip
    """Take down what was told of a journey: by the person, an institution, or State Security. Nothing follows yet."""
    if source not in SOURCES or reliability not in RELIABILITIES:
        raise ValueError("this source or reliability is not known")
    case = policy.Case(person, colleague=colleague_of(person, by))
    policy.may_receive(by, case, words=text, last_on=max(first_on, last_on), on=at.astimezone(VILNIUS).date())
    if from_report and from_report not in {report.reference for report in travel.reports_of(person)}:
        raise MoveRefused([Refusal("no-report", "The person has given no return report of this number.")])
    reference = audit.number("T", at=at)
    row = Told.objects.create(
        reference=reference, person_id=_key(person), source=source, informant=informant.strip(),
        reliability=reliability, country=where.country, territory=where.territory or "",
        first_on=min(first_on, last_on), last_on=max(first_on, last_on),
        sealed=seals.encrypt("told", f"told:{reference}", text.encode()), from_report=from_report,
        received_by=by.reference, received_name=by.name or by.reference, received_at=at,
    )  # fmt: skip
    audit.record("case.told", subject=reference, by=by, at=at, about=[person], source=source)
    return row


@transaction.atomic
def leave_told(reference: str, *, reasons: str, by: Actor, at: datetime) -> Told:
    """Nothing follows from what was told, with reasons."""
    row = queries.visible_told(by).select_for_update(of=("self",)).filter(reference=reference, state="waiting").first()
    if row is None:
        raise queries.NoTold(reference)
    if len(reasons.split()) < 3:
        raise MoveRefused([Refusal("no-reasons", "Write concrete reasons, in your own words.")])
    row.state, row.answered_by, row.answered_at, row.reasons = "set_aside", by.reference, at, reasons
    row.save(update_fields=["state", "answered_by", "answered_at", "reasons"])
    audit.record("case.told_left", subject=reference, by=by, at=at, about=[row.person.reference])
    return row


@transaction.atomic
def allow_use(person: str, report: str, *, reasons: str, cite: str, by: Actor, at: datetime) -> UseOfReport:
    """A second authority decides that a return report may be used against its writer; the person can read that."""
    policy.may_allow_use(by, policy.Case(person, colleague=colleague_of(person, by)), reasons=reasons, cite=cite)
    if report not in {one.reference for one in travel.reports_of(person)}:
        raise MoveRefused([Refusal("no-report", "The person has given no return report of this number.")])
    row = UseOfReport.objects.create(
        person_id=_key(person), report=report, reasons=reasons, cite=cite.strip(),
        decided_by=by.reference, decided_name=by.name or by.reference, house=by.institution, decided_at=at,
    )  # fmt: skip
    audit.record("case.use_of_report_allowed", subject=report, by=by, at=at, about=[person], cite=cite)
    return row


def _key(person: str) -> int:
    found = key_of(person)
    if found is None:
        raise MoveRefused([Refusal("no-person", "The register has no person of this number.")])
    return found
