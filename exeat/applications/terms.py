"""What the rules and orders say of how a file is handled: opinions, clocks, the urgent lane. Pure; no rows, no clock.

Where no rule gives a time there is none, and the page says so; nothing is made up here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from exeat.applications.consulting import CONSENTS, Body

VILNIUS = ZoneInfo("Europe/Vilnius")
SPAN = re.compile(r"(\d+) (hours|days|working_days|weeks|months|years)")
ANSWER_IN = 10  # days in which a person may answer questions where nothing else is said


class Calendar(Protocol):
    """The working days of a country."""

    def add(self, day: date, n: int) -> date:
        """The day that lies so many working days later."""
        ...

    def due(self, span: str, *, after: date) -> date:
        """The last day of a time limit that begins after a day."""
        ...


@dataclass(frozen=True)
class Tolerance:
    """Small slips that a permit covers without a new decision: how many days, and whether at any crossing point."""

    days_before: int = 0
    days_after: int = 0
    any_point: bool = False
    cite: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.days_before or self.days_after or self.any_point)


@dataclass(frozen=True)
class Standing:
    """Within what bounds one decision serves several trips; without `known` there is no such decision."""

    known: bool = False
    valid: str = ""  # the longest that it may last
    reasons: tuple[str, ...] = ()  # empty: for any
    told_before: str = ""
    trips: int | None = None
    days_each: int | None = None
    cite: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.known


@dataclass(frozen=True)
class Terms:
    """How one kind of file is handled under the regimes that bind its person."""

    opinion: bool = False
    opinions: tuple[Body, ...] = ()
    in_turn: bool = False  # each body is asked when the one before has answered or is late
    weigh_grants: bool = False  # a grant too says what was weighed
    tolerance: Tolerance = Tolerance()
    standing: Standing = Standing()
    opinion_within: str = ""
    decide_within: str = ""
    counted_from: str = "filing"
    before: str = ""  # how long before departure an application is made or a notice given
    urgent: bool = False  # a rule or order knows an urgent lane
    urgent_within: str = ""
    provisional: bool = False
    evidence_within: str = ""
    decider: str = ""
    sources: tuple[str, ...] = ()  # regimes that gave any of this
    cite: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The terms as they are kept with the file."""
        return asdict(self)


def read(rulebooks: Iterable[Any], *, kind: str, on: date) -> Terms:
    """The terms that these rulebooks give on a day for applications (permission) or notices (notice).

    The first rulebook that gives a value settles it: orders of the institution stand after the law, which is asked
    first. `unknown` and `silent` give no value.
    """
    said: dict[str, Any] = {}
    sources: list[str] = []
    cite: list[str] = []
    wanted = "permission" if kind == "application" else "notice"
    for book in rulebooks:
        for part in book.procedures.values():
            wording = part.on(on)
            if wording is None or wording.kind != wanted:
                continue
            found = _of(wording, tuple(_title(book, one) for one in wording.cite))
            new = {key: value for key, value in found.items() if key not in said}
            known = {one.body for one in said.get("opinions", ())}
            more = tuple(one for one in found.get("opinions", ()) if one.body not in known)
            if more and "opinions" in said:
                new["opinions"] = (*said["opinions"], *more)
            if new.keys() - {"decider", "counted_from"}:
                sources.append(book.regime)
                cite.extend(f"{_title(book, one)}" for one in wording.cite)
            said.update(new)
    return Terms(**said, sources=tuple(dict.fromkeys(sources)), cite=tuple(dict.fromkeys(cite)))


def _of(wording: Any, cite: tuple[str, ...]) -> dict[str, Any]:
    """Only what this wording really gives."""
    found: dict[str, Any] = {}
    asked = [Body(one.body, one.effect, _span(one.within), cite) for one in wording.opinions]
    asked += [Body(one, CONSENTS, "", cite) for one in wording.approvals if one != wording.decider]
    if asked:
        found["opinions"] = tuple(asked)
        found["opinion"] = any(one.answers for one in asked)
        found["opinion_within"] = next((one.within for one in asked if one.answers), "")
    if wording.opinions_asked in ("at_once", "in_turn"):
        found["in_turn"] = wording.opinions_asked == "in_turn"
    if wording.weighed == "every_decision":
        found["weigh_grants"] = True
    if wording.permit is not None and wording.permit.tolerance is not None:
        slips = wording.permit.tolerance
        found["tolerance"] = Tolerance(slips.days_before, slips.days_after, slips.crossing_point == "any", cite)
    if wording.permit is not None and wording.permit.standing is not None:
        found["standing"] = _standing(wording.permit, cite)
    elif wording.permit is not None and wording.permit.journeys == "one":
        found["standing"] = Standing()  # settled: an order cannot give what the law does not
    if _span(wording.decide_within):
        found["decide_within"] = _span(wording.decide_within)
        found["counted_from"] = wording.counted_from
    if _span(wording.apply_before) or _span(wording.give_before):
        found["before"] = _span(wording.apply_before) or _span(wording.give_before)
    if isinstance(wording.decider, str) and wording.decider not in {"unknown", "silent"}:
        found["decider"] = wording.decider
    if wording.urgent is not None:
        found["urgent"] = True
        found["urgent_within"] = _span(wording.urgent.decide_within)
        found["provisional"] = wording.urgent.provisional
        found["evidence_within"] = _span(wording.urgent.evidence_within)
    return found


