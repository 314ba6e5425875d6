"""What runs out by itself: a late answer climbs and is recorded as the institution's; names of relatives are erased.

The machine reminds, records and erases. It decides nothing: an application that nobody answered stays open.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from exeat import regimes
from exeat.applications import queries, terms
from exeat.applications.actions.step import Step
from exeat.applications.consulting import Stage
from exeat.applications.models import Application, Evidence, Relative, Shift, Silence, ThirdParty
from exeat.applications.policy import FINAL, State
from exeat.audit import seals
from exeat.register import queries as register
from exeat.values.rights import Actor

RELATIVES_KEPT = timedelta(days=30)
SHIFTS_KEPT = timedelta(days=2 * 365)


def escalate_overdue(*, at: datetime, by: Actor) -> int:
    """Record every clock that ran out and tell the superior body and the person; safe to run twice or late."""
    count = 0
    for reference, what in queries.overdue(at=at):
        count += _escalate(reference, what, at=at, by=by)
    return count


@transaction.atomic
def _escalate(reference: str, what: str, *, at: datetime, by: Actor) -> int:
    step = Step.take(reference, by=by, at=at)
    row = step.row
    if what == "opinion":
        return _escalate_opinions(step)
    since = row.decide_by
    if row.state in FINAL or row.state == State.RETURNED or since is None or since >= at:
        return 0
    _silence, new = Silence.objects.get_or_create(
        application=row, what=what, body="", since_at=since, defaults={"institution": row.decider, "noticed_at": at}
    )
    if not new:
        return 0
    row.escalated_at = row.escalated_at or at
    step.save("escalated_at")
    step.trace("overdue", what=what, since=since, institution=row.decider)
    told = terms.shown(since, str(row.clock.get("span", "")))
    for body in _told(row):
        step.tell_body("application-overdue-body", body, what=what, since=told)
    step.tell("application-overdue", since=told)
    return 1


def _escalate_opinions(step: Step) -> int:
    """Record each body that is late with its opinion, tell the decider, and ask whoever's turn it is now."""
    row, at, count = step.row, step.at, 0
    if row.state != State.AWAITING_OPINION:
        return 0
    for one in row.opinions.order_by("turn", "id"):
        if one.stage(at) != Stage.LATE or one.due_at is None:
            continue
        _silence, new = Silence.objects.get_or_create(
            application=row, what="opinion", body=one.body, since_at=one.due_at,
            defaults={"institution": row.decider, "noticed_at": at},
        )  # fmt: skip
        if not new:
            continue
        count += 1
        step.trace("overdue", what="opinion", since=one.due_at, institution=row.decider, body=one.body)
        for body in _told(row):
            step.tell_body(
                "application-overdue-body",
                body,
                what="opinion",
                since=terms.shown(one.due_at, one.within),
                adviser={language: regimes.vocabulary.role(one.body, language) for language in ("en", "lt", "lv")},
            )
    names = step.ask_next()
    if names or count:
        step.save("opinion_by")
    if names:
        step.trace("opinion-asked", before=row.state, after=row.state, bodies=names, opinion_by=row.opinion_by)
    return count


def _told(row: Application) -> tuple[str, ...]:
    """The body that is late, and the one above it."""
    superior = register.institution(row.decider).superior if row.decider else ""
    return tuple(body for body in (row.decider, superior) if body)


def warn_of_clocks(*, at: datetime, by: Actor) -> int:
    """Tell whoever must act, while there is time, that a clock is running out; once for each file."""
    count = 0
    for reference in queries.running_out(at=at):
        with transaction.atomic():
            step = Step.take(reference, by=by, at=at)
            row = step.row
            if row.warned_at is not None or row.decide_by is None or row.decide_by < at or row.state in FINAL:
                continue
            row.warned_at = at
            step.save("warned_at")
            step.trace("running-out", decide_by=row.decide_by)
            told = terms.shown(row.decide_by, str(row.clock.get("span", "")))
            for whom in _warned(row, at):
                step.tell_body("application-running-out", whom, decide_by=told, turn=row.state)
            count += 1
    return count + sum(_warn_of_opinions(reference, at=at, by=by) for reference in queries.opinions_running_out(at=at))


@transaction.atomic
def _warn_of_opinions(reference: str, *, at: datetime, by: Actor) -> int:
    """Tell each body whose time for an opinion runs out, and whoever waits for it; once for each opinion."""
    step, count = Step.take(reference, by=by, at=at), 0
    for one in step.row.opinions.filter(warned_at=None, given_at=None, due_at__gte=at).order_by("turn", "id"):
        if not terms.little_left(one.asked_at, one.due_at, one.within, at):
            continue
        one.warned_at = at
        one.save(update_fields=["warned_at"])
        step.trace("opinion-running-out", opinion_by=one.due_at, body=one.body)
        for house in dict.fromkeys((queries.voices().get(one.body), step.row.decider)):
            if house:
                step.tell_body("opinion-running-out", house, due=terms.shown(one.due_at, one.within))
        count += 1
    return count


def _warned(row: Application, at: datetime) -> tuple[str, ...]:
    """The body that decides; for an urgent file also whoever is on duty."""
    duties = [queries.on_duty(row.institution, duty, at=at) for duty in ("answers", "calls")] if row.urgent else []
    return tuple(dict.fromkeys(whom for whom in (row.decider, *(one.who for one in duties if one)) if whom))


