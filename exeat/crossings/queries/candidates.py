"""Which possible matches wait for whom, and what a confirmed crossing says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count as Counted
from django.db.models import Exists, OuterRef, Q, QuerySet

from exeat.crossings import policy
from exeat.crossings.contents import Contents, contents_of
from exeat.crossings.models import Answer, Candidate, Count, Discrepancy, HandedIn, Import, Sender
from exeat.crossings.points import VILNIUS, known
from exeat.register import queries as register
from exeat.register.facts import PersonFacts
from exeat.values.destination import Destination
from exeat.values.rights import Actor, Right


class NoCandidate(LookupError):
    """There is no such possible match, or it is not this officer's to see: both look alike."""


def near(actor: Actor) -> Q:
    """Rows about the actor or about someone who serves or served where the actor does: kept out of their sight."""
    houses = {*register.houses_served(actor.reference), actor.institution} - {""}
    return Q(person__reference=actor.reference) | Q(person__posts__institution__reference__in=sorted(houses))


def visible_to(actor: Actor) -> QuerySet[Candidate]:
    """The possible matches and crossings that this actor may see: never their own, never a colleague's."""
    if not actor.may(Right.ANSWER_CANDIDATE) and not actor.may(Right.OPEN_CASE):
        return Candidate.objects.none()
    hidden = Candidate.objects.filter(near(actor)).values("pk")
    return Candidate.objects.exclude(state=policy.State.REFUSED).exclude(pk__in=hidden)


def waiting_for(actor: Actor, *, on: date) -> QuerySet[Candidate]:
    """Possible matches that this officer can answer, those that are erased soonest first."""
    answered = Answer.objects.filter(candidate=OuterRef("pk"), by=actor.reference)
    return (
        visible_to(actor)
        .filter(state__in=(policy.State.WAITING, policy.State.UNDECIDED), keep_until__gte=on)
        .exclude(Exists(answered))
        .order_by("keep_until", "reference")
    )


@dataclass(frozen=True)
class Pair:
    """A record beside the register's entry, with what speaks for and against; no post, no clearance, no permit."""

    candidate: Candidate
    person: PersonFacts
    contents: Contents
    others: tuple[Candidate, ...]
    answers: tuple[Answer, ...]
    same_paper: tuple[tuple[Candidate, dict[str, str]], ...]  # other crossings of the same document, as written
    of_person: tuple[str, ...]  # those of them that wait beside the same person


def pair(reference: str, *, seen_by: Actor) -> Pair:
    """One possible match as an officer sees it. Raises NoCandidate where they may not."""
    candidate = visible_to(seen_by).select_related("person", "received").filter(reference=reference).first()
    if candidate is None or candidate.state == policy.State.CONFIRMED:
        raise NoCandidate(reference)
    others = visible_to(seen_by).filter(person=candidate.person).exclude(pk=candidate.pk).order_by("-crossed_at", "id")
    answers = candidate.answers.order_by("at", "id")
    person = register.plain(candidate.person.reference)
    papers = visible_to(seen_by).filter(paper=candidate.paper).exclude(paper="").exclude(pk=candidate.pk)
    same = tuple((row, contents_of(row).record) for row in papers.order_by("-crossed_at", "id")[:10])
    waiting = papers.filter(person=candidate.person).exclude(state=policy.State.CONFIRMED).order_by("reference")
    of_person = tuple(waiting.values_list("reference", flat=True))
    return Pair(candidate, person, contents_of(candidate), tuple(others[:10]), tuple(answers), same, of_person)


def beside(reference: str, *, seen_by: Actor, on: date) -> tuple[str, str]:
    """The possible matches before and after this one in the officer's list; empty at its ends."""
    waiting = list(waiting_for(seen_by, on=on).values_list("reference", flat=True))
    if reference not in waiting:
        return "", waiting[0] if waiting else ""
    place = waiting.index(reference)
    return waiting[place - 1] if place else "", waiting[place + 1] if place + 1 < len(waiting) else ""


def answers_of_today(actor: Actor, *, on: date) -> list[Answer]:
    """What this officer answered today, the last first: each can still be taken back unless something rests on it."""
    today = Answer.objects.filter(by=actor.reference, at__date=on)
    return list(today.select_related("candidate").order_by("-at", "-id"))


