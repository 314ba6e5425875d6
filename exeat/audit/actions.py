"""Every write of the audit: an entry, the next number of a file, and forgetting a person."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from exeat.audit import policy, seals
from exeat.audit.models import About, Counter, Detail, Entry, Tip
from exeat.values.rights import Actor

LOCK = 0x45786561  # the number of the advisory lock on PostgreSQL: the chain grows by one entry at a time


@transaction.atomic
def record(
    verb: str,
    *,
    subject: str,
    by: Actor,
    at: datetime,
    about: Iterable[str] = (),
    purpose: str = "",
    hidden_until: date | None = None,
    **details: Any,
) -> Entry:
    """Leave a trace of an act or a look, in the transaction of the act.

    `about` names the persons whom it concerns: they may read it under "who looked", and the details are sealed
    under the keys of all of them together; an act on very many, such as an import, says nothing of any one of them in
    its details. `hidden_until` is the day on which a lawful delay ends.
    """
    people = tuple(dict.fromkeys(about))
    last = _last()
    seq, previous = (last.seq + 1, last.digest) if last else (1, policy.FIRST)
    salt, text = os.urandom(16), _details(details, by)
    chained = policy.Chained(
        seq=seq, at=at.astimezone(UTC), verb=verb, actor=by.reference, role=by.role, house=by.institution,
        subject=subject, purpose=purpose, about=people, hidden_until=hidden_until,
        commitment=policy.commitment(salt, text), previous=previous,
    )  # fmt: skip
    digest = chained.digest()
    seal = seals.blind("audit-entry", digest)
    entry = Entry.objects.create(
        seq=seq, at=chained.at, verb=verb, actor=chained.actor, role=chained.role, house=chained.house,
        subject=subject, purpose=purpose, about=json.dumps(people), hidden_until=hidden_until,
        commitment=chained.commitment, previous=previous, digest=digest, seal=seal,
    )  # fmt: skip
    Detail.objects.create(entry=entry, sealed=seals.seal_under(_key(people), "audit", salt + text, aad=str(seq)))
    About.objects.bulk_create([About(entry=entry, person=person) for person in people], 500)
    tip = {"seq": seq, "digest": digest, "seal": seals.blind("audit-tip", f"{seq}|{digest}")}
    if not Tip.objects.filter(id=1).update(**tip):
        Tip.objects.create(id=1, **tip)
    return entry


@transaction.atomic
def number(prefix: str, *, at: datetime) -> str:
    """The next reference of a kind of file, without gaps: A-2026-00017."""
    year = at.astimezone(UTC).year
    counters = Counter.objects.select_for_update().filter(prefix=prefix, year=year)
    counter = counters.first()
    if counter is None:
        Counter.objects.get_or_create(prefix=prefix, year=year)
        counter = counters.get()
    counter.latest += 1
    counter.save(update_fields=["latest"])
    return f"{prefix}-{year}-{counter.latest:05d}"


@transaction.atomic
def forget(person: str, *, by: Actor, at: datetime) -> int:
    """Destroy the person's key: every detail about them becomes noise. The number of entries that lost theirs."""
    count = About.objects.filter(person=person).count()
    record("person.forgotten", subject=person, by=by, at=at, entries=count)
    seals.destroy_key(policy.person_key(person), at=at)
    return count


def _last() -> Tip | None:
    """The latest entry's number and hash, locked until the transaction ends so that the chain does not fork."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    return Tip.objects.filter(id=1).first()


def _details(details: dict[str, Any], by: Actor) -> bytes:
    """The details and the actor's name as one text."""
    said: dict[str, Any] = {"name": by.name, "details": details}
    if by.stands_in is not None:
        said["stands_in"] = [by.stands_in.for_reference, by.stands_in.for_name, by.stands_in.order]
    return json.dumps(said, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder).encode()


def _key(people: tuple[str, ...]) -> bytes:
    """The key for details about these persons; one that nobody keeps when one of them was forgotten already."""
    try:
        return seals.joint_key(policy.keys_of(people), make=True)
    except seals.Destroyed:
        return os.urandom(32)