def count_anew(*, at: datetime, by: Actor) -> int:
    """Count every open clock by the calendar as it reads now: a corrected holiday moves it, with a trace and a letter.

    A clock that has run out already is left: what was late stays late.
    """
    return sum(_count_anew(reference, at=at, by=by) for reference in queries.open_clocks())


@transaction.atomic
def _count_anew(reference: str, *, at: datetime, by: Actor) -> int:
    step = Step.take(reference, by=by, at=at)
    row, calendar = step.row, regimes.calendar("LT")
    pauses = [(one.asked_at, one.resumed_at) for one in row.rounds.order_by("asked_at") if one.resumed_at is not None]
    decide_by = terms.counted_anew(row.clock, pauses, calendar)
    changed: dict[str, datetime] = {}
    if row.decide_by is not None and row.decide_by > at and decide_by not in {None, row.decide_by}:
        changed["decide_by"] = row.decide_by
        row.decide_by, row.warned_at = decide_by, None
    for one in row.opinions.filter(given_at=None, due_at__gt=at).order_by("turn", "id"):
        due_at = (
            terms.counted_anew(terms.clock(one.within, "asking", one.asked_at), (), calendar) if one.asked_at else None
        )
        if due_at not in {None, one.due_at} and one.due_at is not None:
            changed.setdefault("opinion_by", row.opinion_by or one.due_at)
            one.due_at, one.warned_at = due_at, None
            one.save(update_fields=["due_at", "warned_at"])
    if "opinion_by" in changed:
        step.ask_next()
    if not changed:
        return 0
    step.save("decide_by", "opinion_by", "warned_at")
    step.trace("counted-anew", before=changed, decide_by=row.decide_by, opinion_by=row.opinion_by)
    if "decide_by" in changed and row.decide_by is not None:
        days = {"before": terms.day_of(changed["decide_by"]), "after": terms.day_of(row.decide_by)}
        step.tell("application-counted-anew", **days)
        if row.decider:
            step.tell_body("application-counted-anew", row.decider, **days)
    return 1


def erase_relatives(*, at: datetime, by: Actor) -> int:
    """Erase the names of relatives thirty days after the end of the file: third parties come first.

    Whom to call and who travels along are kept until thirty days after the last day of the trip.
    """
    ended = (
        Application.objects.filter(state__in=sorted(FINAL))
        .exclude(decided_at__gt=at - RELATIVES_KEPT)
        .exclude(withdrawn_at__gt=at - RELATIVES_KEPT)
    )
    count = 0
    for relative in Relative.objects.filter(erased_at=None, application__in=ended).select_related("application"):
        with transaction.atomic():
            seals.destroy_key(f"relative:{relative.application_id}", at=at)
            relative.sealed, relative.erased_at = b"", at
            relative.save(update_fields=["sealed", "erased_at"])
            Step(relative.application, by, at).trace("relative-erased")
        count += 1
    named = ThirdParty.objects.filter(erased_at=None, application__in=ended).values_list("application", flat=True)
    for row in Application.objects.filter(pk__in=named, returns_on__lt=terms.day_of(at - RELATIVES_KEPT)):
        with transaction.atomic():
            seals.destroy_key(f"third-party:{row.pk}", at=at)
            count += row.third_parties.filter(erased_at=None).update(sealed=b"", erased_at=at)
            Step(row, by, at).trace("people-erased")
    return count


def erase_documents(*, at: datetime, by: Actor, keep: frozenset[str] = frozenset()) -> int:
    """Erase documents when the recorded retention after the end of a file and of its trip has passed; how many.

    `keep` names people whom an open case still needs. Each erasure leaves the sums of what was erased and the count of
    what is left, which is none. Old rotas of duty go as well.
    """
    Shift.objects.filter(until_at__lt=at - SHIFTS_KEPT).delete()
    _throw_old_drafts_away(at)
    basis = register.basis_for("register")
    if basis is None:
        return 0
    line = at - timedelta(days=basis.retention_days)
    rows = Application.objects.filter(state__in=sorted(FINAL), returns_on__lt=terms.day_of(line))
    rows = rows.exclude(decided_at__gt=line).exclude(withdrawn_at__gt=line).exclude(person__in=keep)
    count = 0
    for row in rows.filter(pk__in=Evidence.objects.filter(erased_at=None).values("application")).order_by("pk"):
        count += _erase_documents(row, at=at, by=by)
    return count


def _throw_old_drafts_away(at: datetime) -> None:
    """Drafts of trips that are long over were seen by nobody but their person: nothing of them is kept."""
    old = Application.objects.filter(state=State.DRAFT, returns_on__lt=terms.day_of(at - RELATIVES_KEPT))
    for row in old.order_by("pk"):
        with transaction.atomic():
            for paper in row.evidence.all():
                seals.destroy_key(f"evidence:{paper.token}", at=at)
                queries.path_of(paper.token).unlink(missing_ok=True)
            seals.destroy_key(f"third-party:{row.pk}", at=at)
            seals.destroy_key(f"relative:{row.pk}", at=at)
            row.delete()


@transaction.atomic
def _erase_documents(row: Application, *, at: datetime, by: Actor) -> int:
    papers = list(row.evidence.filter(erased_at=None))
    for paper in papers:
        seals.destroy_key(f"evidence:{paper.token}", at=at)
        queries.path_of(paper.token).unlink(missing_ok=True)
    row.evidence.filter(erased_at=None).update(erased_at=at, name="")
    left = sum(queries.path_of(paper.token).exists() for paper in papers)
    Step(row, by, at).trace("documents-erased", sums=[paper.sha256 for paper in papers], left=left)
    return len(papers)
