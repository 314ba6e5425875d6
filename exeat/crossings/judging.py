"""What the law asked of a confirmed stay, what was held, and what speaks for the person: asked, never decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from exeat import regimes
from exeat.applications import queries as applications
from exeat.check import policy as check_policy
from exeat.check import queries as check
from exeat.crossings import policy
from exeat.crossings.policy import Contrary, Cover, Stay, Uncovered
from exeat.crossings.queries.coverage import silent_days
from exeat.permits import queries as permits
from exeat.register import queries as register
from exeat.values.period import Period

PRIVATE_KEY = "trip.purpose: duty"
UNCLAIMED = "none"
LOOKED_AT = timedelta(days=60)  # after an exit, in which a return would be looked for


@dataclass(frozen=True)
class Judged:
    """A stay that is not covered: what was asked and why, what it depends on, what speaks for the person."""

    requires: str
    uncovered: Uncovered
    outcome: dict[str, Any]  # by language
    depends_on: list[dict[str, str]]
    contrary: tuple[Contrary, ...]
    covers: list[dict[str, str]]


def judge(person: str, stay: Stay, *, at: datetime) -> Judged | None:
    """What is not covered about a confirmed stay; None when nothing is, or nobody can say."""
    if stay.exit.destination is None:
        return None
    covers = covers_of(person)
    languages = dict.fromkeys(["en", "lt", register.language_of_person(person)])
    outcomes = {language: _ask(person, stay, "private", language) for language in languages}
    requires = str(outcomes["en"].requires)
    uncovered = policy.held_against(stay, requires, covers, on=at.date())
    if not uncovered.kinds:
        return None
    readings = [
        {"kind": "reading", "key": key, "requires": str(other), "words": policy.READING}
        for key, other in outcomes["en"].other_readings.items()
        if not policy.held_against(stay, str(other), covers, on=at.date()).kinds
    ]
    duty = str(_ask(person, stay, "duty", "en").requires)
    if not policy.held_against(stay, duty, covers, on=at.date()).kinds:
        readings.append({"kind": "assumption", "key": PRIVATE_KEY, "requires": duty, "words": policy.PRIVATE})
    for reason in regimes.vocabulary.REASONS:
        asked = str(_ask(person, stay, "private", "en", reason).requires)
        if reason != UNCLAIMED and not policy.held_against(stay, asked, covers, on=at.date()).kinds:
            key = f"application.reason: {reason}"
            readings.append({"kind": "assumption", "key": key, "requires": asked, "words": policy.GROUND})
    if stay.exit.how is policy.How.INFERRED:
        readings.append({"kind": "assumption", "key": "destination.country", "requires": "", "words": policy.INFERRED})
    contrary = _contrary(person, stay, uncovered, covers, readings, at)
    dumped = {language: outcome.model_dump(mode="json") for language, outcome in outcomes.items()}
    return Judged(requires, uncovered, dumped, readings, contrary, [_plain(cover) for cover in covers])


def covers_of(person: str) -> list[Cover]:
    """Every permit and notice of a person, as they bear on a stay."""
    found = [
        Cover(
            p.number,
            "permit",
            frozenset(p.countries),
            p.period,
            p.issued_at,
            p.revoked_at,
            borne=_borne(p.period, applications.slips(p.application)),
        )
        for p in permits.held_by(person)
    ]
    found += [
        Cover(n.reference, "notice", frozenset(n.countries), n.period, n.given_at, n.withdrawn_at)
        for n in applications.notices_of(person)
    ]
    return found


def _borne(period: Period, slips: applications.Tolerance) -> Period:
    """The days of a permit with the small slips that a rule bears."""
    until = period.until + timedelta(days=slips.days_after) if period.until else None
    return Period(period.first - timedelta(days=slips.days_before), until)


def _ask(person: str, stay: Stay, purpose: str, language: str, reason: str = UNCLAIMED) -> Any:
    """The outcome for this stay, with the register's facts of its days; nobody was told of any ground."""
    destination = stay.exit.destination
    assert destination is not None  # `judge` returns before asking about an unknown one
    trip = check_policy.Trip(
        stays=(check_policy.Stay(destination=destination, period=Period(stay.first, stay.certain.until)),),
        purpose=purpose,
        reason=reason,
    )  # fmt: skip
    return check.outcome(person, trip, on=stay.first, language=language)


def _contrary(
    person: str, stay: Stay, uncovered: Uncovered, covers: list[Cover], depends_on: list[dict[str, str]], at: datetime
) -> tuple[Contrary, ...]:
    """Everything that the files hold in the person's favour."""
    found = [Contrary(item["kind"], item["words"], item["key"]) for item in depends_on]
    destination = stay.exit.destination
    for cover in covers:
        late = cover.given_at > stay.exit.at and cover.period.overlaps(stay.certain)
        if late and destination and cover.names(destination):
            found.append(Contrary("late-permit", policy.LATE_PERMIT, cover.reference))
    for silence in applications.silences(person):
        if silence.period is not None and not silence.period.overlaps(stay.certain):
            continue
        found.append(Contrary("silence", policy.SILENCE, silence.reference))
    for earlier in applications.history(person):
        if _asked_before(earlier, stay) and earlier.reference not in {c.about for c in found}:
            found.append(Contrary("asked-before", policy.ASKED_BEFORE, earlier.reference))
    if register.said_wrong(person):
        found.append(Contrary("register-doubted", policy.REGISTER_DOUBTED))
    if stay.entry is not None and not stay.same_border:
        found.append(Contrary("other-border", policy.OTHER_BORDER))
    if stay.entry is None and silent_days(stay.first, min(at.date(), stay.first + LOOKED_AT)):
        found.append(Contrary("no-records", policy.NO_RECORDS))
    if stay.entry is None or policy.Kind.NOT_RETURNED in uncovered.kinds:
        found.append(Contrary("no-return-seen", policy.NO_RETURN_SEEN))
    return tuple(found)


def _asked_before(earlier: applications.HistoryFacts, stay: Stay) -> bool:
    """Whether an application for these days was filed before leaving and not answered by then."""
    filed, decided, period = earlier.filed_at, earlier.decided_at, earlier.period
    if filed is None or period is None or filed >= stay.exit.at or not period.overlaps(stay.certain):
        return False
    midnight = datetime.combine(stay.first, time(0), stay.exit.at.tzinfo) + timedelta(days=1)
    return decided is None or decided >= midnight


def _plain(cover: Cover) -> dict[str, str]:
    last = cover.period.last
    return {
        "reference": cover.reference, "kind": cover.kind, "countries": ", ".join(sorted(cover.countries)),
        "first_on": cover.period.first.isoformat(), "last_on": last.isoformat() if last else "",
        "given_at": cover.given_at.isoformat(), "ended_at": cover.ended_at.isoformat() if cover.ended_at else "",
    }  # fmt: skip
