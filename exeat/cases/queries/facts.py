"""A case as its policy sees it: from rows to plain facts."""

from __future__ import annotations

from datetime import date
from typing import Any

from exeat.cases import factors, policy, remedies, tongues
from exeat.cases.models import Case, Hearing, Proposal, Representative, Summary, UseOfReport
from exeat.cases.policy import Contrary, Document, Nature, Offered, State, Tie
from exeat.cases.queries.near import near
from exeat.cases.records import VILNIUS
from exeat.letters import queries as letters
from exeat.register import queries as register
from exeat.values.rights import Actor, Right

ANSWERED = "The person has answered. Say why the answer does not change the result."
UNHEARD = "The person has not answered. Silence is not an admission."


def as_policy(row: Case, actor: Actor) -> policy.Case:
    """Everything about a case that a guard may look at, for this actor."""
    finding, measure = getattr(row, "finding", None), getattr(row, "measure", None)
    rows = list(row.documents.order_by("number"))
    translated = {d.translates for d in rows if d.translates is not None and tongues.same(row.translation, d.language)}
    hearing = row.hearings.order_by("number").last()
    hearing = None if hearing is not None and hearing.held_at else hearing
    documents = tuple(
        Document(
            d.number,
            Nature(d.nature),
            d.disclosed_at,
            d.withheld_ground,
            translation=d.translates is not None,
            translated=d.number in translated,
            harboured=bool(d.from_report) and not may_be_used(row.person.reference, d.from_report, house=row.house),
        )
        for d in rows
    )
    until, reached = _appeal_time(measure or finding)
    waits = row.judgments.filter(confirmed_at=None).first() if finding else None
    summary = Summary.objects.filter(case=row.reference).first() if row.state == State.CLOSED else None
    proposed, enquiry = list(row.proposals.order_by("id")), row.enquiries.order_by("id").last()
    stands = finding is not None and finding.reversed_at is None
    return policy.Case(
        person=row.person.reference,
        colleague=Case.objects.filter(near(actor), pk=row.pk).exists(),
        state=State(row.state),
        confirmed_by=frozenset(row.confirmed_by),
        opened_by=row.opened_by,
        found_by=finding.found_by if finding else "",
        finding=finding.kind if finding and stands else "",
        measured_by=measure.taken_by if measure else "",
        measures=tuple(measure.kinds) if measure and measure.reversed_at is None else (),
        served_on=row.served_on,
        answer_until=row.answer_until,
        representatives=frozenset(
            actor_of(r) for r in row.representatives.filter(ended_at=None).values_list("id", flat=True)
        ),
        help_asked=bool(row.interpreter or row.accommodation),
        help_arranged=bool(row.help_arranged),
        minutes_until=row.minutes_until if row.minutes_settled_at is None else None,
        translation_asked=bool(row.translation),
        hearing_on=hearing.begins_at.astimezone(VILNIUS).date() if hearing else None,
        hearing_sure=hearing is not None and _sure(hearing),
        other_time_asked=hearing is not None and hearing.answer == "another_time",
        hearing_asked=row.hearing_asked,
        heard=row.heard_at is not None,
        documents=documents,
        depends_on=tuple(item["key"] for item in row.depends_on),
        contrary=contrary_of(row),
        offered=offered_of(row),
        measures_known=row.measures_known,
        appeal_until=until,
        decision_reached=reached,
        asked=_asked(row),
        private=_private(row) if row.state == State.CLOSED else frozenset(),
        summary_by=summary.written_by if summary and summary.published_at is None else "",
        summarised=summary is not None,
        decide_by=row.decide_by,
        factors=tuple(told.factor for told in weighable(row)) if row.state in HEARD else (),
        finding_proposed=next((p.choice[0] for p in reversed(proposed) if p.what == "finding"), ""),
        finding_proposed_by=frozenset(p.proposed_by for p in proposed if p.what == "finding"),
        measure_proposed=next((tuple(p.choice) for p in reversed(proposed) if p.what == "measure"), ()),
        measure_proposed_by=frozenset(p.proposed_by for p in proposed if p.what == "measure"),
        posts_looked_at=enquiry is not None,
        post_found=enquiry is not None and enquiry.found,
        alike=tuple(one["finding"] for one in like_cases(row)) if row.state in HEARD else (),
        judgment_by=waits.entered_by if waits else "",
        judgment=waits.outcome if waits else "",
        appeal_open=row.state == State.APPEALED,
        suspended=bool(measure and measure.suspended_at and not measure.reversed_at),
        facts_number=len(row.facts_text),
    )


