"""Counts of earlier years, as the border guard gives them: no records, so nobody is matched and nobody is kept."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from exeat.audit import actions as audit
from exeat.crossings import policy
from exeat.crossings.models import Count, Import
from exeat.crossings.points import known
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor, Right

COLUMNS = ("day", "point", "direction", "traveller", "number")
WORDS = {"direction": ("exit", "entry"), "traveller": ("citizen", "resident", "other")}


@transaction.atomic
def receive_counts(data: bytes, *, source: str, by: Actor, at: datetime) -> Import:
    """Take a file of counts whole: by day, point, direction and kind of traveller.

    Raises MoveRefused without the right, FileRefused with faults numbered by row or for a file received before.
    """
    if not by.may(Right.RECEIVE_CROSSINGS):
        raise MoveRefused([Refusal("no-right", "Your role does not include this step.")])
    sha256 = hashlib.sha256(data).hexdigest()
    before = Import.objects.filter(sha256=sha256).first()
    if before is not None:
        raise policy.FileRefused(
            [
                policy.Fault(
                    0, before.reference, "This file was received before, under this number. Nothing was done again."
                )
            ]
        )
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise policy.FileRefused([policy.Fault(0, ", ".join(missing), "These columns are missing.")])
    read = list(rows)
    faults = [fault for number, row in enumerate(read, start=2) for fault in _faults(number, row)]
    if faults or not read:
        raise policy.FileRefused(faults or [policy.Fault(0, "", "The file holds no count.")])
    days = [date.fromisoformat(row["day"]) for row in read]
    received = Import.objects.create(
        reference=audit.number("K", at=at), sha256=sha256, source=source, received_at=at, received_by=by.reference,
        rows=sum(int(row["number"]) for row in read), proposed=0, kind="counts", first_on=min(days), last_on=max(days),
    )  # fmt: skip
    Count.objects.bulk_create(
        (
            Count(
                received=received, day=row["day"], point=row["point"], direction=row["direction"],
                traveller=row["traveller"], number=int(row["number"]),
                country=place.country if (place := known(row["point"])) else "",
            )
            for row in read
        ),
        1000,
    )  # fmt: skip
    audit.record("crossings.counts_received", subject=received.reference, by=by, at=at, sha256=sha256, rows=len(read))
    return received


@transaction.atomic
def count_once(reference: str, held: str, *, by: Actor, at: datetime) -> int:
    """A file holds all that another one of its source held: what the other counted is taken out; how many passages.

    Nothing of the records is there by which it could be seen, so a person says it, and it is refused where the numbers
    speak against it. Raises MoveRefused.
    """
    wider, narrower = (Import.objects.select_for_update().get(reference=each) for each in (reference, held))
    counted, already = (dict(_cells(each)) for each in (wider, narrower))
    policy.may_count_once(
        by,
        policy.TwoFiles(
            different=wider.pk != narrower.pk and "events" not in {wider.kind, narrower.kind},
            same_source=wider.source == narrower.source,
            counted=bool(already),
            holds_all=all(counted.get(cell, 0) >= number for cell, number in already.items()),
        ),
    )
    narrower.counts.all().delete()
    audit.record("crossings.counted_once", subject=reference, by=by, at=at, held=held, passages=sum(already.values()))
    return sum(already.values())


def _cells(received: Import) -> Iterator[tuple[tuple[object, ...], int]]:
    """What a file counted, by day, point, direction and kind of traveller."""
    rows = received.counts.order_by("id").values_list("day", "point", "direction", "traveller", "number")
    return ((tuple(cell), number) for *cell, number in rows)


def _faults(number: int, row: dict[str, str]) -> Iterator[policy.Fault]:
    """What is wrong in one row."""
    for column, words in WORDS.items():
        if row[column] not in words:
            yield policy.Fault(number, column, f"Write one of: {', '.join(words)}.")
    if not (row["number"] or "").isdigit():
        yield policy.Fault(number, "number", "Write a whole number.")
    try:
        date.fromisoformat(row["day"])
    except ValueError:
        yield policy.Fault(number, "day", "Write the day like this: 2023-03-01.")
