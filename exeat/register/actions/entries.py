"""Entering one person by hand, ending a headship, and writing how an institution's decisions are appealed."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

from django.db import transaction

from exeat.audit import actions as audit
from exeat.register import filing, policy
from exeat.register.actions.imports import import_rows
from exeat.register.models import Headship, Institution, Person
from exeat.register.plans import Plan
from exeat.values.moves import Refusal
from exeat.values.rights import Actor, Right

NO_REMEDY = Refusal("no-remedy-text", "Write the way to appeal in both languages.")


def enter(*lines: dict[str, str], by: Actor, at: datetime) -> Plan:
    """Enter a person or anything about them by hand: the same lines as in a file, with the same checks."""
    out = io.StringIO()
    write = csv.DictWriter(out, filing.COLUMNS, delimiter=";")
    write.writeheader()
    write.writerows(lines)
    return import_rows(out.getvalue().encode(), by=by, at=at)


@transaction.atomic
def end_headship(institution: str, *, from_day: date, next_head: str | None, by: Actor, at: datetime) -> Headship:
    """Let another person head an institution from a day, or nobody: the row before holds until that day."""
    policy.refuse(policy.lacks(by, Right.KEEP_REGISTER), policy.not_own_house(by, institution))
    house = Institution.objects.get(reference=institution)
    person = Person.objects.get(reference=next_head) if next_head else None
    row, _made = Headship.objects.update_or_create(institution=house, since=from_day, defaults={"person": person})
    audit.record(
        "register.head_changed", subject=institution, by=by, at=at, about=(next_head,) if next_head else (),
        from_day=from_day,
    )  # fmt: skip
    return row


@transaction.atomic
def set_remedy(institution: str, *, en: str, lt: str, by: Actor, at: datetime) -> None:
    """The institution's lawyer writes, in both languages, how its decisions are appealed."""
    policy.refuse(
        policy.lacks(by, Right.KEEP_REGISTER),
        policy.not_own_house(by, institution),
        NO_REMEDY if not (en.strip() and lt.strip()) else None,
    )
    house = Institution.objects.select_for_update().get(reference=institution)
    before = {"en": house.remedy_en, "lt": house.remedy_lt}
    house.remedy_en, house.remedy_lt = en.strip(), lt.strip()
    house.save(update_fields=["remedy_en", "remedy_lt"])
    audit.record(
        "register.remedy_written", subject=institution, by=by, at=at, before=before,
        after={"en": house.remedy_en, "lt": house.remedy_lt},
    )  # fmt: skip
