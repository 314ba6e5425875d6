"""Systems that send events by themselves: admitted with a token, held to their points and pace, answered once a key."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from exeat.audit import actions as audit
from exeat.audit import seals
from exeat.crossings import files, policy
from exeat.crossings.actions.receiving import apply
from exeat.crossings.admission import allowed, digest
from exeat.crossings.models import Event, Import, Sender, Sent
from exeat.crossings.points import known
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor, Right

AT_ONCE = 500  # events in one batch
KEPT = timedelta(days=30)  # in which a batch sent again is answered as before
MINUTE = timedelta(minutes=1)
LONGEST = 200  # signs of the number that a sender gives an event
ODD_NUMBER = "The number of an event is a text of at most 200 signs or a whole number. Send it so, or leave it out."


class TooOften(Exception):
    """The sender has used up its minute; `wait` says for how many seconds."""

    def __init__(self, wait: int) -> None:
        self.wait = wait
        super().__init__(f"Too many batches. Wait {wait} seconds.")


class AnotherBatch(ValueError):
    """The key was used for another batch before."""


@dataclass(frozen=True)
class Told:
    """What a sender is told: numbers and faults. Never whether anyone is registered."""

    received: str
    counted: int
    left_out: int
    faults: tuple[dict[str, Any], ...]
    repeated: bool = False


@transaction.atomic
def admit(source: str, *, points: Sequence[str] = (), a_minute: int = 60, by: Actor, at: datetime) -> tuple[str, str]:
    """Admit a system under its source; its number and its token, which is shown this once and kept as a hash."""
    if not by.may(Right.ADMINISTER):
        raise MoveRefused([Refusal("no-right", "Your role does not include this step.")])
    token = secrets.token_urlsafe(32)
    reference = audit.number("S", at=at)
    Sender.objects.create(
        reference=reference, source=source, token=digest(token), points=[_point(name) for name in points],
        a_minute=a_minute, admitted_at=at, admitted_by=by.reference,
    )  # fmt: skip
    audit.record("sender.admitted", subject=reference, by=by, at=at, source=source)
    return reference, token


@transaction.atomic
def dismiss(reference: str, *, by: Actor, at: datetime) -> bool:
    """Take a system's token away; whether it was still admitted."""
    if not by.may(Right.ADMINISTER):
        raise MoveRefused([Refusal("no-right", "Your role does not include this step.")])
    gone = Sender.objects.filter(reference=reference, dismissed_at=None).update(dismissed_at=at)
    if gone:
        audit.record("sender.dismissed", subject=reference, by=by, at=at)
    return bool(gone)


def receive_events(
    sender: Sender, events: list[dict[str, Any]], *, key: str, by: Actor, at: datetime
) -> Told:  # fmt: skip
    """Take a batch of events once for each key; the same batch again is answered as before and changes nothing.

    An event that the sender numbers counts once in whichever batch it comes, as long as its number is remembered.
    Raises TooOften, AnotherBatch for a key that was used for another batch, FileRefused when most events are faulty,
    MoveRefused without a legal basis.
    """
    sha256 = digest(json.dumps(events, sort_keys=True))
    _held_to_pace(sender, at)
    if (before := _answered(sender, key, sha256)) is not None:
        return before
    allowed(by)
    begun = monotonic()
    odd = _odd_numbers(events)
    if 2 * len(odd) > len(events):
        raise policy.FileRefused(odd)
    numbers = _own_numbers(sender, events)
    again = [*odd, *_told_again(numbers)]
    rows = files.rows.from_events(events, without={fault.row for fault in again})
    rows.columns.pop("source", None)
    _only_its_points(sender, rows)
    taken = None
    if rows.numbers:
        taken = files.understand(rows, digest(f"{sender.reference}|{key}|{sha256}"), source=sender.source, at=at)
    try:
        with transaction.atomic():
            told = _told(apply(taken, begun, by=by, at=at, waits=False), again) if taken else _nothing_new(again)
            counted = [rows.numbers[place - 1] for place in taken.good] if taken else []
            new = [Event(sender=sender, digest=numbers[n], told_at=at) for n in counted if n in numbers]
            Event.objects.bulk_create(new, AT_ONCE)
            Sent.objects.create(sender=sender, key=key, sha256=sha256, answer=asdict(told), sent_at=at)
    except IntegrityError:  # the same batch came twice at once, and the other one was first
        if (before := _answered(sender, key, sha256)) is None:
            raise
        return before
    return told


