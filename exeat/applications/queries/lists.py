"""Which files wait, for whom, until when?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from exeat import regimes
from exeat.applications import policy
from exeat.applications.consulting import IS_TOLD
from exeat.applications.models import Application, Opinion, Provisional, Silence
from exeat.applications.policy import FINAL, Kind, State
from exeat.applications.queries.opinions import due_from, voices
from exeat.applications.queries.sight import visible_to
from exeat.applications.terms import LAST_DAY, day_of, little_left
from exeat.register import queries as register
from exeat.values.rights import Actor, Right

SOON = timedelta(days=14)
TURNS = {
    "officer": Q(state__in=[State.SUBMITTED, State.IN_CHECK]),
    "service": Q(state=State.AWAITING_OPINION),
    "head": Q(state=State.AWAITING_DECISION),
    "person": Q(state=State.RETURNED),
}


@dataclass(frozen=True)
class Shown:
    """A line of the work list: a file, whose turn it is, what runs out first."""

    row: Application
    turn: str
    mine: bool
    runs_out: date | None  # the deadline or the day of leaving, whichever is first
    deadline: datetime | None
    papers: int
    overdue: bool
    desk_away: bool = False  # it lies on the desk of somebody who is away


@dataclass(frozen=True)
class Load:
    """How much waits for this actor, and how many leave in each of the next weeks."""

    mine: int
    today: int
    urgent: int
    others: int
    leaving: tuple[tuple[date, int], ...]  # the Monday of a week and the number of departures


def mine(actor: Actor) -> QuerySet[Application]:
    """The person's own files, the latest first."""
    return Application.objects.filter(person=actor.reference).prefetch_related("legs").order_by("-begun_at", "-id")


def worklist(*, seen_by: Actor, at: datetime, show: str = "", words: str = "") -> list[Shown]:
    """Unfinished applications that this actor has to do with, by what runs out first.

    `show`: mine, desk, nobody, urgent, soon, others; `words`: part of a name or of a reference.
    """
    on = timezone.localdate(at)
    rows = (
        visible_to(seen_by, on=on)
        .filter(kind=Kind.APPLICATION)
        .exclude(state__in=sorted(FINAL))
        .prefetch_related("legs", "evidence", "opinions")
        .order_by("decide_by", "departs_on", "reference")
    )
    if words:
        rows = rows.filter(Q(person_name__icontains=words) | Q(reference__icontains=words))
    answered = set(Provisional.objects.filter(application__in=rows).values_list("application_id", flat=True))
    known, gone = voices(), register.away(on)
    lines = [_line(row, seen_by, at=at, on=on, answered=row.pk in answered, known=known, gone=gone) for row in rows]
    keep = {
        "mine": lambda line: line.mine,
        "desk": lambda line: line.row.assigned_to == seen_by.reference,
        "nobody": lambda line: not line.row.assigned_to or line.desk_away,
        "urgent": lambda line: line.row.urgent,
        "soon": lambda line: line.row.departs_on is not None and line.row.departs_on <= on + SOON,
        "others": lambda line: not line.mine,
    }.get(show, lambda line: True)
    return sorted(filter(keep, lines), key=_what_comes_first)


def _what_comes_first(line: Shown) -> tuple[date, date, str]:
    """What runs out first stands first, and then who departs first."""
    return line.runs_out or date.max, line.row.departs_on or date.max, line.row.reference


def load(lines: list[Shown], *, at: datetime) -> Load:
    """The load that these lines make."""
    on = timezone.localdate(at)
    monday = on - timedelta(days=on.weekday())
    weeks = Counter(
        line.row.departs_on - timedelta(days=line.row.departs_on.weekday())
        for line in lines
        if line.row.departs_on is not None
    )
    return Load(
        mine=sum(line.mine for line in lines),
        today=sum(line.mine and line.runs_out is not None and line.runs_out <= on for line in lines),
        urgent=sum(line.row.urgent and line.mine for line in lines),
        others=sum(not line.mine for line in lines),
        leaving=tuple((week, weeks[week]) for week in (monday + timedelta(weeks=n) for n in range(4))),
    )


def waiting(*, seen_by: Actor, at: datetime) -> int:
    """How many files wait for this actor."""
    return sum(line.mine for line in worklist(seen_by=seen_by, at=at))