def papers_confirmed() -> list[tuple[int, str, str]]:
    """People, the keyed hashes of the documents of their confirmed crossings, and a possible match that has it."""
    rows = Candidate.objects.filter(state=policy.State.CONFIRMED, person__forgotten_at=None).exclude(paper="")
    once = {
        (person, paper): reference
        for person, paper, reference in rows.order_by("person_id", "paper", "-id").values_list(
            "person_id", "paper", "reference"
        )
    }
    return [(person, paper, reference) for (person, paper), reference in once.items()]


def number_of_paper(reference: str) -> str:
    """The document number in the record of a possible match."""
    return contents_of(Candidate.objects.get(reference=reference)).record["document_number"]


def facts_about(candidate: Candidate, actor: Actor, *, reasons: str, overrides: str, on: date) -> policy.Facts:
    """What the guards look at when this actor answers."""
    return policy.Facts(
        person=candidate.person.reference,
        colleague=Candidate.objects.filter(near(actor), pk=candidate.pk).exists(),
        answered_by=frozenset(candidate.answers.values_list("by", flat=True)),
        reasons=reasons,
        contrary=contents_of(candidate).contrary,
        overrides=overrides,
        expired=candidate.keep_until < on,
    )


def confirmed_of(person: str) -> QuerySet[Candidate]:
    """The confirmed crossings of a person, in the order of time; for callers that have asked for the right already."""
    return Candidate.objects.filter(state=policy.State.CONFIRMED, person__reference=person).order_by("crossed_at", "id")


def passages_of(person: str) -> list[policy.Passage]:
    """The same as policy compares them: in the time of the point."""
    return [as_passage(row) for row in confirmed_of(person)]


def as_passage(row: Candidate) -> policy.Passage:
    """A confirmed crossing as policy sees it."""
    point = known(row.point)
    where = Destination(row.country, row.territory or None) if row.country else None
    return policy.Passage(
        row.reference, row.direction, row.crossed_at.astimezone(point.zone if point else VILNIUS), where,
        policy.How(row.how),
    )  # fmt: skip


def files_received() -> QuerySet[Import]:
    """The files that were received, the latest first."""
    return Import.objects.exclude(kind="events").order_by("-received_at", "-id")


def handed_in(limit: int = 25) -> list[HandedIn]:
    """Files that were handed in for the background, the latest first."""
    return list(HandedIn.objects.select_related("received").order_by("-handed_at", "-id")[:limit])


def handed_in_as(reference: str) -> HandedIn:
    """One file that was handed in. Raises NoFile."""
    found = HandedIn.objects.select_related("received").filter(reference=reference).first()
    if found is None:
        raise NoFile(reference)
    return found


class NoFile(LookupError):
    """No file was received under this number."""


def file_received(reference: str) -> Import:
    """One file that was received. Raises NoFile."""
    found = Import.objects.filter(reference=reference).first()
    if found is None:
        raise NoFile(reference)
    return found


def overlaps(received: Import) -> list[tuple[str, int]]:
    """Other files of the same source that counted the same days, points and directions, with how many such cells."""
    own = set(received.counts.order_by("id").values_list("day", "point", "direction").distinct())
    others = Count.objects.filter(
        received__source=received.source, day__gte=received.first_on, day__lte=received.last_on
    ).exclude(received=received).exclude(received__kind="events")  # fmt: skip
    rows = others.order_by("id").values_list("received__reference", "day", "point", "direction")
    shared = Counter(reference for reference, *cell in set(rows) if tuple(cell) in own)
    return sorted(shared.items())


def events_on(day: date) -> tuple[int, int]:
    """How many batches of events came from systems on a day, and how many passages they counted."""
    rows = Import.objects.filter(kind="events", received_at__date=day).values_list("rows", flat=True)
    return len(rows), sum(rows)


def has_senders() -> bool:
    """Whether any system may send events."""
    return Sender.objects.filter(dismissed_at=None).exists()


def senders() -> QuerySet[Sender, Any]:
    """The systems that were admitted, the first first, each with the batches that it sent in the last thirty days."""
    return Sender.objects.annotate(batches=Counted("sent")).order_by("admitted_at", "id")


def has_discrepancy(candidate: Candidate) -> bool:
    """Whether a discrepancy rests on this crossing."""
    return Discrepancy.objects.filter(Q(exit=candidate) | Q(entry=candidate)).exists()