def _answered(sender: Sender, key: str, sha256: str) -> Told | None:
    """What this batch was answered before. Raises AnotherBatch."""
    before = Sent.objects.filter(sender=sender, key=key).first()
    if before is None:
        return None
    if before.sha256 != sha256:
        raise AnotherBatch(key)
    return Told(**{**before.answer, "faults": tuple(before.answer["faults"]), "repeated": True})


def _told(received: Import, again: list[policy.Fault]) -> Told:
    faults = (*map(asdict, again), *received.faults)
    return Told(received.reference, received.rows, received.refused + len(again), faults)


def _nothing_new(again: list[policy.Fault]) -> Told:
    """The answer when every event of a batch was told before: nothing was received, so it has no number."""
    return Told("", 0, len(again), tuple(map(asdict, again)))


def _odd_numbers(events: list[dict[str, Any]]) -> list[policy.Fault]:
    """The events whose own number is none by which they could be known again."""
    return [
        policy.Fault(place, "event_id", ODD_NUMBER)
        for place, event in enumerate(events, start=1)
        if not _is_number(event.get("event_id", ""))
    ]


def _is_number(own: object) -> bool:
    """Whether it is a text of our letters or a whole number, and short; no number at all is one too."""
    if isinstance(own, bool) or not isinstance(own, (str, int)):
        return own is None
    return len(str(own)) <= LONGEST and str(own).isprintable()


def _own_numbers(sender: Sender, events: list[dict[str, Any]]) -> dict[int, str]:
    """The keyed hashes of the numbers that the sender gives its events, by the place of each from one.

    Of what an event says nothing is in the hash: it tells neither who crossed, nor where, nor when.
    """
    said = ((place, event.get("event_id")) for place, event in enumerate(events, start=1))
    return {
        place: seals.blind("event", f"{sender.reference}|{own}")
        for place, own in said
        if own is not None and _is_number(own) and str(own).strip()
    }


def _told_again(numbers: dict[int, str]) -> list[policy.Fault]:
    """The events that were told before, in this batch or another."""
    told = set(Event.objects.filter(digest__in=numbers.values()).values_list("digest", flat=True)) if numbers else set()
    again = []
    for place, number in numbers.items():
        if number in told:
            again.append(policy.Fault(place, "event_id", "This event was told before. It was not counted again."))
        told.add(number)
    return again


def _held_to_pace(sender: Sender, at: datetime) -> None:
    """Count this batch in the sender's minute. Raises TooOften."""
    fresh = Sender.objects.filter(pk=sender.pk, minute_at__gt=at - MINUTE)
    if fresh.filter(in_minute__lt=F("a_minute")).update(in_minute=F("in_minute") + 1):
        return
    current = fresh.values_list("minute_at", flat=True).first()
    if current is not None:
        raise TooOften(max(1, int((current + MINUTE - at).total_seconds()) + 1))
    Sender.objects.filter(pk=sender.pk).update(minute_at=at, in_minute=1)


def _only_its_points(sender: Sender, rows: files.Rows) -> None:
    """An event of a point that is not the sender's is a fault of its row."""
    if not sender.points:
        return
    for number, name in zip(rows.numbers, rows.columns.get("crossing_point", []), strict=False):
        if _point(str(name)) not in sender.points:
            rows.faults.append(policy.Fault(number, "crossing_point", "This sender does not report this point."))


def _point(name: str) -> str:
    place = known(name)
    return place.name if place else name