def offered_of(row: Case) -> tuple[Offered, ...]:
    """What the law attaches to the breach of a case, as it stood when the case was opened."""
    return tuple(Offered(o["kind"], Tie(o["tie"]), tuple(o["cite"]), o["after"], o.get("rank", 0)) for o in row.offered)


def weighable(row: Case, before: str = "") -> list[factors.Told]:
    """The factors of a case: those before a finding or a measure, or before either."""
    on = row.opened_at.astimezone(VILNIUS).date()
    found = [told for what in ("finding", "measure") for told in factors.of_case(row.outcome, on, what)]
    listed = {told.factor.key: told for told in found}
    return [told for told in listed.values() if not before or before in told.factor.before]


def last_proposal(row: Case, what: str) -> Proposal | None:
    """What was proposed last."""
    return row.proposals.filter(what=what).order_by("-id").first()


HEARD = frozenset({State.ANSWERED, State.TIME_OVER, State.FOUND})


def like_cases(row: Case) -> list[dict[str, Any]]:
    """How cases of the same kind ended, without anyone in them: the latest first."""
    others = Case.objects.filter(requires=row.requires, kinds=row.kinds, finding__isnull=False).exclude(
        person_id=row.person_id
    ).exclude(finding__kind="another_person").select_related("finding", "measure")  # fmt: skip
    return [
        {"finding": "reversed" if other.finding.reversed_at else other.finding.kind,
         "year": other.finding.found_at.year,
         "measures": list(other.measure.kinds) if hasattr(other, "measure") and not other.measure.reversed_at else []}
        for other in others.order_by("-finding__found_at", "-id")[:11]
    ]  # fmt: skip


def _private(row: Case) -> frozenset[str]:
    """Words by which the person of a case could be recognised."""
    person = register.plain(row.person.reference)
    days = [day.isoformat() for day in (row.first_on, row.last_on) if day]
    points = [passage["point"] for passage in row.facts_text]
    names = [part for part in person.name.split() if len(part) > 2]
    return frozenset(
        word for word in (row.reference, row.person.reference, row.representative, *days, *points, *names) if word
    )  # fmt: skip


def may_be_used(person: str, report: str, *, house: str) -> bool:
    """Whether an authority other than this one has decided that a return report may be used against its writer."""
    found = UseOfReport.objects.filter(person__reference=person, report=report)
    return found.exclude(house=house).exists()


def actor_of(representative: int) -> str:
    """The reference under which a representative acts."""
    return f"V-{representative:06d}"


def as_actor(row: Representative) -> Actor:
    """A representative as one who acts: what the person may do in this case, and nothing else."""
    return Actor(actor_of(row.pk), "", frozenset({Right.TRAVEL}), row.name, "representative")


def _appeal_time(decision: Any) -> tuple[date | None, date | None]:
    """Until when a decision may be appealed, and the day on which it reached the person, where that is proven."""
    if decision is None or decision.appeal_until is None:
        return None, None
    served = letters.served_at(decision.letter) if decision.letter else None
    reached = served.astimezone(VILNIUS).date() if served else None
    return remedies.runs_until(decision.appeal_until, decision.counting, reached), reached


def _sure(hearing: Hearing) -> bool:
    """Whether the person knows of a hearing: they accepted it, or the letter arrived before it."""
    served = letters.served_at(hearing.letter) if hearing.letter else None
    return hearing.answer == "accepted" or (served is not None and served < hearing.begins_at)


def _asked(row: Case) -> bool:
    """Whether a request of the person waits for an answer."""
    last = (
        row.steps.filter(verb__in=("ask", "extend", "decline", "hear")).order_by("-id").values_list("verb", flat=True)
    )
    return last.first() == "ask"


def contrary_of(row: Case) -> tuple[Contrary, ...]:
    """Everything that speaks for the person: from the records, from the institution's own files, from the person."""
    found = [Contrary(item["key"], item["words"], item["source"]) for item in row.contrary]
    if row.state == State.OPENED:
        return tuple(found)
    answers = row.documents.filter(nature=Nature.WORD, translates=None).order_by("number")
    said = [Contrary(f"answer-{d.number}", ANSWERED, str(d.number)) for d in answers]
    return (*found, *(said or [Contrary("unheard", UNHEARD)]))
