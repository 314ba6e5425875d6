"""What a case does to clearances and posts, and how its reversal puts them back exactly as they were."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from exeat.audit import actions as audit
from exeat.register import policy
from exeat.register.holds import recorded_end, settle
from exeat.register.models import Clearance, Ending, Post
from exeat.values.rights import Actor


@transaction.atomic
def withdraw_clearances(person: str, *, from_day: date, because: str, by: Actor, at: datetime) -> list[int]:
    """End every clearance of a person from a day because of a case; the numbers of those that were ended."""
    rows = Clearance.objects.select_for_update().filter(person__reference=person).order_by("id")
    ended = [row.pk for row in rows if _end(row, from_day, because, at)]
    audit.record(
        "register.clearances_withdrawn", subject=person, by=by, at=at, about=(person,), case=because,
        from_day=from_day, clearances=ended,
    )  # fmt: skip
    return ended


@transaction.atomic
def end_post(person: str, institution: str, *, from_day: date, because: str, by: Actor, at: datetime) -> list[int]:
    """End a person's posts in an institution from a day because of a case; the numbers of those that were ended."""
    rows = Post.objects.select_for_update().filter(person__reference=person, institution__reference=institution)
    ended = [row.pk for row in rows.order_by("id") if _end(row, from_day, because, at)]
    audit.record(
        "register.post_ended", subject=person, by=by, at=at, about=(person,), case=because, institution=institution,
        from_day=from_day, posts=ended,
    )  # fmt: skip
    return ended


@transaction.atomic
def restore_clearances(*, because: str, by: Actor, at: datetime) -> list[int]:
    """Put back every clearance that a case ended, as if it had not been; other cases' endings stay."""
    return _restore(Clearance, "register.clearances_restored", because, by, at)


@transaction.atomic
def restore_posts(*, because: str, by: Actor, at: datetime) -> list[int]:
    """Put back every post that a case ended, as if it had not been; other cases' endings stay."""
    return _restore(Post, "register.posts_restored", because, by, at)


def _end(row: Post | Clearance, from_day: date, because: str, at: datetime) -> bool:
    recorded = recorded_end(row)
    if not policy.ends_by(row.since, recorded, from_day):
        return False
    of = {"post": row} if isinstance(row, Post) else {"clearance": row}
    Ending.objects.update_or_create(**of, because=because, defaults={"from_day": from_day, "made_at": at})
    settle(row, recorded)
    return True


def _restore(table: type[Post] | type[Clearance], verb: str, because: str, by: Actor, at: datetime) -> list[int]:
    rows: list[Any] = list(table._default_manager.select_for_update().filter(endings__because=because).order_by("id"))
    people = table._default_manager.filter(endings__because=because).values_list("person__reference", flat=True)
    about = tuple(sorted(set(people)))
    for row in rows:
        recorded = recorded_end(row)
        row.endings.filter(because=because).delete()
        settle(row, recorded)
    audit.record(verb, subject=because, by=by, at=at, about=about, case=because, rows=[r.pk for r in rows])
    return [row.pk for row in rows]
