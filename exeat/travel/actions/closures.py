"""A border closes, opens again, or was said to be closed by mistake: people with a trip there are told of each.

Saying so writes one row; the clock writes the letters, some at a time, each batch in one transaction that also notes
who was written to. So the work may stop anywhere and goes on where it was, and nobody is told twice.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from exeat.applications.terms import day_of
from exeat.audit import actions as audit
from exeat.letters import actions as letters
from exeat.regimes import places
from exeat.register import queries as register
from exeat.travel import policy, queries
from exeat.travel.models import Closure, ClosureNews, ClosureTold
from exeat.travel.policy import Told
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor

BATCH = 50  # letters in one transaction
REMEMBERED = timedelta(days=365)  # so long it is known who was told
KINDS = {Told.CLOSED: "border-closed", Told.OPEN: "border-open", Told.WITHDRAWN: "border-closure-withdrawn"}


@transaction.atomic
def tell_of_closure(
    *, country: str, points: str, since: date, source: str, words_en: str, words_lt: str, by: Actor, at: datetime
) -> Closure:
    """Say that a border is closed: to the institution's people, or, by a keeper of the law, to everybody.

    Whoever has a trip there that is not over is written to by the clock. Raises MoveRefused.
    """
    _refuse(policy.refusals_to_tell(by, country=country, source=source, words_en=words_en, words_lt=words_lt))
    row = Closure.objects.create(
        reference=audit.number("B", at=at), institution=by.institution, country=country, points=points.strip(),
        since=since, source=source.strip(), words_en=words_en.strip(), words_lt=words_lt.strip(), by=by.reference,
        at=at,
    )  # fmt: skip
    _say(row, Told.CLOSED, since, source, words_en, words_lt, by, at)
    return row


@transaction.atomic
def tell_of_opening(
    reference: str, *, since: date, source: str, words_en: str, words_lt: str, by: Actor, at: datetime
) -> Closure:
    """Say from which day on a closed border is open again. Raises MoveRefused."""
    row = Closure.objects.select_for_update().get(reference=reference)
    _refuse(
        policy.refusals_to_open(
            by, queries.as_policy(row), since=since, source=source, words_en=words_en, words_lt=words_lt
        )
    )
    row.until = since
    row.save(update_fields=["until"])
    _say(row, Told.OPEN, since, source, words_en, words_lt, by, at)
    return row


@transaction.atomic
def withdraw_closure(reference: str, *, words_en: str, words_lt: str, by: Actor, at: datetime) -> Closure:
    """Take back what was said of a border: what is not written yet is not, and whoever was told is told so."""
    row = Closure.objects.select_for_update().get(reference=reference)
    _refuse(policy.refusals_to_withdraw(by, queries.as_policy(row), words_en=words_en, words_lt=words_lt))
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    row.news.filter(done_at=None).update(done_at=at)
    _say(row, Told.WITHDRAWN, day_of(at), "", words_en, words_lt, by, at)
    return row


def write_of_closures(*, by: Actor, at: datetime) -> int:
    """Write to everybody who is to be told of a border and was not yet; how many. Safe to run twice, or to stop."""
    ClosureTold.objects.filter(news__at__lt=at - REMEMBERED).delete()
    unfinished = ClosureNews.objects.filter(done_at=None).select_related("closure").order_by("at", "id")
    return sum(_write(news, by, at) for news in list(unfinished))


def _say(
    row: Closure, what: Told, since: date, source: str, words_en: str, words_lt: str, by: Actor, at: datetime
) -> None:
    ClosureNews.objects.create(
        closure=row, what=what, since=since, source=source.strip(), words_en=words_en.strip(),
        words_lt=words_lt.strip(), by=by.reference, at=at,
    )  # fmt: skip
    verb = {Told.CLOSED: "said", Told.OPEN: "opened", Told.WITHDRAWN: "withdrawn"}[what]
    audit.record(f"closure.{verb}", subject=row.reference, by=by, at=at, country=row.country, since=since)


def _write(news: ClosureNews, by: Actor, at: datetime) -> int:
    trips = queries.to_be_told(news, on=day_of(at))
    ClosureNews.objects.filter(pk=news.pk, people=None).update(people=len(trips))
    every = sorted(trips.items())
    done = sum(_write_some(news.pk, dict(every[n : n + BATCH]), by, at) for n in range(0, len(every), BATCH))
    with transaction.atomic():
        still = ClosureNews.objects.select_for_update().filter(pk=news.pk, done_at=None).first()
        if still is not None:
            still.done_at, told = at, still.told.count()
            still.save(update_fields=["done_at"])
            if still.what == Told.CLOSED:
                Closure.objects.filter(pk=news.closure_id).update(told=told)
            audit.record("closure.told", subject=news.closure.reference, by=by, at=at, what=still.what, told=told)
    return done


@transaction.atomic
def _write_some(pk: int, trips: dict[str, str], by: Actor, at: datetime) -> int:
    """Write to the people of some trips and note it, unless they were written to or it was taken back meanwhile."""
    news = ClosureNews.objects.select_for_update(of=("self",)).select_related("closure").get(pk=pk)
    if news.done_at is not None:
        return 0
    told = set(news.told.filter(application__in=trips).values_list("application", flat=True))
    people = register.plains(set(trips.values()), on=day_of(at))
    left = [(trip, person) for trip, person in trips.items() if trip not in told and person in people]
    row = news.closure
    for trip, reference in left:
        person = people[reference]
        house = register.institution(person.institution) if person.institution else None
        letters.write(
            KINDS[Told(news.what)], to=reference, language=person.language, subject=trip, by=by, at=at,
            email=person.email, house=person.institution, file=trip, points=row.points, since=news.since,
            country=places.country(row.country, person.language), source=news.source,
            words=news.words_lt if person.language == "lt" else news.words_en,
            phone=house.urgent_phone if house else "",
        )  # fmt: skip
    ClosureTold.objects.bulk_create(ClosureTold(news=news, application=trip, person=person) for trip, person in left)
    return len(left)


def _refuse(said: tuple[policy.Refusal, ...]) -> None:
    if said:
        raise MoveRefused(said)
