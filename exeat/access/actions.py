"""Every write of access: an account is made or closed, a role is given or ended."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from exeat.access import policy
from exeat.access.models import Account, Role
from exeat.audit import actions as audit
from exeat.register import queries as register
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor

if TYPE_CHECKING:
    from collections.abc import Iterable


@transaction.atomic
def make_account(
    username: str, *, password: str | None, name: str, language: str = "lt", person: str = "", by: Actor, at: datetime
) -> Account:
    """Make an account, for a registered person or for someone who only works with the files.

    Without a password it can be used only once a passkey or a first password has been set by the administrator.
    Raises MoveRefused when the role does not include it or the name or the person has an account already.
    """
    _refuse(
        policy.lacks_administration(by),
        policy.NAME_TAKEN if Account.objects.filter(username=username).exists() else None,
        policy.PERSON_HAS_ONE if person and Account.objects.filter(reference=person).exists() else None,
        policy.looked_after(by, houses=register.institutions_of(person, timezone.localdate(at)), roles=())
        if person
        else None,
    )
    reference = person or audit.number("U", at=at)
    account = Account(username=username, reference=reference, shown_name=name, language=language)
    account.person_id = register.key_of(person) if person else None
    account.set_password(password)
    account.save()
    audit.record("access.account_made", subject=reference, by=by, at=at, about=(person,) if person else ())
    return account


@transaction.atomic
def close_account(reference: str, *, by: Actor, at: datetime) -> Account:
    """Close an account: nobody can sign in with it again; what it did stays in the record."""
    account = _looked_after(reference, by, at)
    account.is_active = False
    account.save(update_fields=["is_active"])
    audit.record("access.account_closed", subject=reference, by=by, at=at, about=_about(account))
    return account


@transaction.atomic
def set_password(reference: str, password: str, *, by: Actor, at: datetime) -> Account:
    """Set a new first password for someone who has lost what they sign in with; their passkeys and codes are gone."""
    account = _looked_after(reference, by, at)
    Authenticator.objects.filter(user=account).delete()
    account.set_password(password)
    account.save(update_fields=["password"])
    audit.record("access.password_set", subject=reference, by=by, at=at, about=_about(account))
    return account


@transaction.atomic
def give_role(reference: str, kind: str, *, institution: str = "", since: date, by: Actor, at: datetime) -> Role:
    """Give someone a role in an institution, or nationally. Raises MoveRefused for a role that the register gives."""
    account = Account.objects.select_for_update().get(reference=reference)
    running = account.roles.filter(Q(until=None) | Q(until__gt=since)).order_by("id")
    held = running.filter(kind=kind, institution__reference=institution or None)
    _refuse(
        policy.lacks_administration(by),
        policy.not_oneself(by, account.reference),
        policy.given_by_an_administrator(kind),
        policy.held_somewhere(kind, institution),
        policy.within_reach(by, institution),
        policy.apart_from(kind, running.values_list("kind", flat=True)),
        policy.HELD_ALREADY if held.exists() else None,
    )
    role = Role.objects.create(
        account=account, kind=kind, since=since,
        institution_id=register.key_of_institution(institution) if institution else None,
    )  # fmt: skip
    audit.record(
        "access.role_given", subject=reference, by=by, at=at, about=_about(account), role=kind, institution=institution
    )
    return role


@transaction.atomic
def end_role(role: int, *, until: date, by: Actor, at: datetime) -> Role:
    """End a role from a day on."""
    row = Role.objects.select_for_update(of=("self",)).select_related("account", "institution").get(pk=role)
    _refuse(
        policy.lacks_administration(by),
        policy.not_oneself(by, row.account.reference),
        policy.within_reach(by, row.institution.reference if row.institution else ""),
        policy.ENDS_BEFORE_IT_BEGINS if until <= row.since else None,
    )
    row.until = until
    row.save(update_fields=["until"])
    audit.record(
        "access.role_ended", subject=row.account.reference, by=by, at=at, about=_about(row.account), role=row.kind,
        until=until,
    )  # fmt: skip
    return row


def _looked_after(reference: str, by: Actor, at: datetime) -> Account:
    """An account that this administrator may close or open anew, held until the transaction ends."""
    account = Account.objects.select_for_update().get(reference=reference)
    on = timezone.localdate(at)
    running = account.roles.filter(Q(until=None) | Q(until__gt=on)).values_list("institution__reference", flat=True)
    houses = register.institutions_of(reference, on) if account.person_id is not None else []
    _refuse(
        policy.lacks_administration(by),
        policy.not_oneself(by, account.reference),
        policy.looked_after(by, houses=houses, roles=[house or "" for house in running]),
    )
    return account


def _about(account: Account) -> Iterable[str]:
    return (account.reference,) if account.person_id is not None else ()


def _refuse(*said: Refusal | None) -> None:
    refusals = [refusal for refusal in said if refusal is not None]
    if refusals:
        raise MoveRefused(refusals)