def overdue(*, at: datetime) -> list[tuple[str, str]]:
    """Files whose clock has run out and whose silence is not yet recorded: the reference and which clock."""
    still = Application.objects.filter(kind=Kind.APPLICATION).exclude(state__in=[*sorted(FINAL), State.RETURNED])
    noticed = Silence.objects.filter(application=OuterRef("pk"))
    decisions = noticed.filter(what__in=["decision", "urgent"], since_at=OuterRef("decide_by"))
    late = still.filter(~Exists(decisions), decide_by__lt=at)
    silent = Silence.objects.filter(
        application=OuterRef("application"), what="opinion", body=OuterRef("body"), since_at=OuterRef("due_at")
    )
    late_ones = Opinion.objects.filter(~Exists(silent), given_at=None, due_at__lt=at).exclude(effect=IS_TOLD)
    opinions = still.filter(pk__in=late_ones.values("application"), state=State.AWAITING_OPINION)
    found = [
        (row.reference, "urgent" if row.urgent and row.clock.get("from") == "filing" else "decision")
        for row in late.order_by("decide_by", "reference")
    ]
    return found + [(row.reference, "opinion") for row in opinions.order_by("opinion_by", "reference")]


def open_clocks() -> list[str]:
    """Files under way whose deadline is counted in days, the nearest first."""
    rows = Application.objects.exclude(state__in=sorted(FINAL)).exclude(decide_by=None, opinion_by=None)
    return [row.reference for row in rows.exclude(state=State.DRAFT).order_by("decide_by", "reference")]


def running_out(*, at: datetime) -> list[str]:
    """Files of whose clock little is left and that nobody was warned of: half of the hours, the last day of days."""
    still = Application.objects.filter(kind=Kind.APPLICATION, warned_at=None, decide_by__gte=at)
    rows = still.exclude(state__in=[*sorted(FINAL), State.RETURNED]).filter(decide_by__lt=at + LAST_DAY)
    return [
        row.reference
        for row in rows.order_by("decide_by", "reference")
        if little_left(row.filed_at, row.decide_by, str(row.clock.get("span", "")), at)
    ]


def clocks(row: Application, *, at: datetime) -> dict[str, object]:
    """What a page says of time: the deadline, how it was counted, whether it has passed, the pauses."""
    pauses = [(one.asked_at, one.resumed_at) for one in row.rounds.all()]
    return {
        "decide_by": row.decide_by,
        "span": row.clock.get("span", ""),
        "from": row.clock.get("from", ""),
        "passed": row.decide_by is not None and row.decide_by < at,
        "paused": any(end is None for _start, end in pauses),
        "pauses": pauses,
        "days_off": _days_off(row),
    }


def _days_off(row: Application) -> list[tuple[date, Mapping[str, str]]]:
    """The days off between the beginning and the end of a clock that a calendar of the week would not show."""
    start = str(row.clock.get("start", ""))
    if row.decide_by is None or not start or str(row.clock.get("span", "")).endswith("hours"):
        return []
    calendar = regimes.calendar("LT")
    try:
        found = calendar.passed_over(day_of(datetime.fromisoformat(start)), day_of(row.decide_by))
        return [(day, calendar.why(day).words) for day in found]
    except LookupError:
        return []


def _line(
    row: Application,
    actor: Actor,
    *,
    at: datetime,
    on: date,
    answered: bool,
    known: dict[str, str],
    gone: frozenset[str],
) -> Shown:
    turn = policy.turn_of(row.state, kind=row.kind, urgent=row.urgent and not answered)
    awaited = due_from(row, actor, known=known, at=at) if turn == "service" else []
    deadline = row.decide_by
    if turn == "service":
        deadline = awaited[0].due_at if awaited else row.opinion_by
    ends = [day for day in (timezone.localdate(deadline) if deadline else None, row.departs_on) if day is not None]
    return Shown(
        row=row,
        turn=turn,
        mine=bool(awaited) if turn == "service" else _mine(actor, turn, row),
        runs_out=min(ends, default=None),
        deadline=deadline,
        papers=sum(paper.erased_at is None for paper in row.evidence.all()),
        overdue=deadline is not None and deadline < at,
        desk_away=bool(row.assigned_to) and row.assigned_to in gone,
    )


def _mine(actor: Actor, turn: str, row: Application) -> bool:
    """Whether the next step is this actor's."""
    if turn == "officer":
        return actor.may(Right.CHECK_APPLICATION)
    if turn == "head":
        return actor.may(Right.DECIDE_APPLICATION) and actor.reference != row.checked_by
    if turn == "duty":
        return actor.may(Right.DECIDE_URGENT) or actor.may(Right.CHECK_APPLICATION)
    return False


def callers(*, seen_by: Actor, words: str, on: date, most: int) -> list[tuple[str, str]]:
    """People of the duty officer's institution by part of a name: reference, and name with year of birth.

    A duty officer sees no more of the register than this, and only what tells two callers apart.
    """
    if not seen_by.may(Right.TAKE_URGENT_CALL) or not seen_by.institution:
        return []
    looker = replace(seen_by, rights=frozenset({Right.SEE_REGISTER}))
    found = [row.reference for row in register.listed(seen_by=looker, on=on, text=words)[:most]]
    about = register.plains(found, on=on)
    return [(one, f"{about[one].name}{_born(about[one].born_on)}") for one in found if one in about]


def _born(day: date | None) -> str:
    return f", {day.year}" if day else ""