def _standing(permit: Any, cite: tuple[str, ...]) -> Standing:
    bounds = permit.standing
    reasons = () if bounds.reasons == "any" else tuple(bounds.reasons)
    return Standing(
        True, _span(permit.valid_at_most), reasons, _span(bounds.told_before), bounds.journeys_at_most,
        bounds.days_each_at_most, cite,
    )  # fmt: skip


def standing(asked: Mapping[str, Any]) -> Standing:
    """The bounds of a decision for several trips that were kept with a file; none where no rule knows one."""
    kept = dict(asked.get("standing") or {})
    return Standing(**{**kept, "reasons": tuple(kept.get("reasons", ())), "cite": tuple(kept.get("cite", ()))})


def tolerance(asked: Mapping[str, Any]) -> Tolerance:
    """The small slips that the kept terms of a file bear; none where no rule says so."""
    kept = asked.get("tolerance") or {}
    return Tolerance(
        int(kept.get("days_before", 0)), int(kept.get("days_after", 0)), bool(kept.get("any_point")),
        tuple(kept.get("cite", ())),
    )  # fmt: skip


def narrowed(found: Terms, way: Any) -> Terms:
    """The terms with only those bodies that the way to permission of this very trip names, where there is one."""
    if way is None or way.kind != "permission":
        return found
    named = {one.body for one in way.opinions} | {one.value for one in way.approvals}
    opinions = tuple(one for one in found.opinions if one.body in named)
    awaited = [one for one in opinions if one.answers]
    return replace(found, opinions=opinions, opinion=bool(awaited), opinion_within=awaited[0].within if awaited else "")


def _span(value: Any) -> str:
    return value if isinstance(value, str) and SPAN.fullmatch(value) else ""


def _title(book: Any, citation: str) -> str:
    """The citation in words: the source's title and the section."""
    name, _, section = citation.partition(", ")
    source = book.sources.get(name)
    title = name if source is None else source.title if isinstance(source.title, str) else source.title.get("en", name)
    return f"{title}, {section}" if section else str(title)


def moment_after(start: datetime, span: str, calendar: Calendar) -> datetime | None:
    """The last moment of a time limit that starts now: hours run on, days and working days end with the last day."""
    found = SPAN.fullmatch(span)
    if found is None:
        return None
    n, unit = int(found[1]), found[2]
    if unit == "hours":
        return start + timedelta(hours=n)
    try:
        return end_of(calendar.due(span, after=day_of(start)))
    except (LookupError, ValueError):
        return None


def clock(span: str, source: str, start: datetime) -> dict[str, str]:
    """How a deadline was counted, so that it can be counted anew: the span, from what, from which moment."""
    return {"span": span, "from": source, "start": start.isoformat()} if span else {}


def counted_anew(
    kept: Mapping[str, str], pauses: Iterable[tuple[datetime, datetime]], calendar: Calendar
) -> datetime | None:
    """The deadline by the calendar as it reads now; None where nothing is counted in days, or the calendar ends."""
    span, start = kept.get("span", ""), kept.get("start", "")
    if not start or not span or span.endswith("hours"):
        return None
    deadline = moment_after(datetime.fromisoformat(start), span, calendar)
    for since, until in pauses:
        deadline = None if deadline is None else moved(deadline, since, until, span, calendar)
    return deadline


def day_of(at: datetime) -> date:
    """The day in Lithuania."""
    return at.astimezone(VILNIUS).date()


def end_of(day: date) -> datetime:
    """The last second of a day in Lithuania."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=VILNIUS)


LAST_DAY = timedelta(hours=36)


def little_left(since: datetime | None, until: datetime | None, span: str, at: datetime) -> bool:
    """Whether a clock is about to end: half of a time in hours has gone, or the last day and a half of one in days."""
    if until is None or until < at or until >= at + LAST_DAY:
        return False
    return since is None or not span.endswith("hours") or (until - at) * 2 <= until - since


def shown(deadline: datetime | None, span: str) -> datetime | date | None:
    """A deadline as it is told: the hour where hours are counted, else the day."""
    if deadline is None or span.endswith("hours"):
        return deadline
    return day_of(deadline)


def moved(deadline: datetime, since: datetime, until: datetime, span: str, calendar: Calendar) -> datetime:
    """The deadline after a pause: a working-day clock gets back as many working days as it stood still."""
    found = SPAN.fullmatch(span)
    if found is not None and found[2] == "hours":
        return deadline + (until - since)
    first, last = day_of(since), day_of(until)
    day = day_of(deadline)
    try:
        stood = 0
        while calendar.add(first, stood + 1) <= last:
            stood += 1
        return end_of(calendar.add(day, stood)) if stood else deadline
    except (LookupError, ValueError):
        return end_of(day + (last - first))
